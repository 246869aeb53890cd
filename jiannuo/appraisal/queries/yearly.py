"""Who reads which yearly appraisal (C29, C30): oneself and those above; grades inside the branch once decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import F, Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.appraisal.frozen import without_mutual
from jiannuo.appraisal.grading import Grade
from jiannuo.appraisal.models import BranchCommentLine, GradeVote, LeaderComment, YearlyAppraisal
from jiannuo.appraisal.queries.comment import comment_lines_visible_to
from jiannuo.appraisal.queries.leader import comments_visible_to
from jiannuo.appraisal.queries.mutual import reads_mutual_of
from jiannuo.appraisal.workflow import YearlyState
from jiannuo.base.dates import local_day
from jiannuo.duties import queries as duties
from jiannuo.duties.models import DutyKind
from jiannuo.meetings.models import Meeting
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import oversight, own_branch
from jiannuo.pledges.models import Pledge
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import labels_of

DECIDED = (YearlyState.DECIDED, YearlyState.CLOSED, YearlyState.PUBLISHED)


def visible_to(user: User) -> QuerySet[YearlyAppraisal]:
    """With all that was said: one's own, and those one oversees. Not for guides, not for fellow members."""
    rows = YearlyAppraisal.objects.filter(oversight(user) | Q(member__user=user))
    return rows.select_related("round", "organisation", "member", "decider", "meeting", "decided_by", "self_by")


def grades_visible_to(user: User) -> QuerySet[YearlyAppraisal]:
    """Name and grade: besides, what has been decided about members of the own branch and about the branch itself."""
    branch = own_branch(user)
    inside = Q(state__in=DECIDED, organisation_id__in=branch)
    rows = YearlyAppraisal.objects.filter(oversight(user) | Q(member__user=user) | inside)
    return rows.select_related("round", "organisation", "member", "decider")


def reckoning_for(user: User, row: YearlyAppraisal) -> dict[str, Any]:
    """C20: the kept reckoning as this person may read it; page, table, Excel and case file all take it from here."""
    return row.figures if reads_mutual_of(user, row) else without_mutual(row.figures)


def of_decider(user: User, round_: Round, decider: Organisation) -> QuerySet[YearlyAppraisal]:
    """The table of one body: its members, then the organisations below it, by age as on other pages; never by grade."""
    rows = grades_visible_to(user).filter(round=round_, decider=decider)
    return rows.order_by("organisation_id", "member_id")


def owed(decider: Organisation, round_: Round) -> int:
    """How many of the year are still to be decided by the body: as many as the desk says."""
    return duties.before([decider.pk]).filter(round=round_, kind=DutyKind.APPRAISAL).count()


def meetings_for(decider: Organisation, kinds: tuple[str, ...]) -> QuerySet[Meeting]:
    """Open books of meetings in which grades can be decided, the latest first."""
    return Meeting.objects.filter(organisation=decider, kind__in=kinds, closed_at__isnull=True).order_by("-held_at")


def votes_of(meeting: Meeting) -> QuerySet[GradeVote]:
    """How the meeting voted on grades, in the order of the table. The caller has checked who may see the meeting."""
    rows = GradeVote.objects.filter(meeting=meeting).select_related("appraisal__organisation", "appraisal__member")
    return rows.order_by("appraisal__organisation_id", "appraisal__member_id", "id")


def voted_down(rows: Iterable[YearlyAppraisal]) -> dict[int, GradeVote]:
    """{appraisal put forward: the last vote since, where it did not pass}; one query."""
    waiting = {row.pk: row.proposed_at for row in rows if row.state == YearlyState.PROPOSED and row.proposed_at}
    votes = GradeVote.objects.filter(appraisal__in=waiting).select_related("meeting").order_by("at", "id")
    last = {vote.appraisal_id: vote for vote in votes}
    return {pk: vote for pk, vote in last.items() if not vote.is_passed and vote.at >= waiting[pk]}


def leaders_words(user: User, row: YearlyAppraisal) -> QuerySet[LeaderComment]:
    """The year's 点 on the subject, for people to weigh."""
    rows = comments_visible_to(user).filter(round=row.round, organisation=row.organisation, issued_at__isnull=False)
    return rows.filter(member=row.member_id).order_by("period")


def branch_findings(user: User, row: YearlyAppraisal) -> list[tuple[str, list[BranchCommentLine]]]:
    """The year's 讲 on the subject, quarter by quarter: every finding, with words or without, joint pledges too."""
    about = Q(member=row.member_id)
    if row.member_id:
        joint = Pledge.co_signers.through.objects.filter(member=row.member_id).values("pledge_id")
        about |= Q(item__pledge__in=joint)
    rows = comment_lines_visible_to(user).filter(comment__round=row.round, comment__issued_at__isnull=False)
    rows = rows.filter(about, comment__organisation=row.organisation).exclude(item=None, text="")
    labels = labels_of(row.round, Practice.BRANCH_COMMENT)
    rows = rows.order_by("comment__period", F("item__position").asc(nulls_last=True), "id")
    found = groupby(rows, key=lambda line: line.comment.period)
    return [(labels.get(period, f"第{period}期"), list(lines)) for period, lines in found]


def is_decided(round_: Round) -> bool:
    return YearlyAppraisal.objects.filter(round=round_, state__in=DECIDED).exists()


@dataclass(frozen=True, slots=True)
class PublicAppraisal:
    """C30: what the public board may show of an organisation's year, beside `survey.public_of`."""

    year: int
    grade: str
    words: str
    on: date


def public_of(organisation: Organisation) -> PublicAppraisal | None:
    """The latest that was published; never a person's."""
    rows = YearlyAppraisal.objects.filter(organisation=organisation, member__isnull=True, state=YearlyState.PUBLISHED)
    row = rows.select_related("round").order_by("-round__year").first()
    if row is None or row.published_at is None:
        return None
    return PublicAppraisal(row.round.year, Grade(row.grade).label, row.public_words, local_day(row.published_at))
