"""The desk: each role's lines, in the guidance's words, one way to each; the same queries however big the county."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from jiannuo.accounts.models import User
from jiannuo.desk.queries import desk_of
from jiannuo.duties.actions import expect, expect_proposals, meet
from jiannuo.duties.models import Duty
from jiannuo.orgs.actions import appoint
from jiannuo.orgs.models import ImportBatch, ImportState, Member, Role
from jiannuo.pledges import workflow
from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.actions.review import Opinion, judge
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.actions import open_round
from tests.appraisal.year_end import kept
from tests.walking import walk


@pytest.fixture(autouse=True)
def february():
    """Ten days before the members' pledges are due."""
    with time_machine.travel(datetime(2011, 2, 10, 1, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def expected(county):
    expect_proposals(county.round, county.county, by=None)
    return county


def sentences(county, who: str) -> list[str]:
    return [line.sentence for line in desk_of(User.objects.get(pk=county.users[who].pk)).due]


def test_a_member_is_asked_to_propose_with_the_day_and_how_it_was_reckoned(expected):
    line = desk_of(expected.users["member"]).due[0]
    assert line.sentence == "提诺：请写出您2011年的公开承诺。"
    assert line.due.startswith("2月20日前（还有10天） · 本系统的建议（指导意见没有规定日期）：2月1日开始，20天内提诺")
    assert (line.url, line.action, line.state) == ("/pledges/mine/", "去提诺", "going")


@pytest.mark.parametrize(("day", "state"), [(13, "soon"), (20, "soon"), (21, "late")])
def test_a_line_becomes_pressing_a_week_before_and_late_after_the_day(expected, day, state):
    with time_machine.travel(datetime(2011, 2, day, 3, tzinfo=UTC)):
        assert desk_of(expected.users["member"]).due[0].state == state


def test_a_draft_is_continued_and_a_returned_pledge_says_why(expected):
    pledge = expected.draft(expected.member)
    assert sentences(expected, "member") == ["提诺：您2011年的公开承诺已起草，还没有提交审诺。"]
    propose(pledge, by=expected.users["member"])
    judge(pledge, workflow.SEND_BACK, Opinion("请写明数量"), by=expected.users["secretary"])
    assert sentences(expected, "member") == ["审诺：您的承诺被退回修改。意见：请写明数量"]


def test_a_member_reads_on_the_desk_who_recorded_the_pledge(expected):
    organiser = expected.users["organiser"]
    pledge = expected.draft(expected.member, is_oral=True, recorded_by=organiser)
    assert sentences(expected, "member") == ["提诺：您2011年的公开承诺（organiser代录）已起草，还没有提交审诺。"]
    propose(pledge, by=organiser)
    assert [line.sentence.split("，")[0] for line in desk_of(expected.users["member"]).waiting] == [
        "您的承诺（organiser代录）已提诺"
    ]


def test_what_waits_for_others_is_no_duty_and_says_for_whom(expected):
    propose(expected.draft(expected.member), by=expected.users["member"])
    desk = desk_of(expected.users["member"])
    assert desk.due == []
    assert [line.sentence for line in desk.waiting] == ["您的承诺已提诺，自2月10日起等柳树湾村党支部办理。"]
    assert [s.state for s in desk.road][:3] == ["done", "here", "ahead"]


def test_a_secretary_sees_who_is_missing_and_what_is_to_be_judged(expected):
    propose(expected.draft(expected.member), by=expected.users["member"])
    found = sentences(expected, "organiser")
    assert "审诺：有 1 份承诺等您审定。" in found
    assert "提诺：请提出柳树湾村党支部2011年的承诺。" in found
    assert "提诺：柳树湾村党支部 3 名党员中还有 2 名没有提诺，不便用手机的可以代录。" in found


def test_the_day_of_those_who_are_missing_is_theirs_and_not_the_rounds(expected):
    """Who came late has a day of his own; the list behind the line says it too."""
    Duty.objects.filter(kind="propose", member__isnull=False).update(
        due_on=date(2011, 4, 22), extension="4月2日新进名册"
    )
    [line] = [one for one in desk_of(expected.users["organiser"]).due if "没有提诺" in one.sentence]
    assert (line.due.split("（")[0], line.state) == ("4月22日前", "going")
    Duty.objects.filter(kind="propose", member=expected.member).update(
        due_on=date(2011, 2, 1), original_due_on=date(2011, 2, 1), extension=""
    )
    [line] = [one for one in desk_of(expected.users["organiser"]).due if "没有提诺" in one.sentence]
    assert (line.due.split("（")[0], line.state) == ("2月1日前", "late")


def test_the_level_above_reads_coverage_as_a_sentence_and_a_leader_too(expected):
    sentence = "中共清河镇委员会下级 3 个党组织中 0 个的承诺已备案，3 个还没有。"
    assert sentence in sentences(expected, "town_organiser")
    assert any("中共云川县委员会下级 6 个党组织中 0 个" in s for s in sentences(expected, "leader"))


def test_a_guide_sees_the_own_sector_only(expected):
    assert sentences(expected, "guide") == ["指导小组：本系统 1 个党组织中 0 个的承诺已备案。"]


def test_an_administrator_sees_organisations_without_a_secretary(expected):
    found = sentences(expected, "administrator")
    wanted = "中共云川县委员会有 3 个党组织没有登记书记，登记后才能审诺和备案。"
    assert wanted in found  # the county itself, the second town, the school


def test_a_citizen_representative_is_led_to_the_board(expected):
    citizen = User.objects.create_user("citizen", display_name="群众代表")
    appoint(by=None, user=citizen, organisation=expected.branch, role=Role.CITIZEN, starts_on=date(2011, 1, 1))
    assert [line.url for line in desk_of(citizen).due] == ["/o/B1/"]


def test_an_empty_desk_says_so_kindly(county):
    page = county.client("co_member").get("/desk/").content.decode()
    assert "请写出您2011年的公开承诺" in page  # expected even before the duty row is there
    nobody = User.objects.create_user("nobody", display_name="新同志")
    client = Client()
    client.force_login(nobody)
    assert "现在没有等您办的事" in client.get("/desk/").content.decode()


def _reported(county, day: date) -> None:
    """A member whose promise is kept and public; everything that has been asked of him by the day is done."""
    with time_machine.travel(datetime(2011, 3, 20, 2, tzinfo=UTC), tick=False):
        kept(county, county.member, on=date(2011, 3, 20), by="member")
        walk(county, Pledge.objects.get(member=county.member), Stage.PUBLISHED)
        expect(county.round, county.county, by=None)
    for duty in Duty.objects.filter(member=county.member, done_on=None, opens_on__lte=day):
        where = {"organisation": county.branch, "member_ids": [county.member.pk], "on": duty.opens_on, "by": None}
        with time_machine.travel(datetime(day.year, day.month, day.day, 1, tzinfo=UTC), tick=False):
            meet(county.round, duty.kind, duty.period, **where)


@pytest.mark.parametrize(
    ("day", "next_one"),
    [
        (date(2011, 7, 8), "下一次述：第三季度，9月10日起可以办，10月10日前办好。"),
        (date(2011, 10, 12), "下一次述：第四季度，12月11日起可以办，2012年1月10日前办好。"),
    ],
)
def test_who_has_done_everything_reads_what_comes_next_and_when(county, day, next_one):
    _reported(county, day)
    with time_machine.travel(datetime(day.year, day.month, day.day, 1, tzinfo=UTC), tick=False):
        page = county.client("member").get("/desk/").text
        assert "现在没有等您办的事" in page
        assert next_one in page


def test_after_the_last_duty_of_the_year_the_desk_names_the_next_round(county):
    _reported(county, date(2012, 1, 20))
    with time_machine.travel(datetime(2012, 1, 20, 1, tzinfo=UTC), tick=False):
        assert "2011年的事都办好了，上级开启新一轮公开承诺后请提诺。" in county.client("member").get("/desk/").text
        open_round(by=None, organisation=county.county, year=2012)
        assert "接下来：2012年公开承诺2月1日（还有12天）开始。" in county.client("member").get("/desk/").text


def test_before_the_first_round_the_desk_says_what_comes(county):
    with time_machine.travel(datetime(2011, 1, 10, tzinfo=UTC)):
        assert "公开承诺还没有开始" in county.client("member").get("/desk/").content.decode()


ROLES = ["member", "secretary", "organiser", "town_secretary", "town_organiser", "county_organiser", "leader", "guide",
         "administrator"]  # fmt: skip


@pytest.mark.parametrize("who", ROLES)
def test_the_number_of_queries_is_small_and_does_not_grow(expected, queries_of, who):
    client = expected.client(who)
    before = queries_of(client, "/desk/")
    for number in range(3):
        member = Member.objects.create(branch=expected.branch, name=f"新党员{number}", sex="male")
        pledge = expected.draft(member)
        Pledge.objects.filter(pk=pledge.pk).update(stage_at=datetime(2011, 2, 9, tzinfo=UTC))
        propose(pledge, by=expected.users["organiser"])
    expect_proposals(expected.round, expected.county, by=None)
    assert queries_of(client, "/desk/") == before
    assert before <= 20


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("county_organiser", 6),
        ("leader", 6),
        ("guide", 1),
        ("administrator", None),
        ("secretary", None),
        ("member", None),
    ],
)
def test_the_overview_shows_each_office_its_own_reach(expected, who, names):
    response = expected.client(who).get(f"/desk/of/{expected.county.pk}/")
    if names is None:
        assert response.status_code == 404
    else:
        assert len(response.context["rows"]) == names


def test_the_overview_counts_and_narrows_in_the_same_queries(expected, queries_of):
    client, url = expected.client("county_organiser"), f"/desk/of/{expected.county.pk}/"
    before = queries_of(client, url)
    pledge = expected.draft(expected.member)
    propose(pledge, by=expected.users["member"])
    expected.draft(None)
    assert queries_of(client, url) == before <= 13
    row = next(r for r in client.get(url).context["rows"] if r.organisation == expected.branch)
    assert (row.expected, row.proposed, row.filed, row.own.stage) == (3, 1, 0, "drafted")
    assert client.get(url, {"show": "unfiled"}).context["left"] == 6


def test_a_roster_that_waits_or_has_refused_rows_is_on_the_desk_of_who_sent_it(expected):
    common = {"organisation": expected.town, "uploaded_by": expected.users["town_organiser"], "file": "x"}
    ImportBatch.objects.create(file_name="名册一.xlsx", state=ImportState.CHECKED, **common)
    done = {"state": ImportState.DONE, "finished_at": datetime(2011, 2, 9, tzinfo=UTC)}
    ImportBatch.objects.create(file_name="名册二.xlsx", counts={"refused": 2}, **done, **common)
    ImportBatch.objects.create(file_name="名册三.xlsx", **done, **common)
    found = [s for s in sentences(expected, "town_organiser") if s.startswith("名册")]
    assert found == [
        "名册：“名册二.xlsx”里有没能导入的行，请改好再导入一次。",
        "名册：“名册一.xlsx”已核对，等您确认导入。",
    ]
    assert not [s for s in sentences(expected, "town_secretary") if s.startswith("名册")]


@pytest.mark.parametrize(
    ("again", "refused", "told"),
    [
        ("名册.xlsx", 0, []),
        ("名册-未通过.xlsx", 0, []),
        ("名册-未通过 (1).xlsx", 0, []),
        ("名册（2）.xls", 1, ["名册：“名册（2）.xls”里有没能导入的行，请改好再导入一次。"]),
        ("另一个村的名册.xlsx", 0, ["名册：“名册.xlsx”里有没能导入的行，请改好再导入一次。"]),
    ],
)
def test_a_roster_sent_in_again_takes_the_place_of_the_failed_one(expected, again, refused, told):
    common = {"organisation": expected.town, "uploaded_by": expected.users["town_organiser"], "file": "x"}
    done = {"state": ImportState.DONE, "finished_at": datetime(2011, 2, 9, tzinfo=UTC)}
    ImportBatch.objects.create(file_name="名册.xlsx", counts={"refused": 2}, **done, **common)
    ImportBatch.objects.create(file_name=again, counts={"refused": refused}, **done, **common)
    assert [s for s in sentences(expected, "town_organiser") if s.startswith("名册")] == told
