"""The worker's turn: everybody reminded once a day, the outbox sent. No lock is held while sending."""

import time

from django.conf import settings

from jiannuo.base.dates import today
from jiannuo.duties import mailing, robots
from jiannuo.duties.actions.remind import finish, is_time, remind, take
from jiannuo.duties.models import Channel, Outgoing

_TURN = 10  # seconds after which the rest waits: a server that is slow holds up nobody else's jobs


def text_of(outgoing: Outgoing) -> str:
    lines = [line.sentence for line in outgoing.reminder.lines.all()]
    foot = f"\n办理：{settings.PUBLIC_URL}" if settings.PUBLIC_URL else ""
    return "践诺提醒\n" + "\n".join(lines) + foot


def _send(outgoing: Outgoing) -> str:
    """The reason why it did not go, or ""."""
    robot, user = outgoing.reminder.robot, outgoing.reminder.user
    if outgoing.channel == Channel.ROBOT and robot is not None:
        return robots.send(robot.url, robot.shape, text_of(outgoing)) if robot.is_on else "机器人已停用。"
    if user is None or not user.email or not settings.MAIL_IS_ON:
        return "没有邮箱地址，或没有开通邮件。"
    return mailing.send(user.email, text_of(outgoing), key=f"{outgoing.reminder.on:%Y%m%d}-{outgoing.pk}")


def sweep() -> int:
    """Called every few seconds."""
    if is_time(today()):
        remind(today())
    began, count = time.monotonic(), 0
    while time.monotonic() - began < _TURN and (outgoing := take(by=None)):
        finish(outgoing, _send(outgoing), by=None)
        count += 1
    return count
