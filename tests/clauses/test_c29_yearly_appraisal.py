"""C29 年度评议: the year's numbers suggest, a meeting decides, the appraised may reply."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from jiannuo.appraisal.actions.yearly import Decision, Opinion, close, decide, propose
from jiannuo.appraisal.actions.yearly_draft import draft
from jiannuo.appraisal.actions.yearly_words import answer, assess_self, begin, go_back, reply
from jiannuo.appraisal.frozen import source_rows
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.queries.yearly import grades_visible_to, visible_to
from jiannuo.appraisal.workflow import RECONSIDER, REDRAFT
from jiannuo.base.errors import Refusal, Stale
from jiannuo.duties.actions import expect
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.journal.models import Entry
from jiannuo.meetings.models import MeetingKind
from jiannuo.orgs.models import Member
from jiannuo.pledges.two_meetings import Votes
from tests.appraisal.year_end import NOW, decided, filed, kept, meeting_of, proposed, row_of


@pytest.fixture(autouse=True)
def _january():
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_year_is_reckoned_and_every_number_leads_to_its_rows(county):
    expect(county.round, county.county, by=None)
    item = kept(county, county.member)
    draft(county.round, county.branch, by=county.users["secretary"])
    row = row_of(county.member)
    assert row.figures["lines"] == [
        "践诺：已兑现1，共1：100.0%",
        "述和讲：没有做3，共3：0.0%（另有未到时间1，不计入）",
        "党员互评：没有可以公布的党员互评结果",
        "合计：（100.0%×60 + 0.0%×15）÷ 75 = 80.0%，建议等次：合格",
    ]
    assert row.suggested == "qualified"
    refs = [(r.ref.split(":")[0], r.label) for r in source_rows(row.figures)]
    assert refs[0] == ("item", item.text)
    assert [kind for kind, _ in refs] == ["item", "duty", "duty", "duty", "duty"]


def test_silence_about_a_promise_past_its_day_does_not_pay(county):
    filed(county, county.member)
    draft(county.round, county.branch, by=county.users["secretary"])
    row = row_of(county.member)
    assert row.figures["lines"][0] == "践诺：到期未填结果1，共1：0.0%"
    assert row.suggested == "unqualified"


@pytest.mark.parametrize(
    ("outcome", "on", "said"),
    [
        (Outcome.KEPT, date(2011, 12, 20), "逾期兑现1（按1/2计），共1：50.0%"),
        (Outcome.NOT_KEPT, None, "未兑现1，共1：0.0%"),
    ],
)
def test_kept_late_is_half_and_not_kept_nothing(county, outcome, on, said):
    kept(county, county.member, outcome=outcome, on=on)
    draft(county.round, county.branch, by=county.users["secretary"])
    assert row_of(county.member).figures["lines"][0] == f"践诺：{said}"


def test_the_round_has_the_weights(county):
    county.round.terms["appraisal"] = {
        "weights": {"member": {"keeping": 1}, "organisation": {"keeping": 1}},
        "floors": {"excellent": 100, "qualified": 80, "fair": 40},
        "reply_days": 10,
    }
    county.round.save()
    kept(county, county.member, on=date(2011, 12, 20))
    draft(county.round, county.branch, by=county.users["secretary"])
    assert row_of(county.member).suggested == "fair"


def test_the_branch_appraises_its_members_and_the_level_above_the_branch(county):
    assert draft(county.round, county.branch, by=county.users["secretary"]) == 3
    assert draft(county.round, county.town, by=county.users["town_organiser"]) == 3
    of_town = YearlyAppraisal.objects.filter(decider=county.town)
    assert {row.organisation for row in of_town} == {county.branch, county.neighbour, county.school}
    for who in ("county_organiser", "neighbour_secretary", "member", "guide", "leader"):
        with pytest.raises(Refusal, match="年度评议由柳树湾村党支部的书记或组织委员办理"):
            draft(county.round, county.branch, by=county.users[who])


def test_nobody_decides_his_own(county):
    draft(county.round, county.branch, by=county.users["secretary"])
    own = row_of(county.secretary_member)
    with pytest.raises(Refusal, match="不能办理自己的评议"):
        propose({own.pk: Opinion("excellent")}, by=county.users["secretary"])
    propose({own.pk: Opinion("qualified")}, by=county.users["organiser"])
    meeting = meeting_of(county.branch, county.users["secretary"])
    with pytest.raises(Refusal, match="不能办理自己的评议"):
        decide(Decision(meeting, Votes(3), {own.pk: Opinion()}), by=county.users["secretary"])
    decide(Decision(meeting, Votes(3), {own.pk: Opinion()}), by=county.users["organiser"])
    assert row_of(county.secretary_member).grade == "qualified"


def test_the_own_word_comes_first(county):
    row = begin(county.round, county.branch, county.member, by=county.users["member"])
    row = assess_self(row, "qualified", "渠修好了，走访少了。", by=county.users["member"], version=row.version)
    assert (row.self_grade, row.self_by) == ("qualified", county.users["member"])
    with pytest.raises(Refusal, match="由本人填写"):
        assess_self(row, "excellent", "", by=county.users["co_member"])
    proposed(county, {county.member: "qualified"})
    with pytest.raises(Refusal, match="自评不再改动"):
        assess_self(row_of(county.member), "excellent", "", by=county.users["member"])
    assert row_of(county.member).self_words == "渠修好了，走访少了。"


def test_probationary_members_take_part_without_a_grade(county):
    Member.objects.filter(pk=county.co_member.pk).update(is_probationary=True)
    kept(county, county.co_member)
    draft(county.round, county.branch, by=county.users["organiser"])
    row = row_of(county.co_member)
    assert (row.suggested, row.figures["lines"][0]) == ("", "践诺：已兑现1，共1：100.0%")
    with pytest.raises(Refusal, match="不评定等次"):
        propose({row.pk: Opinion("excellent")}, by=county.users["organiser"])
    row = decided(county, {county.co_member: ""})[county.co_member]
    assert (row.state, row.grade) == ("decided", "")


def test_a_meeting_decides_by_more_than_half(county):
    rows = proposed(county, {county.member: "qualified"})
    pk, by = rows[county.member.pk].pk, county.users["organiser"]
    meeting = meeting_of(county.branch, by)
    for votes, said in ((Votes(4), "超过了到会人数"), (Votes(0), "表决")):
        with pytest.raises(Refusal, match=said):
            decide(Decision(meeting, votes, {pk: Opinion()}), by=by)
    wrong = meeting_of(county.branch, by, kind=MeetingKind.LEADERS)
    with pytest.raises(Refusal, match="不评定等次"):
        decide(Decision(wrong, Votes(3), {pk: Opinion()}), by=by)
    decide(Decision(meeting, Votes(1, 2), {pk: Opinion()}), by=by)
    assert (row_of(county.member).state, row_of(county.member).grade) == ("proposed", "")
    decide(Decision(meeting, Votes(2, 1), {pk: Opinion("fair", "走访次数不够。")}), by=by)
    row = row_of(county.member)
    assert (row.proposed, row.grade, row.opinion, row.ayes, row.noes) == ("qualified", "fair", "走访次数不够。", 2, 1)


def test_a_meeting_elsewhere_decides_nothing_here(county):
    rows = proposed(county, {county.member: "qualified"})
    elsewhere = meeting_of(county.neighbour, county.users["neighbour_secretary"])
    with pytest.raises(Refusal, match="会议不是"):
        decide(Decision(elsewhere, Votes(3), {rows[county.member.pk].pk: Opinion()}), by=county.users["organiser"])


def test_more_than_a_third_excellent_warns_and_is_kept(county):
    rows = decided(county, {county.member: "excellent", county.co_member: "excellent"})
    said = "3名党员中优秀有2名（一般不超过三分之一，即1名）"  # of all who are graded this year, decided or not
    assert said in rows[county.member].warning
    assert said in county.client("secretary").get(reverse("appraisal:yearly", args=[county.branch.pk])).content.decode()
    entry = Entry.objects.filter(verb="decide_grade").first()
    assert entry is not None
    assert said in entry.detail["warning"]


def test_too_many_excellent_organisations_are_counted_as_organisations(county):
    by, town = county.users["town_organiser"], county.town
    draft(county.round, town, by=by)
    rows = list(YearlyAppraisal.objects.filter(decider=town, member=None).order_by("pk"))
    propose({row.pk: Opinion("excellent" if n < 2 else "qualified") for n, row in enumerate(rows)}, by=by)
    meeting = meeting_of(town, by, kind=MeetingKind.LEADERS)
    decide(Decision(meeting, Votes(3), {row.pk: Opinion() for row in rows[:2]}), by=by)
    said = f"{len(rows)}个党组织中优秀有2个（一般不超过三分之一，即{len(rows) // 3}个）"
    assert len(rows) in {3, 4, 5}
    assert said in YearlyAppraisal.objects.get(pk=rows[0].pk).warning
    page = county.client("town_organiser").get(reverse("appraisal:yearly", args=[town.pk])).content.decode()
    assert page.count("优秀有") == 1
    assert said in page


def test_deciding_meets_the_duty_on_the_day_of_the_meeting(county):
    expect(county.round, county.county, by=None)
    row = decided(county, {county.member: "qualified"})[county.member]
    duty = Duty.objects.get(kind=DutyKind.APPRAISAL, member=county.member)
    assert duty.done_on == date(2012, 1, 6)
    go_back(row, RECONSIDER, "会后发现一项结果填错了。", by=county.users["organiser"])
    duty.refresh_from_db()
    assert duty.done_on is None
    row = row_of(county.member)
    assert (row.state, row.grade, row.meeting, row.reconsider_reason) == (
        "proposed",
        "",
        None,
        "会后发现一项结果填错了。",
    )


def test_the_appraised_replies_and_is_answered_on_record(county):
    member = county.users["member"]
    row = proposed(county, {county.member: "fair"})[county.member.pk]
    row = reply(row, "11月的走访记在了12月。", by=member)
    with pytest.raises(Refusal, match="由被评议的本人"):
        reply(row, "替他说", by=county.users["co_member"])
    with pytest.raises(Refusal, match="不能答复自己"):
        answer(row, "自己答", by=member)
    row = answer(row, "已核对，改在11月。", by=county.users["organiser"])
    with pytest.raises(Refusal, match="已有答复"):
        reply(row, "又说", by=member)
    meeting = meeting_of(county.branch, county.users["organiser"])
    decide(Decision(meeting, Votes(3), {row.pk: Opinion()}), by=county.users["organiser"])
    close({row.pk: 0}, by=county.users["organiser"])
    row = row_of(county.member)
    assert (row.state, row.reply, row.answer) == ("closed", "11月的走访记在了12月。", "已核对，改在11月。")


def test_no_grade_is_entered_over_a_reply_that_nobody_answered(county):
    """The others are decided; its row says what it waits for and leads there; after the answer it goes on."""
    by = county.users["organiser"]
    rows = proposed(county, {county.member: "fair", county.co_member: "qualified"})
    row = reply(rows[county.member.pk], "11月的走访记在了12月。", by=county.users["member"])
    meeting = meeting_of(county.branch, by)
    with pytest.raises(Refusal, match="周大有提出的说明还没有答复，答复后才能评定"):
        decide(Decision(meeting, Votes(3), {row.pk: Opinion(), rows[county.co_member.pk].pk: Opinion()}), by=by)
    assert {found.state for found in YearlyAppraisal.objects.filter(pk__in=[r.pk for r in rows.values()])} == {
        "proposed"
    }
    address = reverse("appraisal:yearly", args=[county.branch.pk])
    page = county.client("organiser").get(address).content.decode()
    assert f'name="pick" value="{row.pk}"' not in page
    assert f'{reverse("appraisal:yearly_one", args=[row.pk])}#reply">有说明，待答复' in page
    decide(Decision(meeting, Votes(3), {rows[county.co_member.pk].pk: Opinion()}), by=by)
    answer(row, "已核对，改在11月，按合格评。", by=by)
    decide(Decision(meeting, Votes(3), {row.pk: Opinion("qualified")}), by=by)
    assert row_of(county.member).grade == "qualified"


def test_a_reply_to_the_decision_is_answered_before_it_is_closed(county):
    row = decided(county, {county.member: "fair"})[county.member]
    row = reply(row, "11月的走访记在了12月。", by=county.users["member"])
    with pytest.raises(Refusal, match="答复后才能办结"):
        close({row.pk: 0}, by=county.users["organiser"])
    answer(row, "已核对。", by=county.users["organiser"])
    close({row.pk: 0}, by=county.users["organiser"])


def test_the_days_for_a_reply_are_waited_for(county):
    row = decided(county, {county.member: "qualified"})[county.member]
    with pytest.raises(Refusal, match="1月20日前"):
        close({row.pk: 0}, by=county.users["organiser"])
    with time_machine.travel(datetime(2012, 1, 20, 1, 0, tzinfo=UTC), tick=False):
        with pytest.raises(Refusal, match="1月20日前"):
            close({row.pk: 0}, by=county.users["organiser"])
        reply(row, "最后一天的说明。", by=county.users["member"])
        go_back(row, RECONSIDER, "据本人说明再议。", by=county.users["organiser"])
    assert row_of(county.member).state == "proposed"


def test_after_those_days_it_is_closed(county):
    row = decided(county, {county.member: "qualified"})[county.member]
    with time_machine.travel(datetime(2012, 1, 21, 1, 0, tzinfo=UTC), tick=False):
        with pytest.raises(Refusal, match="已经过了"):
            reply(row, "迟了一天。", by=county.users["member"])
        close({row.pk: 0}, by=county.users["organiser"])
    assert row_of(county.member).state == "closed"


def test_figures_stay_from_the_moment_they_are_put_forward(county):
    kept(county, county.member)
    row = proposed(county, {county.member: "qualified"})[county.member.pk]
    before = row_of(county.member).figures
    county.round.terms["appraisal"]["weights"]["member"] = {"keeping": 1}
    county.round.save()
    draft(county.round, county.branch, by=county.users["organiser"])
    assert row_of(county.member).figures == before
    go_back(row, REDRAFT, "重新核对。", by=county.users["organiser"])
    draft(county.round, county.branch, by=county.users["organiser"])
    assert row_of(county.member).figures != before


def test_an_old_page_overwrites_nothing(county):
    draft(county.round, county.branch, by=county.users["organiser"])
    row = row_of(county.member)
    assess_self(row, "fair", "", by=county.users["member"])
    with pytest.raises(Stale):
        propose({row.pk: Opinion("excellent", "", row.version)}, by=county.users["organiser"])
    assert row_of(county.member).state == "drafted"


def test_grades_stay_inside_the_branch(county):
    decided(county, {county.member: "qualified"})
    for who in ("member", "secretary", "organiser", "town_secretary", "county_organiser", "leader"):
        assert row_of(county.member) in visible_to(county.users[who]), who
    peer = county.users["co_member"]
    assert row_of(county.member) not in visible_to(peer)
    assert row_of(county.member) in grades_visible_to(peer)
    assert row_of(county.secretary_member) not in grades_visible_to(peer)  # nothing decided yet
    for who in ("neighbour_secretary", "far_secretary", "guide", "administrator"):
        assert row_of(county.member) not in grades_visible_to(county.users[who]), who
