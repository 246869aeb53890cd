"""What the two commonest POSTs ask of the database: as little as judging under a lock and writing it down needs."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiannuo.base.dates import today
from jiannuo.orgs.actions import appoint
from jiannuo.orgs.models import Appointment, Role
from jiannuo.orgs.offices import officers_at, offices_of
from jiannuo.pledges import queries, workflow
from jiannuo.pledges.actions.draft import save_boxes
from jiannuo.pledges.actions.dropping import drop_amendment
from jiannuo.pledges.actions.propose import amend, propose, withdraw
from jiannuo.pledges.actions.review import Opinion, judge
from jiannuo.pledges.authors import open_to_office, opens_to_office
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.views.waiting import Queue
from jiannuo.pledges.workflow import Stage
from tests.walking import fresh, walk

EVERYBODY = [
    *("member", "co_member", "secretary", "organiser", "town_secretary", "county_organiser", "leader", "guide"),
    *("neighbour_secretary", "far_secretary", "administrator"),
]


def _reads(statements) -> list[str]:
    """The SELECTs of ours, without those of the session and the user."""
    return [s["sql"] for s in statements if s["sql"].startswith("SELECT") and '"pledges_' in s["sql"]]


def _table(sql: str) -> str:
    return sql.split(" FROM ")[1].split('"')[1]


def _sent(client, name, pledge, **data) -> list[dict[str, str]]:
    with CaptureQueriesContext(connection) as heard:
        answer = client.post(reverse(f"pledges:{name}", args=[pledge.pk]), {"version": pledge.version, **data})
    assert answer.status_code == 302
    return heard.captured_queries


@pytest.mark.parametrize("of", ["member", "neighbour_member", None])
def test_a_row_at_hand_is_open_to_the_offices_to_which_the_list_opens_it(county, of):
    pledge = county.draft(getattr(county, of) if of else None)
    for stage, oral, reason in product([Stage.DRAFTED, Stage.RETURNED], [False, True], ["", "写得更细"]):
        pledge.stage, pledge.is_oral, pledge.amendment_reason = stage, oral, reason
        pledge.recorded_by = county.users["organiser"]
        pledge.save()
        for who in EVERYBODY:
            user = county.users[who]
            listed = Pledge.objects.filter(open_to_office(user)).exists()
            assert opens_to_office(user, pledge) == listed, (who, stage, oral, reason)


@pytest.mark.parametrize("of", ["member", "neighbour_member", None])
def test_to_act_on_finds_exactly_what_one_sees(county, of):
    pledge = county.draft(getattr(county, of) if of else None)
    pledge.co_signers.set([county.co_member] if of == "member" else [])
    for stage in (Stage.DRAFTED, Stage.RETURNED):
        Pledge.objects.filter(pk=pledge.pk).update(stage=stage)
        for who in EVERYBODY:
            found = queries.to_act_on(county.users[who], pledge.pk)
            assert ([found] if found else []) == list(queries.visible_to(county.users[who])), (who, stage)
    assert queries.to_act_on(county.users["secretary"], pledge.pk + 1) is None


def test_offices_stand_in_the_order_of_appointment(county):
    user = county.users["member"]
    for organisation, role in ((county.town, Role.ORGANISER), (county.branch, Role.SECRETARY)):
        appoint(by=None, user=user, organisation=organisation, role=role, starts_on=county.round.opens_on)
    with CaptureQueriesContext(connection) as heard:
        offices = [office.organisation_id for office in offices_of(user)]
    assert offices == [county.town.pk, county.branch.pk]
    assert "ORDER BY" not in heard[0]["sql"]


@pytest.mark.parametrize("who", ["member", "secretary"])
def test_a_submission_is_found_by_its_number_alone(county, who):
    pledge = county.draft(county.member if who == "member" else None)
    found, *_ = _reads(_sent(county.client(who), "propose", pledge))
    assert "EXISTS" not in found
    assert "ORDER BY" not in found


def test_a_first_submission_asks_what_it_needs_and_no_more(county):
    heard = _sent(county.client("member"), "propose", county.draft(county.member))
    reads = _reads(heard)
    assert [_table(sql) for sql in reads] == ["pledges_pledge", "pledges_pledge", "pledges_pledgeitem", "orgs_member"]
    _, locked, items, signers = reads
    assert "pledges_pledgeversion" not in locked
    assert "ORDER BY" not in items + signers
    assert "identity_hash" not in signers


@pytest.mark.parametrize("of", ["member", None])
@pytest.mark.parametrize("verdict", ["pass", "send_back"])
def test_a_review_reads_what_judging_looks_at_once(county, of, verdict):
    pledge = walk(county, county.draft(county.member if of else None), Stage.ENDORSED if of else Stage.PROPOSED)
    heard = _sent(county.client("town_organiser"), "review", pledge, verdict=verdict, opinion="请写明数量。")
    due, locked, *signers = _reads(heard)
    assert [_table(sql) for sql in (due, locked, *signers)] == ["pledges_pledge"] * 2 + ["orgs_member"] * bool(of)
    assert "boxes" not in due
    assert "rounds_round" not in locked
    assert not [s for s in heard if s["sql"].startswith('SELECT "rounds_') or s["sql"].startswith('SELECT "orgs_org')]


def test_a_move_writes_back_what_it_changed(county):
    pledge = walk(county, county.draft(county.member), Stage.ENDORSED)
    heard = _sent(county.client("town_organiser"), "review", pledge, verdict="pass")
    (written,) = [s["sql"] for s in heard if s["sql"].startswith('UPDATE "pledges_pledge"')]
    assert [part.split('"')[1] for part in written.split(" WHERE ")[0].split(" SET ")[1].split(", ")] == [
        *("stage", "stage_at", "version")
    ]


def _stored(pledge: Pledge) -> Pledge:
    """The pledge as an action returned it, which is also how it is stored, every field of it."""
    kept = Pledge.objects.values().get(pk=pledge.pk)
    assert {name: getattr(pledge, name) for name in kept} == kept
    return pledge


def test_whatever_an_action_changes_is_stored(county):
    users = county.users
    town, branch = users["town_organiser"], users["secretary"]
    pledge = _stored(propose(county.draft(county.member), by=users["member"]))
    pledge = _stored(propose(_stored(withdraw(pledge, by=users["member"])), by=users["member"]))
    pledge = _stored(judge(pledge, workflow.SEND_BACK, Opinion("请写明次数。"), by=branch))
    pledge.items.update(text="每月为村里水泥巷道洒水4次")
    pledge = _stored(propose(pledge, by=users["member"]))
    assert pledge.current.number == 2
    pledge = _stored(judge(pledge, workflow.ENDORSE, Opinion(), by=branch))
    pledge = _stored(judge(pledge, workflow.REVIEW, Opinion(), by=town))
    published = _stored(walk(county, pledge, Stage.PUBLISHED))
    amended = _stored(amend(published, "写得更细。", by=users["member"]))
    save_boxes(fresh(amended), {"deed": "每月洒水8次。"}, by=users["member"])
    judge(propose(fresh(amended), by=users["member"]), workflow.SEND_BACK, Opinion("不必写得更细。"), by=branch)
    Pledge.objects.filter(pk=pledge.pk).update(proposed_by=branch)
    dropped = _stored(drop_amendment(fresh(amended), by=users["member"]))
    assert dropped.current == pledge.current


def test_one_recorded_for_a_member_is_stored_as_such(county):
    pledge = _stored(propose(county.draft(county.neighbour_member), by=county.users["neighbour_secretary"]))
    assert pledge.is_oral
    assert pledge.is_direct, "nobody else there could give the branch's opinion"
    assert pledge.recorded_by == pledge.proposed_by == county.users["neighbour_secretary"]


def test_who_runs_the_papers_today(county):
    day, users = today(), county.users
    assert officers_at(county.branch.pk) == {users["secretary"].pk, users["organiser"].pk}
    row = Appointment.objects.get(user=users["organiser"])
    for starts_on, ends_on, runs in (
        (day, day, True),
        (day + timedelta(1), None, False),
        (day - timedelta(9), day - timedelta(1), False),
    ):
        Appointment.objects.filter(pk=row.pk).update(starts_on=starts_on, ends_on=ends_on)
        assert (users["organiser"].pk in officers_at(county.branch.pk)) == runs


@pytest.mark.parametrize("asked", [{}, {"subject": "member"}])
def test_where_to_go_on_is_read_from_the_address_only_if_it_asks_for_a_part(rf, county, asked):
    request = rf.get("/", asked)
    request.user = county.users["town_organiser"]
    waiting = Queue(request)
    assert waiting.address() == reverse("pledges:queue") + ("?subject=member" if asked else "")
    assert ("form" in vars(waiting)) == bool(asked)
    assert waiting.form["subject"].value() == asked.get("subject")
