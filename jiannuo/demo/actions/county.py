from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.actions import mark_as_demo, open_door
from jiannuo.accounts.models import DemoDoor, User
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal
from jiannuo.demo.actions.pledges import campaign, walk
from jiannuo.demo.actions.tree import IN_OFFICE_SINCE, Loaded, person, plant
from jiannuo.demo.clock import at
from jiannuo.demo.guidance import GUIDANCE
from jiannuo.demo.stages import LAST_ROUND, THIS_ROUND, Goal, days_of
from jiannuo.demo.texts import WISHES
from jiannuo.duties.actions import expect_proposals
from jiannuo.orgs.actions import appoint
from jiannuo.orgs.models import Organisation, Role
from jiannuo.pledges.actions.wishes import hear
from jiannuo.rounds.actions import guide, open_round
from jiannuo.rounds.models import Round, Step

HOME = "CN0104"  # where the doors of member, secretary and organiser lead
_DAYS = {Step.PROPOSE: 9, Step.REVIEW: 16, Step.CONFIRM: 25, Step.FILE: 32, Step.PUBLISH: 40}


@transaction.atomic
def load(*, by: User | None = None) -> None:
    """Load the demo county into an empty database: a round gone by, a round on its way, a door for every role."""
    if Organisation.objects.exists():
        raise Refusal("数据库里已有党组织，演示数据只能装入空的数据库。")
    mark_as_demo(by=by)
    loaded = plant(by=by)
    day = today()
    year = (day + timedelta(days=60)).year  # late in the year the next round is being prepared
    last, current = _round(loaded, year - 1), _current(loaded, year)
    for code, goals in LAST_ROUND.items():
        _walk(loaded, last, code, goals, day.replace(year=year - 1, month=2, day=3))
    for code, goals in THIS_ROUND.items():
        _walk(loaded, current, code, goals, day - timedelta(days=days_of(goals)))
    _hear(loaded, current)
    _guide(loaded, current)
    _doors(loaded)


def _round(loaded: Loaded, year: int) -> Round:
    round_ = open_round(by=None, organisation=loaded.organisations["CN"], year=year)
    expect_proposals(round_, loaded.organisations["CN"], by=None)
    return round_


def _current(loaded: Loaded, year: int) -> Round:
    """The round on its way, opened early enough for every step to have happened somewhere by today."""
    day = today()
    due = {step: day + timedelta(days=days) for step, days in _DAYS.items()}
    top = loaded.organisations["CN"]
    round_ = open_round(by=None, organisation=top, year=year, due=due, opens_on=day - timedelta(days=50))
    expect_proposals(round_, top, by=None)
    return round_


def _walk(loaded: Loaded, round_: Round, code: str, goals: list[Goal], begins: date) -> None:
    c = campaign(loaded, round_, code, timezone.make_aware(datetime.combine(begins, time(8, 30))))
    members = loaded.members.get(code, [])
    if code == HOME and goals is not LAST_ROUND.get(code):
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
    member = loaded.members[HOME][-1].user
    doors = [
        (member, "普通党员", f"{home.short_name}，还没有写承诺"),
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
