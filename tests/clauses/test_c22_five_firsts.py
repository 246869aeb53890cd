"""C22 五创, 「实行目标管理」: goals under the five firsts: what was promised, what was reached, where each stands."""

from datetime import date

import time_machine

from jiannuo.pledges.models import ItemKind, PledgeItem
from jiannuo.pledges.workflow import Stage
from tests.walking import walk


def test_goals_are_measured_under_the_five_firsts(county):
    pledge = county.draft()
    target = {"comparator": ">=", "number": 95, "unit": "分", "base": None, "words": "不低于95分"}
    facts = {"kind": ItemKind.GOAL, "first": "一流服务", "targets": [target], "due_on": date(2011, 12, 31)}
    PledgeItem.objects.create(pledge=pledge, position=2, text="群众满意度不低于95分", text_key="g", **facts)
    goal = walk(county, pledge, Stage.FILED).standing_items.get(kind=ItemKind.GOAL)
    with time_machine.travel("2011-12-20T01:00:00Z", tick=False):
        client, ledger = county.client("secretary"), f"/ledger/of/{county.branch.pk}/"
        page = client.get(ledger).text
        assert "创一流服务" in page
        assert "数量指标：不少于95分" in page
        sent = {"outcome": "kept", "done_on": "2011-12-19", "figure_0": "96.5", "version": 0}
        client.post(f"/ledger/items/{goal.pk}/fill/", sent)
        page = client.get(ledger).text
        assert "实际：<strong>96.5分</strong>" in page
        above = county.client("town_secretary")
        assert "实际：<strong>96.5分</strong>" in above.get(ledger).text
        assert "创一流服务" not in above.get(f"/ledger/of/{county.town.pk}/").text  # it has none of its own
        assert "创一流服务" not in county.client("co_member").get(ledger).text
