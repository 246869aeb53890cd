"""C15 「存档备案」: a receipt with number and receiver; the frozen text with its fingerprint; who is not filed."""

import hashlib
import json
from datetime import UTC, datetime

import pytest
import time_machine

from jiannuo.duties.actions import expect_proposals
from jiannuo.pledges.workflow import Stage
from tests.walking import walk


@pytest.fixture(autouse=True)
def spring():
    """The 2011 round is on."""
    with time_machine.travel(datetime(2011, 3, 20, 1, 0, tzinfo=UTC)):
        yield


def test_an_organisation_files_above_and_a_member_at_the_branch(county):
    receipts = [walk(county, county.draft(whose), Stage.FILED).current.filing for whose in (None, county.member)]
    assert [(f.receiver, f.number) for f in receipts] == [
        (county.town, "备〔2011〕0001号"),
        (county.branch, "备〔2011〕0001号"),
    ]


def test_the_filed_text_bears_a_fingerprint_that_anybody_can_reckon(county):
    text = walk(county, county.draft(county.member), Stage.FILED).current
    canonical = json.dumps(text.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(canonical.encode()).hexdigest() == text.fingerprint
    receipt = county.client("member").get(f"/pledges/{text.pledge_id}/versions/1/receipt/").content.decode()
    assert text.fingerprint in receipt


def test_the_level_above_sees_who_is_not_filed_and_who_has_not_even_proposed(county):
    expect_proposals(county.round, county.county, by=None)
    walk(county, county.draft(county.member), Stage.REVIEWED)
    client, address = county.client("county_organiser"), f"/pledges/in/{county.county.pk}/filing/"
    unfiled = client.get(address, {"show": "unfiled"}).content.decode()
    silent = client.get(address, {"show": "silent"}).content.decode()
    assert "周大有" in unfiled
    assert "陈小满" in silent
    assert "周大有" not in silent
