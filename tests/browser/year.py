"""A branch of twenty with promises in force and a quarter in its ledger, loaded into a running demo.

Run inside the product's own process (manage.py shell), through the product's own actions.
"""

from datetime import timedelta
from types import SimpleNamespace

from tests.browser.conftest import Site

SECRETARY, MEMBER = "年度支部书记", "年度普通党员"
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_TASKS = (
    ("每月为塘边3户独居老人挑水、打扫2次", "已为3户老人挑水8次，打扫4次"),
    ("年底前带头发展油茶10亩，带动2户邻居", "油茶已栽6亩，一户邻居已开始整地"),
    ("每季度组织本组村民清理水渠1次", "3月12日清理水渠约400米，来了17人"),
    ("当好政策宣传员，每月走访10户", "走访31户，收到意见5条，已交支部"),
)
_WISH = "6月底前修好自家门前公共路段护栏15米"


def load(site: Site) -> None:
    """Into the site's data folder, once."""
    site.tell("from tests.browser.year import plant; plant()")


def plant() -> None:
    """Twenty members; of sixteen the ledger has a line, of four it has none."""
    from django.utils import timezone  # noqa: PLC0415  the settings are there only in the product's process

    from jiannuo.orgs.models import Organisation  # noqa: PLC0415
    from jiannuo.rounds.queries import current  # noqa: PLC0415

    round_ = current()
    assert round_ is not None
    town = Organisation.objects.get(code="CN01")
    county = _people(town, round_)
    for number, member in enumerate(county.members):
        _promise(county, member, number, timezone.localdate() - timedelta(days=3))
    from jiannuo.duties.actions import expect  # noqa: PLC0415

    expect(round_, county.branch, by=None)


def _people(town, round_):
    from jiannuo.accounts.actions import open_door  # noqa: PLC0415
    from jiannuo.accounts.models import DemoDoor, User  # noqa: PLC0415
    from jiannuo.base.dates import today  # noqa: PLC0415
    from jiannuo.orgs.actions import appoint, found  # noqa: PLC0415
    from jiannuo.orgs.models import Member, OrgKind, Role, Sex  # noqa: PLC0415

    branch = found(by=None, parent=town, code="CN0199", name="中共望河镇大堰村支部委员会", kind=OrgKind.BRANCH)
    users = {}
    for key, name in (("secretary", "严正山"), ("organiser", "方春梅"), ("town_organiser", "镇组织干事")):
        users[key] = User.objects.create_user(f"year-{key}", DemoDoor.PASSWORD, display_name=name)
        role = Role.SECRETARY if key == "secretary" else Role.ORGANISER
        place = town if key.startswith("town") else branch
        appoint(by=None, user=users[key], organisation=place, role=role, starts_on=today() - timedelta(days=900))
    users["member"] = User.objects.create_user("year-member", DemoDoor.PASSWORD, display_name="赵守田")
    names = [f"{surname}{given}" for surname, given in zip(_SURNAMES, _GIVEN, strict=True)]
    members = [Member.objects.create(branch=branch, name=name, sex=Sex.MALE) for name in names]
    members[0].user = users["member"]
    members[0].save(update_fields=["user"])
    open_door(users["secretary"], by=None, label=SECRETARY, note="大堰村", position=90)
    open_door(users["member"], by=None, label=MEMBER, note="大堰村", position=91)
    return SimpleNamespace(branch=branch, users=users, members=members, round=round_)


_GIVEN = (
    *("守田", "大江", "国庆", "德福", "小满", "桂芝", "有才", "金水", "家旺", "青山"),
    *("玉兰", "长根", "来福", "秋生", "满仓", "春来", "正刚", "水生", "冬梅", "志远"),
)


def _promise(county, member, number: int, day) -> None:
    from jiannuo.fulfilment.actions import note  # noqa: PLC0415
    from jiannuo.pledges.actions.draft import open_for_member, save_boxes  # noqa: PLC0415
    from jiannuo.pledges.models import StandingItem  # noqa: PLC0415
    from jiannuo.pledges.workflow import Stage  # noqa: PLC0415
    from tests.walking import walk  # noqa: PLC0415

    own = member.user is not None
    by = county.users["member" if own else "secretary"]
    pledge = open_for_member(county.round, member, by=by)
    text, done = _TASKS[number % len(_TASKS)]
    pledge = save_boxes(pledge, {"post": f"{text}。", "deed": f"{_WISH}。"}, by=by)
    walk(county, pledge, Stage.FILED, proposer="member" if own else "secretary")
    if number % 5 != 4:
        for item in StandingItem.objects.filter(pledge=pledge):
            note(
                item,
                done if item.text.startswith(text[:4]) else "材料已备好，下月动工",
                day,
                by=county.users["secretary"],
            )
