"""Reads by subject: whose pledge this is, what was promised before, who has none yet, what people asked for."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from jiannuo.accounts.models import User
from jiannuo.duties import queries as duties
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.states import IS_OPEN
from jiannuo.orgs.models import Member, Organisation
from jiannuo.orgs.offices import below, oversees, reach
from jiannuo.pledges.models import Pledge, PledgeItem, Wish
from jiannuo.pledges.queries import own, signed_by, visible_to
from jiannuo.rounds import queries as rounds
from jiannuo.rounds.models import Round, Step


def of_member(round_: Round, member: Member) -> Pledge | None:
    """The pledge that the member makes in the round, alone or as one of several signers."""
    return signed_by(member).filter(round=round_).order_by("id").first()


def of_organisation(round_: Round, organisation: Organisation) -> Pledge | None:
    return Pledge.objects.filter(round=round_, organisation=organisation, member=None).first()


def years_of(
    user: User, round_: Round, organisation: Organisation, member: Member | None
) -> list[tuple[int, int | None]]:
    """(year, pledge) of the subject, the newest first: of this round or None while there is none, and of others."""
    rows = signed_by(member) if member else Pledge.objects.filter(organisation=organisation, member=None)
    found = list(rows.order_by("-round__year", "id").values_list("round__year", "pk", "round_id"))
    others = readable(user, [pk for _, pk, key in found if key != round_.pk])
    here: dict[int, int | None] = {round_.year: next((pk for _, pk, key in found if key == round_.pk), None)}
    return sorted((here | {year: pk for year, pk, _ in found if pk in others}).items(), reverse=True)


def due_of(round_: Round, organisation: Organisation, member: Member | None) -> tuple[date, str] | None:
    """(by when, how it was reckoned): the subject's own day, or the calendar's while none is written down (C24)."""
    duty = duties.proposal_of(round_, organisation, member)
    return (duty.due_on, duty.reckoning) if duty else rounds.milestones(round_).get(Step.PROPOSE)


def last_items(pledge: Pledge) -> list[PledgeItem]:
    """C11: what the same subject promised in the round before, to be carried over."""
    before = rounds.before(pledge.round)
    if before is None:
        return []
    earlier = of_member(before, pledge.member) if pledge.member else of_organisation(before, pledge.organisation)
    return list(earlier.items.all()) if earlier else []


def known_to(user: User) -> QuerySet[Pledge]:
    """Whose pledge stands where: lists name first drafts too, which `visible_to` keeps for those who write them."""
    return Pledge.objects.filter(own(user) | reach(user, sector_field="sector_id"))


def within(user: User, round_: Round, organisation: Organisation) -> QuerySet[Pledge]:
    """The pledges of one organisation and everything below it, in the order of the tree.

    Who oversees the organisation sees all of them: said without the other ways of seeing, an index gives the order.
    """
    path = organisation.path or ""
    rows = Pledge.objects.all() if oversees(user, path) else known_to(user)
    return rows.select_related("organisation", "member").filter(below(path), round=round_).order_by("path", "id")


def without_pledge(round_: Round, branch: Organisation) -> QuerySet[Member]:
    """Members of the branch who neither have a pledge of their own nor sign one together with others."""
    joint = Pledge.co_signers.through.objects.filter(member=OuterRef("pk"), pledge__round=round_)
    alone = Pledge.objects.filter(member=OuterRef("pk"), round=round_)
    staying = Member.objects.filter(branch=branch, left_on__isnull=True)
    return staying.filter(~Exists(joint), ~Exists(alone)).order_by("name", "id")


def wishes_of(round_: Round, organisation: Organisation) -> QuerySet[Wish]:
    """C3: what people asked of the organisation in the round, the unanswered first."""
    return (
        Wish.objects.filter(round=round_, organisation=organisation)
        .select_related("answered_by")
        .order_by(F("answered_by").asc(nulls_first=True), "-heard_on", "-id")
    )


def readable(user: User, pks: Iterable[int | None]) -> set[int]:
    """Which of these the person may open: a list names a first draft, its text is for those who write it."""
    return set(visible_to(user).filter(pk__in=[pk for pk in pks if pk]).values_list("pk", flat=True))


def named(pledges: QuerySet[Pledge], words: str) -> QuerySet[Pledge]:
    """Those whose member's or organisation's name holds the words."""
    return pledges.filter(Q(member__name__icontains=words) | Q(organisation__name__icontains=words))


def not_proposed(user: User, round_: Round, organisation: Organisation) -> QuerySet[Duty]:
    """Open duties to propose in the subtree, with the stage each pledge has reached (None: not begun).

    What is waived is not asked for.
    `asked_by`: who has named the member as a joint signer of a text that is not submitted (C11).
    """
    of_member = Pledge.objects.filter(round=round_, member=OuterRef("member_id"))
    of_organisation = Pledge.objects.filter(round=round_, member=None, organisation=OuterRef("organisation_id"))
    joint = Pledge.co_signers.through.objects.filter(member=OuterRef("member_id"), pledge__round=round_)

    def either(field: str) -> Case:
        own, office = Subquery(of_member.values(field)[:1]), Subquery(of_organisation.values(field)[:1])
        asked = Subquery(joint.values(f"pledge__{field}")[:1], output_field=own.output_field)
        return Case(When(member__isnull=True, then=office), default=Coalesce(own, asked))

    path = organisation.path or ""
    seen = Duty.objects.select_related("organisation", "member") if oversees(user, path) else duties.visible_to(user)
    rows = seen.filter(IS_OPEN, below(path), round=round_, kind=DutyKind.PROPOSE)
    asked_by = Subquery(joint.values("pledge__member__name")[:1])
    return rows.annotate(pledge_stage=either("stage"), pledge_pk=either("id"), asked_by=asked_by).order_by("path", "id")


def repeated(pledge: Pledge) -> dict[str, int]:
    """{text key: how many other pledges of the round say it word for word}: a number, no names (C5)."""
    keys = set(pledge.items.values_list("text_key", flat=True))
    rows = PledgeItem.objects.filter(text_key__in=keys, pledge__round=pledge.round_id).exclude(pledge=pledge)
    return dict(rows.values_list("text_key").annotate(Count("pledge", distinct=True)))
