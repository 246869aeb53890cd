"""Who sees what of 互评 (C20): the branch's officers the branch's, a member his own five, nobody else anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.appraisal.asking import is_about
from jiannuo.appraisal.models import BranchComment, MutualAssessment, YearlyAppraisal
from jiannuo.appraisal.periods import label_of
from jiannuo.appraisal.queries.survey import figures_of
from jiannuo.ballots.queries import visible_to as boxes_visible_to
from jiannuo.ballots.release import Shown
from jiannuo.ballots.workflow import State
from jiannuo.orgs.models import Member, Organisation
from jiannuo.orgs.offices import OFFICERS, holds
from jiannuo.rounds.models import Practice


def mutual_visible_to(user: User) -> QuerySet[MutualAssessment]:
    """As far as one sees the box: the branch's officers, and whoever of the level above helps to count."""
    rows = MutualAssessment.objects.filter(box__in=boxes_visible_to(user).order_by().values("pk"))
    return rows.select_related("round", "organisation__parent", "meeting", "box")


def reads_mutual_of(user: User, row: YearlyAppraisal) -> bool:
    """Whether the person reads what 互评 says of the appraised: that one himself, and the officers of his branch."""
    if row.member is None:
        return True
    return row.member.user_id == user.pk or holds(user, OFFICERS, row.organisation_id)


def mutual_in(comment: BranchComment) -> MutualAssessment | None:
    """Of that meeting. The caller has checked who may see the meeting."""
    return MutualAssessment.objects.filter(meeting=comment.meeting_id).select_related("meeting", "box").first()


def assessed(branch: Organisation) -> list[Member]:
    """Everybody on the branch's roster, whether they came or not, in the roster's order."""
    return list(Member.objects.filter(branch=branch, left_on__isnull=True).order_by("id"))


@dataclass(frozen=True, slots=True)
class Own:
    """What the branch thinks of one member, in one meeting: (比素质, figure)."""

    year: int
    label: str
    on: date
    branch: Organisation
    rows: list[tuple[str, Shown]]


def own_figures(user: User) -> Iterator[Own]:
    """C20: the person's own, as the rules of small groups allow, the latest first."""
    member = Member.objects.filter(user=user).first()
    if member is None:
        return
    here = Q(organisation=member.branch_id) | Q(meeting__roll__member=member)
    pks = MutualAssessment.objects.filter(here, box__state=State.CONFIRMED).values("pk")
    rows = MutualAssessment.objects.filter(pk__in=pks).select_related("round", "organisation", "meeting", "box")
    found = list(rows.order_by("-round__year", "-period"))
    figures = figures_of(mutual.box for mutual in found)
    for mutual in found:
        about = [question for question in mutual.box.questions if is_about(question, member)]
        if about:
            label = f"{mutual.round.year}年{label_of(mutual.round, Practice.BRANCH_COMMENT, mutual.period)}"
            named = [(str(q["label"]).rpartition("：")[2], figures[mutual.box_id][q["key"]]) for q in about]
            yield Own(mutual.round.year, label, mutual.held_on, mutual.organisation, named)
