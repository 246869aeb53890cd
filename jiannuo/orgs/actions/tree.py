"""The tree: founding, editing and closing organisations."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, Stale, require
from jiannuo.journal.actions import record
from jiannuo.orgs import policies
from jiannuo.orgs.models import Appointment, Organisation, OrgLevel

EDITED = ("name", "short_name", "org_class", "sector", "duty", "contact", "prints_ages_on_wall")


def lock(organisation: Organisation) -> Organisation:
    """The row as it is now, held until the transaction ends: nobody closes it meanwhile."""
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _require_free(code: str) -> None:
    if Organisation.objects.filter(code=code).exists():
        raise Refusal(f"组织代码“{code}”已被使用，请换一个。")


@transaction.atomic
def found(
    *, by: User | None, parent: Organisation | None, code: str, name: str, kind: str, **more: Any
) -> Organisation:
    """Create an organisation under its parent; its path follows from its own id."""
    parent = lock(parent) if parent else None
    if by is not None and parent is not None:
        require(policies.why_not_found(by, parent))
    if parent is not None:
        require(policies.why_not_level(parent, more.get("level", OrgLevel.UNIT)))
    _require_free(code)
    more["short_name"] = more.get("short_name") or name[:40]
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(parent=parent, code=code, name=name, kind=kind, **more)
    except IntegrityError:
        _require_free(code)  # taken in between
        raise
    organisation.path = f"{parent.path if parent else '/'}{organisation.pk}/"
    organisation.save(update_fields=["path"])
    record(by=by, verb="found", subject=organisation, path=organisation.path, name=name)
    return organisation


@transaction.atomic
def edit(organisation: Organisation, values: dict[str, Any], *, by: User, version: int) -> Organisation:
    """Change name, class, sector, duty (C2) or contact; refused when somebody else saved in between."""
    organisation = lock(organisation)
    require(policies.why_not_maintain(by, organisation))
    if organisation.version != version:
        raise Stale("这份资料刚刚已被他人改动，请核对后再保存。您填写的内容没有丢失。", stored=organisation)
    changed = {name: values[name] for name in EDITED if name in values and getattr(organisation, name) != values[name]}
    for name, value in changed.items():
        setattr(organisation, name, value)
    organisation.version += 1
    organisation.save(update_fields=[*changed, "version"])
    told = {name: str(value or "") for name, value in changed.items()}
    record(by=by, verb="edit", subject=organisation, path=organisation.path or "", **told)
    return organisation


@transaction.atomic
def close(organisation: Organisation, *, by: User, closed_on: date) -> Organisation:
    """The organisation ends; its history stays, its offices end with it."""
    organisation = lock(organisation)
    require(policies.why_not_close(by, organisation))
    organisation.closed_on = closed_on
    organisation.version += 1
    organisation.save(update_fields=["closed_on", "version"])
    running = Appointment.objects.filter(organisation=organisation, ends_on__isnull=True)
    running.filter(starts_on__lte=closed_on).update(ends_on=closed_on)
    record(by=by, verb="close", subject=organisation, path=organisation.path or "", on=closed_on.isoformat())
    return organisation
