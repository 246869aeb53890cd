"""Opening a round, setting its calendar, and what guiding bodies say to the classes below them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, Stale, require
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Organisation
from jiannuo.rounds import policies, queries
from jiannuo.rounds.beginnings import OWN_DAY, Beginning, from_preset, from_round
from jiannuo.rounds.models import Cadence, ClassGuidance, Milestone, Round, Step
from jiannuo.rounds.presets import PRESETS


@transaction.atomic
def open_round(
    *,
    by: User | None,
    organisation: Organisation,
    year: int,
    preset: str = "guidance_2011",
    due: dict[Step, date] | None = None,
    opens_on: date | None = None,
) -> Round:
    """Open a year's round from the body's last one, the first from a preset (C34); `due` overrides single days.

    All may be changed until it opens.
    """
    if by is not None:
        require(policies.why_not_open(by, organisation))
    if Round.objects.filter(year=year).exists():
        raise Refusal(f"{year}年的轮次已经开始，不能再次开启。")
    last, source = queries.last_of(organisation, year), PRESETS[preset]
    begins = from_round(last, source, year, opens_on) if last else from_preset(source, year, opens_on)
    opened = _create(organisation, year, source.title.format(year=year), begins)
    _set_days(opened, begins, due or {})
    Cadence.objects.bulk_create(Cadence(round=opened, **beat) for beat in begins.cadences)
    if last:
        _take_guidance(last, opened)
    path, follows = organisation.path or "", last.year if last else None
    record(by=by, verb="open_round", subject=opened, path=path, year=year, preset=preset, follows=follows)
    return opened


def _create(organisation: Organisation, year: int, title: str, begins: Beginning) -> Round:
    return Round.objects.create(
        year=year,
        title=title,
        organisation=organisation,
        opens_on=begins.opens_on,
        closes_on=begins.closes_on,
        who_binds=begins.who_binds,
        shown_days_after=begins.shown_days_after,
        terms=begins.terms,
    )


def _set_days(opened: Round, begins: Beginning, given: dict[Step, date]) -> None:
    """The day of each step and how it was reckoned; those given are the body's own."""
    Milestone.objects.bulk_create(
        Milestone(round=opened, step=step, due_on=given.get(step, day), reckoning=OWN_DAY if step in given else why)
        for step, day, why in begins.milestones
    )


def _take_guidance(last: Round, opened: Round) -> None:
    """C4: what bodies that are still there said to the classes below them; each may change or withdraw its own."""
    said = ClassGuidance.objects.filter(round=last, organisation__closed_on__isnull=True).order_by("id")
    fields = ("organisation_id", "org_class", "subject", "text", "hints", "examples")
    ClassGuidance.objects.bulk_create(ClassGuidance(round=opened, **row) for row in said.values(*fields))


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the opener of a round may set: its span, who binds, the days of the steps and how they were reckoned."""

    opens_on: date
    closes_on: date
    who_binds: str
    shown_days_after: int
    days: dict[str, tuple[date, str]]
    beats: dict[str, tuple[int, int, int]]  # {practice: (times a year, opens before, days after)}
    results_need_second_eyes: bool | None = None  # 销号 by another hand (C17); None leaves it as it is


def _lock(round_: Round, version: int | None) -> Round:
    found = Round.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=round_.pk)
    if version is not None and version != found.version:
        raise Stale("这一轮的日程刚刚已被他人改动。您填写的内容没有丢失，请核对后再保存。", stored=found)
    return found


@transaction.atomic
def set_calendar(round_: Round, calendar: Calendar, *, by: User, version: int | None = None) -> Round:
    """C24: change the days, cadences and who binds. Duties already reckoned keep their day until reckoned anew."""
    require(policies.why_not_edit(by, round_))
    round_ = _lock(round_, version)
    round_.opens_on, round_.closes_on = calendar.opens_on, calendar.closes_on
    round_.who_binds, round_.shown_days_after = calendar.who_binds, calendar.shown_days_after
    if calendar.results_need_second_eyes is not None:
        round_.terms["results_need_second_eyes"] = calendar.results_need_second_eyes
    round_.version += 1
    round_.save()
    milestones = list(round_.milestones.filter(step__in=calendar.days))
    for milestone in milestones:
        milestone.due_on, milestone.reckoning = calendar.days[milestone.step]
    Milestone.objects.bulk_update(milestones, ["due_on", "reckoning"])
    beats = _set_cadences(round_, calendar.beats)
    days = {step: day.isoformat() for step, (day, _) in calendar.days.items()}
    record(by=by, verb="set_calendar", subject=round_, path=round_.organisation.path or "", days=days, beats=beats)
    return round_


def _set_cadences(round_: Round, beats: dict[str, tuple[int, int, int]]) -> dict[str, list[int]]:
    """Those that change, with what they were set to."""
    changed = []
    for cadence in round_.cadences.filter(practice__in=beats):
        beat = beats[cadence.practice]
        if beat == (cadence.times_a_year, cadence.opens_before, cadence.days_after):
            continue
        require(policies.why_not_beat(round_, cadence, beat[0]))
        cadence.times_a_year, cadence.opens_before, cadence.days_after = beat
        cadence.source = OWN_DAY
        changed.append(cadence)
    Cadence.objects.bulk_update(changed, ["times_a_year", "opens_before", "days_after", "source"])
    return {cadence.practice: list(beats[cadence.practice]) for cadence in changed}


@transaction.atomic
def set_appraisal_terms(round_: Round, terms: dict[str, Any], *, by: User, version: int | None = None) -> Round:
    """C29: by what weights the year is reckoned. Whether anything has been decided by them, the caller has asked."""
    require(policies.why_not_edit(by, round_))
    round_ = _lock(round_, version)
    before, round_.terms["appraisal"] = round_.terms.get("appraisal"), terms
    round_.version += 1
    round_.save(update_fields=["terms", "version"])
    path = round_.organisation.path or ""
    record(by=by, verb="set_appraisal_terms", subject=round_, path=path, before=before, after=terms)
    return round_


@transaction.atomic
def set_words(round_: Round, words: dict[str, Any], *, by: User, version: int | None = None) -> set[str]:
    """C5–C8: the labels of the kinds, the points of review, what may be promised; which of them have changed.

    Whether anything relies on what changed, the caller asks afterwards, with the round locked.
    """
    require(policies.why_not_edit(by, round_))
    round_ = _lock(round_, version)
    before = {name: round_.terms.get(name) for name, now in words.items() if now != round_.terms.get(name)}
    if before:
        round_.terms |= words
        round_.version += 1
        round_.save(update_fields=["terms", "version"])
        path, after = round_.organisation.path or "", {name: words[name] for name in before}
        record(by=by, verb="set_words", subject=round_, path=path, before=before, after=after)
    return set(before)


@dataclass(frozen=True, slots=True)
class Words:
    """C4: what a body says to a class: text, hints, and examples as {"kind", "text"}."""

    text: str
    hints: list[str]
    examples: list[dict[str, str]]


@transaction.atomic
def guide(
    round_: Round,
    organisation: Organisation,
    audience: tuple[str, str],
    words: Words,
    *,
    by: User,
    version: int | None = None,
) -> ClassGuidance:
    """C4: write or rewrite what one body says to one (class, subject) below it."""
    org_class, subject = audience
    require(policies.why_not_guide(by, organisation, org_class))
    found, _ = ClassGuidance.objects.select_for_update(of=("self",)).get_or_create(
        round=round_, organisation=organisation, org_class=org_class, subject=subject, defaults={"version": 0}
    )
    if version is not None and version != found.version:
        raise Stale("这份指导意见刚刚已被他人改动。您填写的内容没有丢失，请核对后再保存。", stored=found)
    found.text, found.hints, found.examples = words.text, words.hints, words.examples
    found.version += 1
    found.save()
    record(by=by, verb="guide", subject=found, path=organisation.path or "", org_class=org_class, to=subject)
    return found


@transaction.atomic
def withdraw_guidance(guidance: ClassGuidance, *, by: User) -> None:
    """Take the own words back: the next body above, or the built-in examples, apply again."""
    require(policies.why_not_guide(by, guidance.organisation, guidance.org_class))
    record(
        by=by,
        verb="withdraw_guidance",
        subject=guidance,
        path=guidance.organisation.path or "",
        text=guidance.text,
        examples=guidance.examples,
    )
    guidance.delete()
