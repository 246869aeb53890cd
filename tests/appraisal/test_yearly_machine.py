"""A Hypothesis state machine over the moves, the reply and the days of a yearly appraisal, and mutants it must kill."""

import random
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from jiannuo.appraisal.actions import yearly, yearly_draft, yearly_words
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.policies import yearly as policies
from jiannuo.appraisal.workflow import RECONSIDER, REDRAFT, YearlyState
from jiannuo.base.errors import Refusal
from jiannuo.duties.actions import expect
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.journal.models import Entry
from jiannuo.pledges.two_meetings import Votes
from tests.appraisal.year_end import NOW, meeting_of

WHO = ["member", "co_member", "secretary", "organiser", "town_secretary", "county_organiser", "neighbour_secretary"]
RUNNERS = {"secretary", "organiser", "town_secretary"}
GRADES = ["excellent", "qualified", "", "nonsense"]
REAL = {"excellent", "qualified"}
_who, _grade = st.sampled_from(WHO), st.sampled_from(GRADES)
_words = st.sampled_from(["", "记漏了一次。"])
_UNHURRIED = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
_FEW = settings(max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=_UNHURRIED)


class Rules(RuleBasedStateMachine):
    """The rules written a second time, as plainly as can be, for the appraisal of one member (or of the secretary)."""

    county = meeting = subject = owner = None

    def __init__(self):
        super().__init__()
        self.point = transaction.savepoint()
        self.traveller = time_machine.travel(NOW, tick=False)
        self.clock = self.traveller.start()
        self.state, self.self_grade, self.grade = "drafted", "", ""
        self.has_reply = self.has_answer = False
        self.left = 0  # days that remain for a reply
        rows = YearlyAppraisal.objects.select_related("round", "organisation", "member", "decider")
        self.row = rows.get(member=self.subject)
        self.entries = self._acts().count()

    def teardown(self):
        self.traveller.stop()
        transaction.savepoint_rollback(self.point)

    def _acts(self):
        """Of the appraisal; the meeting's roll is fixed with its first vote, minutes and duties follow."""
        return Entry.objects.exclude(verb__in=["meet", "unmeet", "fix_roll", "draft_minutes"])

    def attempt(self, act, *, allowed):
        try:
            with transaction.atomic():
                act()
            done = True
        except Refusal:
            done = False
        assert done == allowed
        self.entries += done
        return done

    def user(self, who):
        return self.county.users[who]

    def may_run(self, who):
        return who in RUNNERS and who != self.owner

    def may_speak(self, who):
        return who in {self.owner, "secretary", "organiser"}

    @rule(who=_who, grade=_grade)
    def assess(self, who, grade):
        fine = self.may_speak(who) and self.state == "drafted" and grade in REAL
        if self.attempt(lambda: yearly_words.assess_self(self.row, grade, "", by=self.user(who)), allowed=fine):
            self.self_grade = grade

    @rule(who=_who, grade=_grade)
    def propose(self, who, grade):
        fine = self.may_run(who) and self.state == "drafted" and grade in REAL
        opinions = {self.row.pk: yearly.Opinion(grade)}
        if self.attempt(lambda: yearly.propose(opinions, by=self.user(who), knows_unwritten=True), allowed=fine):
            self.state = "proposed"

    @rule(who=_who, why=_words)
    def redraft(self, who, why):
        fine = self.may_run(who) and self.state == "proposed" and bool(why)
        if self.attempt(lambda: yearly_words.go_back(self.row, REDRAFT, why, by=self.user(who)), allowed=fine):
            self.state = "drafted"

    @rule(who=_who, grade=st.sampled_from(["excellent", "qualified", "nonsense"]), ayes=st.integers(0, 4))
    def decide(self, who, grade, ayes):
        heard = self.has_answer or not self.has_reply
        fine = self.may_run(who) and self.state == "proposed" and heard and grade in REAL and ayes in {1, 2, 3}
        told = yearly.Decision(self.meeting, Votes(ayes), {self.row.pk: yearly.Opinion(grade)})
        if self.attempt(lambda: yearly.decide(told, by=self.user(who)), allowed=fine) and ayes > 1:
            self.state, self.grade, self.left = "decided", grade, 10  # one of three is not enough: voted down

    @rule(who=_who, why=_words)
    def reconsider(self, who, why):
        fine = self.may_run(who) and self.state == "decided" and bool(why)
        if self.attempt(lambda: yearly_words.go_back(self.row, RECONSIDER, why, by=self.user(who)), allowed=fine):
            self.state, self.grade = "proposed", ""

    @rule(who=_who, words=_words)
    def reply(self, who, words):
        in_time = self.state == "proposed" or (self.state == "decided" and self.left >= 0)
        fine = self.may_speak(who) and in_time and not self.has_answer and bool(words)
        if self.attempt(lambda: yearly_words.reply(self.row, words, by=self.user(who)), allowed=fine):
            self.has_reply = True

    @rule(who=_who, words=_words)
    def answer(self, who, words):
        fine = self.may_run(who) and self.has_reply and self.state in {"proposed", "decided"} and bool(words)
        if self.attempt(lambda: yearly_words.answer(self.row, words, by=self.user(who)), allowed=fine):
            self.has_answer = True

    @rule(who=_who)
    def close(self, who):
        heard = self.has_answer if self.has_reply else self.left < 0
        fine = self.may_run(who) and self.state == "decided" and heard
        if self.attempt(lambda: yearly.close({self.row.pk: 0}, by=self.user(who)), allowed=fine):
            self.state = "closed"

    @rule(days=st.integers(1, 12))
    def wait(self, days):
        self.clock.shift(timedelta(days=days))
        self.left -= days

    @invariant()
    def the_row_is_as_the_model_says(self):
        row = YearlyAppraisal.objects.get(pk=self.row.pk)
        assert [row.state, row.self_grade, row.grade] == [self.state, self.self_grade, self.grade]
        assert (bool(row.reply), bool(row.answer)) == (self.has_reply, self.has_answer)
        assert (row.meeting_id is not None) == (self.state in {"decided", "closed"})

    @invariant()
    def the_duty_is_met_by_a_decision_and_by_nothing_else(self):
        duty = Duty.objects.get(kind=DutyKind.APPRAISAL, member=self.subject)
        assert (duty.done_on is not None) == (self.state in {"decided", "closed"})

    @invariant()
    def everything_is_journalled(self):
        assert self._acts().count() == self.entries


@pytest.fixture(params=["member", "secretary"])
def machine(request, county):
    with time_machine.travel(NOW, tick=False):
        return _machine(county, request.param)


def _machine(county, owner):
    expect(county.round, county.county, by=None)
    yearly_draft.draft(county.round, county.branch, by=county.users["organiser"])
    meeting = meeting_of(county.branch, county.users["organiser"])
    subject = {"member": county.member, "secretary": county.secretary_member}[owner]
    return type("Machine", (Rules,), {"county": county, "meeting": meeting, "subject": subject, "owner": owner})


def test_the_yearly_appraisal_holds_its_rules(machine):
    run_state_machine_as_test(machine, settings=_FEW)


_STEPS = [*["propose"] * 3, *["decide"] * 3, *["reply"] * 3, "answer", "close", "close", "wait", "assess", "redraft"]


_BY = {"who": "organiser"}
_TOLD = {"words": "记漏了一次。"}
_PUT = ("propose", _BY | {"grade": "qualified"})
_PASSED = ("decide", _BY | {"grade": "qualified", "ayes": 3})
_MINE = ("reply", {"who": "member"} | _TOLD)
_EPISODES = (  # what dice may miss: walked first, so that every rule is met on both sides of its edge
    (_PUT, _PASSED, ("wait", {"days": 10}), ("close", _BY), ("wait", {"days": 1}), _MINE, ("close", _BY)),
    (_PUT, *(("decide", _BY | {"grade": "qualified", "ayes": n}) for n in (0, 1, 4, 2))),
    (
        _MINE,
        _PUT,
        _MINE,
        _PASSED,
        ("answer", {"who": "member"} | _TOLD),
        ("answer", _BY | _TOLD),
        _MINE,
        _PASSED,
    ),
    (_PUT, _PASSED, _MINE, ("close", _BY), ("answer", _BY | _TOLD), _MINE, ("close", _BY)),
    (
        _PUT,
        _PASSED,
        ("reconsider", _BY | {"why": ""}),
        ("reconsider", _BY | {"why": "再议。"}),
        _PASSED,
        ("assess", _BY | {"grade": "qualified"}),
    ),
)


def _looked_at(machine):
    machine.the_row_is_as_the_model_says()
    machine.the_duty_is_met_by_a_decision_and_by_nothing_else()
    machine.everything_is_journalled()


def _walk(kind, steps):
    """Some steps from the beginning, every law looked at after each; undone afterwards."""
    machine = kind()
    try:
        for name, told in steps:
            getattr(machine, name)(**told)
            _looked_at(machine)
    finally:
        machine.teardown()


def _stroll(kind, days=6):
    """The episodes, then dice instead of a search: the same steps every time, until one fails."""
    for episode in _EPISODES:
        _walk(kind, episode)
    dice = random.Random(29)  # noqa: S311 - the same steps every time
    for _ in range(days):
        _dice(kind, dice)


def _dice(kind, dice):
    machine = kind()
    try:
        for _ in range(30):
            _step(machine, dice)
            _looked_at(machine)
    finally:
        machine.teardown()


def _step(machine, dice):
    who = dice.choice([*WHO, "organiser", "organiser", "town_secretary", machine.owner])
    words, step = dice.choice(["", "记漏了一次。", "记漏了一次。"]), dice.choice([*_STEPS, "reconsider"])
    if step in {"assess", "propose"}:
        getattr(machine, step)(who=who, grade=dice.choice([*GRADES, "qualified"]))
    elif step == "decide":
        machine.decide(
            who=who,
            grade=dice.choice(["excellent", "qualified", "qualified", "nonsense"]),
            ayes=dice.choice([1, 1, 2, 3, 4]),
        )
    elif step in {"redraft", "reconsider"}:
        getattr(machine, step)(who=who, why=words)
    elif step in {"reply", "answer"}:
        getattr(machine, step)(who=who, words=words)
    elif step == "wait":
        machine.wait(days=dice.choice([1, 11]))
    else:
        machine.close(who=who)


def test_the_dice_find_nothing_wrong_with_the_product(machine):
    _stroll(machine)


def _silent(*_, **__):
    return None


def _allows(*_, **__):
    return ""


def _not_own(user, row):
    return False


def _half_is_enough(votes, present):
    return votes.ayes * 2 >= present - 1


def _any_grade(row, grade):
    return "qualified" if grade not in REAL else grade


def _reply_without_end(user, row):
    real = policies.is_own(user, row) or policies._records_for(user, row)
    return "" if real and row.state in {YearlyState.PROPOSED, YearlyState.DECIDED} and not row.answer else "不能。"


def _reply_before_anything(user, row):
    return "" if row.state == YearlyState.DRAFTED and policies.is_own(user, row) else _REAL_REPLY(user, row)


def _closes_over_a_reply(row):
    return "" if row.reply else _REAL_CLOSE(row)


def _anybody_runs(user, decider):
    return ""


_REAL_REPLY, _REAL_CLOSE = policies.why_not_reply, policies.why_not_close
MUTANTS = [
    (policies, "is_own", _not_own, "secretary"),
    (policies, "why_not_run", _anybody_runs, "member"),
    (policies, "why_not_decide", _allows, "member"),
    (policies, "why_not_close", _allows, "member"),
    (policies, "why_not_close", _closes_over_a_reply, "member"),
    (policies, "why_not_self", _allows, "member"),
    (policies, "why_not_reply", _allows, "member"),
    (policies, "why_not_reply", _reply_without_end, "member"),
    (policies, "why_not_reply", _reply_before_anything, "member"),
    (policies, "why_not_answer", _allows, "member"),
    (yearly, "_is_passed", _half_is_enough, "member"),
    (yearly, "_why_not_counted_in", _allows, "member"),
    (yearly, "_turn_down", _silent, "member"),
    (yearly, "_grade", _any_grade, "member"),
    (yearly, "_meet", _silent, "member"),
    (yearly, "record_many", _silent, "member"),
    (yearly_words, "_unmeet", _silent, "member"),
    (yearly_words, "record", _silent, "member"),
]


@pytest.mark.mutant
@pytest.mark.parametrize(
    ("module", "name", "mutant", "owner"), MUTANTS, ids=[f"{name}-{wrong.__name__}" for _, name, wrong, _ in MUTANTS]
)
def test_the_machine_kills_a_mutant(monkeypatch, county, module, name, mutant, owner):
    with time_machine.travel(NOW, tick=False):
        made = _machine(county, owner)
    monkeypatch.setattr(module, name, mutant)
    with pytest.raises((AssertionError, IntegrityError)):
        _stroll(made)
