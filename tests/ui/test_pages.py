"""The living page, the print size, and the pages shown when something cannot be shown."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse


def test_the_living_page_shows_every_component(county):
    html = county.client("member").get(reverse("ui:components")).content.decode()
    for part in (
        "badge seal",
        'class="road"',
        "road compact",
        "card late",
        "notice kept",
        "empty",
        "duties",
        "grid-wrap",
        "pager",
        'class="years',
        "document",
        "remark",
        'class="diff"',
        "error-summary",
        "queue-list",
        "copyable",
        "progress",
        "confirm",
    ):
        assert part in html, part


def test_the_living_page_asks_for_a_sign_in(client, db):
    assert client.get(reverse("ui:components")).status_code == 302


def test_visitors_get_large_print_in_one_tap_and_back(client, db):
    page = reverse("publicity:front")
    answer = client.get(reverse("ui:print_size"), {"size": "large", "next": page})
    assert answer["Location"] == page
    assert 'class="large-print"' in client.get(page).content.decode()
    client.get(reverse("ui:print_size"), {"size": "standard", "next": page})
    assert 'class="large-print"' not in client.get(page).content.decode()


@pytest.mark.parametrize("away", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_the_print_size_leads_nowhere_else(client, db, away):
    assert client.get(reverse("ui:print_size"), {"size": "large", "next": away})["Location"] == "/"


def test_who_signed_in_sees_the_account_s_choice(county):
    client = county.client("member")
    county.users["member"].is_large_print = True
    county.users["member"].save()
    assert 'class="large-print"' in client.get(reverse("ui:components")).content.decode()


@pytest.mark.parametrize("name", ["400", "403", "404", "405", "500", "403_csrf"])
def test_an_error_page_needs_no_request_and_shows_the_way_back(name):
    html = render_to_string(f"{name}.html")
    assert "<h1>" in html
    assert 'href="/desk/"' in html


def test_no_page_is_the_404_in_chinese(client, db):
    answer = client.get("/没有这一页/")
    assert answer.status_code == 404
    assert "没有找到这一页" in answer.content.decode()


def test_an_address_that_only_acts_says_so_in_chinese(county, client):
    pledge = county.draft(county.member)
    answer = county.client("member").get(reverse("pledges:withdraw", args=[pledge.pk]))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "什么也没有改动" in answer.content.decode()
    assert int(answer.get("Content-Length", len(answer.content))) == len(answer.content)
    page = client.post(reverse("publicity:front"))
    assert (page.status_code, "这一步要在页面上办理" in page.content.decode()) == (405, True)
    assert "/desk/" not in page.content.decode()


def test_a_citizen_who_lost_the_way_is_not_sent_to_a_desk(county, client):
    assert "/desk/" not in client.get("/没有这一页/").content.decode()
    assert "/desk/" in county.client("member").get("/没有这一页/").content.decode()


def test_no_page_holds_inline_scripts_or_styles(county):
    html = county.client("secretary").get(reverse("ui:components")).content.decode()
    assert " style=" not in html
    assert "<style" not in html
    assert " onclick" not in html
    assert html.count("<script") == html.count("<script src=") + html.count('<script type="module" src=')


def test_the_places_follow_the_offices(county):
    def labels(who: str) -> list[str]:
        return [p.label for p in county.client(who).get(reverse("ui:components")).context["places"]]

    assert labels("member") == ["应办", "我的承诺", "我的践诺", "公示栏"]
    assert labels("leader") == ["应办", "本组织", "公示栏", "公示审核"]
    assert labels("secretary") == ["应办", "审诺", "本组织", "承诺台帐", "我的承诺", "我的践诺", "公示栏", "公示审核"]
    assert labels("guide") == ["应办", "本系统", "公示栏"]


def test_a_page_under_a_place_keeps_the_place_marked(county):
    page = county.client("secretary").get(reverse("meetings:list", args=[county.branch.pk]))
    assert [p.label for p in page.context["places"] if p.is_here] == ["本组织"]
