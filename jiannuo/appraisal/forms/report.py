"""What is sent with a 述: one box an item, named after it, and 其他."""

from django import forms
from django.http import QueryDict

from jiannuo.appraisal.actions.report import Said
from jiannuo.base.fields import Day
from jiannuo.base.numbers import number

MOST_OTHER = 2000


def said_in(data: QueryDict, *, is_spoken: bool = False) -> Said:
    """{item: sentence} of the boxes sent; an item without a box keeps the ledger's sentence."""
    sent = ((number(name.removeprefix("line-")), value) for name, value in data.items() if name.startswith("line-"))
    lines = {pk: str(text) for pk, text in sent if pk is not None}
    return Said(lines, data.get("other", "")[:MOST_OTHER], is_spoken)


class HandedForm(forms.Form):
    """代录: the day on which the member handed in the own paper."""

    on = Day(label="书面述职的日期", error_messages={"required": "请填写本人交来书面述职的日期。"})


def version_in(data: QueryDict) -> int:
    return number(data.get("version", "")) or 0
