"""评 in the demo: the county's people vote through the sealed boxes, some by slip and some on paper."""

import random
from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.appraisal.actions.meeting import Arranged
from jiannuo.appraisal.actions.mutual import start_mutual
from jiannuo.appraisal.actions.survey import Asked, Group, Slips, fix_survey, hold_survey, open_survey, take_roll
from jiannuo.appraisal.models import BranchComment
from jiannuo.appraisal.queries.survey import items_to_ask
from jiannuo.ballots import actions as ballots
from jiannuo.ballots.actions.casting import seal
from jiannuo.ballots.models import BallotBox
from jiannuo.ballots.questions import Question
from jiannuo.demo.almanac import Almanac, moment
from jiannuo.demo.clock import at
from jiannuo.meetings.models import Category
from jiannuo.orgs.models import Organisation
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import Period, periods_of

_HELD_AFTER = 12  # days from the end of the half-year
_LEANING = (58, 27, 8, 5, 2)  # of a hundred, how many choose the first option, the second …
_PEOPLE = ("余老三", "柳二婶", "白师傅", "江小店主")


@transaction.atomic
def survey(
    round_: Round, organisation: Organisation, numbers: Mapping[Category, int], slips: int, almanac: Almanac,
    *, by: User, second: User
) -> None:  # fmt: skip
    """群众评议 of each half gone by; `slips` people vote by phone, the others on paper."""
    for period in periods_of(round_, Practice.SURVEY):
        held = period.ends_on + timedelta(days=_HELD_AFTER)
        if almanac.is_past(held):
            _hold(round_, period, organisation, numbers, slips, held, (by, second))


def _hold(  # noqa: PLR0917 - which, whose, who came, how many by phone, when, the two who count
    round_: Round,
    period: Period,
    organisation: Organisation,
    numbers: Mapping[Category, int],
    slips: int,
    held: date,
    scrutineers: tuple[User, User],
) -> None:
    by = scrutineers[0]
    dice = random.Random(f"{organisation.code}{round_.year}{period.number}")  # noqa: S311 - a fixed demo
    with at(moment(held, 9, 30)):
        arranged = Arranged(moment(held, 9), "村部会议室", by.display_name)
        held_one = hold_survey(round_, period, organisation, arranged, by=by)
        groups = {c: Group(n, list(_PEOPLE) if c is Category.CITIZEN else []) for c, n in numbers.items()}
        held_one = take_roll(held_one, groups, by=by)
        asked = Asked([item.pk for item in items_to_ask(organisation, round_)[:5]])
        opened = open_survey(held_one, asked, Slips(slips, moment(held, 11)), by=by)
        _vote(opened, dice)
        _on_paper(opened.box, sum(numbers.values()) - slips, dice, scrutineers)
    with at(moment(held, 11, 20)):
        _count(opened, scrutineers)
        fix_survey(held_one, by=by)


def _vote(opened: ballots.Opened, dice: random.Random) -> None:
    """Each slip but one is used."""
    for token in opened.slips[1:]:
        choices = {str(question["key"]): _chosen(question, dice) for question in opened.box.questions}
        ballots.cast(opened.box, token, seal(opened.box, choices))


def _chosen(question: Question, dice: random.Random) -> str:
    options = [str(option["key"]) for option in question["options"]]
    return dice.choices(options, _LEANING[: len(options)])[0]


def _on_paper(box: BallotBox, people: int, dice: random.Random, scrutineers: tuple[User, User]) -> None:
    if people <= 0:
        return
    counts: dict[str, dict[str, int]] = {}
    for question in box.questions:
        row = counts.setdefault(str(question["key"]), {})
        for _ in range(people):
            option = _chosen(question, dice)
            row[option] = row.get(option, 0) + 1
    for user in scrutineers:
        ballots.enter_paper(box, counts, ballots=people, by=user)


def _count(opened: ballots.Opened, scrutineers: tuple[User, User]) -> None:
    box = ballots.close(opened.box, opened.keys.sheets[: opened.keys.needed], by=scrutineers[0])
    ballots.confirm(box, by=scrutineers[1])


@transaction.atomic
def assess_each_other(comment: BranchComment, *, by: User, second: User) -> None:
    """互评 in the branch's meeting: all who came, by slip."""
    held = comment.meeting.held_at
    dice = random.Random(f"mutual{comment.path}{comment.period}")  # noqa: S311 - a fixed demo
    with at(held + timedelta(minutes=50)):
        present = comment.meeting.roll.filter(is_present=True).count()
        slips = Slips(present, held + timedelta(minutes=80))
        _, opened = start_mutual(comment, slips, in_detail=True, by=by)
        _vote(opened, dice)
    with at(held + timedelta(minutes=85)):
        _count(opened, (by, second))
