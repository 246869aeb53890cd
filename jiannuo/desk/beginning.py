"""What comes first in a county that has just been founded; gone once there are members."""

from collections.abc import Iterator

from django.urls import reverse

from jiannuo.desk.lines import Line
from jiannuo.desk.own import Part
from jiannuo.desk.situation import Situation
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.policies import KEEPERS


def _first_steps(top: Organisation) -> Iterator[Line]:
    """Organisations, roster, sign-ins, those on no roster: in this order."""
    for sentence, name, action in (
        ("先建立下级党组织：乡镇街道党委、直属党委、党支部。", "orgs:found", "去建立"),
        ("再导入党员名册，名册里写到的党支部可以一并建立。", "orgs:roster_import", "导入名册"),
        ("名册导入后，在党员页面发放登录账号，再任命各级书记、组织委员。", "orgs:members", "看名册"),
        ("群众代表、指导小组成员、系统管理员等不在名册上的人，任命时发放账号。", "orgs:admit", "去任命"),
    ):
        yield Line(sentence, reverse(name, args=[top.pk]), action)
    second = "要由教育、卫生等系统的指导小组指导的，设立系统与指导小组。"
    yield Line(second, reverse("orgs:second_line"), "去设立")


def part_of(situation: Situation) -> Part:
    """For the keepers of the topmost organisation, while no member is on any roster."""
    top = next((o for o in situation.offices if o.is_topmost and o.role in KEEPERS), None)
    if top is None or not situation.is_beginning:
        return Part()
    return Part(due=[*_first_steps(situation.organisation_of(top))])
