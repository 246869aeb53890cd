"""A Hypothesis state machine over results and progress, and mutants of the product that it must kill."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.models import Case, Q, Value, When
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from jiannuo.base.errors import Refusal
from jiannuo.fulfilment import actions, policies, queries, standing, workflow
from jiannuo.fulfilment.actions import locking, progress, results
from jiannuo.fulfilment.actions.results import Statement
from jiannuo.fulfilment.models import ProgressNote, Result
from jiannuo.fulfilment.standing import ItemState, states_and_days
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.journal.models import Entry
from jiannuo.pledges.models import StandingItem

WHO = ["member", "co_member", "secretary", "organiser", "town_secretary", "neighbour_secretary"]
OWNERS = {"member", "secretary", "organiser"}
SETTLERS = {"secretary", "organiser", "town_secretary"}
_OUTCOMES = st.sampled_from(list(Outcome))
_UNHURRIED = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
_FEW = settings(max_examples=15, stateful_step_count=12, suppress_health_check=_UNHURRIED)


class Rules(RuleBasedStateMachine):
    """The rules written a second time, as plainly as can be, beside the product."""

    county = item = day = eyes = last_day = None

    def __init__(self):
        super().__init__()
        self.point = transaction.savepoint()
        self.state, self.outcome, self.done_on = "open", "", None
        self.stated_by = self.settled_by = None
        self.version, self.notes, self.entries = 0, 0, Entry.objects.count()
        self.judged = None  # how much had been done when it was last looked where the promise stands

    def teardown(self):
        transaction.savepoint_rollback(self.point)

    def attempt(self, act, *, allowed):
        """The product does it exactly when the model allows it; a refusal leaves no trace."""
        try:
            with transaction.atomic():
                act()
            done = True
        except Refusal:
            done = False
        assert done == allowed
        self.entries += done
        return done

    def may_own(self, who):
        return who in OWNERS and not (self.eyes and self.state == "settled")

    @rule(who=st.sampled_from(WHO), outcome=_OUTCOMES, late=st.integers(-3, 3), say=st.booleans())
    def state_it(self, who, outcome, late, say):
        done_on = self.day + timedelta(days=late)
        said = Statement(outcome, done_on if outcome == Outcome.KEPT else None, "汛期" if say else "")
        fine = late <= 0 if outcome == Outcome.KEPT else say
        done = self.attempt(
            lambda: actions.state_result(self.item, said, by=self.county.users[who]), allowed=self.may_own(who) and fine
        )
        if done:
            self.state, self.outcome, self.done_on = "stated" if self.eyes else "settled", outcome, said.done_on
            self.stated_by, self.settled_by, self.version = who, None if self.eyes else who, self.version + 1

    @rule(who=st.sampled_from(WHO), behind=st.integers(0, 2))
    def state_it_on_an_older_state(self, who, behind):
        version = self.version - behind
        fine = self.may_own(who) and behind == 0
        done = self.attempt(
            lambda: actions.state_result(
                self.item, Statement(Outcome.KEPT, self.day), by=self.county.users[who], version=version
            ),
            allowed=fine,
        )
        if done:
            self.state, self.outcome, self.done_on = "stated" if self.eyes else "settled", Outcome.KEPT, self.day
            self.stated_by, self.settled_by, self.version = who, None if self.eyes else who, self.version + 1

    @rule(who=st.sampled_from(WHO))
    def take_it_back(self, who):
        fine = self.state != "open" and self.may_own(who)
        if self.attempt(lambda: actions.take_back(self.item, by=self.county.users[who]), allowed=fine):
            self.state, self.outcome, self.done_on, self.settled_by = "open", "", None, None
            self.version += 1

    @rule(who=st.sampled_from(WHO))
    def settle_it(self, who):
        fine = self.state == "stated" and who in SETTLERS and who != self.stated_by
        if self.attempt(lambda: actions.settle(self.item, by=self.county.users[who]), allowed=fine):
            self.state, self.settled_by, self.version = "settled", who, self.version + 1

    @precondition(lambda self: self.state != "open")
    @rule(who=st.sampled_from(WHO), why=st.sampled_from(["", "请补充"]))
    def hand_it_back(self, who, why):
        fine = self.state in {"stated", "settled"} and who in SETTLERS and bool(why)
        if self.attempt(lambda: actions.hand_back(self.item, why, by=self.county.users[who]), allowed=fine):
            self.state, self.settled_by, self.version = "handed_back", None, self.version + 1

    @rule(who=st.sampled_from(WHO), text=st.sampled_from(["", "备料"]), ahead=st.integers(-2, 1))
    def write_a_line(self, who, text, ahead):
        fine = who in OWNERS and bool(text) and ahead <= 0
        day = self.day + timedelta(days=ahead)
        self.notes += self.attempt(lambda: actions.note(self.item, text, day, by=self.county.users[who]), allowed=fine)

    @invariant()
    def the_row_is_as_the_model_says(self):
        row = Result.objects.filter(item=self.item).first()
        if row is None:
            assert (self.state, self.version) == ("open", 0)
            return
        hands = [row.stated_by.username, row.settled_by.username if row.settled_by else None]
        assert [row.state, row.outcome, row.done_on, row.version] == [
            self.state,
            self.outcome,
            self.done_on,
            self.version,
        ]
        assert hands == [self.stated_by, self.settled_by]
        assert not (self.eyes and row.settled_by_id == row.stated_by_id)

    @invariant()
    def nothing_is_lost_and_everything_is_journalled(self):
        assert ProgressNote.objects.filter(item=self.item).count() == self.notes
        assert Entry.objects.count() == self.entries

    @invariant()
    def where_it_stands_follows_from_what_was_said(self):
        """What was refused has left nothing, as the two above see: looked at after every act that was done."""
        if self.judged == self.entries:
            return
        self.judged = self.entries
        for day in (self.day, self.last_day, self.last_day + timedelta(days=1), self.day + timedelta(days=60)):
            expected = self.stands(day)
            assert queries.state_of([self.item], day) == {self.item.pk: expected}
            [(_, standing, _)] = states_and_days(StandingItem.objects.filter(pk=self.item.pk), day)
            assert standing == expected

    def stands(self, day):
        if self.state == "stated":
            return ItemState.STATED
        if self.state == "settled":
            is_late = self.outcome == Outcome.KEPT and self.done_on > self.last_day
            return ItemState.KEPT_LATE if is_late else ItemState(self.outcome)
        return ItemState.LATE if day > self.last_day else ItemState.DUE_SOON


def machine_of(county, item, day, *, eyes):
    last_day = item.due_on or county.round.closes_on
    told = {"county": county, "item": item, "day": day, "eyes": eyes, "last_day": last_day}
    return type("Machine", (Rules,), told)


@pytest.fixture
def place(request, county, items, fence, rules, june):
    """(the promise, the day): with a day of its own; without one, before the round's last day and after it."""
    days = {"dated": june, "undated": date(2011, 12, 20), "afterwards": date(2012, 1, 2)}
    with time_machine.travel(datetime.combine(days[request.param], time(9), UTC), tick=False):
        yield fence if request.param == "dated" else rules, days[request.param]


def _with_eyes(county, place, *, eyes):
    county.round.terms["results_need_second_eyes"] = eyes
    county.round.save()
    return machine_of(county, *place, eyes=eyes)


_PLACES = ["dated", "undated", "afterwards"]


@pytest.fixture(params=[False, True], ids=["one hand", "two hands"])
def machine(request, county, place):
    return _with_eyes(county, place, eyes=request.param)


@pytest.mark.parametrize("place", _PLACES, indirect=True)
def test_results_and_progress_hold_their_rules(machine):
    run_state_machine_as_test(machine, settings=_FEW)


def _without_eyes(user, pledge, result, move):
    return ""


def _forgets_the_reason(said, item):
    return "" if said.outcome != Outcome.KEPT else _REAL_SAY(said, item)


def _lets_tomorrow_in(line, item):
    return "" if line.text else _REAL_LINE(line, item)


def _always_late(item, result, day, *, has_begun):
    found = _REAL_JUDGE(item, result, day, has_begun=has_begun)
    return ItemState.LATE if found == ItemState.DUE_SOON else found


def _counts_unsettled(item, result, day, *, has_begun):
    found = _REAL_JUDGE(item, result, day, has_begun=has_begun)
    return ItemState(result.outcome) if found == ItemState.STATED else found


def _never_late_without_a_day(item, result, day, *, has_begun):
    found = _REAL_JUDGE(item, result, day, has_begun=has_begun)
    return ItemState.NOT_DUE if item.due_on is None and found in {ItemState.LATE, ItemState.DUE_SOON} else found


def _late_on_the_day_itself(item, result, day, *, has_begun):
    found = _REAL_JUDGE(item, result, day, has_begun=has_begun)
    return ItemState.LATE if found == ItemState.DUE_SOON and day == item.ends_on else found


def _a_day_more(item, result, day, *, has_begun):
    found = _REAL_JUDGE(item, result, day, has_begun=has_begun)
    return ItemState.DUE_SOON if found == ItemState.LATE and day == item.ends_on + timedelta(days=1) else found


def _never_kept_late_without_a_day(item, result, day, *, has_begun):
    found = _REAL_JUDGE(item, result, day, has_begun=has_begun)
    return ItemState.KEPT if item.due_on is None and found == ItemState.KEPT_LATE else found


def _silence_is_failure(item, result, day, *, has_begun):
    found = _REAL_JUDGE(item, result, day, has_begun=has_begun)
    return ItemState.NOT_KEPT if found == ItemState.LATE else found


def _sql_by_the_words(day):
    """As it was: only what names a day is ever due."""
    cases = _REAL_SQL(day)
    return Case(When(due_on=None, result=None, then=Value(ItemState.NOT_DUE.value)), default=cases)


def _sql_never_kept_late(day):
    kept = Q(due_on=None, result__outcome=Outcome.KEPT, result__state="settled")
    return Case(When(kept, then=Value(ItemState.KEPT.value)), default=_REAL_SQL(day))


def _settles_for_everybody(user, pledge):
    return True


def _keeps_for_everybody(user, pledge):
    return True


def _no_version(result, version):
    return None


def _silent(**_):
    return None


_REAL_SAY, _REAL_LINE, _REAL_JUDGE = results.why_not_say, progress.why_not_line, standing.judge
_REAL_SQL = standing._standing
LAST_DAY = [
    ("undated", queries, "judge", _never_late_without_a_day),
    ("undated", queries, "judge", _late_on_the_day_itself),
    ("undated", queries, "judge", _a_day_more),
    ("undated", queries, "judge", _silence_is_failure),
    ("undated", standing, "_standing", _sql_by_the_words),
    ("afterwards", queries, "judge", _never_kept_late_without_a_day),
    ("afterwards", standing, "_standing", _sql_never_kept_late),
    ("dated", queries, "judge", _late_on_the_day_itself),
]
_SETTLED_TOO = replace(workflow.SETTLE, sources=workflow.SETTLE.sources | {workflow.ResultState.HANDED_BACK})
_STEPS = ["state_it", "state_it_on_an_older_state", "take_it_back", "settle_it", "hand_it_back", "line"]
MUTANTS = [
    (policies, "_four_eyes", _without_eyes, "two hands"),
    (policies, "_settles", _settles_for_everybody, "two hands"),
    (policies, "keeps", _keeps_for_everybody, "one hand"),
    (policies, "needs_second_eyes", lambda _: False, "two hands"),
    (policies, "needs_second_eyes", lambda _: True, "one hand"),
    (results, "why_not_say", _forgets_the_reason, "one hand"),
    (results, "check_version", _no_version, "one hand"),
    (results, "record", _silent, "one hand"),
    (progress, "record", _silent, "one hand"),
    (progress, "why_not_line", _lets_tomorrow_in, "one hand"),
    (queries, "judge", _always_late, "one hand"),
    (queries, "judge", _counts_unsettled, "two hands"),
    (standing, "SOON", timedelta(0), "one hand"),
    (workflow, "SETTLE", _SETTLED_TOO, "two hands"),
]


def _stroll(machine, steps=400):
    """The same rules and invariants with dice instead of a search: the same steps every time, until one fails."""
    dice = random.Random(17)  # noqa: S311 - the same steps every time
    for _ in range(steps):
        who = dice.choice([*WHO, machine.stated_by or "member"])
        late, say = dice.choice([-3, -1, 0, 1]), dice.random() < 0.7
        step = dice.choice(
            ["state_it", "state_it_on_an_older_state", "take_it_back", "settle_it", "hand_it_back", "line"]
        )
        if step == "state_it":
            machine.state_it(who=who, outcome=dice.choice(list(Outcome)), late=late, say=say)
        elif step == "state_it_on_an_older_state":
            machine.state_it_on_an_older_state(who=who, behind=dice.choice([0, 1]))
        elif step == "line":
            machine.write_a_line(who=who, text="备料" if say else "", ahead=late)
        elif step != "hand_it_back":
            getattr(machine, step)(who=who)
        elif machine.state != "open":
            machine.hand_it_back(who=who, why="请补充" if say else "")
        machine.the_row_is_as_the_model_says()
        machine.nothing_is_lost_and_everything_is_journalled()
        machine.where_it_stands_follows_from_what_was_said()


@pytest.mark.parametrize("place", _PLACES, indirect=True)
def test_the_dice_find_nothing_wrong_with_the_product(machine):
    _stroll(machine(), steps=60)


@pytest.mark.mutant
@pytest.mark.parametrize("place", ["dated"], indirect=True)
@pytest.mark.parametrize(("module", "name", "mutant", "hands"), MUTANTS, ids=lambda v: getattr(v, "__name__", None))
def test_the_machine_kills_a_mutant(monkeypatch, county, place, module, name, mutant, hands):
    found = _with_eyes(county, place, eyes=hands == "two hands")
    monkeypatch.setattr(module, name, mutant)
    with pytest.raises((AssertionError, ValueError, IntegrityError)):
        _stroll(found())


@pytest.mark.mutant
@pytest.mark.parametrize(
    ("place", "module", "name", "mutant"), LAST_DAY, indirect=["place"], ids=lambda v: getattr(v, "__name__", None)
)
def test_the_machine_kills_a_mutant_of_the_last_day(monkeypatch, county, place, module, name, mutant):
    found = _with_eyes(county, place, eyes=False)
    monkeypatch.setattr(module, name, mutant)
    with pytest.raises(AssertionError):
        _stroll(found(), steps=60)


def test_rows_are_locked_in_the_order_of_their_keys(items, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert list(locking.lock_many([i.pk for i in reversed(items)])) == sorted(i.pk for i in items)
