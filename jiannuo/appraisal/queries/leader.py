from dataclasses import dataclass

from django.db.models import Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.appraisal.models import LeaderComment, Visit
from jiannuo.duties import queries as duties
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.states import IS_OPEN
from jiannuo.orgs.models import Member, Organisation, OrgKind
from jiannuo.orgs.offices import LEADERS, offices_of, own_branch, reach
from jiannuo.rounds.models import Round

PAGE = 50


def comments_visible_to(user: User) -> QuerySet[LeaderComment]:
    """Issued ones in the reach of one's offices, of one's branch and of oneself; drafts only where one leads."""
    branch = own_branch(user)
    own = Q(member__user=user) | Q(member__isnull=True, organisation_id__in=branch)
    seen = Q(issued_at__isnull=False) & (own | reach(user, sector_field="sector_id"))
    drafts = Q(issued_at__isnull=True, superior_id__in=led(user))
    rows = LeaderComment.objects.filter(seen | drafts)
    return rows.select_related("organisation", "member", "superior", "by", "visit", "round")


def visits_visible_to(user: User) -> QuerySet[Visit]:
    branch = own_branch(user)
    seen = Q(organisation_id__in=branch) | reach(user, sector_field="sector_id")
    return Visit.objects.filter(seen).select_related("organisation", "by").order_by("-on", "-id")


def is_in_reach(user: User, organisation: Organisation) -> bool:
    """Whether one of the person's offices looks after the organisation, so that its half-year may be read."""
    return Organisation.objects.filter(reach(user), pk=organisation.pk).exists()


def led(user: User) -> list[int]:
    """Ids of the organisations for which the person may comment on those below."""
    return [o.organisation_id for o in offices_of(user) if o.role in LEADERS]


@dataclass(frozen=True, slots=True)
class Subject:
    """One line of the queue: whom to comment on, and what there is already."""

    organisation: Organisation
    comment: LeaderComment | None
    is_expected: bool = True

    @property
    def state(self) -> str:
        """Kept = issued, soon = a draft waits, going = nothing yet, idle = nothing is expected."""
        if self.comment is None:
            return "going" if self.is_expected else "idle"
        return "kept" if self.comment.issued_at else "soon"

    @property
    def word(self) -> str:
        return {"going": "未点评", "idle": "这期不要求", "soon": "草稿", "kept": "已点评"}[self.state]


def to_comment(user: User) -> QuerySet[Organisation]:
    """C27: the organisations right below those that the person leads."""
    rows = Organisation.objects.filter(parent_id__in=led(user), closed_on__isnull=True)
    return rows.exclude(kind=OrgKind.GROUP).select_related("parent").order_by("path")


def owed(user: User, round_: Round, period: int) -> int:
    """How many comments of the half-year are still expected of the person: as many as the desk says."""
    rows = duties.before(led(user)).filter(round=round_, kind=DutyKind.LEADER_COMMENT, period=period)
    return rows.count()


def waiting(user: User, round_: Round, period: int) -> QuerySet[Organisation]:
    """Those of `to_comment` of which the half-year's comment has not been issued, whether expected or not."""
    issued = LeaderComment.objects.filter(round=round_, period=period, member__isnull=True, issued_at__isnull=False)
    return to_comment(user).exclude(pk__in=issued.filter(superior_id__in=led(user)).values("organisation_id"))


def next_waiting(user: User, comment: LeaderComment) -> Organisation | None:
    """Whom to open after this one: the next without an issued comment, from the top again after the last."""
    rows = waiting(user, comment.round, comment.period)
    return rows.filter(path__gt=comment.organisation.path or "").first() or rows.first()


def with_comments(organisations: list[Organisation], round_: Round, period: int) -> list[Subject]:
    """The comments of one half-year beside their subjects; who came later, or is waived, is not waited for (C24)."""
    rows = LeaderComment.objects.filter(
        round=round_, period=period, organisation__in=organisations, member__isnull=True
    ).select_related("by")
    found = {row.organisation_id: row for row in rows}
    asked = Duty.objects.filter(IS_OPEN, round=round_, kind=DutyKind.LEADER_COMMENT, period=period)
    awaited = set(asked.filter(organisation__in=organisations).values_list("organisation_id", flat=True))
    return [Subject(o, found.get(o.pk), o.pk in awaited) for o in organisations]


def comment_on(
    user: User, round_: Round, period: int, organisation: Organisation, member: Member | None
) -> LeaderComment | None:
    rows = comments_visible_to(user)
    return rows.filter(round=round_, period=period, organisation=organisation, member=member).first()


def last_issued(
    user: User, organisation: Organisation, member: Member | None, present: LeaderComment | None
) -> LeaderComment | None:
    """What was said the time before, so that its problems are asked after."""
    rows = comments_visible_to(user).filter(organisation=organisation, member=member, issued_at__isnull=False)
    if present is not None:
        rows = rows.exclude(pk=present.pk)
    return rows.order_by("-round__year", "-period").first()
