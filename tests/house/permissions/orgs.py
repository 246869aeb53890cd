"""Who may open which address of `orgs` and act there."""

from io import BytesIO
from typing import Any

from tests.house.permissions.roles import (
    ABOVE,
    APPOINTING,
    KEEPERS,
    NONE,
    OF_RECORDS,
    OF_ROSTER,
    OWN,
    SECOND_LINE,
    SECTOR,
    SIGNED_IN,
    TOP,
    Row,
    button,
    form,
    page,
    version,
)
from tests.house.world import World, roster_file
from tests.orgs.sheets import row


def _organisation(w: World) -> dict[str, Any]:
    return {"name": "柳树湾村党支部", "short_name": "柳树湾", "org_class": "rural", "duty": "管好村里的事"} | version(w)


_FOUNDED = {"name": "第一党小组", "code": "B1-1", "kind": "group", "level": "unit", "org_class": "rural"}

_MEMBER = {"name": "孙新", "sex": "male", "born_on": "1980-01-02", "joined_on": "2005-07-01", "duty": "巡河"}

_SECTOR = {"name": "卫生系统", "classes": ["hospital"]}

ROWS: tuple[Row, ...] = (
    page("orgs:tree", "nothing", SIGNED_IN),
    page("orgs:slips", "nothing", SIGNED_IN),
    button("orgs:slips_printed", "nothing", SIGNED_IN, NONE),
    page("orgs:organisation", "branch", OF_RECORDS),
    page("orgs:organisation", "town", ABOVE | TOP | {"administrator"}),
    page("orgs:organisation", "school", ABOVE | TOP | SECTOR | {"administrator"}),
    form("orgs:organisation_edit", "branch", KEEPERS, KEEPERS, _organisation, told=OF_RECORDS - KEEPERS),
    form("orgs:found", "branch", KEEPERS, KEEPERS, lambda _: _FOUNDED, told=OF_RECORDS - KEEPERS),
    button(
        "orgs:close",
        "empty_branch",
        ABOVE | TOP | {"administrator"},
        ABOVE | {"county_organiser", "administrator"},
        lambda _: {"closed_on": "2011-03-01"},
    ),
    page("orgs:members", "branch", OF_ROSTER),
    page("orgs:members", "school", ABOVE | TOP | {"administrator"}),
    form("orgs:member_add", "branch", KEEPERS, KEEPERS, lambda _: _MEMBER, told=OF_ROSTER - KEEPERS),
    page("orgs:member", "member", OF_ROSTER | OWN),
    form(
        "orgs:member_edit",
        "member",
        KEEPERS,
        KEEPERS,
        lambda w: _MEMBER | version(w),
        told=(OF_ROSTER | OWN) - KEEPERS,
    ),
    button(
        "orgs:member_leave", "member", OF_ROSTER | OWN, KEEPERS, lambda _: {"left_on": "2011-03-01", "reason": "去世"}
    ),
    button("orgs:sign_in", "member", OF_ROSTER | OWN, KEEPERS),
    button("orgs:sign_ins", "branch_with_newcomer", OF_ROSTER, KEEPERS),
    form(
        "orgs:appointments",
        "branch",
        OF_RECORDS,
        APPOINTING,
        lambda _: {"username": "co_member", "role": "organiser", "starts_on": "2011-03-01"},
    ),
    form(
        "orgs:admit",
        "branch",
        APPOINTING,
        APPOINTING,
        lambda _: {"name": "田水生", "role": "citizen_representative", "starts_on": "2011-03-01"},
        told=OF_RECORDS - APPOINTING,
    ),
    button("orgs:reissue", "outsiders_office", OF_RECORDS, APPOINTING),
    page("orgs:second_line", "nothing", SECOND_LINE, told=SIGNED_IN - SECOND_LINE),
    form("orgs:sector_add", "nothing", SECOND_LINE, SECOND_LINE, lambda _: _SECTOR, told=SIGNED_IN - SECOND_LINE),
    form(
        "orgs:sector_edit",
        "unused_sector",
        SECOND_LINE,
        SECOND_LINE,
        lambda w: _SECTOR | version(w),
        told=SIGNED_IN - SECOND_LINE,
    ),
    button("orgs:sector_remove", "unused_sector", SIGNED_IN, SECOND_LINE),
    button("orgs:sector_remove", "used_sector", SIGNED_IN, NONE),
    form(
        "orgs:group_add",
        "nothing",
        SECOND_LINE,
        SECOND_LINE,
        lambda w: {"name": "清河镇指导小组", "sector": w.county.sector.pk, "organisation": w.county.town.pk},
        told=SIGNED_IN - SECOND_LINE,
    ),
    form(
        "orgs:group_edit",
        "unused_group",
        SECOND_LINE,
        SECOND_LINE,
        lambda w: {"name": "教育指导组"} | version(w),
        told=SIGNED_IN - SECOND_LINE,
    ),
    button("orgs:group_remove", "unused_group", SIGNED_IN, SECOND_LINE),
    button("orgs:group_remove", "used_group", SIGNED_IN, NONE),
    button("orgs:dismiss", "office", OF_RECORDS, APPOINTING, lambda _: {"ends_on": "2011-03-01"}),
    form("orgs:roster_import", "branch", OF_ROSTER, KEEPERS, lambda _: {"file": BytesIO(roster_file(row()))}),
    page("orgs:roster_batch", "roster", KEEPERS),
    button("orgs:roster_confirm", "roster", KEEPERS, KEEPERS),
    button("orgs:roster_discard", "roster", KEEPERS, KEEPERS),
    page("orgs:roster_refused", "roster", KEEPERS),
)
