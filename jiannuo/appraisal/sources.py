"""Where the figures of a yearly appraisal come from (C29): for many subjects at once, in a fixed number of queries.

Words are never turned into numbers: what the branch or a leader wrote stands beside the figures, for people to weigh.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from django.db.models import Q

from jiannuo.appraisal.grading import UNSETTLED, UNSTATED, Figure, Link, Part, Source
from jiannuo.base.dates import named
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.fulfilment import queries as fulfilment
from jiannuo.fulfilment.standing import ItemState
from jiannuo.pledges.models import Pledge, StandingItem
from jiannuo.rounds.models import Round

Figures = dict[int, Figure]  # by member, or by organisation
_WHOLE, _HALF, _NONE = Fraction(1), Fraction(1, 2), Fraction(0)
_LABEL = 60
_COUNTED = (  # silence never pays: past its day and without a stated result counts like 未兑现, until it is stated
    (ItemState.KEPT.label, {ItemState.KEPT}, _WHOLE),
    (ItemState.KEPT_LATE.label, {ItemState.KEPT_LATE}, _HALF),
    (ItemState.NOT_KEPT.label, {ItemState.NOT_KEPT}, _NONE),
    (UNSTATED, {ItemState.LATE}, _NONE),
)
_NOT_DUE = {ItemState.NOT_DUE, ItemState.GOING, ItemState.DUE_SOON}  # never failed (C17)
_Rows = list[tuple[StandingItem, ItemState]]


def keeping_of_members(ids: Iterable[int], round_: Round, day: date) -> Figures:
    """Of the own pledge and of those signed together with others."""
    ids = list(ids)
    alone = Pledge.objects.filter(round=round_, member__in=ids).values_list("member_id", "pk")
    joint = Pledge.co_signers.through.objects.filter(member__in=ids, pledge__round=round_)
    return _keeping(ids, {*alone, *joint.values_list("member_id", "pledge_id")}, round_, day)


def keeping_of_organisations(ids: Iterable[int], round_: Round, day: date) -> Figures:
    ids = list(ids)
    own = Pledge.objects.filter(round=round_, organisation__in=ids, member__isnull=True)
    return _keeping(ids, set(own.values_list("organisation_id", "pk")), round_, day)


def _keeping(ids: list[int], pairs: set[tuple[int | None, int]], round_: Round, day: date) -> Figures:
    items = defaultdict(list)
    rows = list(StandingItem.objects.filter(pledge__in={pk for _, pk in pairs}).order_by("pledge", "position"))
    for item in rows:
        items[item.pledge_id].append(item)
    states = fulfilment.state_of(rows, day)
    of: dict[int | None, _Rows] = defaultdict(list)
    for subject, pledge in sorted(pairs, key=lambda pair: pair[1]):
        of[subject] += [(item, states[item.pk]) for item in items[pledge]]
    return {pk: _kept(of[pk], round_.closes_on) for pk in ids}


def _kept(rows: _Rows, closes_on: date) -> Figure:
    return Figure(
        Source.KEEPING,
        tuple(_items(label, rows, states, credit) for label, states, credit in _COUNTED),
        "还没有到期的承诺事项" if rows else "这一轮没有备案的承诺事项",
        (
            _items(UNSETTLED, rows, {ItemState.STATED}, _NONE),
            *_ahead(rows, closes_on),
            _items("未到期", [row for row in rows if row[0].ends_on > closes_on], _NOT_DUE, _NONE),
            _items("变更或撤销", rows, {ItemState.CHANGED, ItemState.WITHDRAWN}, _NONE),
        ),
    )


def _ahead(rows: _Rows, closes_on: date) -> Iterator[Part]:
    """What falls due before the year is over, day by day: its result may turn the figure yet."""
    days = {item.ends_on for item, state in rows if state in _NOT_DUE and item.ends_on <= closes_on}
    for day in sorted(days):
        part = _items(
            f"未到期（{named(day, now=closes_on)}）", [row for row in rows if row[0].ends_on == day], _NOT_DUE, _NONE
        )
        yield replace(part, until=day.isoformat())


def _items(label: str, rows: _Rows, states: set[ItemState], credit: Fraction) -> Part:
    links = tuple(Link(f"item:{item.pk}", item.text[:_LABEL]) for item, state in rows if state in states)
    return Part(label, len(links), credit, links)


def reporting_of_members(ids: Iterable[int], round_: Round, day: date) -> Figures:
    """述 of each period: handed in by its day, later, or not."""
    ids = list(ids)
    rows = Duty.objects.filter(round=round_, kind=DutyKind.SELF_REPORT, member__in=ids).order_by("period")
    return _reporting(ids, [(duty.member_id or 0, duty) for duty in rows], day)


def reporting_of_organisations(ids: Iterable[int], round_: Round, day: date) -> Figures:
    """A branch's 讲, and the 点 that the organisation owed to those below it."""
    ids = list(ids)
    own = Q(kind=DutyKind.BRANCH_COMMENT, organisation__in=ids, member__isnull=True)
    owed = Q(kind=DutyKind.LEADER_COMMENT, obliged__in=ids)
    rows = Duty.objects.filter(own | owed, round=round_).order_by("period", "organisation__path")
    rows = rows.select_related("organisation")
    pairs = [(d.organisation_id if d.kind == DutyKind.BRANCH_COMMENT else d.obliged_id or 0, d) for d in rows]
    return _reporting(ids, pairs, day)


_ON_TIME, _LATE, _NOT, _EXEMPT, _AHEAD = "按时", "逾期补上", "没有做", "免办", "未到时间"


def _word(duty: Duty, day: date) -> str:
    if duty.done_on is not None:
        return _ON_TIME if duty.done_on <= duty.due_on else _LATE
    if duty.exemption_id is not None:
        return _EXEMPT
    return _NOT if duty.due_on < day else _AHEAD


def _reporting(ids: list[int], pairs: list[tuple[int, Duty]], day: date) -> Figures:
    of: dict[int, list[tuple[str, Duty]]] = defaultdict(list)
    for subject, duty in pairs:
        of[subject].append((_word(duty, day), duty))
    return {pk: _reported(of[pk]) for pk in ids}


def _reported(rows: list[tuple[str, Duty]]) -> Figure:
    scale = ((_ON_TIME, _WHOLE), (_LATE, _HALF), (_NOT, _NONE))
    parts = tuple(_duties(word, rows, credit) for word, credit in scale)
    aside = tuple(_duties(word, rows, _NONE) for word in (_EXEMPT, _AHEAD))
    return Figure(Source.REPORTING, parts, "还没有到时间的述和讲" if rows else "这一轮没有推算过应办", aside)


def _duties(word: str, rows: list[tuple[str, Duty]], credit: Fraction) -> Part:
    links = tuple(Link(f"duty:{duty.pk}", _duty_said(duty)) for said, duty in rows if said == word)
    return Part(word, len(links), credit, links)


def _duty_said(duty: Duty) -> str:
    if duty.kind == DutyKind.LEADER_COMMENT:
        return f"{duty.label}：{duty.organisation.short_name}"[:_LABEL]
    return duty.label
