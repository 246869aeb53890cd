"""When the next round has opened, what the last one left open is one line at the foot of the desk, until done."""

import uuid
from datetime import UTC, date, datetime

import pytest
import time_machine

from jiannuo.accounts.models import User
from jiannuo.appraisal.actions.yearly_words import assess_self, begin
from jiannuo.desk.past import past_of
from jiannuo.desk.queries import desk_of
from jiannuo.duties.actions import Waiver, exempt, expect, meet
from jiannuo.duties.models import Duty, Ground
from jiannuo.fulfilment.actions import Statement, state_result
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.pledges.models import StandingItem
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.actions import open_round
from jiannuo.rounds.models import Round
from tests.walking import walk

FEBRUARY = datetime(2012, 2, 6, 1, 0, tzinfo=UTC)
REPORT = "党员述：请述2011年第四季度的践诺情况，台帐里有记录的已替您填好。"


@pytest.fixture
def county(county):
    """The round of 2011, the half done, and the one of 2012 open; the clock in February 2012."""
    with time_machine.travel(datetime(2011, 3, 20, 1, tzinfo=UTC), tick=False):
        walk(county, county.draft(county.member, "每月入户走访2户"), Stage.FILED)
        expect(county.round, county.county, by=None)
    Duty.objects.filter(kind="propose").delete()
    with time_machine.travel(FEBRUARY, tick=False):
        expect(open_round(by=None, organisation=county.county, year=2012), county.county, by=None)
        yield county


def on_desk(county, who):
    return desk_of(User.objects.get(pk=county.users[who].pk)).due


def lines(county, who):
    """On the desk, and on the page to which its line of the year before leads."""
    left = past_of(User.objects.get(pk=county.users[who].pk)).left
    found = [*on_desk(county, who), *(line for one in left for line, _ in one.lines)]
    return {line.sentence: line for line in found if not line.sentence.startswith("往年")}


def of_2011(county, who):
    return sorted(sentence for sentence in lines(county, who) if "2011年" in sentence)


def test_what_was_not_judged_or_put_forward_last_year_has_no_day_of_this_one(county):
    """2012's days say nothing of the texts of 2011: they stand apart, as 往年."""
    with time_machine.travel(datetime(2011, 3, 20, 1, tzinfo=UTC), tick=False):
        walk(county, county.draft(county.co_member, "每月扫街2次"), Stage.PROPOSED, proposer="co_member")
    walk(county, _draft_of_2012(county), Stage.PROPOSED, proposer="member")
    found = lines(county, "secretary")
    now, past = found["审诺：有 1 份承诺等您审定。"], found["审诺：2011年有 1 份承诺等您审定。"]
    assert (now.is_past, "3月" in now.due) == (False, True)
    assert (past.is_past, past.due, past.state) == (True, "", "late")
    for line, name in ((now, "周大有"), (past, "陈小满")):
        rows = county.client("secretary").get(line.url).context["page"].object_list
        assert [row.subject_name for row in rows] == [name], "each leads to its own part of the queue"
    waiting = found[f"公示：{county.branch.short_name}2011年有 1 份已备案，请提出公示。"]
    assert (waiting.is_past, waiting.due) == (True, "")


def test_what_two_meetings_were_to_decide_last_year_is_on_the_desk_as_on_their_page(county):
    with time_machine.travel(datetime(2011, 3, 20, 1, tzinfo=UTC), tick=False):
        walk(county, county.draft(county.co_member, "每月扫街2次"), Stage.REVIEWED, proposer="co_member")
    walk(county, _draft_of_2012(county), Stage.REVIEWED, proposer="member")
    found, name = lines(county, "secretary"), county.branch.short_name
    now = found[f"定诺：{name}有 1 份已审诺，等两个会议表决。"]
    past = found[f"定诺：{name}2011年有 1 份已审诺，等两个会议表决。"]
    assert (now.is_past, past.is_past, past.due, past.state) == (False, True, "", "late")
    assert len(county.client("secretary").get(now.url).context["rows"]) == 2


def _draft_of_2012(county):
    county.round = Round.objects.get(year=2012)
    return county.draft(county.member, "每月入户走访3户")


def test_a_member_still_sees_what_the_last_round_left_open(county):
    found = lines(county, "member")
    assert found[REPORT].url == "/appraisal/mine/?year=2011&period=4"
    assert found[REPORT].state == "late"
    kept = "践诺：您2011年有 1 项承诺已经逾期，点一下结果、写一句即可。"
    assert found[kept].url == "/ledger/mine/results/"
    word = "年度评议：请写您2011年的自评，选一项、写一句就行。"
    assert found[word].url == "/appraisal/year/mine/?year=2011"
    meet(county.round, "self_report", 4, organisation=county.branch, member_ids=[county.member.pk],
         on=date(2012, 2, 5), by=None)  # fmt: skip
    others = Duty.objects.filter(member=county.member, kind="self_report", round=county.round, done_on=None)
    exempt(list(others), Waiver(Ground.ILL), by=county.users["secretary"])
    done = Statement(Outcome.KEPT, date(2011, 12, 31))
    state_result(StandingItem.objects.get(), done, by=county.users["member"])
    assert of_2011(county, "member") == [word]
    row = begin(county.round, county.branch, county.member, by=county.users["member"])
    assess_self(row, "qualified", "", version=0, by=county.users["member"])
    assert of_2011(county, "member") == []


def test_a_branch_sees_the_last_round_beside_this_one(county):
    assert of_2011(county, "organiser") == sorted([
        "党员述：柳树湾村党支部还有 3 名党员没有述2011年第一季度的践诺情况。",
        "党员述：柳树湾村党支部还有 3 名党员没有述2011年第二季度的践诺情况。",
        "党员述：柳树湾村党支部还有 3 名党员没有述2011年第三季度的践诺情况。",
        "党员述：柳树湾村党支部还有 3 名党员没有述2011年第四季度的践诺情况。",
        "支部讲：请召开柳树湾村党支部的组织生活会，逐项讲评2011年第一季度的践诺情况。",
        "支部讲：请召开柳树湾村党支部的组织生活会，逐项讲评2011年第二季度的践诺情况。",
        "支部讲：请召开柳树湾村党支部的组织生活会，逐项讲评2011年第三季度的践诺情况。",
        "支部讲：请召开柳树湾村党支部的组织生活会，逐项讲评2011年第四季度的践诺情况。",
        "群众评：请办好柳树湾村党支部2011年上半年的群众评议会议。",
        "群众评：请办好柳树湾村党支部2011年下半年的群众评议会议。",
        "年度评议：柳树湾村党支部2011年还有 3 项等评定。",
        "年度评议：请写柳树湾村党支部2011年的自评，选一项、写一句就行。",
        "践诺：柳树湾村党支部2011年有 1 项承诺逾期，还没有说明结果。",
        "公示：柳树湾村党支部2011年有 1 份已备案，请提出公示。",
    ])  # fmt: skip
    members = Duty.objects.filter(organisation=county.branch, kind="appraisal", member__isnull=False)
    meet(county.round, "appraisal", 1, organisation=county.branch, member_ids=[d.member_id for d in members],
         on=date(2012, 2, 5), by=None)  # fmt: skip
    begin(county.round, county.branch, None, by=county.users["organiser"])
    assert "年度评议：请写柳树湾村党支部2011年的自评，选一项、写一句就行。" in of_2011(
        county, "organiser"
    )  # only begun
    row = begin(county.round, county.branch, None, by=county.users["organiser"])
    assess_self(row, "qualified", "路修好了", by=county.users["organiser"], version=row.version)
    assert not [sentence for sentence in of_2011(county, "organiser") if sentence.startswith("年度评议")]


@pytest.mark.parametrize(
    ("who", "folded"),
    [
        ("member", ["往年：您2011年还有 5 项没有办完。"]),
        ("organiser", ["往年：柳树湾村党支部2011年还有 22 项没有办完。"]),
        ("town_secretary", ["往年：中共清河镇委员会2011年还有 12 项没有办完。"]),
    ],
)
def test_a_desk_says_in_one_line_how_much_is_left_after_this_years_own(county, who, folded):
    due = on_desk(county, who)
    years = ["2011年" in line.sentence for line in due]
    assert years == sorted(years), "this year's come first"
    assert [line.sentence for line in due if line.sentence.startswith("往年")] == folded
    page = county.client(who).get("/desk/past/").text
    for line in past_of(User.objects.get(pk=county.users[who].pk)).left[0].lines:
        assert line[0].sentence in page


def test_what_may_still_be_done_in_time_is_not_called_late(county):
    """In January the year is being appraised until the 31st; 述 and 讲 of the year are another's."""
    Duty.objects.filter(round=county.round).exclude(kind="appraisal").delete()
    for day, state, due in (
        (date(2012, 1, 8), "going", "1月31日前（还有23天）"),
        (date(2012, 1, 30), "soon", "1月31日前（还有1天）"),
        (date(2012, 2, 1), "late", ""),
    ):
        with time_machine.travel(datetime(day.year, day.month, day.day, 1, tzinfo=UTC), tick=False):
            Round.objects.filter(year=2012).update(opens_on=date(2012, 1, 2))
            (line,) = [one for one in on_desk(county, "member") if one.sentence.startswith("往年")]
            assert (line.state, line.due) == (state, due)


def test_from_the_list_what_is_left_is_waived_for_that_year_alone(county):
    """The level above ends a branch's duty of last year; the reason stays to be read, and this year asks anew."""
    (line,) = [one for one in on_desk(county, "town_organiser") if "下级2011年" in one.sentence]
    client = county.client("town_organiser")
    assert client.get(line.url).status_code == 200
    names = f"/duties/in/{county.branch.pk}/branch_comment/2/?year=2011&show=missing"
    duty = Duty.objects.get(round=county.round, organisation=county.branch, kind="branch_comment", period=2)
    assert f'name="pick" value="{duty.pk}"' in client.get(names).text
    assert "往年的只免到那一年为止" in client.get(f"/duties/exempt/?pick={duty.pk}").text
    sent = {"pick": duty.pk, "ground": "other", "reason": "会议记录已经遗失", "once": str(uuid.uuid4())}
    assert client.post("/duties/exempt/", sent).status_code == 302
    waived = Duty.objects.filter(organisation=county.branch, kind="branch_comment", exemption__isnull=False)
    assert set(waived.values_list("round__year", "period")) == {(2011, 2), (2011, 3), (2011, 4)}
    assert "会议记录已经遗失" in county.client("organiser").get(f"/duties/{duty.pk}/").text
    assert not any("讲评2011年第二季度" in sentence for sentence in lines(county, "organiser"))


def test_whoever_left_nothing_undone_has_no_such_line(county):
    Duty.objects.filter(round=county.round).delete()
    assert not [line for line in on_desk(county, "organiser") if line.sentence.startswith("往年")]
    assert "往年没有留下没办完的事" in county.client("organiser").get("/desk/past/").text


def test_the_level_above_sees_last_years_lateness_below(county):
    """Of all practices; what a page of 2011 lists is what the line says."""
    told = "逾期：中共清河镇委员会下级2011年有述 16 项、讲 12 项、点 6 项、群众评 6 项、年度评议 7 项没有办。"
    line = lines(county, "town_organiser")[told]
    assert (line.url, line.is_past) == (f"/duties/in/{county.town.pk}/late/?year=2011", True)
    page = county.client("town_organiser").get(line.url)
    assert len(page.context["rows"]) == 16 + 12 + 6 + 6 + 7


def test_every_address_of_the_last_round_opens_on_that_round(county):
    for who in county.users:
        client = county.client(who)
        for sentence, line in lines(county, who).items():
            answer = client.get(line.url)
            assert answer.status_code in {200, 302}, (who, line)
            if "2011年" in sentence and "round" in answer.context and "results" not in line.url:
                assert answer.context["round"] == county.round, line


@pytest.mark.parametrize("who", ["member", "secretary", "town_secretary"])
def test_the_last_round_costs_no_query_of_its_own(county, queries_of, who):
    client = county.client(who)
    both = queries_of(client, "/desk/")
    Duty.objects.filter(round=county.round).delete()
    assert queries_of(client, "/desk/") == both


def test_the_page_leads_to_each_list_where_it_can_be_put_off(county):
    page = county.client("organiser").get("/desk/past/").text
    for kind in ("branch_comment", "survey", "appraisal"):
        assert f"/duties/in/{county.branch.pk}/{kind}/" in page
    assert page.count("看名单，延期或免办") >= 6
