"""Boxes counted before 0005: paper on which two agree joins the totals, and what they had noted goes.

Where they had not agreed, the rows stay and the box cannot be confirmed; it is void then. The worker's next sweep
rewrites the storage in which the rows lay. Said twice it does nothing more.
"""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_Counts = dict[str, dict[str, int]]


def join(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    tally_of = apps.get_model("ballots", "PaperTally")
    ended = apps.get_model("ballots", "BallotBox").objects.filter(state__in=["closed", "confirmed"])
    for box in ended.filter(paper_tallies__isnull=False).distinct():
        tallies = list(tally_of.objects.filter(box=box).order_by("id"))
        told = {repr((t.ballots, t.void, _marked(t.counts))) for t in tallies[:2]}
        if len(tallies) >= 2 and len(told) == 1:
            _take_in(box, tallies[0])
        elif box.state == "closed":
            continue
        box.is_scrubbed = False
        box.save()
        tally_of.objects.filter(box=box).delete()


def _marked(counts: _Counts) -> list[tuple[str, list[tuple[str, int]]]]:
    """What says something, in one order: an option left out is nought."""
    return sorted((key, sorted((o, n) for o, n in row.items() if n)) for key, row in counts.items())


def _take_in(box: Any, paper: Any) -> None:
    valid = box.accepted - box.void
    box.is_withheld = paper.ballots > 0 and 0 < valid < box.smallest
    box.on_paper, box.void = paper.ballots, box.void + paper.void
    box.totals = _sum(box, [] if box.is_withheld else [box.totals, paper.counts])


def _sum(box: Any, counts: list[_Counts]) -> _Counts:
    return {
        q["key"]: {o["key"]: sum(c.get(q["key"], {}).get(o["key"], 0) for c in counts) for o in q["options"]}
        for q in box.questions
    }


class Migration(migrations.Migration):
    dependencies = [("ballots", "0005_paper_joins_the_slips")]
    operations = [migrations.RunPython(join, migrations.RunPython.noop)]
