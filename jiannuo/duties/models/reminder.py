"""Reminders: bundled, before the day, never daily; shown here, sent by mail or to a group's robot through an outbox."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from jiannuo.orgs.models import Organisation


class Shape(models.TextChoices):
    """How a group robot wants its text."""

    WECOM = "wecom", "企业微信"
    DINGTALK = "dingtalk", "钉钉"
    FEISHU = "feishu", "飞书"


def shape_choices() -> list[tuple[str, str]]:
    return list(Shape.choices)


class Robot(models.Model):
    """An organisation's group robot: numbers are told there, never names."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="robot")
    url = models.URLField("机器人地址", max_length=300)
    shape = models.CharField("群聊软件", max_length=20, choices=shape_choices)
    is_on = models.BooleanField("发送提醒", default=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(shape__in=Shape.values), name="robot_shape_known")]


_ONE = Q(user__isnull=False, robot__isnull=True) | Q(user__isnull=True, robot__isnull=False)


class Reminder(models.Model):
    """One message to one person or one group, with all that was to be said that day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="reminders")
    robot = models.ForeignKey(Robot, models.CASCADE, null=True, related_name="reminders")
    on = models.DateField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_ONE, name="reminder_for_one"),
            models.UniqueConstraint(fields=["user", "on"], name="reminder_once_a_day"),
            models.UniqueConstraint(fields=["robot", "on"], name="robot_once_a_day"),
        ]
        indexes = [models.Index(fields=["on"], name="reminder_by_day")]


class ReminderLine(models.Model):
    """One sentence of it. `key` says of what and at which stage: nobody is told the same twice."""

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="lines")
    key = models.CharField(max_length=80)
    sentence = models.CharField(max_length=200)
    is_late = models.BooleanField(default=False)


class Channel(models.TextChoices):
    MAIL = "mail", "电子邮件"
    ROBOT = "robot", "群机器人"


def channel_choices() -> list[tuple[str, str]]:
    return list(Channel.choices)


class OutgoingState(models.TextChoices):
    WAITING = "waiting", "等待发送"
    SENT = "sent", "已发送"
    GIVEN_UP = "given_up", "没有发出"


def state_choices() -> list[tuple[str, str]]:
    return list(OutgoingState.choices)


class Outgoing(models.Model):
    """The outbox: one reminder by one channel; taken under a lease, tried again later, given up after some attempts."""

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="outgoing")
    channel = models.CharField(max_length=20, choices=channel_choices)
    state = models.CharField(max_length=20, choices=state_choices, default=OutgoingState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    error = models.CharField(max_length=200, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="outgoing_channel_known"),
            models.CheckConstraint(condition=Q(state__in=OutgoingState.values), name="outgoing_state_known"),
            models.UniqueConstraint(fields=["reminder", "channel"], name="outgoing_once_a_channel"),
        ]
        indexes = [
            models.Index(fields=["not_before"], condition=Q(state=OutgoingState.WAITING), name="outgoing_waiting")
        ]


class ReminderDay(models.Model):
    """The days on which everybody has been reminded."""

    on = models.DateField(unique=True)
