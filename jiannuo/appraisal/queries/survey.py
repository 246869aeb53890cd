"""Who sees which 群众评议, and what of its result (C28)."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.appraisal.asking import OVERALL
from jiannuo.appraisal.models import Survey
from jiannuo.ballots.models import BallotBox
from jiannuo.ballots.queries import rules_of, totals_by_box
from jiannuo.ballots.release import Shown, shown
from jiannuo.ballots.workflow import State
from jiannuo.base.dates import today
from jiannuo.orgs.models import Organisation, Role
from jiannuo.orgs.offices import below, offices_of, oversight
from jiannuo.pledges.models import ItemKind, StandingItem
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import period_numbered

_MOST_PERIODS = 12  # of one round, at most once a month


def surveys_visible_to(user: User) -> QuerySet[Survey]:
    """Those in the subtrees one oversees, and of one's own unit for its citizens' representatives."""
    represented = [o.organisation_id for o in offices_of(user) if o.role == Role.CITIZEN]
    rows = Survey.objects.filter(oversight(user) | Q(organisation__in=represented))
    return rows.select_related("round", "organisation__parent", "meeting__organisation", "box")


def surveys_of(user: User, organisation: Organisation, round_: Round) -> list[Survey]:
    """The organisation's own of a round, by period; those that were cancelled among them."""
    rows = surveys_visible_to(user).filter(organisation=organisation, round=round_)
    return list(rows.order_by("period", "id"))


def surveys_below(user: User, organisation: Organisation, round_: Round, period: int) -> QuerySet[Survey]:
    """Of one period, in the order of the tree: never by result."""
    rows = surveys_visible_to(user).filter(below(organisation.path or ""), round=round_, period=period)
    return rows.filter(cancelled_at__isnull=True).order_by("path", "id")


def without_a_vote(surveys: QuerySet[Survey]) -> int:
    """How many meetings are noted that had no vote, or whose only one was void (C28)."""
    return surveys.filter(Q(box=None) | Q(box__state=State.CANCELLED)).count()


def items_to_ask(organisation: Organisation, round_: Round) -> list[StandingItem]:
    """Of the organisation's own pledge what is public and may be asked about: 履职 and 实事, in force."""
    rows = StandingItem.objects.filter(
        pledge__organisation=organisation,
        pledge__member__isnull=True,
        pledge__published__isnull=False,
        round=round_,
        kind__in=[ItemKind.POST, ItemKind.DEED],
        dropped_by__isnull=True,
    )
    return list(rows.order_by("-kind", "position"))


Figures = dict[str, Shown]  # by question


def figures_of(boxes: Iterable[BallotBox | None]) -> dict[uuid.UUID, Figures]:
    """What is released of many boxes, the confirmed ones only; two queries."""
    confirmed = [box for box in boxes if box is not None and box.state == State.CONFIRMED]
    totals = totals_by_box(confirmed) if confirmed else {}
    return {
        box.pk: {q["key"]: shown(q, totals[box.pk][q["key"]], rules_of(box)) for q in box.questions}
        for box in confirmed
    }


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """亮评议: what everybody may read of one meeting: 2011年上半年, the day, and the organisation as a whole."""

    label: str
    on: date
    figure: Shown


def public_of(organisation: Organisation, round_: Round) -> list[PublicFigure]:
    """C28, C30: the satisfaction with an organisation, once two have confirmed it and the meeting's book is closed."""
    return _told([survey for survey in _public(organisation) if survey.round_id == round_.pk])


@dataclass(frozen=True, slots=True)
class OnBoard:
    """Of the latest round: its figures while its pages are shown, afterwards the year and the last day."""

    figures: list[PublicFigure]
    ended: tuple[int, date] | None = None


def public_now(organisation: Organisation) -> OnBoard:
    """C48: of the latest round, as long as its pages are shown; one query where there is nothing."""
    surveys = list(_public(organisation)[:_MOST_PERIODS])
    latest = [survey for survey in surveys if survey.round_id == surveys[0].round_id]
    if latest and (last := _last_day(latest[0].round)) < today():
        return OnBoard([], (latest[0].round.year, last))
    return OnBoard(_told(latest))


def _public(organisation: Organisation) -> QuerySet[Survey]:
    """The latest year first."""
    rows = Survey.objects.filter(organisation=organisation, cancelled_at__isnull=True)
    rows = rows.filter(box__state=State.CONFIRMED, meeting__closed_at__isnull=False)
    return rows.select_related("round", "meeting", "box").order_by("-round__year", "period")


def _last_day(round_: Round) -> date:
    return round_.closes_on + timedelta(days=round_.shown_days_after)


def _told(surveys: list[Survey]) -> list[PublicFigure]:
    figures = figures_of(survey.box for survey in surveys)
    labels = [f"{survey.round.year}年{_label(survey.round, survey.period)}" for survey in surveys]
    return [
        PublicFigure(label, survey.held_on, figures[survey.box_id][OVERALL])
        for label, survey in zip(labels, surveys, strict=True)
        if survey.box_id
    ]


def _label(round_: Round, number: int) -> str:
    period = period_numbered(round_, Practice.SURVEY, number)
    return period.label if period else ""
