"""After a taking down every page inside says so, nothing disappears (C1, C17), and there is a way back to the board."""

from importlib import import_module

import pytest
from django.db import connection
from django.urls import reverse

from jiannuo.base.dates import local_day, today
from jiannuo.journal.queries import of
from jiannuo.orgs.models import Member
from jiannuo.papers.copies import Copy
from jiannuo.papers.filling import forms_of
from jiannuo.pledges.actions.dropping import drop_amendment
from jiannuo.pledges.actions.propose import amend
from jiannuo.pledges.models import Pledge
from jiannuo.publicity import workflow
from jiannuo.publicity.actions.steps import take_step
from jiannuo.publicity.queries import awaiting, to_prepare
from tests.walking import fresh

TYPED = "住院，不愿公示"


@pytest.fixture
def down(county, publish):
    """A member's pledge that was on the board until its page was taken down."""
    found = publish(county.draft(county.member))
    return take_step(found, workflow.WITHDRAW, by=county.users["secretary"], reason=TYPED, ground="own_wish")


def _page(county, who, name, *args):
    return county.client(who).get(reverse(name, args=args)).content.decode()


def test_the_pledge_is_filed_and_public_no_more(county, down):
    pledge = Pledge.objects.get()
    assert (pledge.stage, pledge.published_id, local_day(pledge.taken_down_at)) == ("filed", None, today())
    told = of(pledge).last()
    assert (told.verb, told.actor, told.detail["version_number"]) == ("take_down", "secretary", 1)


def test_the_page_of_the_pledge_does_not_call_it_public(county, down):
    page = _page(county, "member", "pledges:detail", down.pledge_id)
    assert "已公示" not in page
    assert "看公示页" not in page
    assert "（已撤下）" in page
    assert "撤下，承诺照常践行。" in page
    road = page[page.index('<ol class="road') : page.index("</ol>")]
    assert road.index("公示") < road.index('aria-current="step"') < road.index("践诺")


def test_the_overview_counts_it_as_filed_only(county, down):
    page = _page(county, "town_organiser", "desk:overview", county.town.pk)
    row = page[page.index("柳树湾村党支部</a></th>") :]
    row = row[: row.index("</tr>")]
    assert 'data-label="已备案（份）" class="number">1<' in row
    assert 'data-label="已公示（份）" class="number">0<' in row


def test_the_case_file_says_when_by_whom_and_why(county, down):
    page = _page(county, "secretary", "appraisal:case", down.pledge_id)
    assert "公示：第1稿" in page
    assert "撤下公示：第1稿" in page
    assert f"对外公开的理由：本人要求。说明（不公开）：{TYPED}" in page


def test_the_case_of_the_check_names_the_hand_and_offers_the_way_back(county, down):
    again = reverse("publicity:prepare", args=[down.pledge_id])
    for who, may in (("secretary", True), ("town_organiser", False)):
        page = _page(county, who, "publicity:publication", down.pk)
        hand = page[page.index("撤下　") :]
        assert "secretary" in hand[: hand.index("</li>")]
        assert (again in page) == may


def test_the_list_of_what_may_be_put_forward_keeps_it_apart_and_the_desk_asks_for_nothing(county, down):
    assert list(to_prepare([county.branch.pk])) == []
    page = _page(county, "secretary", "publicity:propose", county.branch.pk)
    assert "公示撤下了的" in page
    assert reverse("publicity:prepare", args=[down.pledge_id]) in page
    assert "请提出公示" not in _page(county, "secretary", "desk:desk")
    assert "公示已于" in _page(county, "member", "desk:desk")


def test_printed_copies_say_that_the_page_was_taken_down(county, down):
    pledge = fresh(down.pledge)
    (form,) = forms_of(pledge, pledge.current, [Copy.DISPLAY], address="http://testserver")
    assert any("公示已于2011年3月20日撤下" in line for line in form.remarks)


def test_put_forward_again_it_is_public_as_before(county, down, publish):
    publish(fresh(down.pledge))
    pledge = Pledge.objects.get()
    assert (pledge.stage, pledge.published_id, pledge.taken_down_at) == ("published", pledge.current_id, None)


def test_an_amendment_under_way_goes_on_and_gives_back_a_text_that_is_not_public(county, publish):
    found = publish(county.draft(county.member))
    amend(fresh(found.pledge), "点错了。", by=county.users["member"])
    before = fresh(found.pledge)
    take_step(found, workflow.WITHDRAW, by=county.users["secretary"], reason=TYPED, ground="mistaken")
    pledge = fresh(found.pledge)
    assert (pledge.stage, pledge.version, pledge.published_id) == ("drafted", before.version, None)
    assert of(pledge).last().verb == "take_down"
    assert drop_amendment(pledge, by=county.users["member"]).stage == "filed"


def test_what_was_taken_down_before_the_pledge_knew_of_it_is_told_to_it(county, down):
    Pledge.objects.update(stage="published", published=down.version, taken_down_at=None)
    with connection.cursor() as cursor:
        for sql in import_module("jiannuo.publicity.migrations.0006_taken_down_before").tell(True):
            cursor.execute(sql)
    pledge = Pledge.objects.get()
    assert (pledge.stage, pledge.published_id, pledge.taken_down_at) == ("filed", None, down.ended_at)


def _told(county, who):
    """What the desk says of takings down, and the list behind it."""
    line = "下级撤下了 1 份公示" in _page(county, who, "desk:desk")
    rows = awaiting(county.users[who], workflow.NOTE).exists()
    assert line == rows
    return rows


def test_the_level_above_has_it_on_the_desk_until_somebody_there_has_looked(county, publish):
    """She promised it, is secretary, and takes it down alone: quick, but not unseen."""
    found = publish(county.draft(county.member))
    Member.objects.filter(pk=county.secretary_member.pk).update(user=None)
    Member.objects.filter(pk=county.member.pk).update(user=county.users["secretary"])
    found = take_step(found, workflow.WITHDRAW, by=county.users["secretary"], reason=TYPED, ground="own_wish")
    assert [_told(county, who) for who in ("secretary", "town_secretary", "town_organiser")] == [False, True, True]
    case = reverse("publicity:publication", args=[found.pk])
    client = county.client("town_organiser")
    assert case in client.get(reverse("publicity:queue"), {"step": "note"}).content.decode()
    assert ">已阅<" in client.get(case).content.decode()
    client.post(reverse("publicity:step", args=[found.pk, "note"]), {"revision": found.revision})
    found.refresh_from_db()
    assert (found.state, found.reason, found.noted_by) == ("withdrawn", TYPED, county.users["town_organiser"])
    assert "上一级已阅" in client.get(case).content.decode()
    assert not _told(county, "town_secretary")


def test_what_the_level_above_takes_down_it_knows_already_unless_it_is_the_persons_own(county, publish):
    found = publish(county.draft(county.member))
    take_step(found, workflow.WITHDRAW, by=county.users["town_secretary"], reason=TYPED, ground="other")
    assert not _told(county, "town_organiser")
    again = publish(fresh(found.pledge))
    Member.objects.filter(pk=county.member.pk).update(user=county.users["town_secretary"])
    take_step(again, workflow.WITHDRAW, by=county.users["town_secretary"], reason=TYPED, ground="other")
    assert [_told(county, who) for who in ("town_secretary", "town_organiser")] == [False, True]


@pytest.mark.parametrize(
    ("who", "typed", "again"),
    [
        ("member", True, False),
        ("secretary", True, True),
        ("town_organiser", True, False),
        ("county_organiser", False, False),
    ],
)
def test_the_pages_inside_say_who_and_on_which_ground_and_the_typed_reason_to_those_it_concerns(
    county, down, who, typed, again
):
    detail = _page(county, who, "pledges:detail", down.pledge_id)
    said = detail[detail.index("公示已于") :]
    said = said[: said.index("</div>")]
    assert "由secretary撤下" in said
    assert "对外公开的理由：本人要求。" in said
    assert (reverse("publicity:prepare", args=[down.pledge_id]) in said) == again
    assert ("由柳树湾村党支部重新提出" in said) != again
    case = _page(county, who, "publicity:publication", down.pk)
    assert "对外公开的理由：本人要求" in case
    book = _page(county, who, "appraisal:case", down.pledge_id)
    assert "对外公开的理由：本人要求。" in book
    assert [TYPED in page for page in (said, case, book)] == [typed] * 3


def test_both_levels_find_again_what_was_taken_down_after_somebody_has_looked(county, down):
    take_step(down, workflow.NOTE, by=county.users["town_organiser"])
    case = reverse("publicity:publication", args=[down.pk])
    for who, there in (("secretary", True), ("town_secretary", True), ("neighbour_secretary", False)):
        page = county.client(who).get(reverse("publicity:queue"), {"step": "taken_down"}).content.decode()
        assert (case in page) == there
        assert ("上一级已阅" in page) == there
    assert "没有撤下的公示" in page


def test_the_list_of_what_was_taken_down_asks_no_more_for_two_than_for_one(county, publish, down, queries_of):
    client, url = county.client("town_organiser"), reverse("publicity:queue") + "?step=taken_down"
    first = queries_of(client, url)
    found = publish(county.draft(text="年底前修通一条生产路"))
    take_step(found, workflow.WITHDRAW, by=county.users["secretary"], reason=TYPED, ground="other")
    assert queries_of(client, url) == first
