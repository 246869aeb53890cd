"""What a new round begins with: the settings of the same body's last round, or those of the preset where there is none.

Words, weights, frequencies and who binds are taken over. Days that the body set itself move with the year, suggested
ones are reckoned anew; all of them are when the last round ran late (begun after March, steps after June) or this does.
"""

from copy import deepcopy
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from jiannuo.base.dates import today
from jiannuo.rounds.models import Round, Step, WhoBinds
from jiannuo.rounds.presets import Preset, february, milestones_of

OWN_DAY = "本级自行确定"
_BEAT = ("practice", "times_a_year", "opens_before", "days_after", "source")


@dataclass(frozen=True, slots=True)
class Beginning:
    """The settings of a round not yet opened. `terms["follows"]` is the year they come from."""

    opens_on: date
    closes_on: date
    who_binds: str
    shown_days_after: int
    terms: dict[str, Any]
    milestones: tuple[tuple[Step, date, str], ...]
    cadences: tuple[dict[str, Any], ...]


def later(day: date, years: int) -> date:
    """The same day some years on; of a leap day the day before."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if is_leap_day else day.day)


def _opening(year: int, day: date) -> date:
    """The day, or today when it has gone by; a round is at least a day long. Of years gone by the day itself."""
    now = today()
    return day if year < now.year else min(max(day, now), date(year, 12, 30))


def from_preset(preset: Preset, year: int, opens_on: date | None) -> Beginning:
    """The guidance's own. It begins in February; when that has gone by, today: nobody is late on the first day."""
    opens, closes = opens_on or _opening(year, february(year)), date(year, 12, 31)
    return Beginning(
        opens_on=opens,
        closes_on=closes,
        who_binds=WhoBinds.SUPERIOR,
        shown_days_after=preset.shown_days_after,
        terms=preset.terms.as_json(),
        milestones=milestones_of(opens, closes),
        cadences=tuple(asdict(beat) for beat in preset.cadences),
    )


def from_round(last: Round, preset: Preset, year: int, opens_on: date | None) -> Beginning:
    """C34: as the last one was; words that it did not have yet are the preset's."""
    began_early = last.opens_on <= date(last.year, 3, 31)
    first = later(last.opens_on, year - last.year) if began_early else february(year)
    opens, closes = opens_on or _opening(year, first), later(last.closes_on, year - last.year)
    closes = closes if closes > opens else date(year, 12, 31)
    steps_early = all(m.due_on <= date(last.year, 6, 30) for m in last.milestones.all())
    moves = began_early and steps_early and opens <= first
    return Beginning(
        opens_on=opens,
        closes_on=closes,
        who_binds=last.who_binds,
        shown_days_after=last.shown_days_after,
        terms=preset.terms.as_json() | deepcopy(last.terms) | {"follows": last.year, "days_follow": moves},
        milestones=_moved(last, opens, closes) if moves else milestones_of(opens, closes),
        cadences=tuple(last.cadences.order_by("id").values(*_BEAT)),
    )


def _moved(last: Round, opens_on: date, closes_on: date) -> tuple[tuple[Step, date, str], ...]:
    """Own days a year later, suggested ones as they are suggested for these days."""
    years = closes_on.year - last.closes_on.year
    own = {m.step: later(m.due_on, years) for m in last.milestones.all() if m.reckoning.startswith(OWN_DAY)}
    said = f"{OWN_DAY}（由{last.year}年顺延）"
    suggested = milestones_of(opens_on, closes_on)
    return tuple((step, own.get(step, day), said if step in own else why) for step, day, why in suggested)


def said_of(round_: Round) -> str:
    """From which round the settings come, in one sentence; "" where they are the preset's."""
    year = round_.terms.get("follows")
    if not year:
        return ""
    days = "自行确定的日期顺延" if round_.terms.get("days_follow") else "日期重新推算"
    taken = "类别、用语、频次、权重、由谁审定和分类指导意见照原样"
    return f"本轮从{year}年的设置开始：{taken}，{days}；后来改过的，以现在的为准。"
