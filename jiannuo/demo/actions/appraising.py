"""The year gone by is appraised to its end in one branch, so that a member finds his grade (C29)."""

from datetime import date, timedelta

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.appraisal.actions.yearly import Decision, Opinion, close, decide, propose
from jiannuo.appraisal.actions.yearly_draft import draft
from jiannuo.appraisal.grading import Grade
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.demo.actions.tree import Loaded
from jiannuo.demo.almanac import Almanac, moment
from jiannuo.demo.clock import at
from jiannuo.demo.words.meetings import OPINIONS
from jiannuo.meetings import actions as meetings
from jiannuo.meetings.models import Category, MeetingKind
from jiannuo.meetings.queries import voters_present
from jiannuo.pledges.two_meetings import Votes
from jiannuo.rounds.models import Round

_WAITED = 12  # days for replies, from the meeting to the end


@transaction.atomic
def appraise(loaded: Loaded, round_: Round, code: str, almanac: Almanac, *, by: User) -> None:
    """核算, 提出, 会议评定 in January and 办结 when nobody has replied; where that has gone by already."""
    held = date(round_.year + 1, 1, 20)
    if not almanac.is_past(held + timedelta(days=_WAITED)):
        return
    branch = loaded.organisations[code]
    with at(moment(held - timedelta(days=5), 20)):
        draft(round_, branch, by=by)
        there = YearlyAppraisal.objects.filter(round=round_, decider=branch).select_related("member")
        rows = list(there.order_by("member_id"))
        opinions = _opinions(rows)
        for user, part in (hands := _hands(rows, by, loaded.organisers[code])):
            propose({row.pk: opinions[row.pk] for row in part}, by=user)
    with at(moment(held, 21)):
        arranged = (MeetingKind.APPRAISAL, moment(held, 19, 30), "支部活动室", by.display_name)
        meeting = meetings.convene(branch, *arranged, by=by)
        meetings.enrol(meeting, Category.BRANCH_MEMBER, [], [row.member_id for row in rows if row.member_id], by=by)
        votes = Votes(voters_present(meeting) - 1, 0, 1)
        for user, part in hands:
            decide(Decision(meeting, votes, {row.pk: Opinion() for row in part}), by=user)
    with at(moment(held + timedelta(days=_WAITED))):
        for user, part in hands:
            close({row.pk: 0 for row in part}, by=user)


def _hands(rows: list[YearlyAppraisal], first: User, second: User) -> list[tuple[User, list[YearlyAppraisal]]]:
    """Nobody appraises himself: the first officer's own is the second one's to enter."""
    own = [row for row in rows if row.member and row.member.user_id == first.pk]
    return [(first, [row for row in rows if row not in own]), (second, own)]


def _opinions(rows: list[YearlyAppraisal]) -> dict[int, Opinion]:
    """As suggested, 优秀 for a quarter at most; who had promised nothing is 合格 by his daily work."""
    left, found = len(rows) // 4, {}
    for row in rows:
        grade = row.suggested or ("" if row.is_probationary else Grade.QUALIFIED)
        if grade == Grade.EXCELLENT:
            grade = Grade.EXCELLENT if left else Grade.QUALIFIED
            left -= left > 0
        found[row.pk] = Opinion(grade, OPINIONS.get(grade, ""))
    return found
