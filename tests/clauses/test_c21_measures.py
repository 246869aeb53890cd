"""C21 「不断把兑现承诺的办法、途径具体化」: a promise is broken into steps with days."""

from datetime import date

import pytest
import time_machine

from jiannuo.base.errors import Refusal
from jiannuo.fulfilment.actions import measures
from jiannuo.fulfilment.models import Measure
from jiannuo.fulfilment.queries import state_of
from jiannuo.fulfilment.standing import ItemState
from jiannuo.journal.models import Entry
from jiannuo.pledges.workflow import Stage
from tests.walking import walk


@pytest.fixture
def item(county):
    with time_machine.travel("2011-04-10T01:00:00Z", tick=False):
        yield walk(county, county.draft(county.member), Stage.FILED).standing_items.get()


def test_steps_with_days_stand_on_the_promise_and_in_the_ledger(county, item):
    client = county.client("member")
    for text, day in (("借水泵", "2011-04-15"), ("排班", "")):
        client.post(f"/ledger/items/{item.pk}/measures/", {"new-text": text, "new-due_on": day})
    pump, rota = Measure.objects.all()
    assert [(m.position, m.text, m.due_on) for m in (pump, rota)] == [
        (1, "借水泵", date(2011, 4, 15)),
        (2, "排班", None),
    ]
    assert state_of([item]) == {item.pk: ItemState.NOT_DUE}
    sent = {f"m{pump.pk}-text": "借水泵", f"m{pump.pk}-done_on": "2011-04-09", "version": 1}
    client.post(f"/ledger/measures/{pump.pk}/", sent)
    assert state_of([item]) == {item.pk: ItemState.GOING}
    assert "措施 1/2" in county.client("secretary").get(f"/ledger/of/{county.branch.pk}/").text
    assert [e.verb for e in Entry.objects.order_by("id")][-3:] == ["add_measure", "add_measure", "change_measure"]


def test_what_cannot_be_a_step_is_refused(county, item):
    by = county.users["member"]
    with pytest.raises(Refusal, match="请写明这一步做什么"):
        measures.add_measure(item, " ", None, by=by)
    with pytest.raises(Refusal, match="最多200字"):
        measures.add_measure(item, "长" * 201, None, by=by)
    with pytest.raises(Refusal, match="由承诺人本人或所在党组织"):
        measures.add_measure(item, "借水泵", None, by=county.users["co_member"])
    row = measures.add_measure(item, "借水泵", None, by=by)
    with pytest.raises(Refusal, match="不能晚于今天"):
        measures.change_measure(row, "借水泵", None, date(2011, 4, 11), by=by)
    measures.drop_measure(row, by=by)
    with pytest.raises(Refusal, match="已被删去"):
        measures.change_measure(row, "借水泵", None, None, by=by)
    for _ in range(measures.MOST):
        measures.add_measure(item, "再来一步", None, by=by)
    with pytest.raises(Refusal, match="最多列30条"):
        measures.add_measure(item, "还有", None, by=by)
