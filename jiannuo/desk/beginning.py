"""What comes first where somebody keeps an organisation: the level below, rosters, sign-ins, secretaries, the others.

Each line stays until it is done, however far the rest has come.
"""

from collections.abc import Iterator

from django.urls import reverse

from jiannuo.accounts.models import User
from jiannuo.desk.founded import Founded, organisations_of
from jiannuo.desk.lines import Line, counted
from jiannuo.desk.parts import Part
from jiannuo.desk.situation import Situation
from jiannuo.orgs.models import Organisation, OrgKind
from jiannuo.orgs.offices import offices_of
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.models import Round


def _tree(here: Organisation) -> Line:
    sentence = f"先建立{here.short_name}下面的党支部。"
    if here.parent_id is None:
        sentence = "先建立下级党组织：乡镇街道党委、直属党委、党支部。"
    return Line(sentence, reverse("orgs:found", args=[here.pk]), "去建立")


def _roster(here: Organisation) -> Iterator[Line]:
    sentence = f"再导入{here.short_name}的党员名册，名册里写到的党支部可以一并建立。"
    if here.kind == OrgKind.BRANCH:
        sentence = f"请导入{here.short_name}的党员名册，或逐个编入党员。"
    yield Line(sentence, reverse("orgs:roster_import", args=[here.pk]), "导入名册")
    if here.parent_id is None:
        after = "名册导入后，在党员页面发放登录账号，再任命各级书记、组织委员。"
        yield Line(after, reverse("orgs:members", args=[here.pk]), "看名册")


def _people(here: Organisation, founded: Founded) -> Iterator[Line]:
    """Sign-ins, then secretaries: nobody is named who has no sign-in."""
    if founded.unsigned:
        whose = "由所在支部发放；支部还没有书记的，由您发放，再任命书记。"
        if here.kind == OrgKind.BRANCH:
            whose = "不便用手机的，承诺可以代录。"
        sentence = f"{here.short_name}有 {counted(founded.unsigned)} 名党员还没有登录账号，{whose}"
        yield Line(sentence, f"{reverse('orgs:members', args=[here.pk])}?show=no_sign_in", "去发放")
    if founded.headless:
        sentence = f"{here.short_name}有 {counted(founded.headless)} 个党组织没有登记书记，登记后才能审诺和备案。"
        yield Line(sentence, f"{reverse('orgs:tree')}?show=headless&below={here.pk}", "去登记")


def _others(round_: Round | None, here: Organisation, founded: Founded) -> Iterator[Line]:
    """Who is on no roster, and the second line (C32): as long as no pledge of the round has come to its end."""
    if founded.has_outsiders and founded.has_groups:
        return
    if Pledge.objects.filter(round=round_, stage__in=[Stage.FILED, Stage.PUBLISHED]).exists():
        return
    if not founded.has_outsiders:
        sentence = "群众代表、指导小组成员、系统管理员等不在名册上的人，任命时发放账号。"
        yield Line(sentence, reverse("orgs:admit", args=[here.pk]), "去任命")
    if not founded.has_groups:
        sentence = "要由教育、卫生等系统的指导小组指导的，设立系统与指导小组。"
        yield Line(sentence, reverse("orgs:second_line"), "去设立")


def _steps(organisations: dict[int, Organisation], kept: dict[int, Founded], round_: Round | None) -> Iterator[Line]:
    for pk, founded in kept.items():
        here = organisations[pk]
        if not founded.has_below and here.kind in {OrgKind.COMMITTEE, OrgKind.GENERAL_BRANCH}:
            yield _tree(here)
        yield from _people(here, founded) if founded.has_members else _roster(here)
        if here.parent_id is None:
            yield from _others(round_, here, founded)


def part_of(situation: Situation) -> Part:
    """For secretaries, organisers and administrators, of each organisation they keep."""
    return Part(due=[*_steps(situation.organisations, situation.founded, situation.round)])


def before_any_round(user: User) -> list[Line]:
    """The same where the county was founded before the round's February."""
    return [*_steps(*organisations_of(offices_of(user), None), None)]
