"""Days and months as people say them; Asia/Shanghai throughout."""

import calendar
from datetime import date, datetime

from django.utils import timezone

_COUNTED = 60


def today() -> date:
    return timezone.localdate()


def year_month(day: date | None) -> str:
    """1998年7月, or "" when unknown."""
    return f"{day.year}年{day.month}月" if day else ""


def in_full(day: date) -> str:
    """2026年6月30日: for what is kept, printed or frozen, whenever it is read."""
    return f"{day.year}年{day.month}月{day.day}日"


def moment_in_full(moment: datetime) -> str:
    """2026年6月30日14:05."""
    local = timezone.localtime(moment)
    return f"{in_full(local.date())}{local:%H:%M}"


def named(day: date, *, now: date | None = None) -> str:
    """6月30日; the year only where it is another one than today's, or than that of `now`."""
    return f"{day.month}月{day.day}日" if day.year == (now or today()).year else in_full(day)


def said(day: date, *, now: date | None = None) -> str:
    """6月30日（还有12天）, 6月30日（已过4天）; the year only where it is not the current one.

    Days are counted as far as anybody counts them; what is long past is past.
    """
    now = now or today()
    head, left = named(day, now=now), (day - now).days
    if left == 0:
        return f"{head}（今天）"
    if abs(left) > _COUNTED:
        return head if left > 0 else f"{head}（已过）"
    return f"{head}（还有{left}天）" if left > 0 else f"{head}（已过{-left}天）"


def age_on(born: date, day: date) -> int:
    """Full years of life on the day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def local_day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
