"""What a desk says is what the page behind the line shows: every number of every line, for every role (C38, C45)."""

import re
import uuid
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import resolve

from jiannuo.accounts.models import DemoDoor, User
from jiannuo.demo.actions.county import load
from jiannuo.desk.lines import Line
from jiannuo.desk.queries import desk_of
from jiannuo.duties.actions import Waiver, exempt, expect, extend
from jiannuo.duties.models import Duty, DutyKind, Ground
from jiannuo.fulfilment.actions import Statement, state_result
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.orgs.actions import appoint
from jiannuo.orgs.models import Appointment, GuidanceGroup, Member, Organisation, Role
from jiannuo.pledges import workflow
from jiannuo.pledges.actions.propose import propose, withdraw
from jiannuo.pledges.actions.review import Opinion, judge
from jiannuo.pledges.models import Pledge, StandingItem
from jiannuo.pledges.workflow import Stage
from tests.walking import walk

DAY = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
# Years, days and names of periods are no counts; neither is what stands in quotes.
_NO_COUNT = re.compile(r"\d+[年月日]|“[^”]*”|选一项|写一句")
_COUNT = re.compile(r"(\d+)\+? (?:项|名|份|个|条)")


@pytest.fixture
def demo(db):
    with time_machine.travel(DAY, tick=False):
        load(by=None)


def leaves(client: Client, url: str) -> list:
    """The rows of all pages of a list."""
    found, number = [], 1
    while True:
        page = client.get(f"{url}{'&' if '?' in url else '?'}page={number}").context["page"]
        found += list(page.object_list)
        if not page.has_next():
            return found
        number += 1


def behind(client: Client, url: str) -> list[int]:
    """What the page shows of what its address asks for, in the order in which a desk says it."""
    name, context = resolve(url.partition("?")[0]).view_name, client.get(url).context
    match name:
        case "desk:overview":
            rows = leaves(client, url)
            left = [context["left"]] if context["only_unfiled"] else []
            assert len(rows) == (context["left"] if context["only_unfiled"] else context["total"])
            return [context["total"], context["filed"], *left]
        case "duties:late":
            kinds = [duty.kind for duty in leaves(client, url)]
            return [kinds.count(kind) for kind in sorted(set(kinds), key=DutyKind.values.index)]
        case "appraisal:leader_queue":
            return [sum(1 for subject in context["subjects"] if subject.word in {"未点评", "草稿"})]
        case "appraisal:yearly":
            return [context["owed"]]
        case "fulfilment:results" | "fulfilment:own_results":
            return [number for _, number in context["late"]]
        case "pledges:missing":  # of how many, the overview of the branch tells
            branch = client.get(f"/desk/of/{context['organisation'].pk}/").context["rows"][0]
            assert branch.expected - branch.proposed == len(leaves(client, url))
            return [branch.expected, len(leaves(client, url))]
        case "duties:reminders":
            return [sum(1 for reminder in leaves(client, url) if reminder.read_at is None)]
    return [len(leaves(client, url))]


def said(line: Line) -> list[int]:
    """The numbers of a desk's line."""
    return [int(number) for number in _COUNT.findall(_NO_COUNT.sub("", line.sentence))]


def test_every_number_on_every_desk_is_what_its_page_shows(demo):
    """On the day of the journeys, and when everything of the year is late."""
    compared = Counter()
    for later in (0, 90):
        with time_machine.travel(DAY + timedelta(days=later), tick=False):
            for door in DemoDoor.objects.select_related("user"):
                client, desk = Client(), desk_of(door.user)
                client.force_login(door.user)
                for line in [*desk.due, *desk.waiting, *desk.done]:
                    if numbers := said(line):
                        assert behind(client, line.url) == numbers, (door.label, line)
                        compared[door.label] += 1
    for role in ("县委组织部", "乡镇组织办", "乡镇党委书记", "支部书记", "领导", "指导小组"):
        assert compared[role], role


FEBRUARY = datetime(2011, 2, 10, 1, 0, tzinfo=UTC)


def line_of(county, who: str, start: str) -> Line:
    """The one line of the person's desk that begins so."""
    desk = desk_of(User.objects.get(pk=county.users[who].pk))
    (found,) = [line for line in desk.due if line.sentence.startswith(start)]
    return found


def row_of_branch(county):
    rows = county.client("county_organiser").get(f"/desk/of/{county.county.pk}/").context["rows"]
    return next(row for row in rows if row.organisation == county.branch)


def test_who_has_proposed_is_counted_alike_wherever_it_is_said(county):
    """Sent back, withdrawn, joint, waived, left: the desk, the overview, the period and both lists of names agree."""
    with time_machine.travel(FEBRUARY, tick=False):
        told = {"branch": county.branch, "sex": "male", "came_on": date(2010, 1, 1)}
        people = [Member.objects.create(name=f"党员{n}", **told) for n in range(4)]
        expect(county.round, county.county, by=None)
        propose(county.draft(county.member), by=county.users["member"])
        judge(Pledge.objects.get(), workflow.SEND_BACK, Opinion("请写明数量"), by=county.users["secretary"])
        joint = county.draft(county.co_member)
        joint.co_signers.add(people[0])
        propose(joint, by=county.users["co_member"])
        withdraw(Pledge.objects.get(pk=joint.pk), by=county.users["co_member"])
        duties = Duty.objects.filter(kind="propose")
        exempt([duties.get(member=people[1])], Waiver(Ground.ILL), by=county.users["secretary"])
    with time_machine.travel(datetime(2011, 3, 1, 1, 0, tzinfo=UTC), tick=False):
        Member.objects.filter(pk=people[2].pk).update(left_on=date(2011, 2, 28))  # after the day was over
        expect(county.round, county.county, by=None)
        line = line_of(county, "organiser", "提诺：柳树湾村党支部 ")
        assert said(line) == [6, 3]
        row, client = row_of_branch(county), county.client("organiser")
        assert (row.expected, row.proposed, row.filed) == (6, 3, 0)
        names = [duty.member.name for duty in leaves(client, line.url)]
        assert names == ["李书记", "党员2", "党员3"]
        assert client.get(line.url).text.count("已离开") == 1
        everybody = {*names, None}  # and the branch itself
        listed = leaves(client, f"/pledges/in/{county.branch.pk}/filing/?show=silent")
        assert {duty.member and duty.member.name for duty in listed} == everybody
        missing = leaves(client, f"/duties/in/{county.branch.pk}/propose/0/?show=missing")
        assert {duty.member and duty.member.name for duty in missing} == everybody
        left = duties.filter(organisation=county.branch, done_on=None, exemption=None)
        exempt(list(left), Waiver(Ground.ILL), by=county.users["town_organiser"])
        due = [line.sentence for line in desk_of(User.objects.get(pk=county.users["organiser"].pk)).due]
        assert not [sentence for sentence in due if sentence.startswith("提诺：柳树湾村党支部 ")]
        assert leaves(client, line.url) == []


def test_where_some_were_put_off_the_list_has_them_beside_the_late(county):
    with time_machine.travel(datetime(2011, 4, 5, 1, 0, tzinfo=UTC), tick=False):
        expect(county.round, county.county, by=None)
        duty = Duty.objects.get(member=county.member, kind="self_report", period=1)
        extend([duty], date(2011, 8, 1), "外出务工，月底返乡。", by=county.users["secretary"])
    start = "党员述：柳树湾村党支部还有 3 名党员没有述第一季度"
    for day, column in ((date(2011, 4, 6), "ahead"), (date(2011, 4, 20), "open"), (date(2011, 8, 2), "missing")):
        with time_machine.travel(datetime(day.year, day.month, day.day, 1, tzinfo=UTC), tick=False):
            line = line_of(county, "organiser", start)
            assert line.url.endswith(f"&show={column}")
            assert len(leaves(county.client("organiser"), line.url)) == 3


def test_a_leader_is_not_waited_for_where_nothing_is_expected(county):
    """Who came after the half-year, or is waived, stands in the list without being asked for (C24, C27)."""
    Organisation.objects.filter(pk=county.school.pk).update(came_on=date(2011, 7, 2))
    with time_machine.travel(datetime(2011, 7, 12, 1, 0, tzinfo=UTC), tick=False):
        expect(county.round, county.county, by=None)
        line = line_of(county, "town_secretary", "领导点：上半年还有 2 个")
        page = county.client("town_secretary").get(line.url)
        assert [subject.word for subject in page.context["subjects"]] == ["未点评", "未点评", "这期不要求"]
        assert "这期不要求" in page.text
        duty = Duty.objects.get(kind="leader_comment", period=1, organisation=county.branch)
        exempt([duty], Waiver(Ground.OTHER, "撤并"), by=county.users["town_organiser"])
        page = county.client("town_secretary").get(line.url)
        assert [subject.word for subject in page.context["subjects"]] == ["这期不要求", "未点评", "这期不要求"]
        assert page.context["organisation"] == county.neighbour, "the first that is waited for is open"


def test_a_guide_with_another_office_counts_the_own_sector_on_both_pages(county):
    guide = county.users["guide"]
    appoint(by=None, user=guide, organisation=county.far_branch, role=Role.SECRETARY, starts_on=date(2011, 1, 1))
    Member.objects.create(branch=county.branch, name="辅导员", sex="male", user=guide)
    with time_machine.travel(FEBRUARY, tick=False):
        line = line_of(county, "guide", "指导小组")
        assert behind(county.client("guide"), line.url) == said(line) == [1, 0]


def test_who_leads_and_guides_at_one_body_has_both_duties_apart(county):
    """C32: the leader looks after everything below, the guide after one sector: two lines, two lists, two ways."""
    leader = county.users["leader"]
    group = GuidanceGroup.objects.get()
    told = {"organisation": county.county, "guidance_group": group, "starts_on": date(2011, 1, 1)}
    appoint(by=None, user=leader, role=Role.GUIDE, **told)
    leader.__dict__.pop("_offices", None)
    with time_machine.travel(FEBRUARY, tick=False):
        client = county.client("leader")
        led, guided = line_of(county, "leader", county.county.short_name), line_of(county, "leader", "指导小组：")
        assert (behind(client, led.url), behind(client, guided.url)) == (said(led), said(guided))
        assert said(guided) == [1, 0]
        whole, sector = (client.get(url).text for url in (led.url, guided.url))
        assert (county.branch.name in whole, county.branch.name in sector) == (True, False)
        assert county.school.name in sector
        for page in (whole, sector):
            assert f'href="?sector={county.sector.pk}"' in page
            assert f'href="{guided.url}"' in page, "a place of its own beside 本组织"
        assert 'aria-label="职责"' not in county.client("guide").get(guided.url).text
        assert county.branch.name not in county.client("guide").get(led.url).text
        Organisation.objects.filter(pk=county.school.pk).update(sector=None)
        assert "这里还没有本系统的党组织" in client.get(guided.url).text


def test_all_without_a_sign_in_are_counted_as_long_as_one_is_waited_for(county):
    """As the list shows them: those whose pledge was recorded, and those out of contact, too."""
    with time_machine.travel(FEBRUARY, tick=False):
        first, _ = (Member.objects.create(branch=county.branch, name=f"党员{n}", sex="male") for n in range(2))
        Member.objects.create(branch=county.branch, name="失联党员", sex="male", is_out_of_contact=True)
        expect(county.round, county.county, by=None)
        propose(county.draft(first), by=county.users["organiser"])
        line = line_of(county, "organiser", "柳树湾村党支部有")
        assert said(line) == behind(county.client("organiser"), line.url) == [3]


def test_the_page_of_the_year_says_how_many_are_to_be_decided_before_any_is_reckoned(county):
    with time_machine.travel(datetime(2011, 12, 12, 1, 0, tzinfo=UTC), tick=False):
        expect(county.round, county.county, by=None)
        line = line_of(county, "organiser", "年度评议：柳树湾村党支部还有")
        assert "柳树湾村党支部还有 3 项等评定。" in county.client("organiser").get(line.url).text
        assert said(line) == behind(county.client("organiser"), line.url) == [3]
        assert "项等评定" not in county.client("member").get(line.url).text


def test_the_page_of_results_says_how_many_are_overdue_beside_those_soon_due(county):
    with time_machine.travel(datetime(2011, 3, 20, 1, 0, tzinfo=UTC), tick=False):
        walk(county, county.draft(county.member, "每月入户走访2户"), Stage.FILED)
        item = StandingItem.objects.get()
        for place, day in enumerate((date(2011, 3, 25), date(2011, 3, 26)), start=2):
            item.pk, item.uid, item.position, item.ends_on = None, uuid.uuid4(), place, day
            item.save()
        first = StandingItem.objects.order_by("pk").first()
        StandingItem.objects.filter(pk=first.pk).update(ends_on=date(2011, 3, 19))
        for who, start in (("organiser", "践诺：柳树湾村党支部有"), ("member", "践诺：您有 1 项承诺已经逾期")):
            line = line_of(county, who, start)
            page = county.client(who).get(line.url)
            assert (said(line), len(page.context["rows"])) == ([1], 3)
            assert "已经逾期的：2011年 1 项。快到期的也列在这里。" in page.text


def test_joint_texts_that_wait_for_a_signer_are_listed_when_there_are_several(county):
    with time_machine.travel(FEBRUARY, tick=False):
        expect(county.round, county.county, by=None)
        for member, who in ((county.member, "member"), (county.co_member, "co_member")):
            joint = county.draft(member)
            joint.co_signers.add(county.secretary_member)
            propose(joint, by=county.users[who])
            line = line_of(county, "organiser", "联名：")
            if who == "member":
                assert line.url == f"/pledges/{joint.pk}/"
        propose(county.draft(None), by=county.users["organiser"])
        assert said(line) == behind(county.client("organiser"), line.url) == [2]


def test_bodies_without_a_secretary_are_those_of_the_list_behind(county):
    """The own body's is missed from above; with two offices each line has its own list."""
    organiser = county.users["town_organiser"]
    appoint(by=None, user=organiser, organisation=county.county, role=Role.ORGANISER, starts_on=date(2011, 1, 1))
    Appointment.objects.filter(organisation=county.town, role=Role.SECRETARY).delete()
    with time_machine.travel(FEBRUARY, tick=False):
        for start, number in (("中共清河镇委员会有 1 个党组织", 1), ("中共云川县委员会有 4 个党组织", 4)):
            line = line_of(county, "town_organiser", start)
            page = county.client("town_organiser").get(line.url)
            assert len(page.context["rows"]) == number


def test_results_to_settle_are_those_of_the_list_behind(county):
    """A committee settles what those right below have stated, not what stands two levels down, nor his own."""
    county.round.terms["results_need_second_eyes"] = True
    county.round.save()
    with time_machine.travel(datetime(2011, 3, 20, 1, 0, tzinfo=UTC), tick=False):
        for member, who in ((None, "organiser"), (county.member, "member"), (county.secretary_member, "secretary")):
            walk(county, county.draft(member, f"年内走访{who}"), Stage.FILED, proposer=who)
    done = Statement(Outcome.KEPT, date(2011, 7, 1))
    with time_machine.travel(datetime(2011, 7, 2, 1, 0, tzinfo=UTC), tick=False):
        by = {None: "organiser", county.member.pk: "member", county.secretary_member.pk: "secretary"}
        for item in StandingItem.objects.select_related("pledge"):
            state_result(item, done, by=county.users[by[item.pledge.member_id]])
        for who, start, number in (
            ("secretary", "践诺：柳树湾村党支部有 1 项党员的结果", 1),
            ("organiser", "践诺：柳树湾村党支部有 2 项党员的结果", 2),
            ("town_organiser", "践诺：中共清河镇委员会有 1 项党组织的结果", 1),
        ):
            line = line_of(county, who, start)
            assert behind(county.client(who), line.url) == said(line) == [number]
        whole = county.client("county_organiser").get(f"/ledger/of/{county.county.pk}/?year=2011&state=stated")
        assert len(whole.context["rows"]) == 3
        mine = county.client("county_organiser").get(f"/ledger/of/{county.county.pk}/?year=2011&state=to_settle")
        assert mine.context["rows"] == []


def test_a_joint_promise_is_counted_for_each_who_signs_it(county):
    with time_machine.travel(datetime(2011, 3, 20, 1, 0, tzinfo=UTC), tick=False):
        joint = county.draft(county.member, "6月底前修好水渠1公里")
        joint.co_signers.add(county.co_member)
        walk(county, joint, Stage.FILED)
        StandingItem.objects.update(ends_on=date(2011, 3, 19))
        for who in ("member", "co_member"):
            line = line_of(county, who, "践诺：您有 1 项承诺已经逾期")
            assert behind(county.client(who), line.url) == said(line) == [1]
