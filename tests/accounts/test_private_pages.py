"""What was shown to somebody signed in stays in no cache, and nobody is led away from here."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import County


@pytest.mark.parametrize("page", ["/desk/", "/orgs/", "/", "/v/", "/nowhere/", "/accounts/password/change/"])
def test_pages_of_a_signed_in_person_are_kept_in_no_cache(county: County, page: str) -> None:
    kept = county.client("secretary").get(page)["Cache-Control"]
    assert "no-store" in kept
    assert "public" not in kept


def test_the_boards_of_everybody_are_kept_for_a_minute(county: County) -> None:
    assert "public" in Client().get("/")["Cache-Control"]


@pytest.mark.parametrize(
    ("came_from", "goes_to"),
    [
        ("http://testserver/orgs/", "/orgs/"),
        ("http://testserver//evil.example/", "/evil.example/"),
        ("http://evil.example/orgs/", "/desk/"),
        ("//evil.example/", "/desk/"),
        ("javascript:alert(1)", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_large_print_leads_back_to_a_page_of_ours(county: County, came_from: str, goes_to: str) -> None:
    client = county.client("member")
    answer = client.post(reverse("accounts:large_print"), {"on": "1"}, headers={"referer": came_from})
    assert answer["Location"] == goes_to


@pytest.mark.parametrize("page", ["//evil.example/", "http://evil.example/", "\x00", "/nowhere/", "\\\\evil.example"])
def test_a_kept_page_is_a_page_of_ours(page: str, db: None) -> None:
    assert Client().post("/pledges/mine/", {"kept_page": page}).status_code == 404


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "/\t/evil.example"])
def test_signing_in_leads_to_a_page_of_ours(county: County, back: str) -> None:
    county.users["member"].set_password("xiangcun-2011-lu")
    county.users["member"].save()
    sent = {"login": "member", "password": "xiangcun-2011-lu", "next": back}
    assert Client().post(reverse("account_login"), sent)["Location"] == "/desk/"


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_print_size_leads_to_a_page_of_ours(back: str, db: None) -> None:
    assert Client().get("/ui/print-size/", {"next": back})["Location"] == "/"
