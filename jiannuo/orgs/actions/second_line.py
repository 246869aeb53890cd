"""The second line (C32): sectors and the groups that guide them, set up by the topmost organisation's keepers."""

from typing import Any

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, Stale, require
from jiannuo.base.free_names import until_free
from jiannuo.journal.actions import record
from jiannuo.orgs import policies
from jiannuo.orgs.models import GuidanceGroup, Organisation, Sector

_STALE = "这份资料刚刚已被他人改动，请核对后再保存。您填写的内容没有丢失。"


@transaction.atomic
def add_sector(*, by: User, name: str, classes: list[str]) -> Sector:
    """A 系统; organisations are put into it on their own pages."""
    require(policies.why_not_keep_second_line(by))
    sector = until_free(_free_code, lambda code: Sector.objects.create(code=code, name=name, classes=classes))
    record(by=by, verb="add_sector", subject=sector, path=_top(), name=name)
    return sector


@transaction.atomic
def edit_sector(sector: Sector, *, by: User, name: str, classes: list[str], version: int) -> Sector:
    """Another name, or other classes to guide."""
    require(policies.why_not_keep_second_line(by))
    sector = Sector.objects.select_for_update().get(pk=sector.pk)
    if sector.version != version:
        raise Stale(_STALE, stored=sector)
    if set(classes) != set(sector.classes):
        require(policies.why_not_widen(by, sector))
    sector.name, sector.classes, sector.version = name, classes, sector.version + 1
    sector.save(update_fields=["name", "classes", "version"])
    record(by=by, verb="edit_sector", subject=sector, path=_top(), name=name, classes=classes)
    return sector


@transaction.atomic
def remove_sector(sector: Sector, *, by: User) -> None:
    """Only one that nothing hangs on."""
    sector = Sector.objects.select_for_update().get(pk=sector.pk)
    require(policies.why_not_remove_sector(by, sector))
    record(by=by, verb="remove_sector", subject=sector, path=_top(), name=sector.name)
    sector.delete()


@transaction.atomic
def add_group(*, by: User, name: str, sector: Sector, organisation: Organisation) -> GuidanceGroup:
    """A 指导小组; its people are appointed on the page of its organisation."""
    require(policies.why_not_keep_second_line(by))
    if organisation.closed_on:
        raise Refusal("该组织已撤销，请选择其他党组织。")
    group = GuidanceGroup.objects.create(name=name, sector=sector, organisation=organisation)
    told: dict[str, Any] = {"name": name, "sector": sector.name}
    record(by=by, verb="add_guidance_group", subject=group, path=organisation.path or "", **told)
    return group


@transaction.atomic
def rename_group(group: GuidanceGroup, *, by: User, name: str, version: int) -> GuidanceGroup:
    require(policies.why_not_keep_second_line(by))
    rows = GuidanceGroup.objects.select_for_update(of=("self",)).select_related("organisation")
    group = rows.get(pk=group.pk)
    if group.version != version:
        raise Stale(_STALE, stored=group)
    group.name, group.version = name, group.version + 1
    group.save(update_fields=["name", "version"])
    record(by=by, verb="rename_guidance_group", subject=group, path=group.organisation.path or "", name=name)
    return group


@transaction.atomic
def remove_group(group: GuidanceGroup, *, by: User) -> None:
    """Only one to which nobody was ever appointed."""
    rows = GuidanceGroup.objects.select_for_update(of=("self",)).select_related("organisation")
    group = rows.get(pk=group.pk)
    require(policies.why_not_remove_group(by, group))
    record(by=by, verb="remove_guidance_group", subject=group, path=group.organisation.path or "", name=group.name)
    group.delete()


def _free_code() -> str:
    """s1, s2, …: nobody types it."""
    taken = set(Sector.objects.values_list("code", flat=True))
    return next(code for n in range(1, len(taken) + 2) if (code := f"s{n}") not in taken)


def _top() -> str:
    """Sectors belong to the whole tree."""
    return Organisation.objects.filter(parent__isnull=True).values_list("path", flat=True).first() or ""
