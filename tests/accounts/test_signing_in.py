"""Signing in: the first password from a slip, one tap on a demo, nobody registers himself."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from jiannuo.accounts import actions
from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal


def _sign_in(client, username, password):
    return client.post(reverse("account_login"), {"login": username, "password": password})


@pytest.fixture
def newcomer(db):
    return actions.open_sign_in(by=None, stem="zdy", display_name="周大有")


def test_usernames_of_the_same_initials_are_numbered(newcomer):
    second, _ = actions.open_sign_in(by=None, stem="zdy", display_name="张大勇")
    assert [newcomer[0].username, second.username] == ["zdy1", "zdy2"]


def test_a_first_password_has_no_letter_that_looks_like_a_figure(newcomer):
    assert set("l1o0i").isdisjoint(newcomer[1])
    assert len(newcomer[1]) == 11


def test_the_first_sign_in_leads_to_choosing_a_password_before_anything_else(newcomer, client):
    user, password = newcomer
    assert _sign_in(client, user.username, password).status_code == 302
    assert client.get(reverse("desk:desk")).url == reverse("account_change_password")
    page = client.get(reverse("account_change_password"))
    assert page.context["is_first"]
    assert "old_password" not in page.context["form"].fields
    chosen = {"new_password1": "柳树湾的水泥巷道", "new_password2": "柳树湾的水泥巷道"}
    assert client.post(reverse("account_change_password"), chosen).status_code == 200, "8 characters are too few"
    chosen = {"new_password1": "柳树湾的水泥巷道2011", "new_password2": "柳树湾的水泥巷道2011"}
    assert client.post(reverse("account_change_password"), chosen).url == reverse("desk:desk")
    assert client.get(reverse("desk:desk")).status_code == 200, "still signed in, and free to go on"
    assert User.objects.get(pk=user.pk).check_password("柳树湾的水泥巷道2011")


def test_a_reset_ends_the_old_password_and_the_old_session(county):
    client = county.client("member")
    password = actions.reset_password(county.users["member"], by=county.users["secretary"])
    assert client.get(reverse("desk:desk")).url.startswith(reverse("account_login"))
    _sign_in(client, "member", password)
    assert client.get(reverse("desk:desk")).url == reverse("account_change_password")


def test_a_closed_sign_in_enters_nowhere(county):
    client = county.client("member")
    actions.close_sign_in(county.users["member"], by=county.users["secretary"])
    assert client.get(reverse("desk:desk")).url.startswith(reverse("account_login"))


def test_nobody_changes_the_password_of_somebody_else(county):
    with pytest.raises(Refusal, match="只能修改自己的密码"):
        actions.change_password(county.users["member"], "another-password-1", by=county.users["secretary"])


def test_changing_a_password_later_asks_for_the_present_one(county):
    page = county.client("member").get(reverse("account_change_password"))
    assert "old_password" in page.context["form"].fields


def test_large_print_is_kept_with_the_sign_in(county):
    client = county.client("member")
    assert client.post(reverse("accounts:large_print"), {"on": "1"}).status_code == 302
    assert User.objects.get(username="member").is_large_print


@pytest.fixture
def door(county):
    return actions.open_door(county.users["secretary"], by=None, label="支部书记", note="柳树湾村党支部 李书记")


def test_one_tap_enters_on_a_demo(door, client):
    actions.mark_as_demo(by=None)
    assert "柳树湾村党支部 李书记" in client.get(reverse("account_login")).text
    assert client.post(reverse("accounts:demo", args=[door.pk])).url == reverse("desk:desk")
    assert client.get(reverse("desk:desk")).context["user"] == door.user


def test_a_door_opens_nothing_on_any_other_database(door, client):
    assert "柳树湾村党支部 李书记" not in client.get(reverse("account_login")).text
    assert client.post(reverse("accounts:demo", args=[door.pk])).status_code == 404


def test_a_door_is_opened_by_a_post_with_its_token_only(door):
    actions.mark_as_demo(by=None)
    client = Client(enforce_csrf_checks=True)
    assert client.get(reverse("accounts:demo", args=[door.pk])).status_code == 405
    assert client.post(reverse("accounts:demo", args=[door.pk])).status_code == 403


def test_nobody_registers_himself(client, db):
    assert client.get("/accounts/signup/").status_code == 404


def test_a_wrong_password_is_said_once(newcomer, client):
    page = _sign_in(client, newcomer[0].username, "猜的密码").content.decode()
    assert page.count("用户名或密码不正确") == 1


def test_a_refused_sign_in_tells_neither_who_nor_which_was_wrong(newcomer, client):
    known, unknown = newcomer[0].username, "nobody-of-this-name"
    pages = [_sign_in(client, name, "猜的密码").text for name in (known, unknown)]
    said = [re.sub(r"(?s)<form.*?</form>|<script.*?</script>", "", page) for page in pages]
    assert ["用户名或密码不正确，请核对用户名，重新输入密码。" in page for page in said] == [True, True]
    assert [name in page for name, page in zip((known, unknown), said, strict=True)] == [False, False]
    assert [f'value="{name}"' in page for name, page in zip((known, unknown), pages, strict=True)] == [True, True]
    assert not any("猜的密码" in page for page in pages)


def test_after_sign_in_the_name_for_signing_in_is_not_read_out(newcomer, client):
    user, _ = newcomer
    actions.change_password(user, "一个很长的新口令-2011", by=user)
    page = client.post(
        reverse("account_login"), {"login": user.username, "password": "一个很长的新口令-2011"}, follow=True
    )
    assert (page.status_code, user.username in page.text) == (200, False)


def test_guessing_on_is_refused_for_a_while(newcomer):
    client = Client(REMOTE_ADDR="192.0.2.7")
    pages = [_sign_in(client, newcomer[0].username, "猜的密码").text for _ in range(6)]
    assert ["输错的次数太多，请过五分钟再试。" in page for page in pages] == [False] * 5 + [True]
