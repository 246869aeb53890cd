"""Two people at the same moment, in two connections: one succeeds, the other hears why, nothing is done twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from jiannuo.base.errors import Refusal
from jiannuo.pledges import workflow
from jiannuo.pledges.actions.filing import file
from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.actions.review import Opinion, judge
from jiannuo.pledges.models import Filing, PledgeVersion, Review
from jiannuo.pledges.workflow import Stage
from tests.walking import fresh, walk

pytestmark = pytest.mark.django_db(transaction=True)


def _at_once(*acts):
    """Each act in its own thread and connection, let go together; what each said, "" for done."""
    gate = Barrier(len(acts))

    def run(act):
        gate.wait()
        try:
            act()
        except Refusal as refusal:
            return refusal.sentence
        else:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_two_reviewers_at_once(county):
    pledge, users = walk(county, county.draft(county.member), Stage.ENDORSED), county.users
    said = _at_once(
        lambda: judge(pledge, workflow.REVIEW, Opinion(), by=users["town_organiser"], version=pledge.version),
        lambda: judge(
            pledge, workflow.SEND_BACK, Opinion("重写。"), by=users["town_secretary"], version=pledge.version
        ),
    )
    assert said[0] == ""
    assert said[1].endswith("不用再办。"), "what the first has done"
    assert Review.objects.exclude(verdict="endorsed").count() == 1
    assert fresh(pledge).version == pledge.version + 1


def test_two_proposals_at_once_freeze_one_text(county):
    pledge = county.draft(county.member)
    said = _at_once(*[lambda: propose(pledge, by=county.users["member"])] * 2)
    assert said == ["", "当前状态为“已提诺”，不能提交审诺。"]
    assert PledgeVersion.objects.count() == 1


def test_two_receipts_at_once_get_two_numbers(county):
    pledges = [
        walk(county, county.draft(member, member.name), Stage.CONFIRMED, proposer="organiser")
        for member in (county.member, county.co_member)
    ]
    by = county.users["secretary"]
    assert _at_once(*[lambda p=p: file(p, by=by) for p in pledges]) == ["", ""]
    assert sorted(Filing.objects.values_list("serial", flat=True)) == [1, 2]


def test_one_pledge_filed_twice_at_once_gets_one_receipt(county):
    pledge = walk(county, county.draft(county.member), Stage.CONFIRMED)
    said = _at_once(*[lambda: file(pledge, by=county.users["secretary"])] * 2)
    assert said == ["", "当前状态为“已备案”，不能备案。"]
    assert Filing.objects.count() == 1
