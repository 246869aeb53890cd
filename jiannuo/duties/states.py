"""How a duty stands on a day: derived from its days, never stored. Not due yet is never failed (C17)."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from jiannuo.duties.models import Duty

SOON = timedelta(days=7)


class DutyState(models.TextChoices):
    NOT_YET = "not_yet", "未到时间"
    OPEN = "open", "可以办理"
    DUE_SOON = "due_soon", "快到期"
    OVERDUE = "overdue", "已逾期"
    DONE = "done", "按时完成"
    DONE_LATE = "done_late", "逾期完成"
    BACK_FILLED = "back_filled", "补录"
    EXEMPT = "exempt", "免办"


WAITING = frozenset({DutyState.OPEN, DutyState.DUE_SOON, DutyState.OVERDUE})  # something can be done about it now


def state_of(duty: Duty, day: date) -> DutyState:
    """One of the eight; `in_state` says the same to the database."""
    if duty.done_on is not None and duty.entered_on is not None:
        if duty.done_on > duty.due_on:
            return DutyState.DONE_LATE
        return DutyState.BACK_FILLED if duty.entered_on > duty.due_on else DutyState.DONE
    if duty.exemption_id is not None:
        return DutyState.EXEMPT
    if day > duty.due_on:
        return DutyState.OVERDUE
    if day < duty.opens_on:
        return DutyState.NOT_YET
    return DutyState.DUE_SOON if duty.due_on - day <= SOON else DutyState.OPEN


IS_OPEN = Q(done_on__isnull=True, exemption__isnull=True)  # whatever the day
_DONE = Q(done_on__isnull=False)


def in_state(state: DutyState, day: date) -> Q:
    """The rows that stand so on the day."""
    return {
        DutyState.NOT_YET: IS_OPEN & Q(opens_on__gt=day, due_on__gte=day),
        DutyState.OPEN: IS_OPEN & Q(opens_on__lte=day, due_on__gt=day + SOON),
        DutyState.DUE_SOON: IS_OPEN & Q(opens_on__lte=day, due_on__gte=day, due_on__lte=day + SOON),
        DutyState.OVERDUE: IS_OPEN & Q(due_on__lt=day),
        DutyState.DONE: _DONE & Q(done_on__lte=F("due_on"), entered_on__lte=F("due_on")),
        DutyState.DONE_LATE: _DONE & Q(done_on__gt=F("due_on")),
        DutyState.BACK_FILLED: _DONE & Q(done_on__lte=F("due_on"), entered_on__gt=F("due_on")),
        DutyState.EXEMPT: Q(done_on__isnull=True, exemption__isnull=False),
    }[state]
