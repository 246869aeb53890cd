"""The year of a pledge on the desk: 述, 讲, 点, 评. Every line is a query over duties; the rooms do the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from jiannuo.base.dates import today
from jiannuo.desk.lines import MOST, Line, counted, due_said, state_by
from jiannuo.desk.own import Part
from jiannuo.desk.situation import Situation
from jiannuo.duties import queries as duties
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.states import IS_OPEN
from jiannuo.orgs.models import Organisation, Role

# Where each practice is done, and whether the address names the organisation; else the list of who is missing.
_PLACES = {
    DutyKind.BRANCH_COMMENT: ("appraisal:meeting", True),
    DutyKind.LEADER_COMMENT: ("appraisal:leader_queue", False),
    DutyKind.APPRAISAL: ("appraisal:yearly", True),
    DutyKind.SURVEY: ("appraisal:survey_list", True),
}
_BY_PERIOD = {DutyKind.BRANCH_COMMENT, DutyKind.LEADER_COMMENT}  # several may be open; each line leads to its own
_SENTENCES = {
    DutyKind.SELF_REPORT: "党员述：{place}还有 {n} 名党员没有述{label}的践诺情况。",
    DutyKind.BRANCH_COMMENT: "支部讲：请召开{place}的组织生活会，逐项讲评{label}的践诺情况。",
    DutyKind.LEADER_COMMENT: "领导点：{label}还有 {n} 个党组织等您点评。",
    DutyKind.SURVEY: "群众评：请召开{place}{label}的群众评议会议。",
    DutyKind.APPRAISAL: "年度评议：{place}还有 {n} 项等评定。",
}
_ACTIONS = {
    DutyKind.SELF_REPORT: "看名单",
    DutyKind.BRANCH_COMMENT: "去讲评",
    DutyKind.LEADER_COMMENT: "去点评",
    DutyKind.SURVEY: "去评议",
    DutyKind.APPRAISAL: "去评定",
}


@dataclass(frozen=True, slots=True)
class Group:
    """What one organisation has to do in one period of a practice."""

    acting: int
    kind: DutyKind
    period: int
    label: str
    number: int
    due_on: date


def _own(situation: Situation) -> Iterator[Line]:
    """述: the member's own report, in every period that is open."""
    for duty in situation.reports:
        if duty.opens_on > today() or duty.done_on or duty.exemption_id:
            continue
        sentence = f"党员述：请述{duty.period_label}的践诺情况，已替您填好，核对即可。"
        due = due_said(duty.due_on, duty.reckoning)
        url = f"{reverse('appraisal:my_report')}?period={duty.period}"
        yield Line(sentence, url, "去述职", due, state_by(duty.due_on))


def _reported(situation: Situation) -> Iterator[Line]:
    for duty in situation.reports:
        if duty.done_on:
            yield Line(f"您已述{duty.period_label}的践诺情况。", reverse("appraisal:my_report"), "看述职", state="kept")


def _groups(situation: Situation) -> list[Group]:
    """Open and opened duties of the organisations one runs or leads, counted; one query."""
    ids = {o.organisation_id for o in situation.holding(Role.SECRETARY, Role.ORGANISER, Role.LEADER)}
    if not ids:
        return []
    runs = Q(obliged__in=ids) | Q(obliged__isnull=True, organisation__in=ids)
    rows = Duty.objects.filter(IS_OPEN, runs, round=situation.round, opens_on__lte=today())
    rows = rows.exclude(kind=DutyKind.PROPOSE).annotate(acting=Coalesce("obliged_id", "organisation_id"))
    sums = rows.values_list("acting", "kind", "period", "period_label").annotate(n=Count("pk"), due=Min("due_on"))
    return [
        Group(acting, DutyKind(kind), period, label, number, due)
        for acting, kind, period, label, number, due in sums.order_by("due", "kind", "acting")
    ]


def _may_act(situation: Situation, group: Group) -> bool:
    """点 is the leader's and the secretary's; everything else the officers'."""
    leading = group.kind == DutyKind.LEADER_COMMENT
    roles = (Role.SECRETARY, Role.LEADER) if leading else (Role.SECRETARY, Role.ORGANISER)
    return any(o.organisation_id == group.acting for o in situation.holding(*roles))


def _line(group: Group, place: Organisation) -> Line:
    name, takes_place = _PLACES.get(group.kind, ("", False))
    if name:
        url = reverse(name, args=[place.pk] if takes_place else [])
        url += f"?period={group.period}" if group.kind in _BY_PERIOD else ""
    else:
        url = reverse("duties:missing", args=[place.pk, group.kind.value, group.period]) + "?show=" + _show(group)
    sentence = _SENTENCES[group.kind].format(place=place.short_name, n=group.number, label=group.label)
    return Line(sentence, url, _ACTIONS[group.kind], due_said(group.due_on), state_by(group.due_on))


def _show(group: Group) -> str:
    return "missing" if group.due_on < today() else "ahead"


def _below(situation: Situation) -> Iterator[Line]:
    """C27, C38: what is overdue below, for those who look after several; the numbers are one tap away."""
    top = next(iter(situation.run_with_children), None)
    if top is None:
        return
    late = Q(kind__in=[DutyKind.SELF_REPORT, DutyKind.BRANCH_COMMENT], due_on__lt=today())
    rows = duties.within(situation.user, top, situation.round).filter(IS_OPEN, late, obliged__isnull=True)
    number = len(rows.values_list("pk", flat=True)[:MOST])
    if number:
        url = reverse("duties:overview", args=[top.pk])
        yield Line(f"述和讲：{top.short_name}下级有 {counted(number)} 项逾期没有办。", url, "看本期情况", state="late")


def _told(situation: Situation) -> Iterator[Line]:
    """提醒 that nobody has looked at."""
    unread = duties.unread_by(situation.user)
    if unread:
        yield Line(f"提醒：有 {unread} 条提醒没有看。", reverse("duties:reminders"), "看提醒")


def part_of(situation: Situation) -> Part:
    """Lines for the member, for the officers, for the leader."""
    part = Part()
    part.due += [*_own(situation)]
    part.due += [
        _line(group, situation.organisations[group.acting])
        for group in _groups(situation)
        if _may_act(situation, group)
    ]
    part.due += [*_below(situation), *_told(situation)]
    part.done += [*_reported(situation)]
    return part
