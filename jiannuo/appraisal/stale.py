"""Whether a reckoning is older than what has become of the promises since (C29)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from jiannuo.appraisal.frozen import as_json, source_rows
from jiannuo.appraisal.grading import LABELS, Source, Suggestion
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.sources import keeping_of_members, keeping_of_organisations
from jiannuo.rounds.models import Round

_UNSAID = Suggestion(None, None, "")


def changed_since(rows: Iterable[YearlyAppraisal], round_: Round, day: date) -> dict[int, int]:
    """{appraisal: how many of its promises stand otherwise than when it was reckoned}: stated, settled, or come due.

    A fixed number of queries; those of which nothing has changed are left out.
    """
    rows = [row for row in rows if row.reckoned_at is not None]
    people = keeping_of_members([row.member_id for row in rows if row.member_id], round_, day)
    bodies = keeping_of_organisations([row.organisation_id for row in rows if not row.member_id], round_, day)
    found = {}
    for row in rows:
        now = people[row.member_id] if row.member_id else bodies[row.organisation_id]
        if changed := _standings(as_json([now], _UNSAID)) ^ _standings(row.figures):
            found[row.pk] = len({ref for ref, _ in changed})
    return found


def _standings(figures: dict[str, Any]) -> set[tuple[str, str]]:
    """(promise, where it stood)."""
    return {(row.ref, row.part) for row in source_rows(figures) if row.source == LABELS[Source.KEEPING]}
