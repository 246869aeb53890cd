import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.ballots import questions
from jiannuo.ballots.models import BallotBox, BoxKind, PaperTally, Summary
from jiannuo.ballots.release import Level, Rules, Shown, outside, shown
from jiannuo.ballots.workflow import State
from jiannuo.base.dates import local_day
from jiannuo.orgs.models import Organisation, Role
from jiannuo.orgs.offices import below, offices_of, oversight, own_organisations

_STEP = 5


def visible_to(user: User) -> QuerySet[BallotBox]:
    """Surveys in the subtrees one oversees, and those of one's own unit for its citizens' representatives.

    互评 stays in the branch (C20): its officers, and whoever of the level above helps to count.
    """
    represented = [o.organisation_id for o in offices_of(user) if o.role == Role.CITIZEN]
    own = own_organisations(user)
    helping = Q(organisation__parent__in=own) & (~Q(state=State.CONFIRMED) | Q(closed_by=user) | Q(confirmed_by=user))
    surveys = Q(kind=BoxKind.SURVEY) & (oversight(user) | Q(organisation__in=represented))
    rows = BallotBox.objects.filter(surveys | (Q(kind=BoxKind.MUTUAL) & (Q(organisation__in=own) | helping)))
    return rows.select_related("organisation__parent", "closed_by", "confirmed_by", "opened_by").order_by("-closes_at")


def returned_so_far(box: BallotBox) -> int:
    """How many slips have come back, in steps of five while the box is open: single ballots are never to be seen."""
    if box.state != State.OPENED:
        return box.accepted
    return box.slips.exclude(receipt="").count() // _STEP * _STEP


@dataclass(frozen=True)
class Paper:
    """What the two who counted the paper ballots wrote; the counts only when both say the same."""

    entered_by: tuple[int, ...]
    agreed: PaperTally | None
    differences: tuple[str, ...]


def paper_of(box: BallotBox) -> Paper:
    """While the box is open. In which question two tallies differ is told, what either says is not."""
    tallies = list(box.paper_tallies.order_by("id"))
    people = tuple(tally.entered_by_id for tally in tallies)
    if len(tallies) < 2:
        return Paper(people, None, ())
    differences = tuple(_differences(box, *tallies[:2]))
    return Paper(people, None if differences else tallies[0], differences)


def _differences(box: BallotBox, one: PaperTally, other: PaperTally) -> list[str]:
    """By question: of a handful of ballots the option that differs would be an answer."""
    found = [] if one.ballots == other.ballots else ["收回纸票"]
    found += [] if one.void == other.void else ["作废"]
    keys = ((question["key"], question["label"]) for question in box.questions)
    return found + [label for key, label in keys if one.counts.get(key) != other.counts.get(key)]


@dataclass(frozen=True)
class Released:
    """What may be shown of one box. `rows`: one for each question; `why`: why there is nothing yet."""

    rows: tuple[tuple[questions.Question, Shown], ...]
    facts: tuple[tuple[str, int], ...] = ()  # how many were to vote, issued, returned, void
    why: str = ""

    @property
    def groups(self) -> dict[str, list[tuple[questions.Question, Shown]]]:
        found = defaultdict(list)
        for question, figure in self.rows:
            found[question.get("group", "")].append((question, figure))
        return dict(found)

    @property
    def is_folded(self) -> bool:
        """Many groups of several questions each are opened one at a time."""
        groups = self.groups
        return len(groups) > 3 and len(self.rows) > len(groups)


def rules_of(box: BallotBox) -> Rules:
    return Rules(box.smallest, box.full_from)


def totals_by_box(boxes: Iterable[BallotBox]) -> dict[uuid.UUID, dict[str, dict[str, int]]]:
    """The same for many boxes."""
    return {box.pk: totals_of(box) for box in boxes}


def summary_of(path: str, period: str, kind: str = BoxKind.SURVEY) -> dict[str, Any]:
    """{question: figure} as it was shown for the organisation of that path; empty when nothing was."""
    for summary in Summary.objects.filter(kind=kind, period=period, path__in=line_of(path)).order_by("-path"):
        if path in summary.figures:
            told: dict[str, Any] = summary.figures[path]
            return told
    return {}


@dataclass(frozen=True)
class Sum:
    """One period's sums as the organisation's page shows them."""

    period: str
    counted: int  # confirmed boxes at and below
    waiting: int  # still prepared, open or not confirmed
    figures: dict[str, Any]
    is_shown: bool  # by the organisation itself or by a level above: then no more

    @property
    def label(self) -> str:
        year, _, number = self.period.partition("/")
        return f"{year}年第{number}次" if number else self.period

    @property
    def query(self) -> str:
        """The period in an address."""
        year, _, number = self.period.partition("/")
        return f"?year={year}&period={number}"


def summed_on(path: str, period: str) -> date | None:
    """When what `summary_of` tells was published."""
    rows = Summary.objects.filter(kind=BoxKind.SURVEY, period=period, path__in=line_of(path)).order_by("-path")
    return next((local_day(row.made_at) for row in rows if path in row.figures), None)


def sums_of(organisation: Organisation) -> list[Sum]:
    """C28: the periods in which surveys were held at or below the organisation, the latest first."""
    path = organisation.path or ""
    rows = BallotBox.objects.filter(below(path), kind=BoxKind.SURVEY).exclude(period="").exclude(state=State.CANCELLED)
    counted = {"done": Count("pk", filter=Q(state=State.CONFIRMED)), "total": Count("pk")}
    periods = list(rows.order_by("-period").values_list("period").annotate(**counted)[:12])
    said = Summary.objects.filter(kind=BoxKind.SURVEY, path__in=line_of(path), period__in=[p for p, _, _ in periods])
    shown = {summary.period: summary.figures.get(path, {}) for summary in said.order_by("path")}
    return [Sum(p, done, total - done, shown.get(p, {}), p in shown) for p, done, total in periods]


def line_of(path: str) -> list[str]:
    """The path itself and those of everything above it."""
    parts = path.strip("/").split("/")
    return ["/" + "/".join(parts[: end + 1]) + "/" for end in range(len(parts))]


def totals_of(box: BallotBox) -> dict[str, dict[str, int]]:
    """Slips and paper together, unabridged: for `release` only, never for a page."""
    return questions.added(questions.count(box.questions, []), box.totals)


def released(box: BallotBox) -> Released:
    """C28: nothing before a second scrutineer has confirmed; then what the rules of small groups allow."""
    if box.state == State.CANCELLED:
        return Released((), why="这次投票已作废，没有结果。")
    if box.state != State.CONFIRMED:
        return Released((), why="结果在计票并由另一名监票人确认后公布。")
    return _figures(box)


def to_confirm(box: BallotBox) -> Released:
    """The same as it will be shown, for the scrutineers who are to confirm it."""
    return _figures(box) if box.state == State.CLOSED else released(box)


def _figures(box: BallotBox) -> Released:
    totals, rules, facts = totals_of(box), rules_of(box), _facts(box)
    rows = tuple((q, _whole(q, shown(q, totals[q["key"]], rules), dict(facts)["有效"])) for q in box.questions)
    if box.is_withheld:
        rows = tuple((q, figure if any(totals[q["key"]].values()) else _left_over(box)) for q, figure in rows)
    return Released(rows, facts)


def _left_over(box: BallotBox) -> Shown:
    why = f"单看扫码票，回答不足{box.full_from}票或者几乎一致，清点纸票的人一减就能看出"
    return Shown(Level.NOTHING, why=f"{why}，为保护投票人不公布，也不并入汇总。")


def _whole(question: questions.Question, figure: Shown, valid: int) -> Shown:
    return replace(figure, outside=outside(question, figure, valid))


def _facts(box: BallotBox) -> tuple[tuple[str, int], ...]:
    """Slips and paper together, as they were counted."""
    returned = box.accepted + box.on_paper
    facts = (("应投票", box.roll_size), ("印发扫码票", box.slip_count), ("收回", returned))
    return (*facts, ("有效", returned - box.void), ("作废", box.void))
