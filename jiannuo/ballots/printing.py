"""Slips, key sheets and the tally sheet as PDF, by typst. Slips and keys pass through memory only."""

import json
import threading
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from jiannuo.ballots.actions.opening import Opened
from jiannuo.ballots.codes import grouped
from jiannuo.ballots.models import BallotBox
from jiannuo.ballots.queries import Released
from jiannuo.ballots.release import ROUNDED, Line, Shown
from jiannuo.base.qr import drawn

_TEMPLATE = Path(__file__).with_name("papers.typ")
_local = threading.local()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[Path(settings.SHIPPED_FONTS)]
    )


def _compiled(box: BallotBox, **more: Any) -> bytes:
    data: dict[str, Any] = {"title": box.title, "organisation": box.organisation.name, "code": grouped(box.code)}
    data |= {"short_title": _short(box.title), "address": "", "needed": 0, "keys": [], "slips": [], "tally": None}
    data |= more
    compiler: typst.Compiler | None = getattr(_local, "compiler", None)
    if compiler is None:
        compiler = _local.compiler = typst.Compiler(str(_TEMPLATE), font_paths=_fonts())
    pdf = compiler.compile(sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    assert isinstance(pdf, bytes)  # noqa: S101  the format is PDF and no output file is named
    return pdf


def _short(title: str) -> str:
    return title if len(title) <= 32 else title[:31] + "…"


def voting_address(box: BallotBox, address: str) -> str:
    return f"{address.rstrip('/')}/ballots/vote/{box.code}/"


def opening_papers(opened: Opened, *, address: str) -> bytes:
    """Key sheets, then slips in the random order given. The only copy there is."""
    where = voting_address(opened.box, address)
    return _compiled(
        opened.box,
        address=where.partition("://")[2] or where,
        needed=opened.keys.needed,
        keys=[{"code": code, "qr": drawn(code, border=0)} for code in opened.keys.sheets],
        slips=[{"code": grouped(token), "qr": drawn(f"{where}#{token}", border=0)} for token in opened.slips],
    )


def tally_sheet(box: BallotBox, released: Released) -> bytes:
    """C28: for the scrutineers to sign: what the page shows and no more, and the receipts to hang beside it."""
    rows = [
        {"label": question["label"], "lines": _lines(figure), "why": figure.why} for question, figure in released.rows
    ]
    tally = {
        "facts": released.facts,
        "rows": rows,
        "notes": list(dict.fromkeys(figure.why for _, figure in released.rows if figure.why and figure.lines)),
        "receipts": box.receipts,
    }
    return _compiled(box, tally=tally)


def _lines(figure: Shown) -> list[dict[str, str]]:
    """Every valid ballot is in one of them, where the options are shown."""
    beside = [{"label": f"{label}（不计入比例）", "count": str(n), "percent": ""} for label, n in figure.outside]
    return [*(_told(line) for line in figure.lines), *beside]


def _told(line: Line) -> dict[str, str]:
    at_least = line.count is None
    return {
        "label": line.label,
        "count": "" if at_least else str(line.count),
        "percent": f"{'≥' if at_least else ''}{line.percent}%",
    }


def in_words(figure: Shown) -> str:
    """One sentence for minutes and lists."""
    told = "；".join(f"{line['label']}{line['percent']}" for line in map(_told, figure.lines))
    return f"{told}（{ROUNDED.rstrip('。')}）" if figure.why == ROUNDED else told or figure.why
