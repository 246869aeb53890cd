"""Writing the tree: organisations, members, appointments. (A roster file: roster/actions.py.)"""

from datetime import date
from typing import Any

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Appointment, GuidanceGroup, Organisation, Role


@transaction.atomic
def found(
    *, by: User | None, parent: Organisation | None, code: str, name: str, kind: str, **more: Any
) -> Organisation:
    """Create an organisation under its parent; its path follows from its own id."""
    organisation = Organisation.objects.create(
        parent=parent, code=code, name=name, kind=kind, short_name=more.pop("short_name", "") or name[:40], **more
    )
    organisation.path = f"{parent.path if parent else '/'}{organisation.pk}/"
    organisation.save(update_fields=["path"])
    record(by=by, verb="found", subject=organisation, path=organisation.path, name=name)
    return organisation


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
    """Give somebody an office from a day on."""
    appointment = Appointment.objects.create(
        user=user, organisation=organisation, role=role, starts_on=starts_on, title=title, guidance_group=guidance_group
    )
    user.__dict__.pop("_offices", None)
    record(by=by, verb="appoint", subject=organisation, path=organisation.path or "", role=role, user=user.username)
    return appointment
