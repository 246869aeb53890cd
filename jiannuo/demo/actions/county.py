from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from jiannuo.accounts.actions import mark_as_demo, open_door
from jiannuo.accounts.models import DemoDoor, User
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal
from jiannuo.demo.actions.appraising import appraise
from jiannuo.demo.actions.counting import survey
from jiannuo.demo.actions.leading import comment, go_and_see, make_allowances
from jiannuo.demo.actions.pledges import campaign, walk
from jiannuo.demo.actions.tree import IN_OFFICE_SINCE, Loaded, person, plant, settle_in
from jiannuo.demo.actions.year import keep, keeping
from jiannuo.demo.almanac import Almanac, moment
from jiannuo.demo.clock import at
from jiannuo.demo.guidance import GUIDANCE
from jiannuo.demo.stages import LATE, SPRING, Goal, last_round
from jiannuo.demo.texts import WISHES
from jiannuo.demo.whole import as_one
from jiannuo.duties.actions import expect
from jiannuo.duties.actions.expected import note_reckoned
from jiannuo.duties.actions.remind import remind
from jiannuo.duties.models import DutyKind
from jiannuo.meetings.models import Category
from jiannuo.orgs.actions import appoint
from jiannuo.orgs.models import Organisation, Role
from jiannuo.pledges.actions.wishes import hear
from jiannuo.rounds.actions import Calendar, guide, open_round, set_calendar
from jiannuo.rounds.models import Round

HOME = "CN0104"  # where the doors of member, secretary and organiser lead
# Most branches are in time: one meets late, one enters its meeting late, one falls silent.
_MANNERS: dict[str, dict[str, Any]] = {
    HOME: {"is_thorough": True, "writers": 2},
    "CN0106": {"entered_late": frozenset({3})},
    "CN0601": {"late": frozenset({2})},
    "CN0303": {"silent_from": 2},
    "CN0402": {"is_thorough": True, "writers": 1},
}
_CAME = {Category.MEMBER: 10, Category.GROUP_HEAD: 6, Category.CITIZEN: 14}
_SURVEYED = {
    HOME: (_CAME, 12),
    "CN01": (_CAME, 0),
    "CN0402": (_CAME, 0),
    "CN0106": (_CAME, 0),
}  # who came, how many vote by phone
_COMMENTED = ["CN01", HOME, "CN0106", "CN0402", "CN0701", "CN04", "CN06", "CN0601"]
# The round gone by tried 述, 讲 and 点, and where more is to be seen of it, the people judged; when the new year has
# only begun it is also being appraised.
_TRIED = frozenset({DutyKind.SELF_REPORT, DutyKind.BRANCH_COMMENT, DutyKind.LEADER_COMMENT})
_EARLIER = 60  # days before a period's end from which it may be attended to


@transaction.atomic
def load(*, by: User | None = None) -> None:
    """Load the demo county into an empty database: a round gone by, a year on its way, a door for every role."""
    if Organisation.objects.exists():
        raise Refusal("数据库里已有党组织，演示数据只能装入空的数据库。")
    with as_one():
        _load(by=by)


def _load(*, by: User | None) -> None:
    mark_as_demo(by=by)
    almanac, loaded = Almanac(today()), plant(by=by)
    settle_in(loaded, almanac, by=by)
    last, current = _rounds(loaded, almanac)
    for code, goals in last_round(by_all=almanac.is_early).items():
        _walk(loaded, last, code, goals, almanac.last_spring)
    for code, goals in SPRING.items():
        _walk(loaded, current, code, goals, almanac.in_spring(goals))
    for code, goals in LATE.items():
        _walk(loaded, current, code, goals, almanac.lately(goals))
    _hear(loaded, current)
    _guide(loaded, current)
    _live(loaded, last, current, almanac)
    _doors(loaded)


def _live(loaded: Loaded, last: Round, current: Round, almanac: Almanac) -> None:
    """Last year and this one, as far as it has come."""
    make_allowances(loaded, current, HOME, by=loaded.organisers[HOME])
    _remember(loaded, last, almanac)
    for code in SPRING:
        if code in loaded.members:
            keep(replace(keeping(loaded, current, code, almanac), **_manner(loaded, code)))
    comment(loaded, current, _COMMENTED, almanac)
    for code in _SURVEYED:
        _survey(loaded, current, code, almanac)
    go_and_see(loaded, almanac, by=loaded.secretaries["CN"])
    remind(almanac.day - timedelta(days=1))


def _manner(loaded: Loaded, code: str) -> dict[str, Any]:
    return {"second": loaded.organisers[code] if code == HOME else None, **_MANNERS.get(code, {})}


def _remember(loaded: Loaded, last: Round, almanac: Almanac) -> None:
    """Of the year gone by nobody owes anything; where it has more to show, 互评 and 群众评 are there too.

    One branch knows its grades.
    """
    codes = list(last_round(by_all=almanac.is_early))
    for code in codes:
        manner = {**_manner(loaded, code), "silent_from": 9} if almanac.is_early else {}
        keep(replace(keeping(loaded, last, code, almanac), **manner, is_settled=True))
    comment(loaded, last, codes, almanac)
    for code in codes if almanac.is_early else ():
        _survey(loaded, last, code, almanac)
    appraise(loaded, last, HOME, almanac, by=loaded.secretaries[HOME])


def _survey(loaded: Loaded, round_: Round, code: str, almanac: Almanac) -> None:
    numbers, slips = _SURVEYED.get(code, (_CAME, 0))
    by, second = loaded.secretaries[code], loaded.organisers[code]
    survey(round_, loaded.organisations[code], numbers, slips, almanac, by=by, second=second)


def _tried(almanac: Almanac) -> frozenset[DutyKind]:
    judged = {DutyKind.SURVEY} if almanac.is_early else frozenset[DutyKind]()
    return _TRIED | judged | ({DutyKind.APPRAISAL} if almanac.is_year_end else frozenset())


def _rounds(loaded: Loaded, almanac: Almanac) -> tuple[Round, Round]:
    """Last year's, tried by few; this year's, of the whole county."""
    top, year = loaded.organisations["CN"], almanac.year
    with at(moment(date(year - 1, 1, 20))):
        last = open_round(by=None, organisation=top, year=year - 1)
        for code in last_round(by_all=almanac.is_early):
            expect(last, loaded.organisations[code], by=None, kinds=_tried(almanac))
    with at(moment(almanac.opens_on)):
        current = open_round(by=None, organisation=top, year=year, due=almanac.due(), opens_on=almanac.opens_on)
        current = set_calendar(current, _calendar(current), by=loaded.organisers["CN"])
    expect(current, top, by=None)
    note_reckoned(current, by=None)
    prefetch_related_objects([last, current], "cadences")
    return last, current


def _calendar(round_: Round) -> Calendar:
    """The county lets its people report from the middle of a quarter on."""
    beats = {c.practice: (c.times_a_year, max(c.opens_before, _EARLIER), c.days_after) for c in round_.cadences.all()}
    return Calendar(round_.opens_on, round_.closes_on, round_.who_binds, round_.shown_days_after, {}, beats)


def _walk(loaded: Loaded, round_: Round, code: str, goals: list[Goal], begins: date) -> None:
    c = campaign(loaded, round_, code, moment(begins, 8, 30))
    members = loaded.members.get(code, [])
    if code == HOME:
        members = members[:-1]  # the last member has not begun: his is the door of a first pledge
    walk(c, members, goals)


def _hear(loaded: Loaded, round_: Round) -> None:
    for text, source in WISHES:
        with at(timezone.now() - timedelta(days=30)):
            hear(round_, loaded.organisations[HOME], text, source, today(), by=loaded.secretaries[HOME])


def _guide(loaded: Loaded, round_: Round) -> None:
    for code, org_class, subject, words in GUIDANCE:
        guide(round_, loaded.organisations[code], (org_class, subject), words, by=loaded.organisers[code])


def _doors(loaded: Loaded) -> None:
    """One tap per role on the sign-in page, and a password for those who prefer typing."""
    top, home = loaded.organisations["CN"], loaded.organisations[HOME]
    leader, citizen, keeper = (
        person("demo-leader", "夏志明", by=None),
        person("demo-citizen", "柳二婶", by=None),
        person("demo-admin", "系统管理员", by=None),
    )
    for user, organisation, role, title in (
        (leader, top, Role.LEADER, "县委副书记"),
        (citizen, home, Role.CITIZEN, "群众代表"),
        (keeper, top, Role.ADMINISTRATOR, "系统管理员"),
    ):
        appoint(by=None, user=user, organisation=organisation, role=role, starts_on=IN_OFFICE_SINCE, title=title)
    newcomer = loaded.members[HOME][-1].user
    member = next(m.user for m in loaded.members[HOME][2:] if m.user)
    doors = [
        (newcomer, "普通党员", f"{home.short_name}，还没有写承诺"),
        (member, "已承诺的党员", f"{home.short_name}，承诺正在公示"),
        (loaded.secretaries[HOME], "支部书记", home.short_name),
        (loaded.organisers[HOME], "支部组织委员", home.short_name),
        (loaded.organisers["CN01"], "乡镇组织办", "望河镇党委"),
        (loaded.secretaries["CN01"], "乡镇党委书记", "望河镇党委"),
        (loaded.organisers["CN"], "县委组织部", "楚宁县委"),
        (leader, "领导", "县委副书记"),
        (User.objects.get(username="demo-guide"), "指导小组", "教育系统指导小组"),
        (citizen, "群众代表", home.short_name),
        (keeper, "系统管理员", "楚宁县"),
    ]
    users = [user for user, _, _ in doors if user]
    User.objects.filter(pk__in=[u.pk for u in users]).update(password=make_password(DemoDoor.PASSWORD))
    for position, (entrant, label, note) in enumerate(doors):
        if entrant:
            open_door(entrant, by=None, label=label, note=f"{entrant.display_name} · {note}", position=position)
