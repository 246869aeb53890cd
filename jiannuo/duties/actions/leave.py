"""Putting a duty off, and waiving one kind of duty of a subject for a time; both with a reason, both can be undone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.dates import named, today
from jiannuo.base.errors import Refusal, require
from jiannuo.duties import policies, wording
from jiannuo.duties.models import Duty, Exemption, Ground
from jiannuo.duties.standing import covered_by
from jiannuo.journal.actions import record
from jiannuo.rounds.queries import current

_REASON = 100


def _lock(pks: Iterable[int]) -> list[Duty]:
    rows = Duty.objects.select_for_update(of=("self",)).filter(pk__in=list(pks)).order_by("id")
    found = list(rows.select_related("organisation", "member", "round"))
    if not found:
        raise Refusal("没有选中任何一项。请先在名单中勾选，再办理。")
    return found


@transaction.atomic
def extend(duties: Iterable[Duty], until: date, reason: str, *, by: User) -> list[Duty]:
    """延期: due on a later day, for one or for many. How the first day was reckoned stays on the row."""
    locked, reason = _lock(duty.pk for duty in duties), _said(reason, "请写明延期的原因。")
    if until < today():
        raise Refusal("延期的日期已经过去，请选今天或以后的日期。")
    for duty in locked:
        require(policies.why_not_extend(by, duty))
        if until <= duty.due_on:
            due = named(duty.due_on)
            raise Refusal(f"{duty.subject_name}的{duty.label}原定{due}，延期的日期应比它晚。")
        before, duty.due_on = duty.due_on, until
        duty.extension = wording.put_off(by, duty, until, reason)
        days = {"before": before.isoformat(), "until": until.isoformat(), "reason": reason}
        record(by=by, verb="extend", subject=duty, path=duty.path, **days)
    Duty.objects.bulk_update(locked, ["due_on", "extension"])
    return locked


@transaction.atomic
def shorten(duty: Duty, *, by: User) -> Duty:
    """The extension is taken back: due again on the day that was reckoned."""
    duty = _lock([duty.pk])[0]
    require(policies.why_not_shorten(by, duty))
    record(by=by, verb="shorten", subject=duty, path=duty.path, said=duty.extension)
    duty.due_on, duty.extension = duty.original_due_on, ""
    duty.save(update_fields=["due_on", "extension"])
    return duty


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why and until when something is not expected; without a day until somebody ends it."""

    ground: Ground
    reason: str = ""
    until: date | None = None


@transaction.atomic
def exempt(duties: Iterable[Duty], waiver: Waiver, *, by: User) -> list[Exemption]:
    """免办: this duty of each subject and the later ones of its kind, until the day named.

    What is waived of a round gone by says nothing about the round that runs.
    """
    locked, reason = _lock(duty.pk for duty in duties), waiver.reason.strip()[:_REASON]
    if waiver.ground == Ground.OTHER and not reason:
        raise Refusal("选“其他原因”的，请写明是什么原因。")
    granted: dict[tuple[int, int | None, str], Exemption] = {}
    for duty in sorted(locked, key=lambda duty: duty.opens_on):
        whose = (duty.organisation_id, duty.member_id, duty.kind)
        if whose in granted and (waiver.until is None or duty.opens_on <= waiver.until):
            continue  # covered by what was granted a moment ago for an earlier period
        require(policies.why_not_exempt(by, duty))
        if waiver.until is not None and waiver.until < duty.opens_on:
            raise Refusal(f"免办的截止日期应不早于{named(duty.opens_on)}（{duty.label}开始办理的日期）。")
        granted[whose] = _grant(duty, _within_its_round(duty, waiver), reason, by)
    return list(granted.values())


def _within_its_round(duty: Duty, waiver: Waiver) -> Waiver:
    now, last = current(), max(duty.round.closes_on, duty.opens_on)
    if now is None or duty.round.year >= now.year or (waiver.until and waiver.until <= last):
        return waiver
    return replace(waiver, until=last)


def _grant(duty: Duty, waiver: Waiver, reason: str, by: User) -> Exemption:
    exemption = Exemption.objects.create(
        organisation=duty.organisation,
        member=duty.member,
        kind=duty.kind,
        ground=waiver.ground,
        reason=reason,
        starts_on=duty.opens_on,
        until=waiver.until,
        by=by,
        by_title=wording.in_words(by, duty),
        at=timezone.now(),
        path=duty.path,
    )
    covered = covered_by(exemption).filter(exemption__isnull=True).update(exemption=exemption)
    until = waiver.until.isoformat() if waiver.until else ""
    told = {"ground": waiver.ground, "reason": reason, "until": until, "kind": duty.kind, "covered": covered}
    record(by=by, verb="exempt", subject=duty, path=duty.path, exemption=exemption.pk, **told)
    return exemption


@transaction.atomic
def end_exemption(exemption: Exemption, *, by: User) -> int:
    """Expected again from today on; ended on the day it was granted, as if it had never been. Returns how many."""
    rows = Exemption.objects.select_for_update(of=("self",)).select_related("organisation", "member")
    exemption = rows.get(pk=exemption.pk)
    require(policies.why_not_end(by, exemption))
    exemption.ended_on = today()
    exemption.save(update_fields=["ended_on"])
    freed = Duty.objects.filter(exemption=exemption, done_on__isnull=True)
    if timezone.localdate(exemption.at) != today():
        freed = freed.filter(due_on__gte=today())  # what was waived while it lasted stays waived
    count = freed.update(exemption=None)
    record(by=by, verb="end_exemption", subject=exemption, path=exemption.path, freed=count)
    return count


def _said(reason: str, sentence: str) -> str:
    if not reason.strip():
        raise Refusal(sentence)
    return reason.strip()[:_REASON]
