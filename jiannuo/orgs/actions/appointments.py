"""Who holds which office from when to when. Rights begin and end with it."""

from datetime import date

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal, require
from jiannuo.journal.actions import record
from jiannuo.orgs import policies
from jiannuo.orgs.actions.tree import lock
from jiannuo.orgs.models import Appointment, GuidanceGroup, Organisation, Role


@transaction.atomic
def appoint(
    *,
    by: User | None,
    user: User,
    organisation: Organisation,
    role: Role,
    starts_on: date,
    title: str = "",
    guidance_group: GuidanceGroup | None = None,
) -> Appointment:
    """Give somebody an office from a day on. The organisation is locked: nobody gives the same office meanwhile."""
    organisation = lock(organisation)
    if by is not None:
        require(policies.why_not_appoint(by, organisation, role, user))
    if guidance_group is not None and guidance_group.organisation_id != organisation.pk:
        raise Refusal(f"“{guidance_group.name}”不设在{organisation.short_name}，请到它所在的党组织任命。")
    same = Appointment.objects.filter(user=user, organisation=organisation, role=role, ends_on__isnull=True)
    if same.exists():
        raise Refusal(f"{user.display_name}已在任此职，不需重复任命。")
    appointment = Appointment.objects.create(
        user=user, organisation=organisation, role=role, starts_on=starts_on, title=title, guidance_group=guidance_group
    )
    user.__dict__.pop("_offices", None)
    record(by=by, verb="appoint", subject=organisation, path=organisation.path or "", role=role, user=user.username)
    return appointment


@transaction.atomic
def dismiss(appointment: Appointment, *, by: User, ends_on: date) -> Appointment:
    """The office ends with the day named, and the rights with it; until that day is over it may be named anew."""
    appointment = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("organisation", "user")
        .get(pk=appointment.pk)
    )
    require(policies.why_not_dismiss(by, appointment))
    if appointment.ends_on is not None and appointment.ends_on < today():
        raise Refusal(f"该职务已于{appointment.ends_on}免去。")
    if ends_on < appointment.starts_on:
        raise Refusal(f"免职日期不能早于任职日期（{appointment.starts_on}）。")
    appointment.ends_on = ends_on
    appointment.save(update_fields=["ends_on"])
    record(
        by=by,
        verb="dismiss",
        subject=appointment.organisation,
        path=appointment.organisation.path or "",
        role=appointment.role,
        user=appointment.user.username,
        on=ends_on.isoformat(),
    )
    return appointment
