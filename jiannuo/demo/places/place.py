"""How a place of the invented county is written down."""

from dataclasses import dataclass, field

from jiannuo.orgs.models import OrgClass, OrgKind, OrgLevel


@dataclass(frozen=True, slots=True)
class Place:
    """One node: children hang below it; `members` people are on the roster of a branch."""

    code: str
    name: str
    short_name: str
    kind: OrgKind
    org_class: OrgClass
    level: OrgLevel = OrgLevel.UNIT
    sector: str = ""
    members: int = 0
    duty: str = ""
    children: tuple["Place", ...] = field(default=())


def branch(  # noqa: PLR0917 - a table of places reads best in columns
    code: str, name: str, short: str, org_class: OrgClass, members: int, duty: str, sector: str = ""
) -> Place:
    return Place(code, name, short, OrgKind.BRANCH, org_class, members=members, duty=duty, sector=sector)
