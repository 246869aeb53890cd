"""C28: ballots on paper join the slips when the box is closed; what either said apart is kept nowhere afterwards."""

import json
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from jiannuo.ballots.actions import cancel, close, confirm, enter_paper
from jiannuo.ballots.forms import OpenForm
from jiannuo.ballots.models import BallotBox, PaperTally
from jiannuo.ballots.page import voting_page
from jiannuo.ballots.workflow import State
from jiannuo.base import whose
from jiannuo.base.errors import Refusal
from tests.ballots.test_hardness import _stored

join = import_module("jiannuo.ballots.migrations.0006_counted_paper_joined").join
OPTIONS = ("satisfied", "fairly", "dissatisfied", "unaware", "abstain")
BOTH = ("secretary", "organiser")


def _row(**counts):
    return {option: counts.get(option, 0) for option in OPTIONS}


def _enter(poll, counts, *people):
    for who in people or BOTH:
        enter_paper(poll.box, {"overall": counts}, ballots=sum(counts.values()), by=poll.county.users[who])


def _close(poll):
    return close(poll.box, poll.keys.sheets[:2], by=poll.by)


@pytest.mark.django_db(transaction=True)
def test_no_byte_of_the_paper_or_of_the_slips_apart_outlives_the_count(transactional_db, make_poll):
    """The canary: the very rows that two people noted, a corrected one among them, in the file and in its log."""
    poll = make_poll(15, slip_count=10)
    poll.votes(satisfied=7, fairly=3)
    wrong, paper, slips = (
        _row(satisfied=1, dissatisfied=4),
        _row(satisfied=2, dissatisfied=3),
        _row(satisfied=7, fairly=3),
    )
    _enter(poll, wrong, "organiser")
    _enter(poll, paper)
    apart = [json.dumps(row).encode() for row in (wrong, paper, slips)]
    if connection.vendor == "sqlite":
        assert [row in _stored() for row in apart] == [True, True, False]  # the search does find what is there
    box = _close(poll)
    assert box.totals == {"overall": _row(satisfied=9, fairly=3, dissatisfied=3)}
    assert (PaperTally.objects.count(), BallotBox.objects.get().is_scrubbed) == (0, True)
    assert [row for row in apart if row in _stored()] == []
    confirm(box, by=poll.county.users["organiser"])
    assert [row for row in apart if row in _stored()] == []
    assert json.dumps(box.totals["overall"]).encode() in _stored() or connection.vendor != "sqlite"


def test_what_is_printed_and_shown_tells_slips_and_paper_apart_nowhere(make_poll, county):
    poll = make_poll(16, slip_count=10)
    poll.votes(satisfied=7, fairly=3)
    _enter(poll, _row(satisfied=1, dissatisfied=4))
    box = confirm(_close(poll), by=county.users["organiser"])
    page = county.client("organiser").get(reverse("ballots:box", args=[box.pk])).text
    assert "其中纸票" not in page
    assert "两人登记的纸票数字已删除" in page
    assert (box.accepted, box.on_paper, box.totals["overall"]["satisfied"]) == (10, 5, 8)


@pytest.mark.parametrize(("people", "why"), [(("secretary",), "只有一人登记"), ((), "")])
def test_the_box_is_closed_over_paper_that_two_agree_on_or_over_none(make_poll, people, why):
    poll = make_poll(15, slip_count=10)
    poll.votes(satisfied=6)
    for who in people:
        _enter(poll, _row(fairly=5), who)
    if why:
        with pytest.raises(Refusal, match=why):
            _close(poll)
    else:
        assert _close(poll).on_paper == 0


def test_two_who_differ_keep_the_box_open(make_poll):
    poll = make_poll(15, slip_count=10)
    poll.votes(satisfied=6)
    _enter(poll, _row(fairly=5), "secretary")
    _enter(poll, _row(fairly=4, satisfied=1), "organiser")
    with pytest.raises(Refusal, match="两人登记的纸票不一致"):
        _close(poll)


def test_after_closing_no_paper_is_taken_so_that_nothing_can_be_subtracted(make_poll, county):
    """Figures seen before and after one late paper would be that paper."""
    poll = make_poll(15, slip_count=10)
    poll.votes(satisfied=6)
    _close(poll)
    with pytest.raises(Refusal, match="已经封箱计票"):
        _enter(poll, _row(fairly=5))
    page = county.client("secretary").get(reverse("ballots:paper", args=[poll.box.pk])).text
    assert "已经封箱计票，纸票的数字已并入总数，不能再登记" in page


def test_where_the_two_differ_is_told_to_the_two_alone(make_poll, county):
    poll = make_poll(15, slip_count=10)
    _enter(poll, _row(fairly=1), "secretary")
    _enter(poll, _row(dissatisfied=1), "organiser")
    address = reverse("ballots:paper", args=[poll.box.pk])
    for who, sees in (("secretary", True), ("organiser", True), ("town_secretary", False), ("leader", False)):
        told = county.client(who).get(address).text
        assert "两人登记的不一致" in told
        assert ("总体评价</li>" in told) is sees
        assert "总体评价：" not in told


def test_a_handful_of_paper_beside_slips_is_refused_before_anything_is_printed(make_poll):
    with pytest.raises(Refusal, match=r"纸票不能少于5张.*现在只有1张.*用会场公用的手机投；或者全用纸票"):
        make_poll(11, slip_count=10)
    assert make_poll(11).box.slip_count == 11
    assert make_poll(11, slip_count=0).box.slip_count == 0


def test_the_form_says_so_beside_the_number(prepared):
    sent = {"roll_size": 11, "slip_count": 10, "closes_at": "2099-01-01T10:00", "scrutineers": 3}
    form = OpenForm.of(prepared, sent)
    assert not form.is_valid()
    assert "纸票不能少于5张" in form.errors["slip_count"][0]


def test_who_votes_is_told_what_becomes_of_paper(make_poll):
    mixed, alone = make_poll(15, slip_count=10), make_poll(10)
    assert "以后谁也分不出哪些是纸票的" in voting_page(mixed.box)
    assert "纸票的" not in voting_page(alone.box)


def _as_before(poll, slips, paper, *, people=BOTH, state=State.CONFIRMED):
    """A box as versions before 0005 left it: the totals of the slips, and beside them what two people noted."""
    box = _close(poll)
    BallotBox.objects.filter(pk=box.pk).update(
        totals={"overall": slips}, state=state, confirmed_by=poll.county.users["organiser"], is_scrubbed=True
    )
    rows = (
        PaperTally(box=box, entered_by=poll.county.users[who], ballots=6, counts={"overall": paper}) for who in people
    )
    PaperTally.objects.bulk_create(rows)
    join(apps, None)
    join(apps, None)  # said twice it does nothing more
    box.refresh_from_db()
    return box


def test_boxes_counted_before_are_joined_and_what_was_noted_goes(make_poll):
    poll = make_poll(16, slip_count=10)
    poll.votes(satisfied=6)
    box = _as_before(poll, _row(satisfied=6), _row(fairly=6))
    assert box.totals == {"overall": _row(satisfied=6, fairly=6)}
    assert (box.on_paper, box.is_withheld, box.is_scrubbed) == (6, False, False)
    assert PaperTally.objects.count() == 0


def test_of_a_handful_of_slips_counted_before_nothing_is_kept(make_poll):
    poll = make_poll(16, slip_count=10)
    poll.votes(satisfied=4)
    box = _as_before(poll, _row(satisfied=4), _row(fairly=6))
    assert (box.totals, box.is_withheld, box.on_paper) == ({"overall": _row()}, True, 6)
    assert PaperTally.objects.count() == 0


def test_a_box_closed_before_two_agreed_on_paper_can_only_be_made_void(make_poll, county):
    poll = make_poll(16, slip_count=10)
    poll.votes(satisfied=6)
    box = _as_before(poll, _row(satisfied=6), _row(fairly=6), people=("secretary",), state=State.CLOSED)
    BallotBox.objects.update(confirmed_by=None)
    with pytest.raises(Refusal, match="请作废这个票箱"):
        confirm(box, by=county.users["organiser"])
    assert cancel(box, "纸票没有登记一致", by=county.users["organiser"]).state == State.CANCELLED
    assert PaperTally.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "typed"),
    [("paper", {"ballots": "5", "q0-dissatisfied": "5"}), ("close", {"key0": "ABCD", "key1": "EFGH"})],
)
def test_neither_paper_nor_keys_are_laid_aside_when_a_sign_in_has_expired(make_poll, county, name, typed):
    """What waits in a session lies in the database."""
    poll = make_poll(15, slip_count=10)
    client = Client()
    given = {whose.FIELD: whose.mark(county.users["secretary"].pk)}
    answer = client.post(reverse(f"ballots:{name}", args=[poll.box.pk]), typed | given)
    assert answer.status_code == 302
    assert not client.session.items()
    client.post(reverse("ballots:cancel", args=[poll.box.pk]), {"reason": "票没有印好"} | given)
    assert client.session["kept_typing"]["typed"] == {"reason": ["票没有印好"]}  # as every other form
