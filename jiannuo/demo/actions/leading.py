"""What the levels above do in the demo's year: 点 of the halves gone by, visits; one duty put off, one waived."""

from datetime import timedelta

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.appraisal.actions.leader import issue, visit, write
from jiannuo.demo.actions.tree import Loaded
from jiannuo.demo.almanac import Almanac, moment
from jiannuo.demo.clock import at
from jiannuo.demo.words.meetings import LEADERS, VISITS
from jiannuo.duties.actions import Waiver, exempt, extend
from jiannuo.duties.models import Duty, DutyKind, Ground
from jiannuo.rounds.models import Practice, Round
from jiannuo.rounds.periods import periods_of

_SAID_AFTER, _SAID_LATE = 16, 38  # days from the end of the half-year; due after 31
_VISITED = ("CN0104", "CN0402", "CN0106")


@transaction.atomic
def comment(
    loaded: Loaded,
    round_: Round,
    codes: list[str],
    almanac: Almanac,
    *,
    by: User | None = None,  # noqa: ARG001
) -> None:
    """The secretaries above comment on the organisations named, half-year by half-year; the last of them late."""
    for period in periods_of(round_, Practice.LEADER_COMMENT):
        for n, code in enumerate(codes):
            on = period.ends_on + timedelta(days=_SAID_LATE if code == codes[-1] else _SAID_AFTER + n)
            if almanac.is_past(on):
                organisation = loaded.organisations[code]
                above = next(c for c, o in loaded.organisations.items() if o.pk == organisation.parent_id)
                with at(moment(on, 10, 20)):
                    words = LEADERS[n % len(LEADERS)]
                    written = write(round_, period.number, organisation, words, by=loaded.secretaries[above])
                    issue(written, by=loaded.secretaries[above], version=written.version)


@transaction.atomic
def go_and_see(loaded: Loaded, almanac: Almanac, *, by: User) -> None:
    """The leader of the county on the spot."""
    for n, code in enumerate(_VISITED):
        on = almanac.day - timedelta(days=9 + 37 * n)
        with at(moment(on, 15, 30)):
            visit(loaded.organisations[code], on, *VISITS[n], by=by)


@transaction.atomic
def make_allowances(loaded: Loaded, round_: Round, home: str, *, by: User) -> None:
    """The oldest member of a branch need not report; one who lies in hospital may do so later."""
    open_ones = Duty.objects.filter(
        round=round_, kind=DutyKind.SELF_REPORT, organisation=loaded.organisations[home], done_on=None
    ).select_related("member", "organisation")
    rows = [duty for duty in open_ones.order_by("member__born_on", "period") if duty.member]
    oldest = rows[0].member_id
    exempt([duty for duty in rows if duty.member_id == oldest], Waiver(Ground.ELDERLY, "年近八旬，行动不便"), by=by)
    others = [duty for duty in rows if duty.member_id != oldest and duty.member and duty.member.user_id != by.pk]
    last = others[-1]
    extend([last], last.due_on + timedelta(days=15), "本人住院，出院后补述", by=by)
