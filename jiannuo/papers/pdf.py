"""附件1 and 附件2 as PDF (PDF/A-2a, PDF/UA-1), by typst (C39–C41). What fits in a box is decided in pledges.typ."""

import json
import logging
import threading
from collections.abc import Container, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone

from jiannuo.base.qr import drawn
from jiannuo.papers import faces
from jiannuo.papers.copies import CODE_TELLS
from jiannuo.papers.form import Form
from jiannuo.papers.legible import breakable, drawable, note_on, tidy

TEMPLATE = Path(__file__).with_name("pledges.typ")
LONG = 1500  # characters: more than any box holds, goes to the 附页 without being measured
LINES = 40
_local = threading.local()
log = logging.getLogger(__name__)


def render(forms: Sequence[Form], *, at: datetime | None = None) -> bytes:
    """One document of all the forms, each with its 附页 behind it. The same forms and time give the same bytes."""
    try:
        return _compiled(forms, at or timezone.now(), with_own=True)
    except typst.TypstError as error:  # a unit's own face may forbid embedding
        log.warning("set again without the fonts folder: %s", error)
        return _compiled(forms, at or timezone.now(), with_own=False)


def _compiled(forms: Sequence[Form], at: datetime, *, with_own: bool) -> bytes:
    glyphs = faces.glyphs(with_own=with_own)
    sheets = [sheet(form, glyphs) for form in forms]
    pdf = _compiler(with_own=with_own).compile(
        sys_inputs={"sheets": json.dumps(sheets, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(at.timestamp()),
    )
    assert isinstance(pdf, bytes)  # noqa: S101 - the format is PDF and no output file is named
    return pdf


def _compiler(*, with_own: bool) -> typst.Compiler:
    """One for each thread: a compiler is not shared."""
    name = f"compiler_{with_own}"
    compiler: typst.Compiler | None = getattr(_local, name, None)
    if compiler is None:
        compiler = typst.Compiler(str(TEMPLATE), font_paths=faces.fonts(with_own=with_own))
        setattr(_local, name, compiler)
    return compiler


def sheet(form: Form, glyphs: Container[int]) -> dict[str, Any]:
    """One form as the template takes it: legible text, the characters it lacks named in a note."""
    title, missing = drawable(tidy(form.标题), glyphs)
    boxes: list[dict[str, Any]] = []
    for name in form.boxes:
        text, lacking = drawable(tidy(getattr(form, name)), glyphs)
        missing += lacking
        large = name in form.large
        is_long = len(text) > LONG or text.count("\n") > LINES
        boxes.append({"name": name, "text": breakable(text, 12 if large else 4), "long": is_long})
    remarks = [drawable(tidy(remark), glyphs)[0] for remark in form.remarks]
    return {
        "form": form.kind,
        "title": title,
        "subject": shortened(boxes[0]["text"]),
        "holder": form.holders[form.copy],
        "boxes": boxes,
        "notes": [*form.notes, *remarks, *filter(None, [note_on(list(dict.fromkeys(missing)))])],
        "code": form.code,
        "told": CODE_TELLS,
        "qr": qr_svg(form.link) if form.link else "",
    }


def shortened(subject: str) -> str:
    """For the heading of the 附页 only; a name too long for its box stands there whole."""
    return subject if len(subject) <= 40 else subject[:39] + "…"


@lru_cache(maxsize=64)
def qr_svg(link: str) -> str:
    """The same code stands on all copies of a pledge."""
    return drawn(link, border=0)
