"""Where a promise stands: Python and SQL say the same in every case; 'not due yet' is never 'failed' (C17)."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
import time_machine
from django.utils import timezone

from jiannuo.fulfilment import queries
from jiannuo.fulfilment.actions import Statement, note, state_result, tick
from jiannuo.fulfilment.models import Measure, Result
from jiannuo.fulfilment.standing import ENDED, ItemState, begun, states_and_days
from jiannuo.fulfilment.workflow import Outcome, ResultState
from jiannuo.pledges.actions.stand import follow
from jiannuo.pledges.models import StandingItem

_DUE = {None: None, "past": -1, "today": 0, "soon": 15, "far": 16}
_SAID = [None, ResultState.OPEN, ResultState.STATED, ResultState.HANDED_BACK, ResultState.SETTLED]


def _result(county, item, state, outcome, done_on):
    is_open, is_settled = state == ResultState.OPEN, state == ResultState.SETTLED
    by = county.users["secretary"]
    return Result.objects.create(
        item=item,
        state=state,
        outcome="" if is_open else outcome,
        done_on=None if is_open else done_on,
        reason="" if is_open or outcome == Outcome.KEPT else "因汛期停工",
        opinion="请补充完成时间" if state == ResultState.HANDED_BACK else "",
        stated_by=by,
        stated_at=timezone.now(),
        settled_by=by if is_settled else None,
        settled_at=timezone.now() if is_settled else None,
    )


def test_python_and_sql_say_the_same_in_every_case(county, fence, june, items):
    """due × said × outcome × done early or late × begun × dropped: × undated: 5 × 5 × 4 × 2 × 2 × 2 × 2 rows."""
    proto = StandingItem.objects.get(pk=fence.pk)
    cases = list(product(_DUE, _SAID, Outcome, [0, 30], [False, True], [False, True], [False, True]))
    for due, said, outcome, done, has_begun, is_dropped, is_undated in cases:
        days = _DUE[due]
        proto.pk, proto.uid = None, None
        row = StandingItem(**{f.attname: getattr(fence, f.attname) for f in StandingItem._meta.concrete_fields[2:]})
        row.due_on = None if days is None or is_undated else june + timedelta(days=days)
        row.ends_on = county.round.closes_on if days is None else june + timedelta(days=days)
        row.dropped_by_id = fence.since_id if is_dropped else None
        row.uid = StandingItem._meta.get_field("uid").to_python(f"{StandingItem.objects.count():032x}")
        row.save()
        if said is not None:
            _result(county, row, said, outcome, row.ends_on + timedelta(days=done))
        if has_begun:
            Measure.objects.create(
                item=row, position=1, text="备料", done_on=june, written_by=county.users["secretary"]
            )
    rows = list(StandingItem.objects.select_related("round"))
    stood = queries.state_of(rows, june)
    in_python = {row.uid: stood[row.pk].value for row in rows}
    in_sql = {uid: state for uid, state, _ in states_and_days(StandingItem.objects.all(), june)}
    assert len(rows) == len(cases) + 3
    assert in_python == in_sql
    assert set(in_sql.values()) == set(ItemState.values)


def test_not_due_yet_is_never_failed(fence, june):
    far = june - timedelta(days=60)
    assert queries.state_of([fence], far) == {fence.pk: ItemState.NOT_DUE}
    assert queries.state_of([fence], june) == {fence.pk: ItemState.DUE_SOON}
    assert queries.state_of([fence], date(2011, 6, 30)) == {fence.pk: ItemState.DUE_SOON}
    assert queries.state_of([fence], date(2011, 7, 1)) == {fence.pk: ItemState.LATE}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2011, 12, 15), ItemState.NOT_DUE),
        (date(2011, 12, 16), ItemState.DUE_SOON),
        (date(2011, 12, 31), ItemState.DUE_SOON),
        (date(2012, 1, 1), ItemState.LATE),
    ],
)
def test_what_names_no_day_is_due_on_the_last_day_of_the_round(rules, monthly, day, state):
    assert (rules.due_on, monthly.due_on) == (None, None)
    assert queries.state_of([rules, monthly], day) == {rules.pk: state, monthly.pk: state}
    assert queries.tally_of(StandingItem.objects.filter(due_on=None), day).late == (2 if state == "late" else 0)


@pytest.mark.parametrize(("done_on", "state"), [(date(2011, 12, 31), "kept"), (date(2012, 1, 2), "kept_late")])
def test_what_names_no_day_is_kept_late_only_after_the_round(county, rules, done_on, state):
    with time_machine.travel(datetime(2012, 1, 5, 1, tzinfo=UTC), tick=False):
        state_result(rules, Statement(Outcome.KEPT, done_on), by=county.users["member"])
        assert queries.state_of([rules]) == {rules.pk: state}
        assert states_and_days(StandingItem.objects.filter(pk=rules.pk), date(2012, 1, 5))[0][1] == state


def test_a_new_last_day_of_the_round_moves_what_names_no_day(county, rules, monthly, fence):
    county.round.closes_on = date(2011, 11, 30)
    county.round.save()
    assert follow(county.round, by=None) == 2
    assert follow(county.round, by=None) == 0
    ends = dict(StandingItem.objects.values_list("pk", "ends_on"))
    assert ends == {rules.pk: date(2011, 11, 30), monthly.pk: date(2011, 11, 30), fence.pk: date(2011, 6, 30)}


@pytest.mark.parametrize("sign", ["note", "tick", "measure"])
def test_a_promise_goes_on_once_something_is_noted(county, monthly, june, sign):
    by = county.users["member"]
    acts = {
        "note": lambda: note(monthly, "已洒水1次", june, by=by),
        "tick": lambda: tick(monthly, june, by=by),
        "measure": lambda: Measure.objects.create(item=monthly, position=1, text="借车", done_on=june, written_by=by),
    }
    assert begun([monthly.pk]) == set()
    acts[sign]()
    assert queries.state_of([monthly], june) == {monthly.pk: ItemState.GOING}


def test_ended_states_have_a_mark_of_their_own():
    assert {state.mark for state in ItemState} == {"idle", "going", "soon", "late", "kept", "changed"}
    assert ItemState.NOT_KEPT in ENDED
