"""The year of a pledge on the desk: 述, 讲, 点, 评. Every line is a query over duties; the rooms do the rest.

What the round before left open is one line for each organisation: what there is, its page says (desk/past.py).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import prefetch_related_objects
from django.urls import reverse

from jiannuo.base.dates import today
from jiannuo.desk.lines import Line, due_said, state_by
from jiannuo.desk.owed import OURS, OWN, TO_DO, Owed, of_year, owed
from jiannuo.desk.parts import Part
from jiannuo.desk.situation import Situation
from jiannuo.duties import lateness
from jiannuo.duties import queries as duties
from jiannuo.duties.models import DutyKind
from jiannuo.duties.wording import late_said
from jiannuo.orgs.models import Organisation, Role

# Where each practice is done, and whether the address names the organisation; else the list of who is missing.
_PLACES = {
    DutyKind.BRANCH_COMMENT: ("appraisal:meeting", True),
    DutyKind.LEADER_COMMENT: ("appraisal:leader_queue", False),
    DutyKind.APPRAISAL: ("appraisal:yearly", True),
    DutyKind.SURVEY: ("appraisal:survey_list", True),
}
# Several may be open; each line leads to its own.
_BY_PERIOD = {DutyKind.BRANCH_COMMENT, DutyKind.LEADER_COMMENT, DutyKind.SURVEY}
_SENTENCES = {
    DutyKind.SELF_REPORT: "党员述：{place}还有 {n} 名党员没有述{label}的践诺情况。",
    DutyKind.BRANCH_COMMENT: "支部讲：请召开{place}的组织生活会，逐项讲评{label}的践诺情况。",
    DutyKind.LEADER_COMMENT: "领导点：{label}还有 {n} 个党组织等您点评。",
    DutyKind.SURVEY: "群众评：请办好{place}{label}的群众评议会议。",
    DutyKind.APPRAISAL: "年度评议：{place}{label}还有 {n} 项等评定。",
}
_ACTIONS = {
    DutyKind.SELF_REPORT: "看名单",
    DutyKind.BRANCH_COMMENT: "去讲评",
    DutyKind.LEADER_COMMENT: "去点评",
    DutyKind.SURVEY: "去评议",
    DutyKind.APPRAISAL: "去评定",
}


def _own(situation: Situation) -> Iterator[Line]:
    """述: the member's own report, in every period that is open."""
    for duty in situation.reports:
        if duty.opens_on <= today() and not duty.done_on and not duty.exemption_id:
            found = Owed(
                *(OWN, duty.organisation_id, DutyKind.SELF_REPORT, situation.round.year, duty.period),
                *(duty.period_label, 1, duty.due_on, duty.due_on, duty.reckoning),
            )
            yield own_line(found, situation)


def own_line(found: Owed, situation: Situation) -> Line:
    """述 of the person's; 自评 of the year, the person's or an own organisation's (C29)."""
    due, state = due_said(found.due_on, found.reckoning), state_by(found.due_on)
    if found.kind == DutyKind.SELF_REPORT:
        sentence = f"党员述：请述{found.label}的践诺情况，台帐里有记录的已替您填好。"
        url = f"{reverse('appraisal:my_report')}?year={found.year}&period={found.period}"
        return Line(sentence, url, "去述职", due, state)
    url, whose = reverse("appraisal:my_yearly"), "您"
    if found.what == OURS:
        url = reverse("appraisal:yearly_own", args=[found.organisation])
        whose = situation.organisations[found.organisation].short_name
    sentence = f"年度评议：请写{whose}{found.year}年的自评，选一项、写一句就行。"
    return Line(sentence, f"{url}?year={found.year}", "去自评", due, state)


def _reported(situation: Situation) -> Iterator[Line]:
    for duty in situation.reports:
        if duty.done_on:
            yield Line(f"您已述{duty.period_label}的践诺情况。", reverse("appraisal:my_report"), "看述职", state="kept")


def may_act(situation: Situation, group: Owed) -> bool:
    """点 is the leader's and the secretary's; everything else the officers'."""
    leading = group.kind == DutyKind.LEADER_COMMENT
    roles = (Role.SECRETARY, Role.LEADER) if leading else (Role.SECRETARY, Role.ORGANISER)
    return any(o.organisation_id == group.organisation for o in situation.holding(*roles))


def line_of(group: Owed, place: Organisation) -> Line:
    name, takes_place = _PLACES.get(group.kind, ("", False))
    if name:
        url = reverse(name, args=[place.pk] if takes_place else [])
        url += f"?year={group.year}" + (f"&period={group.period}" if group.kind in _BY_PERIOD else "")
    else:
        url = reverse("duties:missing", args=[place.pk, group.kind.value, group.period])
        url += f"?year={group.year}&show={_show(group)}"
    sentence = _SENTENCES[group.kind].format(place=place.short_name, n=group.number, label=group.label)
    return Line(sentence, url, _ACTIONS[group.kind], due_said(group.due_on), state_by(group.due_on))


def _show(group: Owed) -> str:
    """Of which column of the period these are: where some were put off, what is late and what is not yet due."""
    if group.due_on >= today():
        return "ahead"
    return "missing" if group.last_on < today() else "open"


def _below(situation: Situation) -> Iterator[Line]:
    """C24, C38: what is overdue below, one line for each round; the names are one tap away."""
    tops = situation.run_with_children
    if not tops:
        return
    prefetch_related_objects(situation.latest, "cadences")
    found = lateness.numbers(situation.user, tops, situation.latest, today())
    for (pk, year), numbers in found.items():
        name = situation.organisations[pk].short_name
        sentence = f"逾期：{name}下级{of_year(situation, year)}有{late_said(numbers)}没有办。"
        url = f"{reverse('duties:late', args=[pk])}?year={year}"
        yield Line(sentence, url, "看是哪些", state="late", is_past=year != situation.round.year)


def _told(situation: Situation) -> Iterator[Line]:
    """提醒 that nobody has looked at."""
    unread = duties.unread_by(situation.user)
    if unread:
        yield Line(f"提醒：有 {unread} 条提醒没有看。", reverse("duties:reminders"), "看提醒")


def within_reach(situation: Situation) -> list[Owed]:
    """What is open and this person may do; what is due first stands first."""
    return [one for one in owed(situation) if one.what != TO_DO or may_act(situation, one)]


def _folded(situation: Situation, past: Iterable[Owed]) -> Iterator[Line]:
    """C45: 2010年还有 8 项没有办完, one line for oneself and one for each organisation; the list is one tap away."""
    sums: Counter[int] = Counter()
    first: dict[int, date] = {}
    for one in past:  # what is due first stands first
        pk = 0 if one.what == OWN else one.organisation
        sums[pk] += one.number
        first.setdefault(pk, one.due_on)
    for pk, number in sums.items():
        whose = situation.organisations[pk].short_name if pk else "您"
        sentence = f"往年：{whose}{situation.round.year - 1}年还有 {number} 项没有办完。"
        state = state_by(first[pk])
        due = "" if state == "late" else due_said(first[pk])
        yield Line(sentence, f"{reverse('desk:past')}#of-{pk}", "看有哪些", due, state, is_past=True)


def part_of(situation: Situation) -> Part:
    """Lines for the member, for the officers, for the leader."""
    part = Part()
    found = within_reach(situation)
    now = [one for one in found if one.year == situation.round.year]
    part.due += _own(situation)
    part.due += [own_line(one, situation) for one in now if one.what in {OWN, OURS}]
    part.due += [line_of(one, situation.organisations[one.organisation]) for one in now if one.what == TO_DO]
    part.due += _folded(situation, [one for one in found if one.year != situation.round.year])
    part.due += [*_below(situation), *_told(situation)]
    part.done += [*_reported(situation)]
    return part
