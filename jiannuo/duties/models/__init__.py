"""What is expected of whom by when; who has been reminded of it, and what goes out."""

from jiannuo.duties.models.duty import Duty, DutyKind, Exemption, Ground, Reckoning, duty_choices, ground_choices
from jiannuo.duties.models.reminder import (
    Channel,
    Outgoing,
    OutgoingState,
    Reminder,
    ReminderDay,
    ReminderLine,
    Robot,
    Shape,
    channel_choices,
    shape_choices,
    state_choices,
)

__all__ = [
    "Channel",
    "Duty",
    "DutyKind",
    "Exemption",
    "Ground",
    "Outgoing",
    "OutgoingState",
    "Reckoning",
    "Reminder",
    "ReminderDay",
    "ReminderLine",
    "Robot",
    "Shape",
    "channel_choices",
    "duty_choices",
    "ground_choices",
    "shape_choices",
    "state_choices",
]
