"""群众评议 through HTTP: a secretary's way over the pages, what the town and the public see, counted queries."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from jiannuo.accounts.models import User
from jiannuo.appraisal.actions.survey import Asked, Group, fix_survey, open_survey, take_roll
from jiannuo.appraisal.asking import item_words
from jiannuo.appraisal.models import Survey
from jiannuo.appraisal.queries.summary import side_by_side
from jiannuo.ballots.actions import close, summarise
from jiannuo.ballots.models import BallotBox
from jiannuo.duties.actions import expect
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.meetings.actions import write_minutes
from jiannuo.meetings.models import Category
from jiannuo.orgs.actions import appoint, found
from jiannuo.orgs.models import OrgKind, Role
from jiannuo.pledges.models import StandingItem
from jiannuo.pledges.workflow import Stage
from tests.appraisal.polling import TWELVE, convened, counted, slips, surveyed, vote
from tests.walking import walk

JUNE = datetime(2011, 6, 20, 2, 0, tzinfo=UTC)
MIXED = ["satisfied"] * 7 + ["fairly"] * 3 + ["dissatisfied"] * 2


@pytest.fixture(autouse=True)
def _june():
    with time_machine.travel(JUNE, tick=False):
        yield


def _url(name, *args):
    return reverse(f"appraisal:{name}", args=args)


def _page(client, name, *args):
    return client.get(_url(name, *args)).content.decode()


def test_a_secretary_finds_the_way_from_the_desk_to_the_slips(county):
    expect(county.round, county.county, by=None)
    client = county.client("secretary")
    start = _url("survey_list", county.branch.pk)
    assert start in client.get(reverse("desk:desk")).content.decode()
    sent = {"period": 1, "held_at": "2011-06-20T09:00", "place": "村小学", "chair": "李书记"}
    page = client.post(_url("survey_convene", county.branch.pk), sent)["Location"]
    pk = Survey.objects.get().pk
    assert page == _url("survey", pk)
    before = client.get(page).text
    assert "请先登记到会，再开箱" in before
    here = {"names-citizen": "王大娘、孙师傅", "number-group_head": 5, "version": 1}
    client.post(_url("survey_roll", pk), here)
    assert Survey.objects.get().present == {"citizen": 2, "group_head": 5}
    assert ["还没有登记到会。" in told for told in (before, client.get(page).text)] == [True, False]
    vote = {"slip_count": 7, "closes_at": "2011-06-20T18:00", "scrutineers": 3, "with_members": "on"}
    answer = client.post(_url("survey_open", pk), vote)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-store")
    told = client.get(page).content.decode()
    assert "正在投票" in told
    assert "票箱已开，人数不能再改" in told
    keys = BallotBox.objects.get().questions
    assert [question["key"] for question in keys] == ["overall", "members"]


def test_every_step_of_the_box_leads_back_to_the_meeting_and_nowhere_else(county):
    client = county.client("secretary")
    survey = convened(county)
    take_roll(survey, TWELVE, by=county.users["secretary"])
    first = open_survey(survey, Asked(), slips(12), by=county.users["secretary"]).box
    home = _url("survey", survey.pk)
    assert f'name="back" value="{home}"' in client.get(home).content.decode()
    sent = {"reason": "票印坏了", "back": home}
    assert client.post(reverse("ballots:cancel", args=[first.pk]), sent)["Location"] == home
    survey.refresh_from_db()
    second = open_survey(survey, Asked(), slips(12), by=county.users["secretary"]).box
    sent |= {"back": "https://elsewhere.example/"}
    own = reverse("ballots:box", args=[second.pk])
    assert client.post(reverse("ballots:cancel", args=[second.pk]), sent)["Location"] == own


def test_a_roll_with_more_names_than_people_is_shown_again_with_what_was_typed(county):
    client = county.client("secretary")
    sent = {"period": 1, "held_at": "2011-06-20T09:00", "place": "村小学", "chair": "李书记"}
    client.post(_url("survey_convene", county.branch.pk), sent)
    survey = Survey.objects.get()
    answer = client.post(_url("survey_roll", survey.pk), {"names-citizen": "王大娘、孙师傅", "number-citizen": 1})
    assert answer.status_code == 422
    assert "写了2个姓名，人数不能比姓名少" in answer.content.decode()
    assert "王大娘、孙师傅" in answer.content.decode()
    assert not survey.meeting.roll.exists()


@pytest.mark.parametrize("version", [{"version": 1}, {}, {"version": "x"}])
def test_a_roll_taken_from_an_old_page_overwrites_nobodys(county, version):
    survey = convened(county)
    take_roll(survey, TWELVE, by=county.users["organiser"])
    client, typed = county.client("secretary"), {"names-citizen": "李大爷", "number-citizen": 3}
    answer = client.post(_url("survey_roll", survey.pk), typed | version)
    if version != {"version": "x"}:
        assert answer.status_code == 409
        assert "刚刚已被他人改过" in answer.text
        assert "群众代表 7 人" in answer.text
    assert 'value="李大爷"' in answer.text
    survey.refresh_from_db()
    assert (survey.present, survey.meeting.roll.count()) == ({"citizen": 7, "group_head": 5}, 2)
    now = re.search(r'name="version" value="(\d+)"', _page(client, "survey", survey.pk))
    assert client.post(_url("survey_roll", survey.pk), typed | {"version": now[1]}).status_code == 302
    survey.refresh_from_db()
    assert (survey.present, survey.meeting.roll.get().name) == ({"citizen": 3}, "李大爷")


def test_items_on_the_ballot_name_nobody(county):
    pledge = county.draft(text="8月底前给孤寡老人张桂英家翻修屋顶")
    walk(county, pledge, Stage.FILED, proposer="secretary")
    words = item_words(StandingItem.objects.get(pledge=pledge))
    assert "张桂英" not in words
    assert "翻修屋顶" in words


def test_members_and_citizens_read_the_result_once_it_is_public(county):
    survey = surveyed(county, MIXED)
    board = reverse("publicity:organisation", args=[county.branch.code])
    member = county.client("member")
    assert "58%" not in _page(member, "survey_list", county.branch.pk) + member.get(board).content.decode()
    fix_survey(survey, by=county.users["secretary"])
    assert "58%" in _page(member, "survey_list", county.branch.pk)
    public = member.get(board).content.decode()
    assert "2011年上半年群众评议" in public
    assert "满意 58%" in public
    assert "期已满" not in public
    with time_machine.travel(datetime(2012, 3, 30, tzinfo=UTC)):
        assert "满意 58%" in county.client("member").get(board).content.decode()
    with time_machine.travel(datetime(2012, 3, 31, tzinfo=UTC)):
        ended = county.client("member").get(board).content.decode()
        assert "满意 58%" not in ended
        assert "2011年群众评议的结果公示期已满，公示到" in ended
        assert "尚未开始" not in ended


@pytest.mark.parametrize(("answers", "is_said"), [(MIXED, False), (["satisfied", "fairly", "dissatisfied"] * 4, True)])
def test_shares_that_do_not_add_up_to_a_hundred_say_so(county, answers, is_said):
    survey = fix_survey(surveyed(county, answers), by=county.users["secretary"])
    survey.meeting.refresh_from_db()
    told = "百分比四舍五入，合计不是100%"
    member, board = county.client("member"), reverse("publicity:organisation", args=[county.branch.code])
    pages = [
        _page(member, "survey_list", county.branch.pk),
        member.get(board).content.decode(),
        _page(county.client("secretary"), "survey", survey.pk),
        survey.meeting.minutes,
    ]
    assert [told in page for page in pages] == [is_said] * 4


def test_the_towns_page_explains_what_is_not_shown_and_never_sorts_by_result(county):
    surveyed(county, ["dissatisfied"] * 6 + ["satisfied"] * 6)
    surveyed(county, ["satisfied"] * 3, county.neighbour, "neighbour_secretary", "town_organiser")
    page = _page(county.client("town_secretary"), "survey_summary", county.town.pk)
    assert page.index("柳树湾村党支部") < page.index("白杨坪村党支部")
    assert "2011年上半年应召开" in page or "2011年上半年的群众评议会议" in page
    assert "不单独公布" in page
    assert "不排名次" in page
    assert county.client("member").get(_url("survey_summary", county.branch.pk)).status_code == 404


def test_where_too_few_came_everybody_is_told_that_there_will_be_no_result(county):
    """Before opening, before closing, before 固定会议; afterwards beside the meeting, also above (C28)."""
    survey, by, secretary = convened(county), county.users["secretary"], county.client("secretary")
    few, home = "现在只有4人，不足5人，为保护投票人，这次不会有任何结果。", ("survey", survey.pk)
    take_roll(survey, {Category.CITIZEN: Group(5)}, by=by)
    assert "不会有任何结果" not in _page(secretary, *home)
    take_roll(survey, {Category.CITIZEN: Group(4)}, by=by)
    assert _page(secretary, *home).count(few) == 1
    opened = open_survey(survey, Asked(), slips(4), by=by)
    assert _page(secretary, *home).count(few) == 1
    for _ in range(4):
        vote(opened, {"overall": "satisfied", "members": "satisfied"})
    counted(opened, by, county.users["organiser"])
    page = _page(secretary, *home)
    assert ("不会有任何结果" in page, "这次没有可以公布的测评结果" in page) == (False, True)
    secretary.post(_url("survey_fix", survey.pk))
    assert "这一期的群众评议已办结，没有可以公布的测评结果。" in _page(secretary, *home)
    assert "已固定，没有结果" in _page(secretary, "survey_list", county.branch.pk)
    above = _page(county.client("town_secretary"), "survey_summary", county.town.pk)
    assert "已确认，没有结果" in above


def test_a_result_is_not_called_none(county):
    surveyed(county, ["satisfied"] * 5 + ["dissatisfied"] * 5)
    above = _page(county.client("town_secretary"), "survey_summary", county.town.pk)
    assert ("已确认" in above, "，没有结果" in above) == (True, False)


def test_sums_are_published_once(county):
    surveyed(county, MIXED)
    surveyed(county, MIXED, county.neighbour, "neighbour_secretary", "town_organiser")
    client, url = county.client("town_secretary"), _url("survey_summary", county.town.pk)
    client.post(url, {"period": 1})
    page = client.get(url).content.decode()
    assert "14 票" in page
    assert "确认公布" not in page
    client.post(url, {"period": 1})
    assert county.town.ballot_summaries.count() == 1


def test_a_sum_is_not_spent_before_the_periods_day_nor_unknowingly_afterwards(county):
    """Of the town's six one has met: until the day it is refused, afterwards only with the number said."""
    expect(county.round, county.county, by=None)
    fix_survey(surveyed(county, MIXED), by=county.users["secretary"])
    client, url = county.client("county_organiser"), _url("survey_summary", county.county.pk)
    missing = Duty.objects.filter(kind=DutyKind.SURVEY, period=1, done_on__isnull=True).count()
    assert missing > 1
    early = client.get(url).text
    assert f"还差{missing}次群众评议没有办结，期限到7月" in early
    assert "确认公布" not in early
    assert client.post(url, {"period": 1}, follow=True).status_code == 422
    assert client.post(url, {"period": 1, "missing": missing}, follow=True).status_code == 422
    with time_machine.travel(datetime(2011, 8, 20, 2, 0, tzinfo=UTC)):
        client = county.client("county_organiser")
        page = client.get(url, {"year": 2011, "period": 1}).text
        assert f"还差{missing}次，仍要公布" in page
        assert f"{county.town.short_name}还没有公布自己的汇总，它们的汇总随这一次一并公布" in page
        for unsaid in ({}, {"missing": missing - 1}):
            assert client.post(url, {"year": 2011, "period": 1, **unsaid}).status_code == 422
        assert not county.county.ballot_summaries.exists()
        client.post(url, {"year": 2011, "period": 1, "missing": missing})
        assert county.county.ballot_summaries.exists()
        told = client.get(url, {"year": 2011, "period": 1}).text
        assert "本汇总含 1 个党组织的结果，2011年8月20日公布，以后办结的不再计入。" in told


def test_a_sum_of_all_is_published_before_the_day(county):
    expect(county.round, county.county, by=None)
    fix_survey(surveyed(county, MIXED), by=county.users["secretary"])
    client, url = county.client("secretary"), _url("survey_summary", county.branch.pk)
    client.post(url, {"period": 1})
    assert "本汇总含 1 个党组织的结果，2011年6月20日公布" in client.get(url).text


def test_the_sums_say_how_many_of_the_counts_had_no_result_and_how_many_meetings_no_vote(county):
    surveyed(county, MIXED)
    surveyed(county, ["satisfied", "dissatisfied"], county.neighbour, "neighbour_secretary", "town_organiser")
    convened(county, county.town, "town_organiser")
    client, url = county.client("town_secretary"), _url("survey_summary", county.town.pk)
    assert "另有 1 次登记了会议，没有投票。" in client.get(url).content.decode()
    client.post(url, {"period": 1})
    page = client.get(url).content.decode()
    assert page.count("2 次测评中 1 次没有结果（1 次有效回答太少）。") == 2
    alone = _page(county.client("secretary"), "survey_summary", county.branch.pk)
    assert "次没有结果" not in alone


def _told(level, satisfied):
    lines = [{"label": "满意", "percent": satisfied, "count": 1}]
    return {"label": "总体", "level": level, "shown": {"lines": lines}}


@pytest.mark.parametrize(("then", "now", "is_shown"), [(3, 3, True), (2, 2, True), (2, 3, False), (1, 1, False)])
def test_two_dates_stand_side_by_side_only_when_both_are_equally_fine(then, now, is_shown):
    (beside,) = side_by_side([_told(then, 70)], [_told(now, 80)])
    assert beside.lines == ([("满意", 70, 80)] if is_shown else [])
    assert bool(beside.why) is not is_shown


def _branch(county, at):
    """Another branch of the town, with the organiser as its secretary, whose survey is confirmed."""
    branch = found(by=None, parent=county.town, code=f"N{at}", name=f"新村{at}党支部", kind=OrgKind.BRANCH)
    organiser = county.users["organiser"]
    appoint(by=None, user=organiser, organisation=branch, role=Role.SECRETARY, starts_on=date(2010, 1, 1))
    organiser.__dict__.pop("_offices", None)
    surveyed(county, MIXED, branch, "organiser", "town_organiser")


def test_the_towns_page_asks_no_more_of_the_database_for_more_branches(county, queries_of):
    client, url = county.client("town_secretary"), _url("survey_summary", county.town.pk)
    _branch(county, 1)
    one = queries_of(client, url)
    _branch(county, 2)
    _branch(county, 3)
    assert queries_of(client, url) == one


def test_the_case_file_has_the_result_and_a_member_his_own(county):
    pledge = county.draft()
    walk(county, pledge, Stage.FILED, proposer="secretary")
    fix_survey(surveyed(county, MIXED), by=county.users["secretary"])
    page = county.client("secretary").get(_url("case", pledge.pk)).content.decode()
    assert "群众评议：上半年" in page
    assert "满意58%" in page


def test_one_period_is_cancelled_with_its_reason_in_sight(county):
    client = county.client("secretary")
    sent = {"period": 1, "held_at": "2011-06-20T09:00", "place": "村小学", "chair": "李书记"}
    client.post(_url("survey_convene", county.branch.pk), sent)
    survey = Survey.objects.get()
    client.post(_url("survey_cancel", survey.pk), {"reason": "停电改期"})
    assert "停电改期" in _page(client, "survey", survey.pk)
    assert "登记2011年上半年的会议" in _page(client, "survey_list", county.branch.pk)


def test_with_paper_alone_there_is_nothing_to_print(county):
    survey = convened(county)
    take_roll(survey, TWELVE, by=county.users["secretary"])
    sent = {"slip_count": 0, "closes_at": "2011-06-20T18:00", "scrutineers": 3}
    answer = county.client("secretary").post(_url("survey_open", survey.pk), sent, follow=True)
    assert answer.redirect_chain == [(_url("survey", survey.pk), 302)]
    assert "这次全用纸票" in answer.text


def test_a_half_year_that_was_left_out_is_entered_before_the_present_one(county):
    listed = _url("survey_list", county.branch.pk)
    with time_machine.travel(datetime(2011, 12, 5, 2, 0, tzinfo=UTC)):
        client, reader = county.client("secretary"), county.client("town_secretary")
        page = client.get(listed).text
        assert "登记2011年下半年的会议" in page
        assert 'href="?year=2011&amp;period=1#convene"' in page
        assert "登记2011年上半年的会议" in client.get(listed, {"year": 2011, "period": 1}).text
        sent = {"year": 2011, "period": 1, "held_at": "", "place": "村小学", "chair": "李书记"}
        refused = client.post(_url("survey_convene", county.branch.pk), sent)
        assert (refused.status_code, "登记2011年上半年的会议" in refused.text) == (422, True)
        client.post(_url("survey_convene", county.branch.pk), sent | {"held_at": "2011-07-20T09:00"})
        assert Survey.objects.get().period == 1
        page = client.get(listed, {"year": 2011, "period": 1}).text
        assert "登记2011年下半年的会议" in page
        assert "#convene" in page
        assert "#convene" not in reader.get(listed).text, "who may not enter it is offered nothing"


def test_a_summary_of_one_period_leaves_the_other_alone(county):
    surveyed(county, MIXED)
    summarise(county.branch, "2011/1", by=county.users["secretary"])
    with time_machine.travel(datetime(2011, 12, 10, 2, 0, tzinfo=UTC)):
        page = _page(county.client("secretary"), "survey_summary", county.branch.pk)
    assert "公布汇总" in page


def test_its_meeting_ends_on_its_own_page_only(county):
    survey = convened(county)
    client = county.client("secretary")
    take_roll(survey, TWELVE, by=county.users["secretary"])
    write_minutes(survey.meeting, "已投票。", by=county.users["secretary"], version=1)
    page = client.get(reverse("meetings:meeting", args=[survey.meeting_id])).content.decode()
    assert _url("survey_list", county.branch.pk) in page
    assert "结束会议" not in page
    answer = client.post(reverse("meetings:close", args=[survey.meeting_id]), headers={"hx-request": "true"})
    assert (answer.status_code, "请在它自己的页面固定" in answer.content.decode()) == (422, True)
    survey.meeting.refresh_from_db()
    assert survey.meeting.closed_at is None


def test_the_citizens_representative_confirms_on_the_meetings_page(county):
    citizen = User.objects.create_user("citizen", display_name="孙师傅")
    appoint(by=None, user=citizen, organisation=county.branch, role=Role.CITIZEN, starts_on=date(2011, 1, 1))
    survey, by = convened(county), county.users["secretary"]
    take_roll(survey, TWELVE, by=by)
    opened = open_survey(survey, Asked(), slips(12), by=by)
    for option in MIXED:
        vote(opened, {"overall": option})
    close(opened.box, opened.keys.sheets, by=by)
    client = Client()
    client.force_login(citizen)
    home = _url("survey", survey.pk)
    assert "确认结果" in client.get(home).content.decode()
    sent = client.post(reverse("ballots:confirm", args=[opened.box.pk]), {"back": home})
    assert sent["Location"] == home
    page = client.get(home).content.decode()
    assert "58%" in page
    assert "会议由柳树湾村党支部的书记或组织委员登记" in page  # closing the book is the officers'


def test_a_second_press_prints_no_second_set_of_slips(county):
    survey, client = convened(county), county.client("secretary")
    take_roll(survey, TWELVE, by=county.users["secretary"])
    sent = {"slip_count": 12, "closes_at": "2011-06-20T18:00", "scrutineers": 3}
    assert client.post(_url("survey_open", survey.pk), sent)["Content-Type"] == "application/pdf"
    assert client.post(_url("survey_open", survey.pk), sent).status_code != 200
    assert BallotBox.objects.count() == 1
