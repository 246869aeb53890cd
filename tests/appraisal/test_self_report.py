"""述: what the ledger has ready, one tap, corrections until the branch has commented."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from jiannuo.appraisal.actions.meeting import fix
from jiannuo.appraisal.actions.report import NOTHING_NEW, Said, hear, hear_nothing_new, submit
from jiannuo.appraisal.models import SelfReport, SelfReportLine
from jiannuo.appraisal.queries.report import reports_visible_to
from jiannuo.base.errors import Refusal, Stale
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.states import DutyState, state_of
from jiannuo.fulfilment.models import Measure, ProgressNote, Source
from jiannuo.orgs.models import Member, Sex
from tests.appraisal.gathering import DONE, NOW, expected, filed, held, noted, occasion

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def _duty(member):
    return Duty.objects.get(member=member, kind=DutyKind.SELF_REPORT, period=1)


def test_the_ledgers_sentence_is_handed_in_as_it_stands(county):
    item = filed(county, county.member)
    noted(county, item)
    expected(county)
    report = submit(occasion(county), county.member, Said(), by=county.users["member"], version=0)
    line = SelfReportLine.objects.get()
    assert (line.report, line.item, line.text, line.is_prefilled, line.state_said) == (
        report,
        item,
        f"{DONE}。",
        True,
        "going",
    )
    assert (report.recorded_by, report.is_spoken, report.on) == (None, False, date(2011, 3, 28))
    assert ProgressNote.objects.count() == 1  # nothing is entered twice
    assert _duty(county.member).done_on == date(2011, 3, 28)


def test_a_changed_sentence_becomes_a_line_of_the_ledger_once(county):
    item = filed(county, county.member)
    noted(county, item)
    by = county.users["member"]
    report = submit(occasion(county), county.member, Said({item.pk: "已洒水6次。"}), by=by, version=0)
    assert list(ProgressNote.objects.order_by("id").values_list("text", "source")) == [
        (DONE, Source.TYPED),
        ("已洒水6次。", Source.REPORT),
    ]
    submit(occasion(county), county.member, Said({item.pk: "已洒水6次。"}, "修了水沟。"), by=by, version=report.version)
    assert ProgressNote.objects.count() == 2
    assert SelfReport.objects.get().text == "修了水沟。"


def test_a_report_that_says_nothing_is_refused(county):
    filed(county, county.member)
    noted_item = filed(county, county.co_member, "每周给2户独居老人挑水一次")
    noted(county, noted_item)
    by = county.users["co_member"]
    with pytest.raises(Refusal, match="述职还是空的"):
        submit(occasion(county), county.co_member, Said({noted_item.pk: " "}), by=by, version=0)
    assert not SelfReport.objects.exists()


def test_a_stale_report_overwrites_nothing(county):
    filed(county, county.member)
    first = submit(occasion(county), county.member, Said(other="走访12户。"), by=county.users["member"], version=0)
    with pytest.raises(Stale):
        submit(occasion(county), county.member, Said(other="代写"), by=county.users["secretary"], version=0)
    with pytest.raises(Stale):
        submit(
            occasion(county), county.member, Said(other="代写"), by=county.users["organiser"], version=first.version - 1
        )
    assert SelfReport.objects.get().text == "走访12户。"


def test_after_the_branch_has_commented_a_report_stays_and_a_late_one_is_back_filled(county):
    filed(county, county.member)
    filed(county, county.co_member, "每周给2户独居老人挑水一次")
    expected(county)
    submit(occasion(county), county.member, Said(other="走访12户。"), by=county.users["member"], version=0)
    fix(held(county), by=county.users["secretary"])
    with pytest.raises(Refusal, match="述职内容已固定"):
        submit(occasion(county), county.member, Said(other="改"), by=county.users["member"], version=1)
    with time_machine.travel(datetime(2011, 4, 25, 1, 0, tzinfo=UTC), tick=False):
        late = submit(occasion(county), county.co_member, Said(other="补"), by=county.users["co_member"], version=0)
    assert late.meeting is None  # it was not heard in the meeting
    assert state_of(_duty(county.co_member), date(2011, 4, 25)) == DutyState.DONE_LATE


def test_who_may_hand_in_for_whom(county):
    filed(county, county.member)
    for who in ("co_member", "neighbour_secretary", "town_secretary", "leader"):
        with pytest.raises(Refusal, match="由党员本人提交"):
            submit(occasion(county), county.member, Said(other="代"), by=county.users[who], version=0)
    report = submit(occasion(county), county.member, Said(other="代"), by=county.users["organiser"], version=0)
    assert report.recorded_by == county.users["organiser"]


def test_who_came_is_heard_at_once_and_who_has_nothing_in_the_ledger_is_asked(county):
    noted(county, filed(county, county.member))
    expected(county)
    comment = held(county)
    heard, silent = hear(occasion(county, comment.meeting), by=county.users["secretary"])
    assert (heard, silent) == (1, [county.co_member, county.secretary_member])
    report = SelfReport.objects.get()
    assert (report.member, report.is_spoken, report.on, report.lines.get().text) == (
        county.member,
        True,
        date(2011, 3, 27),
        f"{DONE}。",
    )
    assert _duty(county.member).done_on == date(2011, 3, 27)
    assert hear(occasion(county, comment.meeting), by=county.users["secretary"])[0] == 0


def _offered(county):
    page = county.client("secretary").get(reverse("appraisal:meeting", args=[county.branch.pk])).content.decode()
    return {int(pk) for pk in re.findall(r'name="quiet" value="(\d+)" checked', page)}


def test_who_had_nothing_to_do_and_nothing_new_to_say_is_heard_with_the_others(county):
    item = filed(county, county.member, "12月底前修好村口护栏15米")
    expected(county)
    comment = held(county)
    spoken, by = occasion(county, comment.meeting), county.users["secretary"]
    assert _offered(county) == {county.member.pk}
    assert hear(spoken, by=by) == (0, [county.co_member, county.secretary_member])  # without a pledge: own words
    sent = {"nothing_new": "1", "quiet": [county.member.pk]}
    county.client("secretary").post(reverse("appraisal:hear", args=[comment.meeting_id]), sent)
    report = SelfReport.objects.get()
    assert (report.member, report.is_spoken, report.text, report.on) == (
        *(county.member, True, NOTHING_NEW),
        date(2011, 3, 27),
    )
    assert (report.lines.get().item, report.lines.get().text, report.recorded_by) == (item, "", by)
    assert not ProgressNote.objects.exists()  # nothing new is no line of the ledger
    assert _duty(county.member).done_on == date(2011, 3, 27)
    assert _offered(county) == set()
    assert hear_nothing_new(spoken, [county.member.pk], by=by) == 0


def _recurs(county, item):
    item.deadlines = [{"type": "recurring", "every": "month", "times": 2}]
    item.save()


def _due(day):
    def set_day(county, item):
        item.due_on = item.ends_on = day
        item.save()

    return set_day


def _measure_is_late(county, item):
    by = county.users["member"]
    Measure.objects.create(item=item, position=1, text="备料", due_on=date(2011, 3, 20), written_by=by)


@pytest.mark.parametrize("more", [_recurs, _due(date(2011, 4, 3)), _due(date(2011, 3, 20)), _measure_is_late, noted])
def test_where_something_was_to_be_done_nobody_is_written_down_as_having_nothing_new(county, more):
    """A promise that recurs, is due soon or overdue, a measure that is late, a line in the ledger to be read out."""
    item = filed(county, county.member, "12月底前修好村口护栏15米")
    comment = held(county)
    assert _offered(county) == {county.member.pk}
    more(county, item)
    assert _offered(county) == set()
    with pytest.raises(Refusal, match="不能记为没有新情况"):
        hear_nothing_new(occasion(county, comment.meeting), [county.member.pk], by=county.users["secretary"])
    assert not SelfReport.objects.exists()


def test_who_did_not_come_said_nothing_at_all(county):
    filed(county, county.member, "12月底前修好村口护栏15米")
    comment = held(county)
    comment.meeting.roll.filter(member=county.member).update(is_present=False)
    assert _offered(county) == set()
    spoken = occasion(county, comment.meeting)
    assert hear_nothing_new(spoken, [county.member.pk], by=county.users["secretary"]) == 0
    assert not SelfReport.objects.exists()


def test_who_stayed_away_cannot_have_spoken(county):
    noted(county, filed(county, county.member))
    comment = held(county)
    comment.meeting.roll.filter(member=county.member).update(is_present=False)
    spoken = occasion(county, comment.meeting)
    with pytest.raises(Refusal, match="没有到会"):
        submit(spoken, county.member, Said(is_spoken=True), by=county.users["secretary"], version=0)
    assert hear(spoken, by=county.users["secretary"])[0] == 0
    written = submit(spoken, county.member, Said(), by=county.users["secretary"], version=0)
    assert (written.is_spoken, written.recorded_by) == (False, county.users["secretary"])


def test_the_same_number_of_questions_for_one_member_and_for_many(county, queries_of):
    noted(county, filed(county, county.member))
    held(county)
    client = county.client("secretary")
    url = f"/appraisal/of/{county.branch.pk}/meeting/"
    client.get(url)
    before = queries_of(client, url)
    noted(county, filed(county, county.co_member, "每周给2户独居老人挑水一次"))
    for name in ("赵一", "钱二", "孙三"):
        Member.objects.create(branch=county.branch, name=name, sex=Sex.FEMALE)
    assert queries_of(client, url) == before


def test_a_report_is_read_by_the_branch_once_it_was_heard(county):
    filed(county, county.member)
    submit(occasion(county), county.member, Said(other="走访12户。"), by=county.users["member"], version=0)
    comment = held(county)

    def readers():
        return {who for who, user in county.users.items() if reports_visible_to(user).exists()}

    above = {"secretary", "organiser", "town_secretary", "town_organiser", "county_organiser", "leader"}
    assert readers() == {"member"} | above
    fix(comment, by=county.users["secretary"])
    assert readers() == {"member", "co_member"} | above


def test_what_is_overdue_is_asked_for_first(county):
    filed(county, county.member)
    expected(county)
    with time_machine.travel(datetime(2011, 6, 25, 1, 0, tzinfo=UTC), tick=False):
        client = county.client("member")
        assert "第一季度述职" in client.get("/appraisal/mine/").content.decode()
        client.post("/appraisal/mine/", {"period": 1, "version": 0, "other": "补第一季度"})
        assert "第二季度述职" in client.get("/appraisal/mine/").content.decode()
        page = county.client("secretary").get(f"/appraisal/of/{county.branch.pk}/meeting/").content.decode()
        assert "第一季度专题组织生活会" in page
