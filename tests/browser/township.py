"""A township of twenty branches, each with promises in force, loaded into a running demo for its leader to comment on.

Run inside the product's own process (manage.py shell), through the product's own actions.
"""

from datetime import timedelta
from types import SimpleNamespace

from tests.browser.conftest import Site

LEADER, OFFICE, BRANCH = "半年点评的镇党委书记", "年度评议的镇组织办", "年度评议的村支部书记"
BRANCHES = 20
_NAMES = "塘湾石桥竹林柳溪东山茶岭白沙马鞍青坪荷塘大樟龙潭新屋上垅下垅油坊梅岭枫树高田双井"
_DEEDS = (
    ("10月底前修通到{name}小学的水泥路1.2公里", "路基已整好，等水泥"),
    ("每月组织党员清扫村道1次", "按月扫了，6月份少了一次"),
    ("年底前帮助5户困难户发展油茶20亩", "3户已栽12亩"),
    ("9月底前装好村口路灯15盏", "灯已买回"),
)


def load(site: Site) -> None:
    """Into the site's data folder, once."""
    site.tell("from tests.browser.township import plant; plant()")


def plant() -> None:
    """The township with its leader; every branch has filed a pledge of four promises and says how they go."""
    from jiannuo.duties.actions import expect  # noqa: PLC0415  the settings are there only in the product's process
    from jiannuo.orgs.models import Organisation  # noqa: PLC0415
    from jiannuo.rounds.queries import current  # noqa: PLC0415

    if Organisation.objects.filter(code="CN98").exists():  # another file of the same run has loaded it
        return
    round_ = current()
    assert round_ is not None
    town = _town()
    users = _people(town)
    branches = [_branch(town, users, number) for number in range(BRANCHES)]
    for name, branch in branches:
        _promises(name, branch, users, round_)
    expect(round_, town, by=None)


def _town():
    from jiannuo.orgs.actions import found  # noqa: PLC0415
    from jiannuo.orgs.models import Organisation, OrgKind  # noqa: PLC0415

    county = Organisation.objects.get(code="CN")
    return found(by=None, parent=county, code="CN98", name="中共楚宁县长滩镇委员会", kind=OrgKind.COMMITTEE)


def _people(town):
    from jiannuo.accounts.actions import open_door  # noqa: PLC0415
    from jiannuo.accounts.models import DemoDoor, User  # noqa: PLC0415
    from jiannuo.base.dates import today  # noqa: PLC0415
    from jiannuo.orgs.actions import appoint  # noqa: PLC0415
    from jiannuo.orgs.models import Role  # noqa: PLC0415

    users = {}
    for key, name in (
        ("leader", "贺长明"),
        ("secretary", "代笔人"),
        ("first", "柳树林"),
        ("town_organiser", "镇组织干事"),
    ):
        users[key] = User.objects.create_user(f"half-{key}", DemoDoor.PASSWORD, display_name=name)
    users["organiser"] = users["secretary"]
    since = today() - timedelta(days=900)
    appoint(by=None, user=users["leader"], organisation=town, role=Role.SECRETARY, starts_on=since)
    appoint(by=None, user=users["town_organiser"], organisation=town, role=Role.ORGANISER, starts_on=since)
    doors = (("leader", LEADER), ("town_organiser", OFFICE), ("first", BRANCH))
    for n, (key, label) in enumerate(doors):
        open_door(users[key], by=None, label=label, note="长滩镇", position=92 + n)
    return users


def _branch(town, users, number: int):
    from jiannuo.base.dates import today  # noqa: PLC0415
    from jiannuo.orgs.actions import appoint, found  # noqa: PLC0415
    from jiannuo.orgs.models import OrgKind, Role  # noqa: PLC0415

    name = _NAMES[2 * number : 2 * number + 2]
    words = f"中共长滩镇{name}村支部委员会"
    branch = found(by=None, parent=town, code=f"CN98{number + 1:02}", name=words, kind=OrgKind.BRANCH)
    since = today() - timedelta(days=900)
    appoint(by=None, user=users["secretary"], organisation=branch, role=Role.SECRETARY, starts_on=since)
    if number == 0:
        appoint(by=None, user=users["first"], organisation=branch, role=Role.SECRETARY, starts_on=since)
    return name, branch


def _promises(name: str, branch, users, round_) -> None:
    from jiannuo.base.dates import today  # noqa: PLC0415
    from jiannuo.fulfilment.actions import note  # noqa: PLC0415
    from jiannuo.pledges.actions.draft import open_for_organisation, save_boxes  # noqa: PLC0415
    from jiannuo.pledges.models import StandingItem  # noqa: PLC0415
    from jiannuo.pledges.workflow import Stage  # noqa: PLC0415
    from tests.walking import walk  # noqa: PLC0415

    pledge = open_for_organisation(round_, branch, by=users["secretary"])
    deeds = "\n".join(f"{n}. {text.format(name=name)}。" for n, (text, _) in enumerate(_DEEDS, start=1))
    pledge = save_boxes(pledge, {"goal": "建设五好支部。", "deed": deeds}, by=users["secretary"])
    walk(SimpleNamespace(branch=branch, users=users, round=round_), pledge, Stage.FILED)
    for item in StandingItem.objects.filter(pledge=pledge):
        done = next((done for text, done in _DEEDS if item.text.startswith(text[:4])), "")
        if done:
            note(item, done, today() - timedelta(days=3), by=users["secretary"])
