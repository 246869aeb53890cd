"""The figures that come from sealed counts: only what was released, never more (C28, C29)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from jiannuo.appraisal.grading import Figure, Link, Part, Source
from jiannuo.ballots.models import BallotBox, BoxKind
from jiannuo.ballots.queries import released
from jiannuo.ballots.questions import Question, good, labels
from jiannuo.ballots.release import Level, Shown, band_labels
from jiannuo.ballots.workflow import State
from jiannuo.rounds.models import Round

_KEY = re.compile(r"\d+")
OVERALL = "overall"
_UNHEARD = {Source.SATISFACTION: "没有可以公布的群众评议结果", Source.MUTUAL: "没有可以公布的党员互评结果"}


def boxes_of(kind: BoxKind, organisations: Iterable[int], round_: Round) -> dict[int, list[BallotBox]]:
    """The year's counts that two scrutineers have confirmed, by organisation; one query."""
    rows = BallotBox.objects.filter(
        kind=kind, organisation__in=list(organisations), period__startswith=f"{round_.year}/", state=State.CONFIRMED
    )
    found = defaultdict(list)
    for box in rows.order_by("period", "closes_at"):
        found[box.organisation_id].append(box)
    return found


def satisfaction_of(organisations: Iterable[int], round_: Round) -> dict[int, Figure]:
    """满意率: the answers in the upper band of what was asked about the organisation as a whole."""
    ids = list(organisations)
    boxes = boxes_of(BoxKind.SURVEY, ids, round_)
    return {pk: _of([row for box in boxes[pk] for row in _overall(box)], Source.SATISFACTION) for pk in ids}


_Row = tuple[BallotBox, Question, Shown]


def _overall(box: BallotBox) -> list[_Row]:
    return [(box, question, figure) for question, figure in released(box).rows if question["key"] == OVERALL]


def mutual_of(members: Mapping[int, int], round_: Round) -> dict[int, Figure]:
    """互评 of {member: branch}: what was released of each person's own five, in the upper band."""
    boxes = boxes_of(BoxKind.MUTUAL, set(members.values()), round_)
    rows = {branch: _by_member(found) for branch, found in boxes.items()}
    return {pk: _of(rows.get(branch, {}).get(pk, []), Source.MUTUAL) for pk, branch in members.items()}


def _by_member(boxes: list[BallotBox]) -> dict[int, list[_Row]]:
    found = defaultdict(list)
    for box in boxes:
        for question, figure in released(box).rows:
            whose = _KEY.search(question["key"])
            if whose:
                found[int(whose.group())].append((box, question, figure))
    return found


def _of(rows: list[_Row], source: Source) -> Figure:
    parts = [part for box, question, figure in rows for part in _parts(box, question, figure)]
    why = next((figure.why for _, _, figure in rows if figure.why), "") if rows else ""
    return Figure(source, tuple(parts), "" if parts else why or _UNHEARD[source])


def _parts(box: BallotBox, question: Question, figure: Shown) -> list[Part]:
    """Two bands; where only a lower bound may be told, or nothing, there is no number to reckon with."""
    if figure.level not in {Level.BANDS, Level.FULL}:
        return []
    upper, lower = band_labels(question)
    names = labels(question)
    better = {upper, *(names[option] for option in good(question))}
    count = sum(line.count or 0 for line in figure.lines if line.label in better)
    link = (Link(f"box:{box.pk}", box.title[:60]),)
    said = question["label"]
    return [
        Part(f"{said}“{upper}”", count, Fraction(1), link),
        Part(f"“{lower}”", figure.answers - count, Fraction(0)),
    ]


def uncounted(kind: BoxKind, organisations: Iterable[int], round_: Round) -> list[BallotBox]:
    """Counts of the year that have been opened and are not yet confirmed: the opinion waits for them."""
    rows = BallotBox.objects.filter(
        kind=kind,
        organisation__in=list(organisations),
        period__startswith=f"{round_.year}/",
        state__in=[State.OPENED, State.CLOSED],
    )
    return list(rows.order_by("closes_at"))
