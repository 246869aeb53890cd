from datetime import date

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Organisation
from jiannuo.rounds.models import Cadence, Milestone, Round, Step
from jiannuo.rounds.presets import PRESETS, milestones_of


@transaction.atomic
def open_round(
    *,
    by: User | None,
    organisation: Organisation,
    year: int,
    preset: str = "guidance_2011",
    due: dict[Step, date] | None = None,
    opens_on: date | None = None,
) -> Round:
    """Open a year's round from a preset (C34); `due` overrides the reckoned days of single steps."""
    if Round.objects.filter(year=year).exists():
        raise Refusal(f"{year}年的轮次已经开始，不能再次开启。")
    source = PRESETS[preset]
    given = due or {}
    opened = Round.objects.create(
        year=year,
        title=source.title.format(year=year),
        organisation=organisation,
        opens_on=opens_on or date(year, 2, 1),
        closes_on=date(year, 12, 31),
        terms=source.terms.as_json(),
    )
    Milestone.objects.bulk_create(
        Milestone(
            round=opened, step=step, due_on=given.get(step, day), reckoning="本级自行确定" if step in given else why
        )
        for step, day, why in milestones_of(year)
    )
    Cadence.objects.bulk_create(
        Cadence(round=opened, practice=practice, times_a_year=times, source=why)
        for practice, times, why in source.cadences
    )
    record(by=by, verb="open_round", subject=opened, path=organisation.path or "", year=year, preset=preset)
    return opened
