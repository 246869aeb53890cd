"""The work of one print batch: a few pledges at a time into a growing file, so that memory stays flat."""

import logging
import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO

from jiannuo.papers import pdf, queries, word
from jiannuo.papers.actions import making
from jiannuo.papers.binding import Binder
from jiannuo.papers.copies import Copy
from jiannuo.papers.filling import forms_of
from jiannuo.papers.form import Form
from jiannuo.papers.models import BatchKind, PrintBatch
from jiannuo.papers.storage import draft_of, drop_drafts
from jiannuo.pledges.models import Pledge

AT_A_TIME = 3
EMPTY = "生成时已没有可打印的承诺书，请确认任职和承诺书状态后重新打印。"
FAILED = "生成时出错，已记入运行记录，请联系系统管理员。"
log = logging.getLogger(__name__)


def run(batch_id: int) -> bool:
    """Do the batch if nobody else does. True when it is finished by this call."""
    batch = making.take_up(batch_id)
    if batch is None:
        return False
    if not batch.total:
        making.give_up(batch, EMPTY)
        return False
    try:
        return _made(batch)
    except Exception:  # whatever went wrong, the person waiting is told
        log.exception("print batch %s failed", batch.pk)
        making.give_up(batch, FAILED)
        return False
    finally:
        drop_drafts(batch)


def _made(batch: PrintBatch) -> bool:
    draft = draft_of(batch)
    with draft.open("wb") as target:
        write = _write_pdf if batch.kind == BatchKind.PDF else _write_zip
        if not write(batch, target):
            return False
    return making.finish(batch, draft)


def _write_pdf(batch: PrintBatch, target: BinaryIO) -> bool:
    binder = Binder(target)
    for done, pledges in _portions(batch):
        binder.add(pdf.render([form for forms in pledges for form in forms], at=batch.requested_at))
        if not making.move_on(batch, done):
            return False
    binder.close()
    return True


def _write_zip(batch: PrintBatch, target: BinaryIO) -> bool:
    with closing(zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)) as archive:
        for done, pledges in _portions(batch):
            for number, forms in enumerate(pledges, start=done - len(pledges) + 1):
                archive.writestr(f"{number:04}-{_file_name(forms[0])}.docx", word.render(forms))
            if not making.move_on(batch, done):
                return False
    return True


def _file_name(form: Form) -> str:
    return "".join(char for char in form.subject if char.isalnum() or char in "·-")[:40] or "承诺书"


def _portions(batch: PrintBatch) -> Iterator[tuple[int, list[list[Form]]]]:
    """(how many are done with this portion, the forms of each pledge in it). Four queries a portion at most."""
    rows = queries.printable(batch.requested_by, batch.path, batch.round)
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_A_TIME):
        portion = keys[start : start + AT_A_TIME]
        found = rows.in_bulk(portion)
        yield start + len(portion), _forms(batch, [found[key] for key in portion if key in found])


def _forms(batch: PrintBatch, pledges: list[Pledge]) -> list[list[Form]]:
    """The copies of each pledge that the batch asks for."""
    copies = [Copy(copy) for copy in batch.copies]
    names, texts = queries.roster_names(pledges), queries.texts_of(pledges)
    opinions = queries.branch_opinions(texts.values())
    forms = []
    for pledge in pledges:
        text, known_names = texts[pledge.pk], names.get(pledge.organisation_id, ())
        opinion = opinions.get(text.pk, "") if text else ""
        forms.append(forms_of(pledge, text, copies, address=batch.address, opinion=opinion, known_names=known_names))
    return forms
