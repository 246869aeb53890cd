"""评: what a sealed vote said, as far as it may be shown: the meeting's result, a person's own 互评 (C20, C28)."""

from collections.abc import Iterator

from django.urls import reverse

from jiannuo.accounts.models import User
from jiannuo.appraisal.case.event import Event
from jiannuo.appraisal.models import Survey
from jiannuo.appraisal.periods import label_of
from jiannuo.appraisal.queries.mutual import own_figures
from jiannuo.appraisal.queries.survey import surveys_visible_to
from jiannuo.ballots.printing import in_words
from jiannuo.ballots.queries import released
from jiannuo.ballots.workflow import State
from jiannuo.pledges.models import Pledge
from jiannuo.rounds.models import Practice


def events_of(user: User, pledge: Pledge) -> Iterator[Event]:
    """Of an organisation its surveys; of a member what the branch thought of him, for his own eyes."""
    if pledge.member_id is None:
        yield from _surveys(user, pledge)
    elif pledge.member and pledge.member.user_id == user.pk:
        yield from _own(user, pledge)


def _surveys(user: User, pledge: Pledge) -> Iterator[Event]:
    rows = Survey.objects.filter(organisation=pledge.organisation_id, round=pledge.round_id)
    rows = rows.filter(box__state=State.CONFIRMED, meeting__closed_at__isnull=False).order_by("period")
    seen = set(surveys_visible_to(user).filter(pk__in=rows.order_by().values("pk")).values_list("pk", flat=True))
    for survey in rows.select_related("round", "meeting", "box"):
        if survey.box is None:
            continue
        told = tuple(f"{question['label']}：{in_words(figure)}" for question, figure in released(survey.box).rows)
        yield Event(
            on=survey.held_on,
            at=survey.held_at,
            title=f"群众评议：{label_of(survey.round, Practice.SURVEY, survey.period)}",
            drawing="meeting",
            by=f"{survey.meeting.place}，{survey.meeting.chair}主持",
            lines=told,
            url=reverse("appraisal:survey", args=[survey.pk]) if survey.pk in seen else "",
            action="看这次会议",
        )


def _own(user: User, pledge: Pledge) -> Iterator[Event]:
    for one in own_figures(user):
        if one.year != pledge.round.year:
            continue
        told = tuple(f"{name}：{in_words(figure)}" for name, figure in one.rows)
        page = reverse("appraisal:my_mutual")
        yield Event(one.on, f"党员互评：{one.label}", "people", one.branch.short_name, told, page, "看互评结果")
