"""The figures that come from sealed counts: only what was released, never more (C28, C29)."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from jiannuo.appraisal.asking import OVERALL, member_in
from jiannuo.appraisal.grading import Figure, Link, Part, Source
from jiannuo.appraisal.queries.survey import figures_of
from jiannuo.ballots.models import BallotBox, BoxKind
from jiannuo.ballots.questions import Question, good, labels
from jiannuo.ballots.release import Level, Shown, band_labels
from jiannuo.ballots.workflow import State
from jiannuo.rounds.models import Round

_UNHEARD = {Source.SATISFACTION: "没有可以公布的群众评议结果", Source.MUTUAL: "没有可以公布的党员互评结果"}
_Row = tuple[BallotBox, Question, Shown]


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
    rows = _rows(boxes_of(BoxKind.SURVEY, ids, round_))
    overall = {pk: [row for row in found if row[1]["key"] == OVERALL] for pk, found in rows.items()}
    return {pk: _of(overall.get(pk, []), Source.SATISFACTION) for pk in ids}


def mutual_of(members: Mapping[int, int], round_: Round) -> dict[int, Figure]:
    """互评 of {member: branch}: what was released of each person's own five (or one), in the upper band."""
    about = defaultdict(list)
    for found in _rows(boxes_of(BoxKind.MUTUAL, set(members.values()), round_)).values():
        for row in found:
            about[member_in(row[1])].append(row)
    return {pk: _of(about[pk], Source.MUTUAL) for pk in members}


def _rows(boxes: dict[int, list[BallotBox]]) -> dict[int, list[_Row]]:
    """Every question with its released figure, by organisation."""
    figures = figures_of(box for found in boxes.values() for box in found)
    return {
        pk: [(box, question, figures[box.pk][question["key"]]) for box in found for question in box.questions]
        for pk, found in boxes.items()
    }


def _of(rows: list[_Row], source: Source) -> Figure:
    sizes = _sizes(rows)
    parts = [
        replace(part, size=sizes[box.pk]) for box, question, figure in rows for part in _parts(box, question, figure)
    ]
    why = next((figure.why for _, _, figure in rows if figure.why), "") if rows else ""
    unheard = tuple(_name(box, question) for box, question, figure in rows if figure.level is Level.NOTHING)
    return Figure(source, tuple(parts), "" if parts else why or _UNHEARD[source], unheard=unheard)


def _sizes(rows: list[_Row]) -> dict[uuid.UUID, Fraction]:
    """What part of a vote an answer is: a box weighs as its voters, not as its questions."""
    told = Counter(box.pk for box, _, figure in rows if figure.level is not Level.NOTHING)
    alike = len(set(told.values())) == 1
    return {pk: Fraction(1) if alike else Fraction(1, number) for pk, number in told.items()}


def _name(box: BallotBox, question: Question) -> str:
    """比素质 of a person; of an organisation the meeting, for the same is asked at each."""
    return box.title[:60] if box.kind == BoxKind.SURVEY else str(question["label"])


def _parts(box: BallotBox, question: Question, figure: Shown) -> list[Part]:
    """Two bands, or the bound where only that may be told: what was not released enters nothing."""
    if figure.level is Level.NOTHING:
        return []
    upper, lower = band_labels(question)
    names = labels(question)
    better = {upper, *(names[option] for option in good(question))}
    link = (Link(f"box:{box.pk}", box.title[:60]),)
    said = _name(box, question)
    if figure.level is Level.NEARLY_ALL:
        return [_bound(said, figure, better, link)]
    count = sum(line.count or 0 for line in figure.lines if line.label in better)
    return [
        Part(f"{said}“{upper}”", count, Fraction(1), link),
        Part(f"“{lower}”", figure.answers - count, Fraction(0)),
    ]


def _bound(said: str, figure: Shown, better: set[str], link: tuple[Link, ...]) -> Part:
    """88% 以上 counts as 88%: every valid answer for the bound, for less praise or blame than there may have been."""
    line = figure.lines[0]
    told = f"{said}“{line.label}”{line.percent}%以上，有效回答"
    share = line.percent if line.label in better else 100 - line.percent
    return Part(told, figure.answers, Fraction(share, 100), link)


def uncounted(kind: BoxKind, organisations: Iterable[int], round_: Round) -> list[BallotBox]:
    """Counts of the year that have been opened and are not yet confirmed: the opinion waits for them."""
    rows = BallotBox.objects.filter(
        kind=kind,
        organisation__in=list(organisations),
        period__startswith=f"{round_.year}/",
        state__in=[State.OPENED, State.CLOSED],
    )
    return list(rows.order_by("closes_at"))
