"""Putting off and waiving: who may, what it does, how it is explained and undone."""

import uuid
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from jiannuo.base.errors import Refusal
from jiannuo.duties.actions import Waiver, end_exemption, exempt, expect, extend, meet, shorten
from jiannuo.duties.models import Duty, Exemption, Ground
from jiannuo.duties.states import DutyState, state_of
from jiannuo.journal.models import Entry


@pytest.fixture(autouse=True)
def july():
    """Five days before the reports of the second quarter are due."""
    with time_machine.travel(datetime(2011, 7, 5, 1, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def report(county):
    expect(county.round, county.county, by=None)
    return Duty.objects.get(member=county.member, kind="self_report", period=2)


def fresh(duty):
    return Duty.objects.select_related("exemption", "organisation", "member").get(pk=duty.pk)


def test_an_extension_says_how_the_day_came_about(county, report):
    extend([report], date(2011, 7, 20), "住院", by=county.users["secretary"])
    stored = fresh(report)
    assert (stored.due_on, stored.original_due_on) == (date(2011, 7, 20), date(2011, 7, 10))
    assert stored.reckoning == "第二季度末6月30日＋10天；经书记secretary同意延至7月20日：住院"
    entry = Entry.objects.get(verb="extend")
    assert (entry.detail["before"], entry.detail["until"], entry.detail["reason"]) == (
        "2011-07-10",
        "2011-07-20",
        "住院",
    )


def test_a_day_of_the_next_year_says_its_year_wherever_it_is_told(county, report):
    extend([report], date(2012, 1, 20), "住院", by=county.users["secretary"])
    put_off = fresh(report)
    assert put_off.reckoning.endswith("同意延至2012年1月20日：住院")
    with pytest.raises(Refusal, match="原定2012年1月20日，延期的日期应比它晚"):
        extend([put_off], date(2012, 1, 19), "住院", by=county.users["secretary"])
    page = county.client("secretary").get(f"/duties/{report.pk}/").content.decode()
    assert "同意从7月10日延至2012年1月20日：住院" in page


def test_a_waiver_until_another_year_says_so(county, report):
    (waived,) = exempt([report], Waiver(Ground.ILL, until=date(2012, 1, 20)), by=county.users["secretary"])
    assert "同意免办到2012年1月20日（" in str(waived)


def test_the_level_above_is_named_with_its_place(county, report):
    extend([report], date(2011, 7, 20), "外出", by=county.users["town_organiser"])
    assert "经中共清河镇委员会组织委员town_organiser同意延至7月20日：外出" in fresh(report).reckoning


def test_an_extension_is_taken_back(county, report):
    extend([report], date(2011, 7, 20), "住院", by=county.users["secretary"])
    shorten(report, by=county.users["organiser"])
    assert (fresh(report).due_on, fresh(report).reckoning) == (date(2011, 7, 10), "第二季度末6月30日＋10天")
    with pytest.raises(Refusal, match="没有延期"):
        shorten(report, by=county.users["organiser"])


@pytest.mark.parametrize(
    ("until", "reason", "words"),
    [
        (date(2011, 7, 10), "住院", "应比它晚"),
        (date(2011, 7, 4), "住院", "已经过去"),
        (date(2011, 7, 20), "  ", "请写明延期的原因"),
    ],
)
def test_an_extension_without_sense_is_refused(county, report, until, reason, words):
    with pytest.raises(Refusal, match=words):
        extend([report], until, reason, by=county.users["secretary"])
    assert fresh(report).extension == ""


def test_one_that_cannot_be_put_off_stops_all(county, report):
    other = Duty.objects.get(member=county.co_member, kind="self_report", period=2)
    meet(county.round, "self_report", 2, organisation=county.branch, member_ids=[county.co_member.pk],
         on=date(2011, 7, 1), by=None)  # fmt: skip
    with pytest.raises(Refusal, match="陈小满的党员述（第二季度）已经办结"):
        extend([report, other], date(2011, 7, 20), "住院", by=county.users["secretary"])
    assert fresh(report).extension == ""


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("secretary", ""),
        ("organiser", ""),
        ("town_secretary", ""),
        ("town_organiser", ""),
        ("member", "自己的应办事项不能由自己同意"),
        ("co_member", "须由所在党支部或上一级"),
        ("neighbour_secretary", "须由所在党支部或上一级"),
        ("county_organiser", "须由所在党支部或上一级"),
        ("leader", "须由所在党支部或上一级"),
        ("guide", "须由所在党支部或上一级"),
    ],
)
def test_who_may_put_off_and_waive_what_is_expected_of_a_member(county, report, who, words):
    acts = [
        lambda by: extend([report], date(2011, 7, 20), "住院", by=by),
        lambda by: exempt([report], Waiver(Ground.ILL), by=by),
    ]
    for act in acts:
        if words:
            with pytest.raises(Refusal, match=words):
                act(county.users[who])
        else:
            act(county.users[who])


def test_nobody_decides_about_himself_and_no_organisation_about_itself(county, report):
    mine = Duty.objects.get(member=county.secretary_member, kind="self_report", period=2)
    with pytest.raises(Refusal, match="不能由自己同意"):
        extend([mine], date(2011, 7, 20), "住院", by=county.users["secretary"])
    comment = Duty.objects.get(organisation=county.branch, kind="branch_comment", period=2)
    with pytest.raises(Refusal, match="须由上一级党组织"):
        extend([comment], date(2011, 7, 20), "会议改期", by=county.users["secretary"])
    extend([mine, comment], date(2011, 7, 20), "抗洪", by=county.users["town_secretary"])


def test_a_waiver_covers_the_later_periods_until_its_day(county, report):
    exempt([report], Waiver(Ground.ELDERLY, "", date(2011, 9, 30)), by=county.users["secretary"])
    rows = Duty.objects.filter(member=county.member, kind="self_report").order_by("period")
    assert [bool(duty.exemption_id) for duty in rows] == [False, True, True, False]
    assert state_of(fresh(report), date(2011, 8, 1)) == DutyState.EXEMPT
    assert str(fresh(report).exemption) == "经书记secretary同意免办到9月30日（年老体弱）"


def test_a_waiver_reaches_into_periods_that_are_reckoned_later(county, report):
    exempt([report], Waiver(Ground.MOBILE), by=county.users["secretary"])
    Duty.objects.filter(member=county.member, kind="self_report", period=4).delete()
    expect(county.round, county.county, by=None)
    assert Duty.objects.get(member=county.member, kind="self_report", period=4).exemption is not None
    assert not Duty.objects.filter(member=county.co_member, exemption__isnull=False).exists()


def test_a_waiver_that_ends_frees_what_is_still_to_come(county, report):
    exempt([report], Waiver(Ground.ILL), by=county.users["secretary"])
    with time_machine.travel(datetime(2011, 8, 1, 1, 0, tzinfo=UTC)):
        assert end_exemption(Exemption.objects.get(), by=county.users["organiser"]) == 2
        assert fresh(report).exemption is not None, "what was waived while it lasted stays waived"
        with pytest.raises(Refusal, match="已经结束"):
            end_exemption(Exemption.objects.get(), by=county.users["organiser"])
    expect(county.round, county.county, by=None)
    assert Duty.objects.filter(exemption__isnull=False).count() == 1


def test_a_waiver_ended_on_its_own_day_never_was(county, report):
    first = Duty.objects.get(member=county.member, kind="self_report", period=1)
    exempt([first], Waiver(Ground.OTHER, "看错了人"), by=county.users["secretary"])
    end_exemption(Exemption.objects.get(), by=county.users["secretary"])
    assert not Duty.objects.filter(exemption__isnull=False).exists()
    assert state_of(fresh(first), date(2011, 7, 5)) == DutyState.OVERDUE


def test_other_grounds_must_be_said(county, report):
    with pytest.raises(Refusal, match="请写明是什么原因"):
        exempt([report], Waiver(Ground.OTHER, " "), by=county.users["secretary"])


def test_several_periods_of_one_person_make_one_waiver(county, report):
    rows = list(Duty.objects.filter(member=county.member, kind="self_report"))
    assert len(exempt(rows, Waiver(Ground.ILL), by=county.users["secretary"])) == 1


def test_what_is_waived_may_still_be_done(county, report):
    exempt([report], Waiver(Ground.ILL), by=county.users["secretary"])
    meet(county.round, "self_report", 2, organisation=county.branch, member_ids=[county.member.pk],
         on=date(2011, 7, 2), by=None)  # fmt: skip
    assert state_of(fresh(report), date(2011, 7, 5)) == DutyState.DONE


def test_the_pages_put_off_waive_and_undo(county, report):
    client = county.client("secretary")
    listed = client.get(f"/duties/in/{county.branch.pk}/self_report/2/?show=ahead").content.decode()
    assert f'value="{report.pk}"' in listed
    asked = client.get("/duties/extend/", {"pick": report.pk}).content.decode()
    assert "周大有" in asked
    sent = {"pick": report.pk, "until": "2011-07-20", "reason": "住院"}
    assert client.post("/duties/extend/", sent).status_code == 302
    page = client.get(f"/duties/{report.pk}/").content.decode()
    assert "经书记secretary同意延至7月20日：住院" in page
    assert "同意从7月10日延至7月20日：住院" in page
    assert client.post(f"/duties/{report.pk}/shorten/").status_code == 302
    assert client.post("/duties/exempt/", {"pick": report.pk, "ground": "ill"}).status_code == 302
    assert "因病" in client.get(f"/duties/{report.pk}/").content.decode()
    assert client.post(f"/duties/{report.pk}/end-exemption/").status_code == 302
    assert fresh(report).exemption is None
    assert client.post("/duties/exempt/", {"pick": report.pk, "ground": "other"}).status_code == 422


def test_what_is_late_cannot_be_put_off_and_is_not_offered_to_be(county, report):
    """A day put off after it had passed would make late 按时; 免办 with its ground stays possible (C24)."""
    with time_machine.travel(datetime(2011, 7, 11, 1, 0, tzinfo=UTC)):
        client = county.client("secretary")
        with pytest.raises(Refusal, match="期限已过，不能再延期"):
            extend([report], date(2011, 7, 20), "忙", by=county.users["secretary"])
        assert fresh(report).due_on == date(2011, 7, 10)
        assert "期限已过，不能再延期" in client.get(f"/duties/{report.pk}/").text
        shown = client.get(reverse("duties:missing", args=[county.branch.pk, "self_report", 2])).text
        assert (">延期</button>" in shown, ">免办</button>" in shown) == (False, True)
        exempt([report], Waiver(Ground.ILL), by=county.users["secretary"])
    ahead = client.get(reverse("duties:missing", args=[county.branch.pk, "self_report", 2]) + "?show=ahead").text
    assert (">延期</button>" in ahead, ">免办</button>" in ahead) == (True, True)


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("extend", {"until": "2011-07-09", "reason": "住院一周"}, "延期的日期应比它晚"),
        ("exempt", {"ground": "other", "until": "2011-12-31"}, "请写明是什么原因"),
        ("exempt", {"ground": "ill", "reason": "住院一周", "until": "2011-01-05"}, "免办的截止日期应不早于"),
    ],
)
def test_what_was_typed_stays_when_it_is_refused(county, report, name, typed, said):
    sent = {"once": str(uuid.uuid4()), "pick": report.pk} | typed
    answer = county.client("secretary").post(reverse(f"duties:{name}"), sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert {k: v for k, v in answer.context["form"].data.items() if k in typed} == typed
    assert all(f'value="{value}"' in answer.text for value in typed.values())
    assert (fresh(report).due_on, fresh(report).exemption) == (report.due_on, None)
