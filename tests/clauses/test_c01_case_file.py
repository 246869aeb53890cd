"""C1 「公开承诺、领导点评、群众评议、评选表彰」: one case file per pledge, in time order, on one page."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine

from jiannuo.appraisal.actions.comment import Entry, judge, say
from jiannuo.appraisal.actions.leader import Words, issue, write
from jiannuo.appraisal.actions.meeting import fix
from jiannuo.appraisal.actions.report import Said, submit
from jiannuo.appraisal.judging import Word
from jiannuo.fulfilment.actions import Statement, settle, state_result
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.pledges.actions.propose import amend
from jiannuo.pledges.actions.review import Opinion
from jiannuo.pledges.actions.review import judge as judge_pledge
from jiannuo.pledges.models import StandingItem
from jiannuo.pledges.workflow import SEND_BACK, Stage
from tests.appraisal.gathering import NOW, filed, held, noted, occasion
from tests.walking import fresh, walk

pytestmark = [pytest.mark.django_db]
STEPS = (
    "提诺：第1稿",
    "审诺：支部意见",
    "审诺：通过",
    "定诺：领导班子成员会议",
    "定诺：党员群众代表会议",
    "备案：备〔2011〕",
    "进展：",
    "述职：第一季度",
    "支部讲评：第一季度",
    "结果：已兑现",
    "领导点评：上半年",
)


def _year(county):
    """From the text to the leader's comment."""
    by = county.users
    with time_machine.travel(datetime(2011, 3, 12, 1, 0, tzinfo=UTC)):
        item = filed(county, county.member, "年底前给村口修好路灯3盏")
    with time_machine.travel(NOW):
        noted(county, item, "灯杆已立好1根", date(2011, 3, 20))
        submit(occasion(county), county.member, Said({item.pk: "灯杆已立好2根"}), by=by["member"], version=0)
        comment = held(county)
        judge(comment, {f"item:{item.pk}": Entry(Word("on_track", "抓紧接线"), "")}, by=by["secretary"])
        say(comment, "总体较好", by=by["secretary"], version=1)
        fix(comment, by=by["secretary"])
    with time_machine.travel(datetime(2011, 6, 25, 1, 0, tzinfo=UTC)):
        state_result(item, Statement(Outcome.KEPT, date(2011, 6, 20)), by=by["member"], version=0)
        words = Words("说到做到", "", "下半年再修2盏")
        draft = write(county.round, 1, county.branch, words, by=by["town_secretary"], member=county.member)
        issue(draft, by=by["town_secretary"], version=draft.version)
    return item


def _titles(county, item, who):
    page = county.client(who).get(f"/appraisal/case/{item.pledge_id}/").content.decode()
    return re.findall(r'<p class="case-title"><strong>([^<]+)</strong>', page), page


def test_the_case_file_tells_the_year_in_order(county):
    item = _year(county)
    titles, page = _titles(county, item, "member")
    places = [next(n for n, title in enumerate(titles) if title.startswith(step)) for step in STEPS]
    assert set(titles) == {titles[n] for n in places} | {t for t in titles if t.startswith("进展：")}
    kept = [STEPS[n] for n in sorted(range(len(STEPS)), key=lambda n: places[n])]
    assert kept.index("提诺：第1稿") < kept.index("进展：") < kept.index("述职：第一季度") < kept.index("结果：已兑现")
    assert kept.index("结果：已兑现") < kept.index("领导点评：上半年")
    for words in ("灯杆已立好2根", "抓紧接线", "说到做到", "下半年再修2盏"):
        assert words in page


def test_what_was_entered_later_than_it_happened_says_both_days(county):
    """Kept on the 20th and stated on the 25th: whoever reads the file is not told that it was known on the 20th."""
    item = _year(county)
    page = re.sub(r"<[^>]+>", "", _titles(county, item, "member")[1])
    assert "完成：2011年6月20日，填报：2011年6月25日" in page
    assert page.count("填报：") == 2
    assert "日期：2011年3月20日，填报：2011年" in page


def test_two_pairs_of_eyes_are_two_lines_and_late_is_said(county):
    """Who stated it and who settled it, each at his hour; kept after its day is 逾期兑现, as the ledger has it."""
    county.round.terms["results_need_second_eyes"] = True
    county.round.save()
    with time_machine.travel(datetime(2011, 3, 12, 1, 0, tzinfo=UTC)):
        item = filed(county, county.member, "6月底前给村口修好路灯3盏")
        StandingItem.objects.update(due_on=date(2011, 6, 30), ends_on=date(2011, 6, 30))
    with time_machine.travel(datetime(2011, 7, 15, 5, 0, tzinfo=UTC)):
        state_result(item, Statement(Outcome.KEPT, date(2011, 7, 15)), by=county.users["member"], version=0)
        assert "结果：逾期兑现（待销号）" in _titles(county, item, "member")[0]
    with time_machine.travel(datetime(2011, 8, 10, 2, 0, tzinfo=UTC)):
        settle(item, by=county.users["secretary"])
        titles, page = _titles(county, item, "member")
    assert "结果：逾期兑现" in titles
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert re.search(r"结果：逾期兑现 [^销]*member", told), told
    assert re.search(r"销号：6月底前给村口修好路灯3盏 [^结]*secretary", told), told


def test_each_reads_of_it_what_he_may(county):
    item = _year(county)
    assert any(title.startswith("支部讲评") for title in _titles(county, item, "town_secretary")[0])
    for who in ("co_member", "neighbour_secretary", "guide", "far_secretary"):
        assert county.client(who).get(f"/appraisal/case/{item.pledge_id}/").status_code == 404


def test_the_way_to_it_stands_under_the_pledge(county):
    item = filed(county, county.member)
    page = county.client("member").get(f"/pledges/{item.pledge_id}/").content.decode()
    assert f"/appraisal/case/{item.pledge_id}/" in page


def test_a_longer_year_takes_no_more_questions(county, queries_of):
    item = _year(county)
    client, url = county.client("secretary"), f"/appraisal/case/{item.pledge_id}/"
    client.get(url)
    before = queries_of(client, url)
    with time_machine.travel(datetime(2011, 7, 1, 1, 0, tzinfo=UTC)):
        for day in range(1, 4):
            noted(county, item, f"又修好{day}盏", date(2011, 6, 20 + day))
    assert queries_of(client, url) == before


def test_a_text_that_was_sent_back_is_proposed_again_and_only_one_that_was_filed_is_amended(county):
    """C35 means a filed text by 充实完善; the case file says it of no other."""
    pledge = walk(county, county.draft(county.member), Stage.PROPOSED)
    judge_pledge(pledge, SEND_BACK, Opinion("请写明数量。"), by=county.users["secretary"])
    pledge.items.update(text="每月洒水3次")
    walk(county, fresh(pledge), Stage.FILED)
    amend(fresh(pledge), "增加一项。", by=county.users["member"])
    pledge.items.update(text="每月洒水4次")
    walk(county, fresh(pledge), Stage.PROPOSED)
    titles = [t for t in _titles(county, pledge.items.get(), "member")[0] if re.search(r"第\d稿$", t)]
    assert titles == ["提诺：第1稿", "修改后再次提诺：第2稿", "充实完善：第3稿"]
