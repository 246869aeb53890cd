"""The roads as tables: every state can be reached and left towards the end; the diagram in the docs is the table."""

import pytest

from jiannuo.appraisal import workflow as appraisal
from jiannuo.ballots import workflow as ballots
from jiannuo.fulfilment import workflow as fulfilment
from jiannuo.pledges import workflow as pledges
from jiannuo.publicity import workflow as publicity
from tests.house.source import ROOT

_ROADS = [
    pytest.param(pledges.Stage, pledges.MOVES, "drafted", id="pledges"),
    pytest.param(publicity.State, publicity.MOVES, "prepared", id="publicity"),
    pytest.param(ballots.State, ballots.MOVES, "prepared", id="ballots"),
    pytest.param(fulfilment.ResultState, fulfilment.MOVES, "open", id="fulfilment"),
    pytest.param(appraisal.YearlyState, appraisal.MOVES, "drafted", id="yearly appraisal"),
]


def _reached(moves, start):
    reached, grows = {start}, True
    while grows:
        new = {m.target.value for m in moves if {s.value for s in m.sources} & reached} - reached
        grows, reached = bool(new), reached | new
    return reached


@pytest.mark.parametrize(("states", "moves", "start"), _ROADS)
def test_every_state_can_be_reached(states, moves, start):
    assert _reached(moves, start) == set(states.values)


@pytest.mark.parametrize(
    ("room", "page"),
    [
        (pledges, "pledge.md"),
        (publicity, "publication.md"),
        (ballots, "ballot_box.md"),
        (fulfilment, "result.md"),
        (appraisal, "yearly_appraisal.md"),
    ],
)
def test_the_diagram_is_the_table(room, page):
    assert room.mermaid() in (ROOT / "docs" / "diagrams" / page).read_text()
