"""Who is appraised by whom, and the reckoning of many at once (C29). Nothing is written here."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from jiannuo.appraisal.counted import mutual_of, satisfaction_of
from jiannuo.appraisal.frozen import as_json
from jiannuo.appraisal.grading import Figure, Scale, Suggestion, suggest
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.sources import (
    keeping_of_members,
    keeping_of_organisations,
    reporting_of_members,
    reporting_of_organisations,
)
from jiannuo.base.dates import today
from jiannuo.orgs.models import Member, Organisation, OrgKind
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import periods_of
from jiannuo.rounds.presets import appraisal_terms


def scale_of(round_: Round, subject: str) -> Scale:
    return Scale.of(appraisal_terms(round_.terms), subject)


def period_of(round_: Round) -> int:
    """The number of the year's last period of 年度评议: what the duty is kept under."""
    periods = periods_of(round_, Practice.APPRAISAL)
    return periods[-1].number if periods else 1


def members_of(deciders: Iterable[Organisation]) -> QuerySet[Member]:
    """Whom the branches' meetings appraise: those who are there; probationary members take part."""
    has_come = Q(came_on__isnull=True) | Q(came_on__lte=today())
    return Member.objects.filter(has_come, branch__in=deciders, left_on__isnull=True).order_by("id")


def organisations_of(deciders: Iterable[Organisation]) -> QuerySet[Organisation]:
    """Which organisations the deciders appraise: those right below; a 党小组 is part of its branch."""
    rows = Organisation.objects.filter(parent__in=deciders, closed_on__isnull=True).exclude(kind=OrgKind.GROUP)
    return rows.order_by("path")


def reckon(rows: Iterable[YearlyAppraisal], round_: Round, day: date) -> None:
    """Set figures and suggestion of each row, as they are on the day; the caller stores them."""
    rows = list(rows)
    figures = _of_members([r for r in rows if r.member_id], round_, day)
    figures |= _of_organisations([r for r in rows if not r.member_id], round_, day)
    scales = {kind: scale_of(round_, kind) for kind in ("member", "organisation")}
    for row in rows:
        scale = scales[row.subject_kind]
        told = suggest(figures[_key(row)], scale)
        row.figures = as_json(figures[_key(row)], told) | {"weights": dict(scale.weights)}
        row.suggested = _grade_of(row, told)


def _key(row: YearlyAppraisal) -> tuple[int | None, int]:
    return row.member_id, row.organisation_id


def _grade_of(row: YearlyAppraisal, told: Suggestion) -> Any:
    return "" if row.is_probationary or told.grade is None else told.grade


_Found = dict[tuple[int | None, int], list[Figure]]


def _of_members(rows: list[YearlyAppraisal], round_: Round, day: date) -> _Found:
    branches = {row.member_id: row.organisation_id for row in rows if row.member_id is not None}
    if not branches:
        return {}
    kept, reported = keeping_of_members(branches, round_, day), reporting_of_members(branches, round_, day)
    mutual = mutual_of(branches, round_)
    found = ((_key(row), row.member_id) for row in rows)
    return {key: [kept[pk], reported[pk], mutual[pk]] for key, pk in found if pk is not None}


def _of_organisations(rows: list[YearlyAppraisal], round_: Round, day: date) -> _Found:
    ids = [row.organisation_id for row in rows]
    if not ids:
        return {}
    kept, reported = keeping_of_organisations(ids, round_, day), reporting_of_organisations(ids, round_, day)
    satisfied = satisfaction_of(ids, round_)
    found = ((_key(row), row.organisation_id) for row in rows)
    return {key: [kept[pk], reported[pk], satisfied[pk]] for key, pk in found}
