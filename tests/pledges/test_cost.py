"""What the two commonest POSTs ask of the database: as little as judging under a lock and writing it down needs."""

from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiannuo.orgs.actions import appoint
from jiannuo.orgs.models import Role
from jiannuo.orgs.offices import offices_of
from jiannuo.pledges import queries
from jiannuo.pledges.authors import open_to_office, opens_to_office
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.workflow import Stage

EVERYBODY = [
    *("member", "co_member", "secretary", "organiser", "town_secretary", "county_organiser", "leader", "guide"),
    *("neighbour_secretary", "far_secretary", "administrator"),
]


def _reads(statements) -> list[str]:
    """The SELECTs of ours, without those of the session and the user."""
    return [s["sql"] for s in statements if s["sql"].startswith("SELECT") and '"pledges_' in s["sql"]]


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
