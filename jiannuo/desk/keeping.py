"""践诺 on the desk: what comes due of one's own promises, what is overdue or waits for a second eye where one runs."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse

from jiannuo.ballots.models import BallotBox
from jiannuo.ballots.workflow import State
from jiannuo.base.dates import today
from jiannuo.desk.lines import Line
from jiannuo.desk.own import Part
from jiannuo.desk.situation import Situation
from jiannuo.fulfilment import queries as fulfilment
from jiannuo.fulfilment.workflow import ResultState
from jiannuo.orgs.models import Role
from jiannuo.pledges.models import StandingItem

_OPEN = Q(result__isnull=True) | Q(result__state__in=[ResultState.OPEN, ResultState.HANDED_BACK])


def _own(situation: Situation) -> Iterator[Line]:
    if situation.member is None:
        return
    items = StandingItem.objects.filter(round=situation.round, pledge__member=situation.member)
    tally = fulfilment.tally_of(items, today())
    for number, words, state in ((tally.late, "已经逾期", "late"), (tally.soon, "快到期", "soon")):
        if number:
            sentence = f"践诺：您有 {number} 项承诺{words}，写一句进展或说明结果即可。"
            yield Line(sentence, reverse("fulfilment:mine"), "去说明", state=state)


def _run(situation: Situation) -> Iterator[Line]:
    """C17, C23: what is overdue in one's own ledgers, and results that wait to be settled; one query."""
    if not situation.run:
        return
    rows = StandingItem.objects.filter(round=situation.round, pledge__organisation__in=situation.run)
    late = Q(_OPEN, dropped_by=None, ends_on__lt=today())
    stated = Q(result__state=ResultState.STATED)
    sums = rows.filter(late | stated).order_by().values_list("pledge__organisation")
    for pk, overdue, waiting in sums.annotate(late=Count("pk", filter=late), stated=Count("pk", filter=stated)):
        ledger, name = reverse("fulfilment:ledger", args=[pk]), situation.organisations[pk].short_name
        if overdue:
            sentence = f"践诺：{name}有 {overdue} 项承诺逾期，还没有说明结果。"
            yield Line(sentence, f"{ledger}?state=late", "看台帐", state="late")
        if waiting:
            yield Line(f"践诺：{name}有 {waiting} 项结果等另一人销号。", f"{ledger}?state=stated", "去销号")


def _scrutinised(situation: Situation) -> Iterator[Line]:
    """C28: a count that waits for a second scrutineer; the citizens' representative may be the one."""
    offices = [o.organisation_id for o in situation.holding(Role.CITIZEN)]
    if not offices:
        return
    for box in BallotBox.objects.filter(organisation__in=offices, state=State.CLOSED).order_by("closed_at"):
        yield Line(
            f"群众评：“{box.title}”已计票，等另一名监票人确认。", reverse("ballots:box", args=[box.pk]), "去确认"
        )


def part_of(situation: Situation) -> Part:
    return Part(due=[*_own(situation), *_run(situation), *_scrutinised(situation)])
