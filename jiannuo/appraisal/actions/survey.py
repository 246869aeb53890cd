"""群众评议会议 from convening to 固定会议 (C28). The votes themselves are the box's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.appraisal.actions.meeting import Arranged
from jiannuo.appraisal.asking import MOST_ITEMS, survey_questions
from jiannuo.appraisal.models import Survey
from jiannuo.appraisal.policies import survey as policies
from jiannuo.appraisal.queries.survey import items_to_ask
from jiannuo.appraisal.survey_minutes import drafted
from jiannuo.ballots import actions as ballots
from jiannuo.ballots.models import BoxKind
from jiannuo.base.errors import Refusal, Stale, require
from jiannuo.base.text import clean
from jiannuo.duties.actions import meet
from jiannuo.duties.models import DutyKind
from jiannuo.journal.actions import record
from jiannuo.meetings import actions as meetings
from jiannuo.meetings.models import Category, Meeting, MeetingKind
from jiannuo.orgs.models import Organisation
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import Period, period_numbered

_STALE = "到会人数刚刚已被他人改过，现在的在上面。您填写的没有丢失，请核对后再保存。"


@dataclass(frozen=True, slots=True)
class Slips:
    """How the vote is held: how many slips (the others vote on paper), until when, how many scrutineers."""

    slip_count: int
    closes_at: datetime
    scrutineers: int = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked beside the organisation as a whole."""

    items: Iterable[int] = ()
    with_members: bool = True
    takes_remarks: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Of one category: how many came, and those of them whose names are known."""

    number: int = 0
    names: list[str] = field(default_factory=list)


def _lock(survey: Survey) -> Survey:
    """The meeting first, as everywhere."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=survey.meeting_id)
    rows = Survey.objects.select_for_update(of=("self",))
    return rows.select_related("organisation__parent", "round", "meeting__organisation", "box").get(pk=survey.pk)


@transaction.atomic
def hold_survey(round_: Round, period: Period, organisation: Organisation, arranged: Arranged, *, by: User) -> Survey:
    """Convene the meeting of a period, once."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    require(policies.why_not_hold_survey(by, organisation, period))
    held = Survey.objects.filter(round=round_, period=period.number, organisation=organisation)
    if held.filter(cancelled_at__isnull=True).exists():
        raise Refusal(f"{period.label}的群众评议会议已经登记过，请在原来的会议上继续。")
    place = (arranged.held_at, arranged.place, arranged.chair)
    meeting = meetings.convene(organisation, MeetingKind.SURVEY, *place, by=by)
    survey = Survey.objects.create(
        round=round_,
        period=period.number,
        organisation=organisation,
        meeting=meeting,
        by=by,
        path=organisation.path or "",
        sector_id=organisation.sector_id,
    )
    record(by=by, verb="hold_survey", subject=survey, path=survey.path, period=period.number)
    return survey


@transaction.atomic
def take_roll(survey: Survey, groups: Mapping[Category, Group], *, by: User, version: int | None = None) -> Survey:
    """C28: the roll by category; numbers count, names stand as far as they are known. `version`: what was shown."""
    survey = _lock(survey)
    require(policies.why_not_take_roll(by, survey))
    if version is not None and version != survey.version:
        raise Stale(_STALE, stored=survey)
    for category, group in groups.items():
        if group.number < len(group.names):
            raise Refusal(
                f"{category.label}写了{len(group.names)}个姓名，人数却是{group.number}。请核对人数，一人只写一次。"
            )
    _write_names(survey.meeting, groups, by)
    survey.present = {category.value: group.number for category, group in groups.items() if group.number}
    survey.version += 1
    survey.save(update_fields=["present", "version"])
    record(by=by, verb="take_roll", subject=survey, path=survey.path, present=survey.present)
    return survey


def _write_names(meeting: Meeting, groups: Mapping[Category, Group], by: User) -> None:
    wanted = {(category.value, name) for category, group in groups.items() for name in group.names}
    stands = {(row.category, row.name): row.pk for row in meeting.roll.filter(member__isnull=True)}
    gone = [pk for line, pk in stands.items() if line not in wanted]
    if gone:
        meetings.mark_roll(meeting, [], removed_ids=gone, touched_ids=[], by=by)
    for category, group in groups.items():
        new = [name for name in group.names if (category.value, name) not in stands]
        if new:
            meetings.enrol(meeting, category, new, [], by=by)


@transaction.atomic
def open_survey(survey: Survey, asked: Asked, slips: Slips, *, by: User) -> ballots.Opened:
    """Close the roll, fix the questions, make slips and keys. What comes back exists nowhere else: print it at once."""
    survey = _lock(survey)
    require(policies.why_not_open_survey(by, survey))
    chosen = set(asked.items)
    items = [item for item in items_to_ask(survey.organisation, survey.round) if item.pk in chosen]
    if len(items) > MOST_ITEMS:
        raise Refusal(f"逐项评议最多选{MOST_ITEMS}项，现在选了{len(items)}项。请只选群众最了解的几项。")
    opened = ballots.open_box(
        BoxKind.SURVEY,
        survey.organisation,
        f"{survey.round.year}年{label_of(survey)}群众满意度测评",
        survey_questions(survey.round, items, with_members=asked.with_members),
        survey.voters,
        slips.closes_at,
        by=by,
        slip_count=slips.slip_count,
        scrutineers=slips.scrutineers,
        period=f"{survey.round.year}/{survey.period}",
        takes_remarks=asked.takes_remarks,
    )
    survey.box = opened.box
    survey.save(update_fields=["box"])
    return opened


def label_of(survey: Survey) -> str:
    period = period_numbered(survey.round, Practice.SURVEY, survey.period)
    return period.label if period else ""


@transaction.atomic
def fix_survey(survey: Survey, *, by: User) -> Survey:
    """固定会议: minutes with the result, the meeting's book closed, the duty done on the day of the vote."""
    survey = _lock(survey)
    require(policies.why_not_fix_survey(by, survey))
    meeting = survey.meeting
    if not meeting.roll.filter(is_present=True).exists():  # the book wants one name at least: whoever was in the chair
        meetings.enrol(meeting, Category.OTHER, [meeting.chair], [], by=by)
    if not meeting.minutes.strip():
        meeting = meetings.write_minutes(meeting, drafted(survey), by=by, version=meeting.version)
    meeting = meetings.close(meeting, by=by)
    organisation, day = survey.organisation, survey.held_on
    meet(survey.round, DutyKind.SURVEY, survey.period, organisation=organisation, on=day, by=by)
    record(by=by, verb="fix_survey", subject=survey, path=survey.path, period=survey.period)
    return survey


@transaction.atomic
def cancel_survey(survey: Survey, reason: str, *, by: User) -> Survey:
    """Not held after all, or entered by mistake: the reason stays, a box that is open becomes void."""
    survey = _lock(survey)
    require(policies.why_not_cancel_survey(by, survey))
    reason = clean(reason).strip()
    if not reason:
        raise Refusal("取消须写明理由，例如会议改期、登记错了。")
    if survey.box is not None and policies.is_live(survey.box):
        ballots.cancel(survey.box, reason, by=by)
    survey.cancelled_at, survey.cancelled_by, survey.cancel_reason = timezone.now(), by, reason
    survey.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
    record(by=by, verb="cancel_survey", subject=survey, path=survey.path, reason=reason)
    return survey
