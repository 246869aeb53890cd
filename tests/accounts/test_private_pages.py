"""What was shown to somebody signed in stays in no cache, and nobody is led away from here."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

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


@pytest.mark.parametrize(("tls", "count"), [("1", "1"), ("0", "0")])
def test_failed_sign_ins_are_counted_by_person_behind_a_front_server(tmp_path: Path, tls: str, count: str) -> None:
    """Otherwise ten wrong passwords a minute close the door to the whole county."""
    asked = "from jiannuo.config import settings; print(settings.ALLAUTH_TRUSTED_PROXY_COUNT)"
    given = {**os.environ, "JIANNUO_TLS": tls, "JIANNUO_DATA": str(tmp_path)}
    told = subprocess.run([sys.executable, "-c", asked], env=given, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == count


def test_wrong_passwords_from_one_address_do_not_close_the_door_to_another(county: County, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    county.users["member"].set_password("xiangcun-2011-lu")
    county.users["member"].save()
    right = {"login": "member", "password": "xiangcun-2011-lu"}
    for attempt in range(11):
        wrong = {"login": f"nobody{attempt}", "password": "wrong"}
        Client().post(
            reverse("account_login"), wrong, headers={"x-forwarded-for": f"198.51.100.{attempt}, 203.0.113.9"}
        )
    here, there = {"x-forwarded-for": "203.0.113.9"}, {"x-forwarded-for": "203.0.113.10"}
    assert Client().post(reverse("account_login"), right, headers=here).status_code == 200
    assert Client().post(reverse("account_login"), right, headers=there).status_code == 302
