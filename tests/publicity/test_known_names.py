"""Whose names are looked for in a text that is to be public: those of the township, however deep the tree stands."""

from datetime import date

import pytest

from jiannuo.orgs.actions import found
from jiannuo.orgs.models import Member, Organisation, OrgKind, OrgLevel, Sex
from jiannuo.publicity.queries import known_names


def _below(parent: Organisation | None, code: str, kind: OrgKind, level: OrgLevel = OrgLevel.UNIT) -> Organisation:
    return found(by=None, parent=parent, code=code, name=f"中共{code}", kind=kind, level=level)


def _with_a_member(branch: Organisation, name: str) -> Organisation:
    days = {"born_on": date(1970, 5, 1), "joined_on": date(1995, 7, 1)}
    Member.objects.create(branch=branch, name=name, sex=Sex.MALE, unit_and_post="", **days)
    return branch


@pytest.fixture
def tree(db) -> dict[str, Organisation]:
    """A city, its county, a township with a general branch, another township, and a bureau of the county."""
    city = _below(None, "city", OrgKind.COMMITTEE, OrgLevel.CITY)
    county = _below(city, "county", OrgKind.COMMITTEE, OrgLevel.COUNTY)
    town = _below(county, "town", OrgKind.COMMITTEE, OrgLevel.TOWNSHIP)
    other = _below(county, "other", OrgKind.COMMITTEE, OrgLevel.TOWNSHIP)
    general = _below(town, "general", OrgKind.GENERAL_BRANCH)
    bureau = _below(county, "bureau", OrgKind.COMMITTEE)
    return {
        "county": county,
        "town": town,
        "hamlet": _with_a_member(_below(general, "hamlet", OrgKind.BRANCH), "周大有"),
        "village": _with_a_member(_below(town, "village", OrgKind.BRANCH), "王邻居"),
        "far": _with_a_member(_below(other, "far", OrgKind.BRANCH), "石远方"),
        "school": _with_a_member(_below(bureau, "school", OrgKind.BRANCH), "陈老师"),
        "office": _with_a_member(_below(bureau, "office", OrgKind.BRANCH), "李科员"),
    }


@pytest.mark.parametrize(
    ("whose", "names"),
    [
        ("hamlet", {"周大有", "王邻居"}),
        ("village", {"周大有", "王邻居"}),
        ("town", {"周大有", "王邻居"}),
        ("far", {"石远方"}),
        ("school", {"陈老师", "李科员"}),
        ("county", {"周大有", "王邻居", "石远方", "陈老师", "李科员"}),
    ],
)
def test_the_names_are_those_of_the_township_or_of_the_highest_unit(tree, whose, names):
    assert known_names(tree[whose]) == names
