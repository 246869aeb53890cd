"""A sign-in that expires while somebody types: every form of text gives it back after signing in."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from jiannuo.base import whose
from jiannuo.meetings.models import Meeting, MeetingKind
from jiannuo.pledges.models import StandingItem
from jiannuo.pledges.workflow import Stage
from tests.conftest import County
from tests.walking import walk

WORDS = "写了半小时的话"


def _meeting(county: County) -> str:
    meeting = Meeting.objects.create(
        organisation=county.branch,
        kind=MeetingKind.LEADERS,
        held_at=timezone.now(),
        place="村部",
        chair="李书记",
        convened_by=county.users["secretary"],
        path=county.branch.path or "",
    )
    return f"/meetings/{meeting.pk}/"


def _at(county: County, stage: Stage) -> int:
    return walk(county, county.draft(county.member), stage).pk


def _item(county: County) -> str:
    pledge = county.draft(county.member)
    return f"/pledges/{pledge.pk}/items/{pledge.items.get().uid}/"


_ROWS = {f"{rows}-{what}_FORMS": "1" for rows in ("deadline", "target") for what in ("TOTAL", "INITIAL")}


@pytest.mark.parametrize(
    ("who", "page_of", "sends_to", "typed"),
    [
        ("secretary", lambda c: f"/pledges/in/{c.branch.pk}/wishes/", "", {"text": WORDS}),
        ("member", _item, "", {"expected_effect": WORDS, **_ROWS}),
        ("secretary", _meeting, "enrol/", {"names": WORDS, "category": "leader"}),
        ("secretary", _meeting, "minutes/", {"minutes": WORDS, "version": "1"}),
        (
            "secretary",
            lambda c: f"/pledges/{_at(c, Stage.REVIEWED)}/reconsider/",
            "",
            {"reason": WORDS, "version": "1"},
        ),
        ("member", lambda c: f"/pledges/{_at(c, Stage.FILED)}/amend/", "", {"reason": WORDS, "version": "1"}),
        ("secretary", lambda c: f"/orgs/{c.branch.pk}/edit/", "", {"duty": WORDS, "version": "1"}),
        ("county_organiser", lambda c: f"/rounds/guidance/{c.county.pk}/rural/member/", "", {"text": WORDS}),
        ("county_organiser", lambda c: f"/rounds/{c.round.year}/edit/", "", {"opens_on": WORDS}),
    ],
)
def test_what_was_typed_stands_in_its_box_again(
    county: County, who: str, page_of: Callable[[County], str], sends_to: str, typed: dict[str, str]
) -> None:
    client, page = county.client(who), page_of(county)
    client.logout()
    given = {whose.FIELD: whose.mark(county.users[who].pk)}
    sent = client.post(page + sends_to, typed | given, headers={"referer": f"http://testserver{page}"})
    assert sent["Location"].endswith(f"?next={page}")
    client.force_login(county.users[who])
    assert WORDS in client.get(page).text


@pytest.mark.parametrize("mark", ["", "1", "2:x"])
def test_what_nobody_knows_whose_it_is_is_not_kept(county: County, mark: str) -> None:
    client, page = county.client("secretary"), f"/orgs/{county.branch.pk}/edit/"
    client.logout()
    sent = client.post(page, {"duty": WORDS, "version": "1", whose.FIELD: mark})
    assert sent["Location"].endswith(f"?next={page}")
    client.force_login(county.users["secretary"])
    assert WORDS not in client.get(page).text


def _expired_while_the_secretary_typed(county: County) -> Client:
    """A browser on which the secretary's sign-in ran out; both the secretary and the organiser may open the page."""
    client, page = county.client("secretary"), f"/orgs/{county.branch.pk}/edit/"
    (mark,) = re.findall(rf'name="{whose.FIELD}" value="([^"]+)"', _form(client.get(page).text))
    client.logout()
    client.post(page, {"duty": WORDS, "version": "1", whose.FIELD: mark})
    return client


def _form(page: str) -> str:
    """The form of the page itself, not those of the frame around it."""
    return page.partition('name="duty"')[0].rpartition("<form")[2]


def test_the_next_person_on_the_same_browser_never_sees_it(county: County) -> None:
    client, page = _expired_while_the_secretary_typed(county), f"/orgs/{county.branch.pk}/edit/"
    assert WORDS in str(dict(client.session.items()))
    client.force_login(county.users["organiser"])
    assert client.get("/desk/").status_code == 200
    assert WORDS not in str(dict(client.session.items())), "gone at the first page, not only hidden"
    assert WORDS not in client.get(page).text


def test_the_same_person_gets_it_back_through_the_mark_in_the_page(county: County) -> None:
    client, page = _expired_while_the_secretary_typed(county), f"/orgs/{county.branch.pk}/edit/"
    client.force_login(county.users["secretary"])
    assert client.get("/desk/").status_code == 200
    assert WORDS in client.get(page).text


def test_an_act_without_a_page_of_its_own_leads_back_to_where_it_was_asked_for(county: County) -> None:
    """Not to an address that only takes what is sent."""
    pledge = county.draft(county.member)
    client = county.client("member")
    client.logout()
    asked_on = f"/pledges/{pledge.pk}/check/"
    sent = client.post(f"/pledges/{pledge.pk}/propose/", headers={"referer": f"http://testserver{asked_on}"})
    assert sent["Location"].endswith(f"?next={asked_on}")


@pytest.mark.parametrize("came_from", ["http://evil.example/orgs/", "http://testserver/nowhere/", "//x", ""])
def test_only_a_page_of_ours_is_led_back_to(county: County, came_from: str) -> None:
    client = county.client("member")
    client.logout()
    assert client.post("/pledges/mine/", headers={"referer": came_from})["Location"].endswith("?next=/pledges/mine/")


def test_one_meeting_may_decide_a_large_branch(county: County) -> None:
    """Seven boxes a pledge: 400 pledges are 2,800 fields."""
    boxes = {f"{number}-leaders-ayes": "" for number in range(2800)}
    assert county.client("secretary").post(f"/pledges/in/{county.branch.pk}/confirm/", boxes).status_code == 302


def _own_promises(county: County) -> list[StandingItem]:
    return list(StandingItem.objects.filter(pledge=_at(county, Stage.FILED)))


def test_a_line_on_a_card_stands_on_that_card_again(county: County) -> None:
    """我的践诺 has a form a promise."""
    (item, *_), client, page = _own_promises(county), county.client("member"), "/ledger/mine/"
    given = {"item": item.pk, "version": 0, "text": WORDS, "act": "note", whose.FIELD: _mark_in(client.get(page).text)}
    client.logout()
    sent = client.post(page, given, headers={"referer": f"http://testserver{page}"})
    assert sent["Location"].endswith(f"?next={page}")
    client.force_login(county.users["member"])
    card = client.get(page).text.partition(f'id="item{item.pk}"')[2].partition("</article>")[0]
    assert f'value="{WORDS}"' in card
    assert WORDS not in client.get(page).text, "once"


def _mark_in(page: str) -> str:
    return re.findall(rf'name="{whose.FIELD}" value="([^"]+)"', page.partition("promise")[2])[0]


def test_a_row_filled_in_its_table_leads_to_the_whole_sign_in_page_and_stands_on_its_own_page(county: County) -> None:
    """Not the sign-in page inside the table."""
    (item, *_), client, ledger = _own_promises(county), county.client("secretary"), f"/ledger/of/{county.branch.pk}/"
    fill = f"/ledger/items/{item.pk}/fill/"
    form = client.get(fill, headers={"hx-request": "true"}).text
    (page,) = re.findall(r'name="kept_page" value="([^"]+)"', form)
    given = {"text": WORDS, "on": "2011-06-01", "version": 0, "kept_page": page}
    given |= {whose.FIELD: _mark_in(f"promise{form}")}
    client.logout()
    sent = client.post(fill, given, headers={"hx-request": "true", "referer": f"http://testserver{ledger}"})
    assert (sent.status_code, sent["HX-Redirect"]) == (200, f"/accounts/login/?next={fill}")
    client.force_login(county.users["secretary"])
    assert WORDS in client.get(fill).text


def test_a_part_of_a_page_that_asks_after_the_sign_in_expired_leads_to_sign_in_and_back(county: County) -> None:
    (item, *_), client, ledger = _own_promises(county), county.client("secretary"), f"/ledger/of/{county.branch.pk}/"
    client.logout()
    asked = {"hx-request": "true", "referer": f"http://testserver{ledger}?page=2"}
    answer = client.get(f"/ledger/items/{item.pk}/fill/", headers=asked)
    assert answer["HX-Redirect"] == f"/accounts/login/?next={quote(f'{ledger}?page=2', safe='/')}"


def test_the_year_that_was_asked_for_is_asked_for_again(county: County) -> None:
    client, path = county.client("secretary"), f"/appraisal/of/{county.branch.pk}/surveys/"
    client.logout()
    given = {"place": WORDS, "kept_page": path, whose.FIELD: whose.mark(county.users["secretary"].pk)}
    came_from = f"http://testserver{path}?year={county.round.year}"
    sent = client.post(f"{path}convene/", given, headers={"referer": came_from})
    assert sent["Location"].endswith(quote(f"{path}?year={county.round.year}", safe="/"))
    client.force_login(county.users["secretary"])
    assert WORDS in client.get(path, {"year": county.round.year}).text


def test_after_an_expired_button_both_pages_say_that_nothing_was_done_and_each_says_it_once(county: County) -> None:
    pledge = county.draft(county.member)
    client, page = county.client("member"), f"/pledges/{pledge.pk}/write/"
    given = {"deed": WORDS, "version": pledge.version, "kept_page": page}
    given[whose.FIELD] = whose.mark(county.users["member"].pk)
    client.logout()
    for address in (f"/pledges/{pledge.pk}/autosave/", page):
        sent = client.post(address, given)
    assert client.get(sent["Location"]).text.count("没有保存，也没有提交") == 1
    client.force_login(county.users["member"])
    back = client.get(page).text
    assert back.count("刚才登录已过期，最后一步没有办理") == 1
    assert "data-put-back" in back
    assert WORDS in back
    again = client.get(page).text
    assert "没有办理" not in again
    assert "data-put-back" not in again


def test_after_an_expired_handing_in_the_page_says_that_nothing_was_handed_in(county: County) -> None:
    pledge = county.draft(county.member)
    client, page = county.client("member"), f"/pledges/{pledge.pk}/check/"
    given = {"version": pledge.version, whose.FIELD: whose.mark(county.users["member"].pk)}
    client.logout()
    client.post(f"/pledges/{pledge.pk}/propose/", given, headers={"referer": f"http://testserver{page}"})
    client.force_login(county.users["member"])
    assert "没有保存，也没有提交" in client.get(page).text
    pledge.refresh_from_db()
    assert pledge.stage == "drafted"
