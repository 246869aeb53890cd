"""Reminders written down, bundled for each person and group; read; and what leaves the house by mail or robot."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.base.errors import require
from jiannuo.duties import policies, reminding, robots
from jiannuo.duties.models import Channel, Outgoing, OutgoingState, Reminder, ReminderDay, ReminderLine, Robot
from jiannuo.duties.reminding import Told
from jiannuo.duties.wording import UNANSWERED
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Organisation

_log = logging.getLogger(__name__)
_AT_ONCE = 500
_LATER = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120)]  # then it is given up
_LEASE = timedelta(minutes=5)  # longer than the slowest server is waited for
_Bundles = dict[int, list[Told]]


def remind(day: date) -> int:
    """Everybody's reminders of one day, at most once a day. Returns how many messages were written."""
    if ReminderDay.objects.filter(on=day).exists():
        return 0
    found = reminding.groups(day)
    people = _bundled([*reminding.for_members(day), *reminding.for_officers(day, found)], day, to="user")
    machines = _bundled([(robot.pk, told) for robot, told in reminding.for_robots(day, found)], day, to="robot")
    users, count = sorted(people), 0
    for start in range(0, len(users), _AT_ONCE):
        count += write(day, {pk: people[pk] for pk in users[start : start + _AT_ONCE]}, to="user", by=None)
    count += write(day, machines, to="robot", by=None)
    close_day(day, by=None)
    return count


def _bundled(said: Iterable[tuple[int, Told]], day: date, *, to: str) -> _Bundles:
    """By recipient, without what has been told and without those who had a message this week."""
    told, quiet = reminding.already_told(day, to=to), reminding.in_peace(day, to=to)
    bundles: _Bundles = defaultdict(list)
    for recipient, one in said:
        if recipient not in quiet and (recipient, one.key) not in told:
            bundles[recipient].append(one)
    return dict(bundles)


@transaction.atomic
def write(day: date, bundles: _Bundles, *, to: str, by: User | None) -> int:  # noqa: ARG001 - the clock asks
    """One chunk of messages with their lines, and the outbox rows of those that leave the house."""
    rows = [Reminder(on=day, **{f"{to}_id": recipient}) for recipient in bundles]
    Reminder.objects.bulk_create(rows)
    lines = [
        ReminderLine(reminder=row, key=one.key, sentence=one.sentence, is_late=one.is_late)
        for row, bundle in zip(rows, bundles.values(), strict=True)
        for one in {one.key: one for one in bundle}.values()
    ]
    ReminderLine.objects.bulk_create(lines)
    Outgoing.objects.bulk_create(_leaving(rows, to))
    return len(rows)


def _leaving(rows: list[Reminder], to: str) -> list[Outgoing]:
    now = timezone.now()
    if to == "robot":
        return [Outgoing(reminder=row, channel=Channel.ROBOT, not_before=now) for row in rows]
    if not settings.MAIL_IS_ON:
        return []
    reached = set(
        User.objects.filter(pk__in=[row.user_id for row in rows]).exclude(email="").values_list("pk", flat=True)
    )
    return [Outgoing(reminder=row, channel=Channel.MAIL, not_before=now) for row in rows if row.user_id in reached]


@transaction.atomic
def close_day(day: date, *, by: User | None) -> None:  # noqa: ARG001 - the clock asks
    ReminderDay.objects.get_or_create(on=day)


@transaction.atomic
def read(user: User, *, by: User) -> int:
    """All of the person's own reminders are read."""
    return Reminder.objects.filter(user=by, read_at__isnull=True).update(read_at=timezone.now()) if user == by else 0


@transaction.atomic
def take(*, by: User | None) -> Outgoing | None:  # noqa: ARG001 - the worker's own
    """A message whose time has come, under a lease: if this process dies it is taken up again."""
    now = timezone.now()
    waiting = Outgoing.objects.filter(state=OutgoingState.WAITING, not_before__lte=now).order_by("not_before", "id")
    row = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if row is None:
        return None
    Outgoing.objects.filter(pk=row.pk).update(not_before=now + _LEASE)
    return Outgoing.objects.select_related("reminder__user", "reminder__robot__organisation").get(pk=row.pk)


@transaction.atomic
def finish(outgoing: Outgoing, error: str, *, by: User | None) -> None:  # noqa: ARG001 - the worker's own
    """Sent, or tried again later, or given up with the reason; at once where it may have arrived."""
    outgoing.attempts += 1
    outgoing.error = error[:200]
    if error:
        _log.warning("Reminder %s by %s, attempt %s: %s", outgoing.pk, outgoing.channel, outgoing.attempts, error)
    if not error:
        outgoing.state = OutgoingState.SENT
    elif error == UNANSWERED or outgoing.attempts > len(_LATER):
        outgoing.state = OutgoingState.GIVEN_UP
    else:
        outgoing.not_before = timezone.now() + _LATER[outgoing.attempts - 1]
    outgoing.save(update_fields=["attempts", "error", "state", "not_before"])


@transaction.atomic
def set_robot(organisation: Organisation, url: str, shape: str, *, is_on: bool, by: User) -> Robot:
    """Where the organisation's group is told its numbers."""
    require(policies.why_not_robot(by, organisation) or robots.why_not(url))
    values = {"url": url, "shape": shape, "is_on": is_on}
    robot, _ = Robot.objects.update_or_create(organisation=organisation, defaults=values)
    host = robots.host_of(url)
    path = organisation.path or ""
    record(by=by, verb="set_robot", subject=robot, path=path, host=host, shape=shape, is_on=is_on)
    return robot


def is_time(day: date) -> bool:
    """Nobody is disturbed before eight in the morning."""
    return day == today() and timezone.localtime().hour >= 8
