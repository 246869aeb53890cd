"""C24: the duties of a year under random use; what the machine would miss, the mutants below show that it does not."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from jiannuo.duties import completeness, plans, standing, states
from jiannuo.duties.actions import done, expected, leave
from jiannuo.duties.models import Duty
from tests.duties.machine import Year


def _run(county, *, examples: int, steps: int, seeds: bool = False) -> None:
    """Each example in a transaction of its own, undone at the end."""

    class Undone(Year):
        def __init__(self):
            self.atomic = transaction.atomic()
            self.atomic.__enter__()
            super().__init__()

        def teardown(self):
            super().teardown()
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    Undone.county = county
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    phases = [Phase.generate] if seeds else list(Phase)
    run_state_machine_as_test(
        Undone,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=quiet,
            derandomize=True,
            database=None,
            phases=phases,
            report_multiple_bugs=False,
        ),
    )


def test_a_year_of_random_use_keeps_every_law(county):
    _run(county, examples=20, steps=25)


# Seeded mistakes, each a small change of one function; every one of them must be found.


def _forgets_who_did(original):
    """Met again, the day is written over."""

    def mutant(round_, kind, period, *, organisation, member_ids=(), on, by):
        Duty.objects.filter(round=round_, kind=kind, period=period, done_on__isnull=False).update(done_on=on)
        return original(round_, kind, period, organisation=organisation, member_ids=member_ids, on=on, by=by)

    return mutant


def _meets_the_whole_branch(original):
    def mutant(round_, kind, period, organisation, member_ids):
        return Duty.objects.filter(round=round_, kind=kind, period=period, organisation=organisation)

    return mutant


def _meets_every_period(original):
    def mutant(round_, kind, period, organisation, member_ids):
        rows = Duty.objects.filter(round=round_, kind=kind)
        return rows.filter(member__in=member_ids) if member_ids else rows.filter(organisation=organisation, member=None)

    return mutant


def _moves_what_is_done(original):
    def mutant(round_, plan, path):
        rows = Duty.objects.filter(round=round_, kind=plan.kind, period=plan.period, extension="")
        rows.update(due_on=plan.due_on, original_due_on=plan.due_on, opens_on=plan.opens_on)
        return original(round_, plan, path)

    return mutant


def _moves_nothing(original):
    return lambda *_: 0


def _drops_extensions(original):
    def mutant(round_, plan, path):
        rows = Duty.objects.filter(round=round_, kind=plan.kind, period=plan.period, done_on__isnull=True)
        return rows.exclude(extension="").update(due_on=plan.due_on, original_due_on=plan.due_on, extension="")

    return mutant


def _removes_what_is_done(original):
    def mutant(round_, plans_, path, kinds):
        Duty.objects.filter(round=round_, done_on__isnull=False, kind="self_report", period=1).delete()
        return original(round_, plans_, path, kinds)

    return mutant


def _soon_is_late(original):
    def mutant(duty, day):
        is_over = duty.done_on is None and duty.exemption_id is None and day >= duty.due_on
        return states.DutyState.OVERDUE if is_over else original(duty, day)

    return mutant


def _late_is_in_time(original):
    def mutant(duty, day):
        found = original(duty, day)
        return states.DutyState.DONE if found == states.DutyState.DONE_LATE else found

    return mutant


def _back_filled_is_in_time(original):
    def mutant(state, day):
        both = {states.DutyState.DONE, states.DutyState.BACK_FILLED}
        if state == states.DutyState.BACK_FILLED:
            return Q(pk__in=[])
        if state == states.DutyState.DONE:
            return original(states.DutyState.DONE, day) | original(states.DutyState.BACK_FILLED, day)
        return original(state, day) if state not in both else Q()

    return mutant


def _waived_is_missing(original):
    def mutant(state, day):
        if state == states.DutyState.OVERDUE:
            return Q(done_on__isnull=True, due_on__lt=day)
        return original(state, day)

    return mutant


def _counts_the_waived_as_done(original):
    def mutant(lines):
        total = original(lines)
        total.on_time += total.exempt
        total.exempt = 0
        return total

    return mutant


def _late_is_counted_as_back_filled(original):
    def mutant(state, day):
        if state == states.DutyState.BACK_FILLED:
            return original(state, day) | original(states.DutyState.DONE_LATE, day)
        return original(state, day)

    return mutant


def _waives_one_period_only(original):
    def mutant(exemption):
        first = original(exemption).order_by("opens_on", "id").values("pk")[:1]
        return Duty.objects.filter(pk__in=list(first.values_list("pk", flat=True)))

    return mutant


def _ends_nothing(original):
    def mutant(exemption, *, by):
        exemption.ended_on = leave.today()
        exemption.save(update_fields=["ended_on"])
        return 0

    return mutant


def _keeps_the_extension(original):
    return lambda duty, **_: duty


def _puts_off_a_day_less(original):
    def mutant(duties, until, reason, *, by):
        return original(duties, until - timedelta(days=1), reason, by=by)

    return mutant


def _newcomers_owe_the_past(original):
    return lambda _: Q()


def _takes_everything_back(original):
    def mutant(round_, kind, period, *, organisation, member_ids=(), by):
        rows = Duty.objects.filter(round=round_, kind=kind, done_on__isnull=False)
        return rows.update(done_on=None, entered_on=None, done_at=None)

    return mutant


MUTANTS = [
    (done, "meet", _forgets_who_did),
    (done, "_of", _meets_the_whole_branch),
    (done, "_of", _meets_every_period),
    (done, "unmeet", _takes_everything_back),
    (expected, "_move", _moves_what_is_done),
    (expected, "_move", _moves_nothing),
    (expected, "_move", _drops_extensions),
    (expected, "_remove", _removes_what_is_done),
    (states, "state_of", _soon_is_late),
    (states, "state_of", _late_is_in_time),
    (states, "in_state", _back_filled_is_in_time),
    (states, "in_state", _waived_is_missing),
    (completeness, "summed", _counts_the_waived_as_done),
    (completeness, "in_state", _late_is_counted_as_back_filled),
    (leave, "covered_by", _waives_one_period_only),
    (leave, "end_exemption", _ends_nothing),
    (leave, "shorten", _keeps_the_extension),
    (leave, "extend", _puts_off_a_day_less),
    (plans, "_was_here", _newcomers_owe_the_past),
]


@contextmanager
def _mutated(module, name: str, make) -> Iterator[None]:
    with patch.object(module, name, make(getattr(module, name))):
        yield


@pytest.mark.mutant
@pytest.mark.parametrize(("module", "name", "make"), MUTANTS, ids=[make.__name__.strip("_") for *_, make in MUTANTS])
def test_a_seeded_mistake_is_found(county, module, name, make):
    with _mutated(module, name, make), pytest.raises(Exception):  # noqa: B017, PT011 - whatever law it breaks
        _run(county, examples=150, steps=30, seeds=True)  # stops at the first that breaks a law


def test_every_mutant_changes_a_function_that_exists():
    assert all(callable(getattr(module, name)) for module, name, _ in MUTANTS)
    assert len(MUTANTS) >= 10
    assert standing.covered_by.__module__ == "jiannuo.duties.standing"
