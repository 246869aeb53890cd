"""Duties under random use, against a model in plain dictionaries; the law of test_machine and of the mutants."""

from datetime import UTC, date, datetime, timedelta

import time_machine
from django.db.models import Case, When
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal
from jiannuo.duties import completeness, states
from jiannuo.duties.actions import done, expected, leave
from jiannuo.duties.actions.leave import Waiver
from jiannuo.duties.models import Duty, DutyKind, Exemption, Ground
from jiannuo.orgs.models import Member, Organisation
from jiannuo.rounds.models import Cadence, Round

START = date(2011, 2, 1)
_Key = tuple[str, int, int, int | None]  # kind, period, organisation, member


class Year(RuleBasedStateMachine):
    """One small county through its year: `seen` is what the model believes of every duty."""

    county = None  # set by the test: a County of tests/conftest.py

    def __init__(self):
        super().__init__()
        self.clock = time_machine.travel(self._moment(START), tick=False)
        self.clock.start()
        self.day = START
        self.round = Round.objects.get(pk=self.county.round.pk)
        self.top, self.scope = self.county.county, self.county.branch
        self.by = {name: User.objects.get(pk=self.county.users[name].pk) for name in ("secretary", "town_secretary")}
        self.done: dict[_Key, date] = {}
        self.due: dict[_Key, date] = {}

    def teardown(self):
        self.clock.stop()

    @staticmethod
    def _moment(day):
        return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)

    def _key(self, duty):
        return (duty.kind, duty.period, duty.organisation_id, duty.member_id)

    def _rows(self):
        return {self._key(d): d for d in Duty.objects.filter(round=self.round).select_related("organisation", "member")}

    @initialize(day=st.sampled_from([START, date(2011, 4, 5), date(2011, 7, 5), date(2011, 10, 8)]))
    def the_round_opens(self, day):
        """Or is taken over in the middle of its year: then there is something to do at once."""
        self._go_to(day)
        expected.expect(self.round, self.scope, by=None)
        self.due = {key: duty.due_on for key, duty in self._rows().items()}

    @rule(days=st.sampled_from([1, 6, 20, 45]))
    def time_passes(self, days):
        self._go_to(min(self.day + timedelta(days=days), date(2012, 2, 10)))

    @rule(data=st.data())
    def the_day_comes(self, data):
        """To the very day on which something opens, is due or comes near: there the states meet."""
        rows = self._rows().values()
        days = {d for duty in rows for d in (duty.opens_on, duty.due_on, duty.due_on - states.SOON) if d >= self.day}
        if days:
            self._go_to(data.draw(st.sampled_from(sorted(days))))

    def _go_to(self, day):
        self.day = day
        self.clock.stop()
        self.clock = time_machine.travel(self._moment(self.day), tick=False)
        self.clock.start()

    @rule()
    def it_is_reckoned_again(self):
        expected.expect(self.round, self.scope, by=None)

    @rule(after=st.integers(3, 40), before=st.integers(5, 40))
    def the_calendar_moves(self, after, before):
        Cadence.objects.filter(round=self.round, practice="self_report").update(days_after=after, opens_before=before)
        expected.expect(self.round, self.scope, by=None)
        for key, duty in self._rows().items():
            if key[0] == "self_report" and key not in self.done and key in self.due:
                ends = duty.original_due_on - timedelta(days=after)
                assert (ends + timedelta(days=1)).day == 1, "an open duty follows the calendar"
                self.due[key] = max(duty.original_due_on, self.due[key]) if duty.extension else duty.original_due_on

    def _pick(self, data, rows):
        keys = sorted(rows, key=str)
        return rows[data.draw(st.sampled_from(keys))] if keys else None

    @rule(data=st.data(), back=st.integers(0, 30))
    def somebody_does_it(self, data, back):
        self._do(self._pick(data, {k: d for k, d in self._rows().items() if d.opens_on <= self.day}), back)

    @rule(data=st.data(), back=st.integers(0, 30))
    def a_member_reports(self, data, back):
        """Steers to where calendar, extension and waiver meet what is done."""
        mine = {k: d for k, d in self._rows().items() if d.opens_on <= self.day and d.kind == "self_report"}
        self._do(self._pick(data, mine), back)

    @rule(data=st.data())
    def the_branch_reports_together(self, data):
        """As after its meeting: of one period, everybody."""
        mine = {k: d for k, d in self._rows().items() if d.opens_on <= self.day and d.kind == "self_report"}
        chosen = self._pick(data, {k: d for k, d in mine.items() if k not in self.done})
        for key, duty in mine.items():
            if chosen and duty.period == chosen.period and key not in self.done:
                self._do(duty, 0)

    @rule(data=st.data())
    def it_is_back_filled(self, data):
        """Done by its day, entered after it."""
        over = {k: d for k, d in self._rows().items() if d.due_on < self.day and k not in self.done}
        duty = self._pick(data, over)
        self._do(duty, (self.day - duty.due_on).days if duty else 0)

    def _do(self, duty, back):
        if duty is None:
            return
        on = max(self.day - timedelta(days=back), START)
        names = [duty.member_id] if duty.member_id else []
        met = done.meet(
            self.round, duty.kind, duty.period, organisation=duty.organisation, member_ids=names, on=on, by=None
        )
        assert met == (self._key(duty) not in self.done)
        self.done.setdefault(self._key(duty), on)

    @precondition(lambda self: self.done)
    @rule(data=st.data())
    def it_is_taken_back(self, data):
        key = data.draw(st.sampled_from(sorted(self.done, key=str)))
        organisation = Organisation.objects.get(pk=key[2])
        names = [key[3]] if key[3] else []
        done.unmeet(self.round, key[0], key[1], organisation=organisation, member_ids=names, by=None)
        del self.done[key]

    def _open_members(self):
        mine = {self.county.member.pk, self.county.co_member.pk}
        return {k: d for k, d in self._rows().items() if d.member_id in mine and k not in self.done}

    @rule(data=st.data(), days=st.integers(1, 60))
    def it_is_put_off(self, data, days):
        duty = self._pick(data, {k: d for k, d in self._open_members().items() if not d.exemption_id})
        if duty is None:
            return
        until = max(duty.due_on, self.day) + timedelta(days=days)
        if duty.due_on >= self.day:
            leave.extend([duty], until, "住院", by=self.by["secretary"])
            self.due[self._key(duty)] = until
            return
        try:
            leave.extend([duty], until, "住院", by=self.by["secretary"])
        except Refusal:
            return
        raise AssertionError("what is late cannot be put off")

    @rule(data=st.data())
    def a_shorter_day_is_refused(self, data):
        duty = self._pick(data, self._open_members())
        if duty is None:
            return
        try:
            leave.extend([duty], duty.due_on, "住院", by=self.by["secretary"])
        except Refusal:
            return
        raise AssertionError("an extension must be later than the day it puts off")

    @rule(data=st.data())
    def the_extension_is_taken_back(self, data):
        duty = self._pick(data, {k: d for k, d in self._open_members().items() if d.extension})
        if duty is None:
            return
        self.due[self._key(duty)] = duty.original_due_on
        leave.shorten(duty, by=self.by["secretary"])

    @rule(data=st.data(), days=st.one_of(st.none(), st.integers(0, 200)))
    def it_is_waived(self, data, days):
        duty = self._pick(data, {k: d for k, d in self._open_members().items() if not d.exemption_id})
        if duty is None:
            return
        until = duty.opens_on + timedelta(days=days) if days is not None else None
        leave.exempt([duty], Waiver(Ground.ILL, "", until), by=self.by["secretary"])
        for key, row in self._rows().items():
            same = key[0] == duty.kind and key[2:] == (duty.organisation_id, duty.member_id)
            if same and row.opens_on >= duty.opens_on and (until is None or row.opens_on <= until):
                assert row.exemption_id or key in self.done, "a waiver covers the later periods too"

    @rule(data=st.data())
    def the_waiver_ends(self, data):
        standing = list(Exemption.objects.filter(ended_on__isnull=True).order_by("id"))
        if not standing:
            return
        exemption = data.draw(st.sampled_from(standing))
        leave.end_exemption(exemption, by=self.by["town_secretary"])
        left = Duty.objects.filter(exemption=exemption, due_on__gte=self.day, done_on__isnull=True)
        assert not left.exists(), "what is due from today on is expected again"

    @rule()
    def a_newcomer_joins(self):
        if Member.objects.filter(branch=self.county.branch).count() < 6:
            member = Member.objects.create(branch=self.county.branch, name="新来的", sex="male")
            expected.expect(self.round, self.scope, by=None)
            for duty in Duty.objects.filter(member=member).exclude(kind=DutyKind.PROPOSE):
                assert duty.original_due_on >= self.day, "a newcomer owes nothing of what was before"

    @invariant()
    def every_law_holds(self):
        rows = list(self._with_states())
        self._one_row_for_each_subject_kind_and_period(rows)
        self._nothing_that_is_done_is_lost_or_changed(rows)
        self._everything_is_due_when_the_model_says(rows)
        self._every_duty_is_in_exactly_one_state(rows)
        self._the_sums_equal_the_rows(rows)

    def _with_states(self):
        """All rows, each with what the database says about every state."""
        said = {
            f"is_{state}": Case(When(states.in_state(state, self.day), then=1), default=0) for state in states.DutyState
        }
        return Duty.objects.filter(round=self.round).annotate(**said)

    def _one_row_for_each_subject_kind_and_period(self, rows):
        assert len(rows) == len({self._key(duty) for duty in rows})

    def _nothing_that_is_done_is_lost_or_changed(self, rows):
        assert {self._key(duty): duty.done_on for duty in rows if duty.done_on} == self.done

    def _everything_is_due_when_the_model_says(self, rows):
        for duty in rows:
            assert duty.due_on >= duty.original_due_on
            assert bool(duty.extension) == (duty.due_on != duty.original_due_on)
            assert duty.due_on == self.due.get(self._key(duty), duty.due_on), self._key(duty)

    def _every_duty_is_in_exactly_one_state(self, rows):
        for duty in rows:
            by_query = [state for state in states.DutyState if getattr(duty, f"is_{state}")]
            assert by_query == [states.state_of(duty, self.day)], "both ways of saying it agree"
            if duty.due_on >= self.day:
                assert by_query != [states.DutyState.OVERDUE], "what is not due has not failed"

    def _the_sums_equal_the_rows(self, rows):
        """Counted here by the days alone."""
        lines = completeness.lines_of(Duty.objects.filter(round=self.round), self.top, self.day)
        total = completeness.summed(lines)
        done = [duty for duty in rows if duty.done_on]
        waived = [duty for duty in rows if not duty.done_on and duty.exemption_id]
        left = [duty for duty in rows if not duty.done_on and not duty.exemption_id]
        assert (total.total, total.done, total.exempt) == (len(rows), len(done), len(waived))
        assert total.missing == sum(duty.due_on < self.day for duty in left)
        assert total.late == sum(duty.done_on > duty.due_on for duty in done)
        assert total.back_filled == sum(duty.done_on <= duty.due_on < duty.entered_on for duty in done)
