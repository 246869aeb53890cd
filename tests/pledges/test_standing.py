"""Items come into force with the filing; words are replaced, what is left out stays and says so (C17)."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from jiannuo.pledges.actions.propose import amend
from jiannuo.pledges.models import ItemKind, PledgeItem, StandingItem
from jiannuo.pledges.workflow import Stage
from tests.walking import fresh, walk

_NAMED = ("uid", "text", "since", "dropped_by")


@pytest.fixture
def pledge(county):
    draft = county.draft(county.member)
    draft.items.update(due_on=date(2011, 12, 31))
    PledgeItem.objects.create(pledge=draft, kind=ItemKind.COMMON, position=1, text="遵守党的纪律", text_key="x")
    return draft


def test_nothing_is_in_force_before_the_filing(county, pledge):
    walk(county, pledge, Stage.CONFIRMED)
    assert not StandingItem.objects.exists()
    walk(county, pledge, Stage.FILED)
    rows = StandingItem.objects.order_by("kind")
    assert [(r.kind, r.text, r.due_on, r.path) for r in rows] == [
        ("common", "遵守党的纪律", None, county.branch.path),
        ("deed", "每月为村里水泥巷道洒水2次", date(2011, 12, 31), county.branch.path),
    ]
    assert {r.uid for r in rows} == {i.uid for i in pledge.items.all()}
    assert rows[1].label == "实事承诺"


def _amended(county, pledge):
    amend(fresh(pledge), "群众要求。", by=county.users["member"])
    pledge.items.filter(kind=ItemKind.COMMON).delete()
    pledge.items.filter(kind=ItemKind.DEED).update(text="每月洒水4次")
    return walk(county, fresh(pledge), Stage.FILED)


def test_a_later_text_replaces_the_words_and_what_it_leaves_out_stays(county, pledge):
    walk(county, pledge, Stage.PUBLISHED)
    amended = _amended(county, pledge)
    common, deed = StandingItem.objects.order_by("kind")
    assert (deed.text, deed.since, deed.dropped_by) == ("每月洒水4次", amended.current, None)
    assert (common.text, common.dropped_by) == ("遵守党的纪律", amended.current)
    assert common.dropped_by.reason == "群众要求。"


def test_what_was_filed_before_there_were_standing_items_comes_into_force_too(county, pledge, monkeypatch):
    """And, some releases later, gets its last day."""
    walk(county, pledge, Stage.PUBLISHED)
    _amended(county, pledge)
    before = list(StandingItem.objects.order_by("uid").values_list(*_NAMED))
    StandingItem.objects.all().delete()
    dated = date(2011, 12, 31)  # the column was not there yet
    monkeypatch.setattr(StandingItem._meta.get_field("ends_on"), "_get_default", lambda: dated)
    import_module("jiannuo.pledges.migrations.0007_standing_of_filed").bring_into_force(apps, None)
    county.round.closes_on = date(2011, 12, 30)
    county.round.save()
    import_module("jiannuo.pledges.migrations.0009_last_day_of_standing_items").fill(apps, None)
    ends = dict(StandingItem.objects.values_list("due_on", "ends_on"))
    assert ends == {None: county.round.closes_on, dated: dated}
    assert list(StandingItem.objects.order_by("uid").values_list(*_NAMED)) == before
