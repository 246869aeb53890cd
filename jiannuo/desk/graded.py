"""评诺, the end of the own road (C29): lit once the opinion is put forward; the grade is told to its owner alone."""

from collections.abc import Sequence

from django.urls import reverse

from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.workflow import YearlyState
from jiannuo.base.dates import local_day, today
from jiannuo.desk.lines import Line, due_said, state_by
from jiannuo.ui.road import NAMES, Station

_KEPT, _APPRAISED = 5, 6  # places on the road


def lit(road: Sequence[Station], row: YearlyAppraisal | None) -> list[Station]:
    """The road as far as the year's appraisal has come: 践诺 is over with it, 评诺 waits for the meeting or is done."""
    if row is None or row.proposed_at is None or not road:
        return list(road)
    end = Station(NAMES[_APPRAISED], "here", at=row.proposed_at, waiting_for=row.decider.short_name)
    if row.decided_at:
        end = Station(NAMES[_APPRAISED], "done", at=row.decided_at, by=row.decider.short_name)
    before = list(road[:_KEPT])
    over = Station(NAMES[_KEPT], "done", at=min(row.round.closes_on, local_day(row.proposed_at)))
    return [*before, over if before[-1].state == "done" else road[_KEPT], end]


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
