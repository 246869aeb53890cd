"""Marks of state and time: badges, the road, dates as people say them, what changed between two texts."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jiannuo.base.dates import in_full, named, today
from jiannuo.base.dates import said as said_words
from jiannuo.ui.difference import pieces
from jiannuo.ui.road import Station
from jiannuo.ui.templatetags.ui import drawn

register = template.Library()

# state: (tone, drawing, word). Never colour alone.
_BADGES = {
    "kept": ("kept", "check", "已办结"),
    "going": ("going", "going", "进行中"),
    "soon": ("soon", "clock", "快到期"),
    "late": ("late", "late", "已逾期"),
    "changed": ("changed", "changed", "有变更"),
    "idle": ("idle", "ahead", "未到时间"),
    "drafted": ("idle", "edit", "起草中"),
    "proposed": ("going", "going", "已提诺"),
    "endorsed": ("going", "going", "支部已审"),
    "returned": ("soon", "back", "已退回"),
    "reviewed": ("going", "review", "已审诺"),
    "confirmed": ("going", "meeting", "已定诺"),
    "filed": ("kept", "filing", "已备案"),
    "published": ("seal", "seal", "已公示"),
}
_DRAWINGS = {"done": "check", "here": "clock", "back": "back", "down": "back", "ahead": "ahead"}


@register.simple_tag
def badge(*, state: str, word: str = "") -> SafeString:
    """A state as drawing, word and colour. States: kept going soon late changed idle, and the stages of a pledge."""
    return _badge(state, word)


@lru_cache(maxsize=512, typed=True)  # what is safe is kept apart from what is not
def _badge(state: str, word: str) -> SafeString:
    tone, drawing, usual = _BADGES.get(state, _BADGES["idle"])
    return format_html('<span class="badge {}">{}{}</span>', tone, drawn(drawing), word or usual)


@register.inclusion_tag("ui/components/road.html")
def road(*, stations: Iterable[Station], compact: bool = False, label: str = "承诺的路程") -> dict[str, object]:
    """The seven stations with dates and hands; where something waits, for whom and since when."""
    drawn = [(station, _DRAWINGS[station.state]) for station in stations]
    walked = [station for station, _ in drawn if station.state == "done" and (station.at or station.by)]
    return {"drawn": drawn, "walked": walked, "compact": compact, "label": label}


@register.simple_tag
def said(*, day: date | None, plain: bool = False, until: bool = False) -> SafeString:
    """6月30日（还有12天）, the full date on hover. `plain` leaves out the days that remain, `until` says 6月30日前."""
    if day is None:
        return SafeString("")
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return _said(day, today(), plain, until)


@lru_cache(maxsize=1024)
def _said(day: date, now: date, plain: bool, until: bool) -> SafeString:  # noqa: FBT001
    head, bracket, rest = said_words(day, now=now).partition("（")
    words = head + ("前" if until else "") + ("" if plain else bracket + rest)
    return format_html('<time datetime="{}" title="{}">{}</time>', day.isoformat(), in_full(day), words)


@register.simple_tag
def moment(*, at: datetime | None) -> SafeString:
    """3月2日 14:05, the exact time on hover."""
    if at is None:
        return SafeString("")
    local = timezone.localtime(at)
    return format_html(
        '<time datetime="{}" title="{}">{} {}</time>',
        local.isoformat(timespec="seconds"),
        local.strftime("%Y-%m-%d %H:%M:%S"),
        named(local.date()),
        local.strftime("%H:%M"),
    )


@register.simple_tag
def diff(*, before: str, after: str) -> SafeString:
    """Two texts as one: what was taken out is struck, what was put in is underlined."""
    shown = {"same": "{}", "out": "<del>{}</del>", "in": "<ins>{}</ins>"}
    body = format_html_join("", "{}", ((format_html(shown[kind], text),) for kind, text in pieces(before, after)))
    return format_html('<div class="diff">{}</div>', body)
