"""The places of the product that a person needs, by the offices held today."""

from dataclasses import dataclass, replace

from django.urls import reverse

from jiannuo.accounts.models import User
from jiannuo.orgs.models import Role
from jiannuo.orgs.offices import OFFICERS, Office, member_of, offices_of

_INSPECTING = {Role.LEADER, Role.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Place:
    label: str
    icon: str
    url: str
    view_name: str
    is_here: bool = False


# Pages that stand under a place without being it.
_UNDER = {
    "desk:desk": ("desk:", "duties:"),
    "pledges:queue": ("pledges:review",),
    "rounds:index": ("rounds:round", "rounds:edit", "pledges:words"),
    "publicity:queue": ("publicity:publication", "publicity:propose", "publicity:prepare", "publicity:reasons"),
    "orgs:organisation": ("orgs:", "meetings:", "pledges:list", "pledges:missing", "pledges:confirm", "pledges:filing"),
    "fulfilment:ledger": ("fulfilment:item", "fulfilment:fill", "fulfilment:bring_back", "fulfilment:sheet"),
    "pledges:mine": ("pledges:write", "pledges:check", "pledges:paste", "pledges:item", "pledges:signers"),
}


def _place(label: str, icon: str, view_name: str, here: str, *args: object) -> Place:
    is_here = here == view_name or here.startswith(_UNDER.get(view_name, ()))
    return Place(label, icon, reverse(view_name, args=args), view_name, is_here=is_here)


def _rows(user: User, here: str) -> list[Place]:
    offices = offices_of(user)
    runs = next((o for o in offices if o.role in OFFICERS), None)
    looks: Office | None = runs or next((o for o in offices if o.role in _INSPECTING), None)
    guides = next((o for o in offices if o.role == Role.GUIDE), None)
    rows = [_place("应办", "desk", "desk:desk", here)]
    if runs:
        rows.append(_place("审诺", "review", "pledges:queue", here))
    if looks:
        rows.append(_place("本组织", "organisation", "orgs:organisation", here, looks.organisation_id))
    elif guides:  # C32: a guide oversees a sector, not an organisation
        rows.append(_place("本系统", "organisation", "orgs:tree", here))
    if looks and guides:  # both duties, each with its own way
        rows.append(_guided(guides, here))
    if runs:
        rows.append(_place("承诺台帐", "filing", "fulfilment:ledger", here, runs.organisation_id))
    if member_of(user):
        rows.append(_place("我的承诺", "pledge", "pledges:mine", here))
        rows.append(_place("我的践诺", "check", "fulfilment:mine", here))
    return rows


def _guided(office: Office, here: str) -> Place:
    """C32: the own sector of somebody whose other office looks after an organisation."""
    place = _place("本系统", "organisation", "desk:overview", here, office.organisation_id)
    return replace(place, url=f"{place.url}?sector={office.sector_id}", is_here=False)


def places(user: User, here: str) -> list[Place]:
    """The rail on wide screens and, the first four, the bar at the foot of a phone."""
    rows = [*_rows(user, here), _place("公示栏", "board", "publicity:front", here)]
    if any(o.role in OFFICERS | {Role.LEADER} for o in offices_of(user)):
        rows.append(_place("公示审核", "publicity", "publicity:queue", here))
    return rows


def more_places(first: list[Place], here: str) -> list[Place]:
    """In the menu of the account: what a phone's bar has no room for, and what one looks up now and then."""
    rows = [*first[4:], _place("年度日程", "round", "rounds:index", here)]
    return [*rows, _place("分类指导意见", "hint", "rounds:guidance", here)]
