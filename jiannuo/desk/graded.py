"""The grade of the year (C29), told to its owner alone."""

from django.urls import reverse

from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.workflow import YearlyState
from jiannuo.base.dates import today
from jiannuo.desk.lines import Line, due_said, state_by


def grade_line(row: YearlyAppraisal) -> Line:
    """What the meeting decided, and the right of reply while it lasts."""
    url, year, until = reverse("appraisal:yearly_one", args=[row.pk]), row.round.year, row.reply_until
    result = f"您{year}年评定为“{row.get_grade_display()}”"
    if row.is_probationary:
        result = f"您参加了{year}年的评议，预备党员不评定等次"
    if row.reply:
        said = "您的说明已有答复" if row.answer else "您的说明已提交，等答复"
        return Line(f"年度评议：{result}，{said}。", f"{url}#reply", "看评议")
    if row.state == YearlyState.DECIDED and until is not None and until >= today():
        words = f"年度评议：{result}，有不同看法可以说明。"
        return Line(words, f"{url}#reply", "看评议", due_said(until), state_by(until))
    return Line(f"年度评议：{result}。", url, "看评议", state="kept")
