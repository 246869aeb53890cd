"""践诺 on the desk: what comes due of one's own promises, what is overdue or waits for a second eye where one runs."""

from collections.abc import Iterator, Mapping

from django.db.models import Case, Count, F, Q, When
from django.urls import reverse

from jiannuo.ballots.models import BallotBox, BoxKind
from jiannuo.ballots.workflow import State
from jiannuo.base.dates import today
from jiannuo.desk.lines import Line
from jiannuo.desk.parts import Part
from jiannuo.desk.situation import Situation
from jiannuo.fulfilment.narrowing import BODIES, PEOPLE, TO_SETTLE
from jiannuo.fulfilment.queries import to_settle
from jiannuo.fulfilment.standing import SOON
from jiannuo.fulfilment.workflow import ResultState
from jiannuo.orgs.models import Role
from jiannuo.pledges.models import StandingItem
from jiannuo.pledges.queries import signed_by

_OPEN = Q(result__isnull=True) | Q(result__state__in=[ResultState.OPEN, ResultState.HANDED_BACK])


def _late() -> Q:
    return Q(_OPEN, dropped_by=None, ends_on__lt=today())


def _named(situation: Situation, year: int) -> str:
    """The year of what the last round left open; nothing of this round's."""
    return f"{year}年" if _is_past(situation, year) else ""


def _is_past(situation: Situation, year: int) -> bool:
    return year != situation.round.year


def _own(situation: Situation) -> Iterator[Line]:
    """What comes due and what is overdue of one's own, joint ones too, year by year; one query."""
    if situation.member is None:
        return
    soon = Q(_OPEN, dropped_by=None, ends_on__gte=today(), ends_on__lte=today() + SOON)
    signed = signed_by(situation.member).values("pk")
    rows = StandingItem.objects.filter(_late() | soon, round__in=situation.latest, pledge__in=signed)
    counts = {"late": Count("pk", filter=_late()), "soon": Count("pk", filter=soon)}
    sums = rows.order_by().values_list("round_id").annotate(**counts)
    for year, late, near in sorted(((situation.years[pk], *numbers) for pk, *numbers in sums), reverse=True):
        for number, words, state in ((late, "已经逾期", "late"), (near, "快到期", "soon")):
            if number:
                sentence = f"践诺：您{_named(situation, year)}有 {number} 项承诺{words}，点一下结果、写一句即可。"
                past = _is_past(situation, year)
                yield Line(sentence, reverse("fulfilment:own_results"), "去填报", state=state, is_past=past)


def _run(situation: Situation) -> Iterator[Line]:
    """C17, C23: what is overdue in one's own ledgers, and results that this person is to settle; one query."""
    if not situation.run:
        return
    of_body = Q(pledge__member__isnull=True)
    above = of_body & Q(pledge__organisation__parent__isnull=False)
    stated = to_settle(situation.user, [o.pk for o in situation.run])
    overdue = Q(_late(), pledge__organisation__in=situation.run)
    desk = Case(When(stated & above, then="pledge__organisation__parent"), default="pledge__organisation")
    counts = {
        "late": Count("pk", filter=overdue),
        BODIES: Count("pk", filter=stated & of_body),
        PEOPLE: Count("pk", filter=stated & ~of_body),
    }
    here = StandingItem.objects.filter(overdue | stated, round__in=situation.latest).order_by().annotate(desk=desk)
    rows = here.values_list("desk", "round_id").annotate(**counts)
    told = [(pk, situation.years[round_], dict(zip(counts, numbers, strict=True))) for pk, round_, *numbers in rows]
    for pk, year, numbers in sorted(told, key=lambda row: (row[0], -row[1])):
        yield from _lines(situation, pk, year, numbers)


def _lines(situation: Situation, pk: int, year: int, numbers: Mapping[str, int]) -> Iterator[Line]:
    """Of one organisation in one round."""
    name, is_past = f"{situation.organisations[pk].short_name}{_named(situation, year)}", _is_past(situation, year)
    if numbers["late"]:
        sentence = f"践诺：{name}有 {numbers['late']} 项承诺逾期，还没有说明结果。"
        yield Line(sentence, reverse("fulfilment:results", args=[pk]), "去填报", state="late", is_past=is_past)
    ledger = f"{reverse('fulfilment:ledger', args=[pk])}?year={year}&state={TO_SETTLE}"
    for whose, words in ((PEOPLE, "党员"), (BODIES, "党组织")):
        if numbers[whose]:
            sentence = f"践诺：{name}有 {numbers[whose]} 项{words}的结果等您销号。"
            yield Line(sentence, f"{ledger}&whose={whose}", "去销号", is_past=is_past)


def _scrutinised(situation: Situation) -> Iterator[Line]:
    """C28: paper that waits to be counted, a count that waits to be confirmed; by the citizens' representative."""
    offices = [o.organisation_id for o in situation.holding(Role.CITIZEN)]
    if not offices:
        return
    on_paper = Q(state=State.OPENED, slip_count__lt=F("roll_size"), noted__lt=2, noted_here=0)
    mine = Count("paper_tallies", filter=Q(paper_tallies__entered_by=situation.user))
    boxes = BallotBox.objects.filter(kind=BoxKind.SURVEY, organisation__in=offices)  # 互评 stays with the officers
    boxes = boxes.annotate(noted=Count("paper_tallies"), noted_here=mine)
    for box in boxes.filter(Q(state=State.CLOSED) | on_paper).order_by("closed_at", "closes_at"):
        page, named = reverse("ballots:box", args=[box.pk]), f"群众评：“{box.title}”"
        if box.state == State.OPENED:
            yield Line(f"{named}有纸票，投完后等您清点登记。", page, "去登记")
        else:
            yield Line(f"{named}已计票，等另一名监票人确认。", page, "去确认")


def part_of(situation: Situation) -> Part:
    return Part(due=[*_own(situation), *_run(situation), *_scrutinised(situation)])
