"""One slip, one ballot, sealed until counted; then totals only."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from jiannuo.ballots.actions import cancel, close, confirm
from jiannuo.ballots.actions.casting import seal
from jiannuo.ballots.models import BallotBox, SealedBallot, Slip
from jiannuo.ballots.queries import released, returned_so_far
from jiannuo.ballots.workflow import State
from jiannuo.base.errors import Refusal
from jiannuo.journal.models import Entry


def test_any_two_of_three_sheets_open_the_box(make_poll):
    for pair in [(0, 1), (1, 2), (2, 0)]:
        poll = make_poll(3)
        poll.votes(satisfied=2)
        box = close(poll.box, [poll.keys.sheets[i] for i in pair], by=poll.by)
        assert box.totals["overall"]["satisfied"] == 2


def test_one_sheet_alone_opens_nothing(poll):
    poll.vote()
    with pytest.raises(Refusal, match="合不成一把"):
        close(poll.box, [poll.keys.sheets[0]], by=poll.by)
    with pytest.raises(Refusal, match="合不成一把"):
        close(poll.box, [poll.keys.sheets[0]] * 2, by=poll.by)
    assert BallotBox.objects.get().state == State.OPENED
    assert SealedBallot.objects.count() == 1


def test_a_misread_sheet_is_named(poll):
    good = poll.keys.sheets[0]
    bad = good[:-1] + ("0" if good[-1] != "0" else "1")
    with pytest.raises(Refusal, match="第2份"):
        close(poll.box, [good, bad], by=poll.by)


def test_keys_of_another_box_are_refused(make_poll):
    one, other = make_poll(3), make_poll(3)
    with pytest.raises(Refusal, match="另一个票箱"):
        close(one.box, other.keys.sheets[:2], by=one.by)


def test_the_same_slip_counts_once_and_gets_the_same_receipt(poll):
    slip = poll.slips[0]
    receipts = {poll.vote("satisfied", slip=slip), poll.vote("dissatisfied", slip=slip), poll.vote("", slip=slip)}
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    assert len(receipts) == 1
    assert box.receipts == list(receipts)
    assert box.totals["overall"] == dict.fromkeys(box.totals["overall"], 0) | {"satisfied": 1}


def test_a_foreign_slip_is_refused_and_leaves_nothing(make_poll):
    one, other = make_poll(3), make_poll(3)
    with pytest.raises(Refusal, match="不是本次投票的票"):
        one.vote(slip=other.slips[0])
    assert SealedBallot.objects.count() == 0


def test_totals_are_receipts_are_used_slips(poll):
    poll.votes(satisfied=4, fairly=2, abstain=1)
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    assert sum(box.totals["overall"].values()) == len(box.receipts) == box.accepted == 7 <= box.slip_count
    assert (Slip.objects.count(), SealedBallot.objects.count(), bytes(box.pepper)) == (0, 0, b"")


def test_what_is_no_ballot_is_void(poll):
    poll.vote()
    poll.vote(slip=poll.slips.pop())
    SealedBallot.objects.filter(pk=SealedBallot.objects.first().pk).update(body=bytes(82))
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    assert (box.accepted, box.void, sum(box.totals["overall"].values())) == (2, 1, 1)


def test_a_ballot_without_a_slip_stops_the_count(poll):
    poll.vote()
    SealedBallot.objects.create(box=poll.box, body=seal(poll.box, {"overall": "satisfied"}))
    with pytest.raises(Refusal, match="数目不符"):
        close(poll.box, poll.keys.sheets[:2], by=poll.by)


def test_nothing_is_voted_after_closing(poll):
    close(poll.box, poll.keys.sheets[:2], by=poll.by)
    with pytest.raises(Refusal, match="已经截止"):
        poll.vote()


def test_no_slip_is_added_to_an_open_box(poll):
    with pytest.raises(DatabaseError), transaction.atomic():
        Slip.objects.create(digest="0" * 64, box=poll.box)
    assert poll.box.slips.count() == 10


@pytest.mark.parametrize("change", [{"smallest": 6}, {"full_from": 12}, {"takes_remarks": True}, {"roll_size": 20}])
def test_the_rules_of_an_open_box_cannot_be_changed(poll, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        BallotBox.objects.filter(pk=poll.box.pk).update(**change)


def test_another_person_confirms(poll):
    poll.votes(satisfied=8, fairly=2)
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    assert released(box).rows == ()
    with pytest.raises(Refusal, match="另一名监票人"):
        confirm(box, by=poll.by)
    box = confirm(box, by=poll.county.users["organiser"])
    ((_, figure),) = released(box).rows
    assert [(line.label, line.count) for line in figure.lines][:2] == [("满意", 8), ("基本满意", 2)]


def test_a_cancelled_box_keeps_nothing(poll):
    poll.votes(satisfied=3)
    box = cancel(poll.box, "有两张票没有裁好", by=poll.by)
    assert (Slip.objects.count(), SealedBallot.objects.count(), bytes(box.pepper)) == (0, 0, b"")
    with pytest.raises(Refusal, match="截止"):
        poll.vote()


def test_a_counted_box_is_cancelled_by_another_than_who_counted_it(poll):
    """Not even the database takes it from one hand; the reason stays on the page that everybody can open."""
    poll.votes(satisfied=6)
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    with pytest.raises(Refusal, match="计票是您办理的，计票以后的作废须由另一名"):
        cancel(box, "有人替别人投票", by=poll.by)
    void = {"state": State.CANCELLED, "cancel_reason": "有人替别人投票", "totals": {}, "receipts": []}
    for by in (None, poll.by):
        with pytest.raises(IntegrityError, match="ballot_box_counted_cancelled_by_another"), transaction.atomic():
            BallotBox.objects.filter(pk=box.pk).update(**void, cancelled_by=by)
    box = cancel(box, "有人替别人投票", by=poll.county.users["organiser"])
    assert (box.state, box.totals, box.cancelled_by) == (State.CANCELLED, {}, poll.county.users["organiser"])
    page = Client().get(reverse("ballots:receipts", args=[box.code])).content.decode()
    assert "有人替别人投票" in page
    assert "由计票人以外的另一人办理" in page
    own = poll.county.client("secretary").get(reverse("ballots:box", args=[box.pk])).content.decode()
    assert f"确认以前由{box.cancelled_by}作废" in own


def test_the_journal_knows_boxes_and_no_ballots(poll):
    before = Entry.objects.count()
    poll.votes(satisfied=3)
    assert Entry.objects.count() == before


def test_returned_slips_are_told_in_steps_of_five(poll):
    told = []
    for _ in range(7):
        poll.vote()
        told.append(returned_so_far(poll.box))
    assert told == [0, 0, 0, 0, 5, 5, 5]
