"""年度评议 from the opinion to the board (C29, C30): who may still speak, what is to be answered, what to be published.

No grade is named but a member's own, to himself (desk/graded.py): a desk is looked at in company.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.urls import reverse

from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.workflow import YearlyState
from jiannuo.base.dates import today
from jiannuo.desk.graded import grade_line
from jiannuo.desk.lines import MOST, Line, counted, due_said, state_by
from jiannuo.desk.parts import Part
from jiannuo.desk.situation import Situation

_OPEN = (YearlyState.PROPOSED, YearlyState.DECIDED)
_WAITS = Q(state__in=_OPEN, answer="") & ~Q(reply="")
_CLOSED = Q(state=YearlyState.CLOSED, member=None, taken_down_at=None)  # what was taken down is not asked for again
_READ = ("organisation_id", "member_id", "round_id", "decider__short_name", "state", "reply", "answer")
_GRADED = ("grade", "is_probationary", "proposed_at", "decided_at")


def _rows(situation: Situation) -> list[YearlyAppraisal]:
    """The person's, open ones of organisations he runs; what waits for the officers of the deciding bodies."""
    own = Q(member=None, organisation__in=situation.run, state__in=_OPEN)
    if situation.member:
        own |= Q(member=situation.member) & ~Q(state=YearlyState.DRAFTED)
    office = Q(decider__in=situation.run) & (_WAITS | _CLOSED & ~Q(decided_by=situation.user))
    rows = YearlyAppraisal.objects.filter(own | office, round__in=situation.latest)
    found = list(rows.select_related("decider").only(*_READ, *_GRADED).order_by("member_id", "id")[:MOST])
    for row in found:
        row.round = next(round_ for round_ in situation.latest if round_.pk == row.round_id)
    return sorted(found, key=lambda row: row.round.year)


def _is_own(situation: Situation, row: YearlyAppraisal) -> bool:
    if row.member_id is not None:
        return situation.member is not None and row.member_id == situation.member.pk
    return row.organisation_id in {place.pk for place in situation.run}


def _own(situation: Situation, row: YearlyAppraisal) -> Iterator[Line]:
    """The right of reply is known to whom it belongs; a member's grade stands by itself."""
    if row.member_id and row.decided_at:
        return
    named = "您" if row.member_id else situation.organisations[row.organisation_id].short_name
    year = row.round.year
    url = reverse("appraisal:yearly_one", args=[row.pk]) + "#reply"
    if row.reply:
        said = "已有答复" if row.answer else "已提交，等答复"
        yield Line(f"年度评议：{named}对{year}年评定意见的说明{said}。", url, "去看")
    elif row.reply_until is None or row.reply_until >= today():
        said = "的等次已评定" if row.state == YearlyState.DECIDED else "的评定意见已提出，等会议评定"
        until, sentence = row.reply_until, f"年度评议：{named}{year}年{said}，有不同看法可以说明。"
        yield Line(sentence, url, "去看", due_said(until), state_by(until))


def _office(situation: Situation, rows: Iterable[YearlyAppraisal]) -> Iterator[Line]:
    """Replies to answer; results to publish, by other hands than those that entered the decision."""
    sums = Counter((row.decider_id, row.round.year, row.state == YearlyState.CLOSED) for row in rows)
    for (decider, year, is_closed), number in sums.items():
        place, url = situation.organisations[decider].short_name, reverse("appraisal:yearly", args=[decider])
        if is_closed:
            sentence = f"公示：{place}有 {counted(number)} 份{year}年的年度评议结果等公布。"
            yield Line(sentence, f"{url}?year={year}", "去公布")
        else:
            sentence = f"年度评议：{place}有 {counted(number)} 份{year}年的说明等答复。"
            yield Line(sentence, f"{url}?year={year}", "去答复", state="soon")


def part_of(situation: Situation) -> Part:
    """One query, for members and officers."""
    part = Part()
    if not situation.member and not situation.run:
        return part
    rows = _rows(situation)
    own = [row for row in rows if _is_own(situation, row)]
    part.waiting += [line for row in own for line in _own(situation, row)]
    mine = [row for row in own if row.member_id]
    part.graded += [grade_line(row) for row in mine if row.decided_at]
    part.appraisal = next((row for row in mine if row.round_id == situation.round.pk), None)
    part.due += _office(situation, [row for row in rows if row not in own])
    return part
