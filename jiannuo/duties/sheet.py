"""A period as an Excel file: sums on the first sheet, everybody on the second. Texts are texts, never formulas."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import xlsxwriter
from django.db.models import QuerySet

from jiannuo.duties.completeness import NAMES, Line
from jiannuo.duties.models import Duty
from jiannuo.duties.states import state_of
from jiannuo.duties.wording import COLUMNS

_CAPTIONS = ("党组织", "姓名", "事项", "应办日期", "怎样推算", "完成日期", "登记日期", "状态", "免办说明")
_CHUNK = 2000


def _cells(duty: Duty, day: date) -> list[str]:
    days = [duty.done_on.isoformat() if duty.done_on else "", duty.entered_on.isoformat() if duty.entered_on else ""]
    waived = str(duty.exemption) if duty.exemption else ""
    name = duty.member.name if duty.member else ""
    due = duty.due_on.isoformat()
    return [duty.organisation.name, name, duty.label, due, duty.reckoning, *days, state_of(duty, day).label, waived]


def workbook(rows: QuerySet[Duty], lines: Sequence[Line], day: date) -> bytes:
    """Both sheets; a row of nine texts for each duty."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        bold = book.add_format({"bold": True})
        sums = book.add_worksheet("汇总")
        sums.set_column(0, 0, 36)
        sums.write_row(0, 0, ["党组织", "应办", *(COLUMNS[name] for name in NAMES)], bold)
        for number, line in enumerate(lines, 1):
            sums.write_string(number, 0, line.organisation.name)
            sums.write_row(number, 1, [line.tally.expected, *(getattr(line.tally, name) for name in NAMES)])
        names = book.add_worksheet("名单")
        names.set_column(0, 8, 18)
        names.write_row(0, 0, _CAPTIONS, bold)
        everybody = rows.select_related("organisation", "member", "exemption").order_by("path", "id")
        for number, duty in enumerate(everybody.iterator(chunk_size=_CHUNK), 1):
            for column, text in enumerate(_cells(duty, day)):
                names.write_string(number, column, text)
    return target.getvalue()
