"""C18 (the page and its print; the A3 sheet and the desk card come with the comments): five panels, QR, fingerprint."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from jiannuo.orgs.models import Organisation
from jiannuo.pledges.workflow import Stage
from jiannuo.publicity import workflow
from jiannuo.publicity.actions.prepare import prepare
from jiannuo.publicity.actions.steps import take_step
from jiannuo.rounds.presets import DISPLAYS
from tests.walking import walk


@pytest.fixture
def board(county) -> str:
    Organisation.objects.filter(pk=county.branch.pk).update(duty="组织党员群众发展生产", contact="0719-1234567")
    with time_machine.travel(datetime(2011, 3, 20, 1, 0, tzinfo=UTC)):
        for subject in (None, county.member):
            pledge = walk(county, county.draft(subject), Stage.FILED)
            publication = prepare(pledge, {}, by=county.users["organiser"], has_looked=True)
            for move, who in (
                (workflow.CHECK, "town_organiser"),
                (workflow.APPROVE, "town_secretary"),
                (workflow.GO_LIVE, "secretary"),
            ):
                publication = take_step(publication, move, by=county.users[who])
        return Client().get("/o/B1/").content.decode()


def panel(board: str, title: str) -> str:
    """The words of one panel."""
    return next(part for part in board.split('<section class="panel')[1:] if f"<h2>{title}</h2>" in part)


def test_the_five_displays_stand_in_the_guidances_order(board):
    found = re.findall(r'<section class="panel[^>]*>\s*<h2>([^<]+)</h2>', board)
    assert found == list(DISPLAYS)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("亮身份", ["支部", "中共清河镇委员会", "0719-1234567"]),
        ("亮职责", ["组织党员群众发展生产"]),
        ("亮承诺", ["每月为村里水泥巷道洒水2次", "完成时限", "周某"]),
        ("亮点评", ["尚未公示"]),
        ("亮评议", ["尚未开始"]),
    ],
)
def test_each_panel_says_what_it_is_for(board, title, words):
    assert [word for word in words if word not in panel(board, title)] == []


def test_the_board_leads_back_to_the_live_page_and_carries_the_fingerprint(board, county):
    assert '<img src="/o/B1/qr.svg"' in board
    assert re.search(r"[0-9a-f]{64}", board)
    drawn = Client().get("/o/B1/qr.svg")
    assert drawn["Content-Type"] == "image/svg+xml"
    assert b"http://testserver/o/B1/" in drawn.content
