"""What leaders, guides, administrators and citizens look after: first a sentence, the list one tap away."""

from collections.abc import Iterator

from django.urls import reverse

from jiannuo.base.dates import today
from jiannuo.desk.lines import Line, due_said, state_by
from jiannuo.desk.overview import how_many, organisations
from jiannuo.desk.parts import Part
from jiannuo.desk.situation import Situation
from jiannuo.duties import queries as duties
from jiannuo.orgs.models import Organisation, Role
from jiannuo.rounds.models import Step


def _coverage(situation: Situation, organisation: Organisation) -> Iterator[Line]:
    expected, filed = how_many(organisations(situation.user, organisation), situation.round)
    if not expected:
        return
    due_on = situation.dues.get(Step.FILE)
    left = expected - filed
    if left:
        yield Line(
            f"{organisation.short_name}下级 {expected} 个党组织中 {filed} 个的承诺已备案，{left} 个还没有。",
            f"{reverse('desk:overview', args=[organisation.pk])}?show=unfiled",
            "看未备案的",
            due_said(due_on),
            state_by(due_on),
        )
    else:
        yield Line(
            f"{organisation.short_name}下级 {expected} 个党组织的承诺都已备案。",
            reverse("desk:overview", args=[organisation.pk]),
            "看总览",
            state="kept",
        )


def _guiding(situation: Situation) -> Iterator[Line]:
    """C32: the own sector across the territory; a guide advises and decides nothing."""
    for office in situation.holding(Role.GUIDE):
        organisation = situation.organisation_of(office)
        rows = organisations(situation.user, organisation, office.sector_id)
        expected, filed = how_many(rows, situation.round)
        yield Line(
            f"{office.title}：本系统 {expected} 个党组织中 {filed} 个的承诺已备案。",
            f"{reverse('desk:overview', args=[organisation.pk])}?sector={office.sector_id}",
            "看本系统",
        )


def _undelivered(situation: Situation) -> Iterator[Line]:
    """The mail server and the way to group robots are the operator's to mend."""
    if not situation.holding(Role.ADMINISTRATOR):
        return
    failed = duties.undelivered(today())
    last = failed.first()
    if last is not None:
        said = f"最近一条（{last.get_channel_display()}）：{last.error.rstrip('。')}。"
        yield Line(f"一周内有 {failed.count()} 条提醒没有确认送到邮箱或工作群，{said}", state="soon")


def _watching(situation: Situation) -> Iterator[Line]:
    for office in situation.holding(Role.CITIZEN):
        organisation = situation.organisation_of(office)
        board = reverse("publicity:organisation", args=[organisation.code])
        yield Line(f"您是{organisation.short_name}的群众代表，可以随时查看和监督公示的承诺。", board, "看公示栏")


def part_of(situation: Situation) -> Part:
    """The lines of those who look after others."""
    part = Part()
    above = {o.pk: o for o in situation.run_with_children}
    above |= {o.organisation_id: situation.organisation_of(o) for o in situation.holding(Role.LEADER)}
    for organisation in above.values():
        for line in _coverage(situation, organisation):
            (part.done if line.state == "kept" else part.due).append(line)
    part.due += [*_guiding(situation), *_undelivered(situation), *_watching(situation)]
    return part
