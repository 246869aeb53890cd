"""The worker's turn: everybody reminded once a day, the outbox sent. No lock is held while sending."""

from django.conf import settings
from django.core.mail import send_mail

from jiannuo.base.dates import today
from jiannuo.duties import robots
from jiannuo.duties.actions.remind import finish, is_time, remind, take
from jiannuo.duties.models import Channel, Outgoing


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
    try:
        send_mail("践诺提醒", text_of(outgoing), settings.DEFAULT_FROM_EMAIL, [user.email])
    except OSError as error:  # smtplib's own errors are OSErrors too
        return f"没有送达：{type(error).__name__}"
    return ""


def sweep() -> int:
    """Called every few seconds."""
    if is_time(today()):
        remind(today())
    rows = take(by=None)
    for outgoing in rows:
        finish(outgoing, _send(outgoing), by=None)
    return len(rows)
