"""What the page of a pledge offers next, and what the check page says of words that are no promise."""

from django.urls import reverse

from jiannuo.pledges.actions.draft import save_boxes
from jiannuo.pledges.actions.propose import propose
from tests.walking import fresh


def _labels(county, pledge, who):
    page = county.client(who).get(reverse("pledges:detail", args=[pledge.pk]))
    return [step.label for step in page.context["steps"]]


def test_a_branchs_own_pledge_waits_for_no_opinion_of_a_branch(county):
    pledge = county.draft(None)
    propose(pledge, by=county.users["organiser"])
    assert "支部审定" not in _labels(county, pledge, "secretary")
    assert "审诺通过" in _labels(county, pledge, "town_organiser")


def test_a_members_pledge_does(county):
    pledge = county.draft(county.member)
    propose(pledge, by=county.users["member"])
    assert "支部审定" in _labels(county, pledge, "secretary")


def _check_page(county, text):
    pledge = county.draft(county.member)
    save_boxes(pledge, {"deed": text}, by=county.users["member"])
    return county.client("member").get(reverse("pledges:check", args=[fresh(pledge).pk])).content.decode()


def test_words_that_are_no_promise_are_shown_and_not_said_to_be_missing(county):
    page = _check_page(county, "我叫周大有，今年62岁。")
    assert "框里的话还没有读成承诺事项" in page
    assert "我叫周大有，今年62岁" in page
    assert "还没有写承诺事项" not in page


def test_an_empty_draft_is_said_to_be_empty(county):
    assert "还没有写承诺事项" in _check_page(county, "")
