"""A refusal is a sentence where the person stands, and nothing else has happened."""

import pytest
from django.urls import reverse

from jiannuo.pledges.workflow import Stage

SENTENCE = "当前状态为“起草中”，不能撤回修改。"


@pytest.fixture
def refused(county):
    """`refused(**headers)`: the answer to a move that this draft does not allow."""
    pledge = county.draft(county.member)
    client = county.client("member")

    def send(**headers: str):
        answer = client.post(
            reverse("pledges:withdraw", args=[pledge.pk]), {"version": pledge.version}, headers=headers
        )
        pledge.refresh_from_db()
        assert pledge.stage == Stage.DRAFTED
        return client, answer

    return send


def test_the_sentence_waits_on_the_page_one_came_from(refused):
    client, answer = refused(referer="http://testserver/desk/?page=2")
    assert (answer.status_code, answer["Location"]) == (302, "/desk/?page=2")
    assert SENTENCE in client.get("/desk/").content.decode()


def test_htmx_gets_the_sentence_in_the_message_line(refused):
    _, answer = refused(**{"hx-request": "true", "referer": "http://testserver/desk/"})
    assert answer.status_code == 422
    assert answer["HX-Retarget"] == "#messages"
    assert SENTENCE in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_who_comes_from_nowhere_gets_a_whole_page(refused):
    _, answer = refused(referer="https://elsewhere.example/desk/")
    assert answer.status_code == 422
    assert SENTENCE in answer.content.decode()
    assert "<h1>没有办成</h1>" in answer.content.decode()


def test_a_forged_path_leads_nowhere_else(refused):
    _, answer = refused(referer="http://testserver//elsewhere.example/")
    assert answer["Location"] == "/elsewhere.example/"
