"""What is expected of a secretary or organiser: the papers of the own organisation, and what comes up from below."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from jiannuo.desk.lines import MOST, Line, counted, due_said, state_by
from jiannuo.desk.parts import Part
from jiannuo.desk.situation import Situation
from jiannuo.duties.models import Duty
from jiannuo.orgs.models import ImportBatch, ImportState, Organisation
from jiannuo.pledges.jointly import UNSIGNED, waits_for_signers
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.queries import awaiting_bare
from jiannuo.pledges.workflow import DECLINE, Stage
from jiannuo.publicity import queries as publicity
from jiannuo.rounds.models import Step

_CHECKS = {
    "prepared": ("check", "审核：{year}有 {n} 份公示等您审核。", "去审核"),
    "checked": ("approve", "审批：{year}有 {n} 份公示等您审批。", "去审批"),
    "approved": ("go_live", "公示：{year}有 {n} 份已审批，等您实施公示。", "去公示"),
    "withdrawn": ("note", "公示：下级撤下了{year} {n} 份公示，请您过目。", "去看"),
    "returned": ("prepare", "公示：{year}有 {n} 份被退回，请改好重新提出。", "去修改"),
}
_ROSTERS, _LOOKED_AT = 5, 50
_AGAIN = re.compile(r"(-未通过|\s*[（(]\d+[）)])+$")  # as our sheet and as browsers name a file once more
_Stages = Counter[tuple[int, str, bool]]  # organisation, stage, is it a member's
_Unsigned = defaultdict[int, list[int]]  # organisation, pledges
_Reviewed = defaultdict[int, Counter[int]]  # organisation, round


def _stages(situation: Situation) -> tuple[_Stages, _Unsigned, _Reviewed]:
    """How many pledges of the own organisations stand where, and to which a joint signer has not agreed; one query.

    Of the round before, what two meetings were to decide: their page has both.
    """
    asked = Q(round=situation.round) | Q(round__in=situation.latest, stage=Stage.REVIEWED)
    rows = (
        Pledge.objects.filter(asked, organisation__in=situation.run)
        .annotate(is_unsigned=waits_for_signers())
        .values_list("organisation_id", "round_id", "stage", "member_id", "pk", "is_unsigned")[:MOST]
    )
    stages, unsigned, reviewed = _Stages(), _Unsigned(list), _Reviewed(Counter)
    for organisation, round_, stage, member, pk, is_unsigned in rows:
        if stage == Stage.REVIEWED:
            reviewed[organisation][round_] += 1
            continue
        stages[organisation, stage, member is not None] += 1
        if is_unsigned and stage in DECLINE.sources:
            unsigned[organisation].append(pk)
    return stages, unsigned, reviewed


def _receipts_below(situation: Situation) -> Counter[int]:
    """Confirmed pledges of organisations right below, by the organisation that gives the receipt."""
    if not situation.run_with_children:
        return Counter()
    rows = Pledge.objects.filter(
        round=situation.round,
        stage=Stage.CONFIRMED,
        member__isnull=True,
        organisation__parent__in=situation.run_with_children,
    )
    found = rows.values_list("organisation__parent_id").annotate(number=Count("pk"))
    return Counter({parent: number for parent, number in found if parent is not None})


def _expected_of_members(duties: Iterable[Duty]) -> list[Duty]:
    """What is waived is expected of nobody; the overview and the list of names count the same."""
    return [d for d in duties if d.member_id is not None and (d.done_at or d.exemption_id is None)]


def _proposing(situation: Situation, organisation: Organisation, stages: _Stages) -> Iterator[Line]:
    """提诺: the organisation's own pledge, and how many members have not proposed."""
    duties = [d for d in situation.duties if d.organisation_id == organisation.pk]
    own = next((d for d in duties if d.member_id is None), None)
    write = reverse("pledges:organisation", args=[organisation.pk])
    if stages[organisation.pk, Stage.RETURNED, False]:
        yield Line(f"审诺：{organisation.short_name}的承诺被退回修改。", write, "去修改", state="soon")
    elif own is not None and own.done_at is None and own.exemption_id is None:
        yield Line(
            f"提诺：请提出{organisation.short_name}{situation.round.year}年的承诺。",
            write,
            "去提诺",
            due_said(own.due_on),
            state_by(own.due_on),
        )
    members = _expected_of_members(duties)
    silent = [d for d in members if d.done_at is None]
    if silent:
        due_on, name = min(d.due_on for d in silent), organisation.short_name  # who came late has a day of his own
        yield Line(
            f"提诺：{name} {len(members)} 名党员中还有 {len(silent)} 名没有提诺，不便用手机的可以代录。",
            f"{reverse('pledges:missing', args=[organisation.pk])}?subject=member",
            "看名单",
            due_said(due_on),
            state_by(due_on),
        )


def _signing(organisation: Organisation, pledges: list[int]) -> Iterator[Line]:
    """C11: joint signers whose agreement is missing; who has no phone says it to the branch."""
    if pledges:
        yield Line(
            f"联名：{organisation.short_name}有 {len(pledges)} 份联名承诺有人还没有同意，不便用手机的可以代录。",
            reverse("pledges:detail", args=pledges)
            if len(pledges) == 1
            else f"{reverse('pledges:list', args=[organisation.pk])}?stage={UNSIGNED}",
            "去看",
        )


def _deciding(situation: Situation, organisation: Organisation, reviewed: Counter[int]) -> Iterator[Line]:
    """定诺."""
    sentence = f"定诺：{organisation.short_name}{{year}}有 {{n}} 份已审诺，等两个会议表决。"
    way = (reverse("pledges:confirm", args=[organisation.pk]), "去定诺")
    yield from _by_year(situation, reviewed, Step.CONFIRM, sentence, way)


def _receiving(situation: Situation, organisation: Organisation, stages: _Stages, receipts: int) -> Iterator[Line]:
    """备案."""
    due = situation.dues
    receipts += stages[organisation.pk, Stage.CONFIRMED, True]
    if organisation.parent_id is None:
        receipts += stages[organisation.pk, Stage.CONFIRMED, False]
    if receipts:
        yield Line(
            f"备案：有 {receipts} 份承诺书报{organisation.short_name}备案，等您给出回执。",
            reverse("pledges:filing", args=[organisation.pk]),
            "去备案",
            due_said(due.get(Step.FILE)),
            state_by(due.get(Step.FILE)),
        )


def _reviewing(situation: Situation) -> Iterator[Line]:
    """审诺: what the person is to judge."""
    rounds = awaiting_bare(situation.user).order_by().values_list("round_id", flat=True)[:MOST]
    way = (reverse("pledges:queue"), "去审诺")
    yield from _by_year(situation, Counter(rounds), Step.REVIEW, "审诺：{year}有 {n} 份承诺等您审定。", way)


def _by_year(
    situation: Situation, numbers: Mapping[int, int], step: Step, sentence: str, way: tuple[str, str]
) -> Iterator[Line]:
    """A line for each round: the calendar's days are this round's alone; what an earlier one left bears its year.

    Where there are several, each leads to its own part of the list; two meetings decide on all of them together.
    """
    due_on, (address, action) = situation.dues.get(step), way
    for round_, number in sorted(numbers.items(), reverse=True):
        url = address
        if len(numbers) > 1 and step is not Step.CONFIRM and round_ in situation.years:
            url += f"{'&' if '?' in address else '?'}year={situation.years[round_]}"
        if round_ == situation.round.pk:
            yield Line(sentence.format(year="", n=counted(number)), url, action, due_said(due_on), state_by(due_on))
        else:
            year = f"{situation.years[round_]}年" if round_ in situation.years else "往年"
            yield Line(sentence.format(year=year, n=counted(number)), url, action, state="late", is_past=True)


def checking(situation: Situation) -> Iterator[Line]:
    """公示: the steps of the publishing check that wait for this person."""
    states = publicity.waiting_by_round(situation.user, MOST)
    for state, (move, sentence, action) in _CHECKS.items():
        numbers = {round_: n for (found, round_), n in states.items() if found == state}
        way = (f"{reverse('publicity:queue')}?step={move}", action)
        yield from _by_year(situation, numbers, Step.PUBLISH, sentence, way)
    told = sum(n for (found, _), n in states.items() if found == publicity.REASONS)
    if told:
        yield Line(f"公示：有 {counted(told)} 条没有兑现的原因等您核对。", reverse("publicity:reasons"), "去核对")


def _to_publish(situation: Situation) -> Iterator[Line]:
    """公示: filed pledges that nobody has put forward."""
    ids = [o.pk for o in situation.run]
    found = Counter(publicity.to_prepare(ids).order_by().values_list("organisation_id", "round_id")[:MOST])
    for organisation in situation.run:
        numbers = {round_: n for (pk, round_), n in found.items() if pk == organisation.pk}
        sentence = f"公示：{organisation.short_name}{{year}}有 {{n}} 份已备案，请提出公示。"
        way = (reverse("publicity:propose", args=[organisation.pk]), "去提出")
        yield from _by_year(situation, numbers, Step.PUBLISH, sentence, way)


def _rosters(situation: Situation) -> Iterator[Line]:
    """Rosters that the person has sent in: to be confirmed, or with refused rows to mend."""
    for batch in _open_rosters(situation)[:_ROSTERS]:
        url = reverse("orgs:roster_batch", args=[batch.pk])
        if batch.state == ImportState.CHECKED:
            yield Line(f"名册：“{batch.file_name}”已核对，等您确认导入。", url, "去确认")
        else:
            yield Line(f"名册：“{batch.file_name}”里有没能导入的行，请改好再导入一次。", url, "看原因", state="soon")


def _open_rosters(situation: Situation) -> list[ImportBatch]:
    """The latest first; what came in again under its name, mended or as the sheet of refused rows, is told once."""
    mine = ImportBatch.objects.filter(uploaded_by=situation.user)
    rows = mine.filter(Q(state=ImportState.CHECKED) | Q(state=ImportState.DONE, created_at__gte=_lately()))
    found, again = [], set()
    for batch in rows.order_by("-id")[:_LOOKED_AT]:
        sheet = (batch.organisation_id, _AGAIN.sub("", batch.file_name.rsplit(".", 1)[0]))
        if batch.state == ImportState.CHECKED or (batch.counts.get("refused") and sheet not in again):
            found.append(batch)
        again.add(sheet)
    return found


def _lately() -> datetime:
    return timezone.now() - timedelta(days=14)


def part_of(situation: Situation) -> Part:
    """The lines of somebody who runs an organisation's papers, or signs off what is published."""
    part = Part()
    if situation.run:
        (stages, unsigned, reviewed), below = _stages(situation), _receipts_below(situation)
        part.due += _reviewing(situation)
        for organisation in situation.run:
            part.due += _proposing(situation, organisation, stages)
            part.due += _signing(organisation, unsigned[organisation.pk])
            part.due += _deciding(situation, organisation, reviewed[organisation.pk])
            part.due += _receiving(situation, organisation, stages, below[organisation.pk])
            part.done += _done(situation, organisation)
        part.due += _to_publish(situation)
        part.due += _rosters(situation)
    if situation.offices:
        part.due += checking(situation)
    return part


def _done(situation: Situation, organisation: Organisation) -> Iterator[Line]:
    duties = [d for d in situation.duties if d.organisation_id == organisation.pk]
    if any(d.member_id is None and d.done_at for d in duties):
        write = reverse("pledges:organisation", args=[organisation.pk])
        yield Line(f"{organisation.short_name}的承诺已提诺。", write, "看承诺书", state="kept")
    members = _expected_of_members(duties)
    if members and all(d.done_at for d in members):
        everybody = f"{reverse('pledges:list', args=[organisation.pk])}?subject=member"
        yield Line(f"{organisation.short_name} {len(members)} 名党员都已提诺。", everybody, "看名单", state="kept")
