from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, Left, Length

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.orgs.models import Appointment, GuidanceGroup, ImportBatch, Member, Organisation, OrgKind, Role, Sector
from jiannuo.orgs.offices import OFFICERS, below, offices_of, oversees, oversight, own_branch, reach


def visible_to(user: User) -> QuerySet[Organisation]:
    """Organisations in the person's reach and the member's own branch. Lists, details and exports start here."""
    return Organisation.objects.filter(_visible(user)).select_related("parent", "sector").order_by("path")


def _visible(user: User) -> Q:
    return reach(user) | Q(pk__in=own_branch(user))


def _administered(user: User, *, path_field: str = "path") -> Q:
    """Where the person keeps the records without having a say in the pledges."""
    kept = [below(o.path, field=path_field) for o in offices_of(user) if o.role == Role.ADMINISTRATOR]
    return reduce(or_, kept, Q(pk__in=[]))


def known_to(user: User) -> QuerySet[Organisation]:
    """The pages of this room: what is visible, and for administrators what they keep. Pledges never start here."""
    rows = Organisation.objects.filter(_visible(user) | _administered(user))
    return rows.select_related("parent", "sector").order_by("path")


def children_known_to(user: User, organisation: Organisation) -> QuerySet[Organisation]:
    """The level below, as far as it is known: whoever keeps or oversees the organisation knows all of it."""
    rows = Organisation.objects.filter(parent=organisation).order_by("path")
    return rows if knows_all_below(user, organisation) else rows.filter(_visible(user) | _administered(user))


def knows_all_below(user: User, organisation: Organisation) -> bool:
    """Whether rows of the whole subtree, rosters too, are the person's to read."""
    path = organisation.path or ""
    keeps = any(o.role == Role.ADMINISTRATOR and path.startswith(o.path) for o in offices_of(user))
    return keeps or oversees(user, path)


def rosters_known_to(user: User) -> QuerySet[Organisation]:
    """Organisations whose members the person may list. A roster is not for guides and not for fellow members."""
    rows = Organisation.objects.filter(oversight(user) | _administered(user))
    return rows.select_related("parent", "sector").order_by("path")


def members_visible_to(user: User) -> QuerySet[Member]:
    """Members in the person's reach, and oneself. A roster is not for guides: theirs is the pledge, not the file."""
    return (
        Member.objects.filter(oversight(user, path_field="branch__path") | Q(user=user))
        .select_related("branch", "group", "user")
        .order_by("branch__path", "id")
    )


def members_known_to(user: User) -> QuerySet[Member]:
    """The same for the pages of this room, where administrators keep rosters too."""
    seen = oversight(user, path_field="branch__path") | _administered(user, path_field="branch__path") | Q(user=user)
    rows = Member.objects.filter(seen).select_related("branch", "branch__parent", "group", "user")
    return rows.order_by("branch__path", "id")


def appointments_known_to(user: User) -> QuerySet[Appointment]:
    held = Appointment.objects.filter(organisation__in=known_to(user).order_by().values("pk"))
    return held.select_related("organisation", "organisation__parent", "user", "guidance_group")


def batches_known_to(user: User) -> QuerySet[ImportBatch]:
    """Rosters on their way in, for those who keep the organisation they are for."""
    keepers = [o for o in offices_of(user) if o.role in OFFICERS | {Role.ADMINISTRATOR}]
    kept = reduce(or_, [below(o.path, field="organisation__path") for o in keepers], Q(pk__in=[]))
    return ImportBatch.objects.filter(kept).select_related("organisation", "uploaded_by").order_by("-id")


def subtree(organisation: Organisation) -> QuerySet[Organisation]:
    return Organisation.objects.filter(below(organisation.path or "")).order_by("path")


def ancestors(organisation: Organisation) -> QuerySet[Organisation]:
    """From the root to the parent, in order."""
    ids = [int(part) for part in (organisation.path or "").strip("/").split("/") if part][:-1]
    return Organisation.objects.filter(pk__in=ids).order_by("path")


def line_above(user: User, organisation: Organisation) -> list[tuple[Organisation, bool]]:
    """From the root to the parent, each with whether the person may open its page."""
    is_known = Case(When(_visible(user) | _administered(user), then=True), default=False, output_field=BooleanField())
    rows = ancestors(organisation).annotate(is_known=is_known)
    return [(above, above.is_known) for above in rows]


def roots_of(user: User) -> QuerySet[Organisation]:
    """Where the person's tree begins: the highest organisations known to him."""
    known = known_to(user)
    return known.exclude(parent__in=known.order_by().values("pk"))


def with_counts(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Each with the open branches and the members at or below it, counted by ranges of paths."""
    branches = organisations_below_each(itself=True).filter(kind="branch")
    return rows.annotate(branch_count=counted_in(branches), member_count=counted_in(members_below_each()))


_PATH_END = Concat(Left(OuterRef("path"), Length(OuterRef("path")) - Value(1)), Value("0"))


def organisations_below_each(*, itself: bool = False) -> QuerySet[Organisation]:
    """The open organisations below the one of the outer query."""
    since = "path__gte" if itself else "path__gt"
    return Organisation.objects.filter(**{since: OuterRef("path")}, path__lt=_PATH_END, closed_on__isnull=True)


def members_below_each() -> QuerySet[Member]:
    """The members at or below the organisation of the outer query."""
    return Member.objects.filter(branch__path__gte=OuterRef("path"), branch__path__lt=_PATH_END, left_on__isnull=True)


def without_secretary(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """The open ones whose secretary nobody has named."""
    day = today()
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    heads = Appointment.objects.filter(running, organisation=OuterRef("pk"), role=Role.SECRETARY, starts_on__lte=day)
    return rows.filter(~Exists(heads), closed_on__isnull=True).exclude(kind=OrgKind.GROUP)


def counted_in(rows: QuerySet[Organisation] | QuerySet[Member]) -> Coalesce:
    """How many rows a query inside another finds."""
    total = rows.order_by().annotate(total=Func(F("pk"), function="COUNT")).values("total")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)


def named_like(rows: QuerySet[Organisation], text: str) -> QuerySet[Organisation]:
    return rows.filter(Q(name__icontains=text) | Q(short_name__icontains=text) | Q(code__iexact=text))


def members_of(user: User, organisation: Organisation, *, text: str = "", show: str = "") -> QuerySet[Member]:
    """The roster of the organisation and all below it, by branch and then as enrolled; counted and paged by index."""
    branches = rosters_known_to(user).order_by().filter(below(organisation.path or "")).values("pk")
    rows = Member.objects.filter(branch__in=branches, left_on__isnull=show != "left").order_by("branch_id", "id")
    narrower = {
        "probationary": Q(is_probationary=True),
        "mobile": Q(is_mobile=True),
        "lost": Q(is_out_of_contact=True),
        "no_sign_in": Q(user__isnull=True),
        "no_duty": Q(duty=""),
    }
    if show in narrower:
        rows = rows.filter(narrower[show])
    return rows.filter(name__icontains=text) if text else rows


def offices_at(organisation: Organisation) -> QuerySet[Appointment]:
    """Everybody who holds or held an office here; those in office first."""
    rows = organisation.appointments.select_related("organisation", "user", "guidance_group")
    return rows.order_by(F("ends_on").desc(nulls_first=True), "role", "id")


def offices_with_holders(organisation: Organisation) -> QuerySet[Appointment]:
    """The same, each with the holder's line on a roster and all offices, for the judging of passwords."""
    offices = Prefetch("user__appointments", Appointment.objects.select_related("organisation"))
    return offices_at(organisation).select_related("user__member").prefetch_related(offices)


def in_office_at(organisation: Organisation) -> QuerySet[Appointment]:
    day = today()
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return offices_at(organisation).filter(running, starts_on__lte=day)


def may_be_chosen(organisation: Organisation) -> QuerySet[User]:
    """Who is offered by name for an office here: those on its own roster who have a sign-in."""
    people = User.objects.filter(is_active=True, member__branch=organisation, member__left_on__isnull=True)
    return people.order_by("display_name")


def secretaries_of(ids: Iterable[int]) -> dict[int, int]:
    """How many secretaries each of the organisations has today."""
    day = today()
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    rows = Appointment.objects.filter(running, organisation__in=list(ids), role=Role.SECRETARY, starts_on__lte=day)
    return dict(rows.values_list("organisation").annotate(total=Count("pk")))


def has_organiser(organisation_id: int) -> bool:
    """Whether somebody there may run its papers without a secretary."""
    day = today()
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    rows = Appointment.objects.filter(running, organisation=organisation_id, role=Role.ORGANISER, starts_on__lte=day)
    return rows.exists()


def sectors() -> QuerySet[Sector]:
    """Each with how many organisations and groups it has; for the keepers of the second line."""
    return Sector.objects.annotate(
        organisation_count=Count("organisations", distinct=True), group_count=Count("guidance_groups", distinct=True)
    ).order_by("name", "id")


def guidance_groups() -> QuerySet[GuidanceGroup]:
    """Each with how many people were ever appointed to it, and how many of them are in office."""
    running = Q(appointments__ends_on__isnull=True) | Q(appointments__ends_on__gte=today())
    rows = GuidanceGroup.objects.select_related("sector", "organisation")
    counts = {"ever_count": Count("appointments"), "guide_count": Count("appointments", filter=running)}
    return rows.annotate(**counts).order_by("sector__name", "organisation__path", "id")
