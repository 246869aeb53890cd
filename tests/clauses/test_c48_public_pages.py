"""C48, the public floor: nothing of the roster, drafts, meetings or archive copies reaches anybody's browser."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import get_resolver, reverse

from jiannuo.orgs.models import Member
from jiannuo.pledges.actions.propose import amend
from jiannuo.pledges.models import ItemKind, Pledge, PledgeItem, PledgeVersion
from jiannuo.pledges.workflow import Stage
from jiannuo.publicity import workflow
from jiannuo.publicity.actions.prepare import prepare
from jiannuo.publicity.actions.steps import take_step
from jiannuo.publicity.models import Publication
from jiannuo.publicity.redaction import texts_of
from tests.walking import NAMES, fresh, walk

CANARY = "金丝雀"  # part of every private text below
STEPS = [
    (workflow.CHECK, "town_organiser"),
    (workflow.APPROVE, "town_secretary"),
    (workflow.GO_LIVE, "secretary"),
]
ARGUMENTS = {
    "front": [[]],
    "organisation": [["B1"], ["T1"], ["C"]],
    "organisation_qr": [["B1"], ["T1"]],
    "pledge": "codes",
    "pledge_qr": "codes",
    "verify": [[]],
    "verify_code": "codes",
}


@pytest.fixture(autouse=True)
def spring():
    with time_machine.travel(datetime(2011, 3, 20, 1, 0, tzinfo=UTC)):
        yield


def _private(county) -> list[str]:
    """What is on the roster and in the files and must never be public."""
    archive = PledgeVersion.objects.values_list("fingerprint", flat=True)
    shown = [user.display_name for user in county.users.values()]
    return [CANARY, "1961", "1988", "13900001111", "420111196103041234", "第三人", *NAMES, *archive, *shown]


def _publish(county, pledge: Pledge, edits: dict[str, str]) -> Publication:
    users = county.users
    publication = prepare(pledge, edits, by=users["organiser"], has_looked=True)
    for move, who in (
        (workflow.CHECK, "town_organiser"),
        (workflow.APPROVE, "town_secretary"),
        (workflow.GO_LIVE, "secretary"),
    ):
        publication = take_step(publication, move, by=users[who])
    return publication


def _redacted(pledge: Pledge) -> dict[str, str]:
    """What an officer types in the publishing check: the canary taken out of every passage."""
    hidden = {"金丝雀": "某某", "第三人": "某某", "13900001111": "（略）", "420111196103041234": "（略）"}
    edits = {}
    for key, _, text in texts_of(pledge.current.content, pledge.current.reason):
        edits[key] = re.sub("|".join(hidden), lambda found: hidden[found[0]], text)
    return edits


@pytest.fixture
def published(county):
    """A member's pledge in two versions, one withdrawn, one on its way, one draft, all full of canaries."""
    Member.objects.update(born_on=date(1961, 3, 4), joined_on=date(1988, 7, 1), duty=CANARY, unit_and_post=CANARY)
    Member.objects.filter(pk=county.co_member.pk).update(name=f"{CANARY}兄")
    Member.objects.filter(pk=county.member.pk).update(name=f"周{CANARY}")
    county.member.refresh_from_db()
    text = f"为第三人{CANARY}修屋顶，电话13900001111，证号420111196103041234"
    pledge = county.draft(county.member, text=text)
    PledgeItem.objects.filter(pledge=pledge).update(
        responsible=CANARY, expected_effect=CANARY, criterion=CANARY, beneficiaries=CANARY, place=CANARY,
        deadlines=[{"type": "event", "words": CANARY}], targets=[{"comparator": "=", "number": 1, "words": CANARY}],
    )  # fmt: skip
    pledge.co_signers.add(county.co_member)
    first = walk(county, pledge, Stage.FILED)
    _publish(county, first, _redacted(first))
    amend(fresh(pledge), f"{CANARY}要求", by=county.users["member"])
    PledgeItem.objects.create(pledge=pledge, kind=ItemKind.POST, position=1, text=f"{CANARY}值班", text_key="x")
    second = walk(county, fresh(pledge), Stage.FILED)
    _publish(county, second, _redacted(second))
    own = walk(county, county.draft(None, text=f"{CANARY}修路"), Stage.FILED)
    gone = _publish(county, own, _redacted(own))
    take_step(gone, workflow.WITHDRAW, by=county.users["secretary"], reason=f"{CANARY}病了", ground="own_wish")
    return county


def _addresses() -> list[str]:
    """Every address of the room that is open to all; one that this file does not know fails."""
    patterns = next(r for r in get_resolver().url_patterns if getattr(r, "namespace", "") == "publicity").url_patterns
    opened = {p.name for p in patterns if not getattr(p.callback, "login_required", True)}
    assert opened == set(ARGUMENTS)
    codes = [[code] for code in PledgeVersion.objects.values_list("code", flat=True)]
    return [
        reverse(f"publicity:{name}", args=args)
        for name, given in ARGUMENTS.items()
        for args in (codes if given == "codes" else given)
    ]


def test_no_public_page_carries_a_private_value(published):
    private, anybody, seen = _private(published), Client(), 0
    public_prints = "|".join(Publication.objects.values_list("fingerprint", flat=True))  # 64 digits may spell a year
    for address in _addresses():
        response = anybody.get(address)
        whole = re.sub(public_prints, "", response.content.decode()) + str(response.headers)
        assert [value for value in private if value in whole] == [], address
        seen += response.status_code == 200
    assert seen >= 9  # there is something to leak: pages of both versions are open


def test_search_does_not_find_people(published):
    assert CANARY not in Client().get("/", {"q": "周"}).content.decode()
    assert "没有找到" in Client().get("/", {"q": "陈小满"}).content.decode()


def test_the_public_copy_holds_no_field_of_the_roster(published):
    for publication in Publication.objects.all():
        assert set(publication.content["subject"]) == {"name", "unit_and_post", "duty"}
        assert CANARY not in str(publication.content)
        assert publication.content["subject"]["name"] in {"周某", "柳树湾村党支部"}


def test_visitors_send_nothing_and_are_given_no_cookie(published):
    response = Client().get("/o/B1/")
    assert response.cookies == {}
    assert "no-store" not in response["Cache-Control"]
