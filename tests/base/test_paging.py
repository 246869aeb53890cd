"""A page of a list without counting the list."""

import pytest

from jiannuo.accounts.models import User
from jiannuo.base.paging import leaf


@pytest.fixture
def people(db):
    User.objects.bulk_create(User(username=f"u{n:02}", display_name="某") for n in range(7))
    return User.objects.order_by("username")


@pytest.mark.parametrize(
    ("number", "shown", "goes_on"),
    [(None, "012", True), ("1", "012", True), ("2", "345", True), ("3", "6", False), ("9", "012", True)],
)
def test_pages_go_on_while_there_are_rows(people, number, shown, goes_on):
    page = leaf(people, number, size=3)
    assert [user.username[-1] for user in page] == list(shown)
    assert page.has_next() == goes_on


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "９" * 40, "9" * 40, "1.5"])
def test_a_nonsensical_number_is_the_first_page(people, number):
    assert leaf(people, number, size=3).number == 1


def test_the_way_back_and_on(people):
    page = leaf(people, "2", size=3)
    assert (page.previous_page_number(), page.next_page_number(), page.has_other_pages()) == (1, 3, True)


def test_an_empty_list_is_one_empty_page(people):
    page = leaf(people.none(), "4", size=3)
    assert (list(page), page.number, page.has_other_pages()) == ([], 1, False)


def test_it_takes_two_queries(people, django_assert_num_queries):
    with django_assert_num_queries(2):
        list(leaf(people, "2", size=3))
