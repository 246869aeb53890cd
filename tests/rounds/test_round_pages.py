"""The calendar of a round and the guidance per class."""

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse

from jiannuo.base.errors import Refusal
from jiannuo.orgs.models import OrgClass
from jiannuo.rounds import queries
from jiannuo.rounds.actions import Words, guide, open_round, withdraw_guidance
from jiannuo.rounds.examples import built_in
from jiannuo.rounds.models import ClassGuidance, Round, Step, Subject, WhoBinds

RURAL, MEMBER = OrgClass.RURAL, Subject.MEMBER


def _calendar(client, year=2011):
    form = client.get(reverse("rounds:edit", kwargs={"year": year})).context["form"]
    return {name: form[name].value() for name in form.fields}


def test_the_calendar_says_how_each_day_was_reckoned(county):
    page = county.client("member").get(reverse("rounds:round", kwargs={"year": 2011})).content.decode()
    assert "没有规定提诺、审诺、定诺、备案、公示各在哪一天以前办完" in page
    assert page.count("本系统的建议（指导意见没有规定日期）：") == len(county.round.milestones.all())
    assert "指导意见四、2：" not in page
    assert "三、3“半年一点评”" in page
    assert "上一级党组织审定" in page


def test_the_days_stand_in_the_form_as_browsers_want_them(county):
    page = county.client("county_organiser").get(reverse("rounds:edit", kwargs={"year": 2011})).content.decode()
    assert 'value="2011-02-20"' in page


def test_only_the_opener_edits_the_calendar(county):
    url = reverse("rounds:edit", kwargs={"year": 2011})
    assert county.client("county_organiser").get(url).status_code == 200
    for who in ("member", "secretary", "town_secretary", "leader", "guide", "administrator"):
        assert county.client(who).post(url, {}).status_code == 422
    assert Round.objects.get().version == 1


FEBRUARY = datetime(2011, 2, 3, 1, 0, tzinfo=UTC)


def test_a_changed_day_is_no_longer_reckoned_but_set(county):
    client, url = county.client("county_organiser"), reverse("rounds:edit", kwargs={"year": 2011})
    sent = _calendar(client) | {"due_propose": "2011-02-25", "who_binds": WhoBinds.BRANCH, "times_survey": 4}
    with time_machine.travel(FEBRUARY):
        assert client.post(url, sent).status_code == 302
    days = queries.milestones(Round.objects.get())
    assert days[Step.PROPOSE] == (date(2011, 2, 25), "本级自行确定")
    assert "2月底前审诺" in days[Step.REVIEW][1]
    assert Round.objects.get().who_binds == WhoBinds.BRANCH
    assert county.round.cadences.get(practice="survey").source == "本级自行确定"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"due_review": "2011-02-01"}, "早于前一步"),
        ({"closes_on": "2010-12-31"}, "应在开始日期之后"),
        ({"who_binds": "nobody"}, "who_binds"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused_beside_the_field(county, wrong, words):
    client, url = county.client("county_organiser"), reverse("rounds:edit", kwargs={"year": 2011})
    answer = client.post(url, _calendar(client) | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Round.objects.get().version == 1


def test_a_stale_calendar_is_answered_with_what_is_stored(county):
    client, url = county.client("county_organiser"), reverse("rounds:edit", kwargs={"year": 2011})
    old = _calendar(client)
    client.post(url, old | {"due_file": "2011-03-28"})
    answer = client.post(url, old | {"due_file": "2011-03-26"})
    assert answer.status_code == 409
    assert "备案截止：2011年3月28日" in answer.content.decode()
    assert queries.milestones(Round.objects.get())[Step.FILE][0] == date(2011, 3, 28)


def test_the_root_opens_the_next_round_once(county):
    client, url = county.client("county_organiser"), reverse("rounds:index")
    assert "从开启那天起推算" in client.get(url).content.decode()
    assert client.post(url, {"year": 2012})["Location"] == reverse("rounds:round", kwargs={"year": 2012})
    assert client.post(url, {"year": 2012}).status_code == 422
    assert county.client("town_secretary").post(url, {"year": 2013}).status_code == 422
    assert list(Round.objects.values_list("year", flat=True).order_by("year")) == [2011, 2012]
    with pytest.raises(Refusal, match="最上级"):
        open_round(by=county.users["town_secretary"], organisation=county.town, year=2013)


def _write(county, organisation, who, text, org_class=RURAL):
    words = Words(text, [], [{"kind": "deed", "text": f"{text}的例子"}])
    return guide(county.round, organisation, (org_class, MEMBER), words, by=county.users[who])


def test_the_nearest_body_above_applies(county):
    assert queries.advice_for(county.round, county.branch, MEMBER).examples == built_in(RURAL, MEMBER)
    _write(county, county.county, "county_organiser", "县里的意见")
    assert queries.advice_for(county.round, county.branch, MEMBER).source == county.county.name
    nearer = _write(county, county.town, "town_organiser", "镇里的意见")
    advice = queries.advice_for(county.round, county.branch, MEMBER)
    assert (advice.text, advice.source) == ("镇里的意见", county.town.name)
    assert advice.examples["deed"] == ["镇里的意见的例子"]
    assert advice.examples["post"] == built_in(RURAL, MEMBER)["post"]  # nothing written for it
    assert queries.advice_for(county.round, county.far_branch, MEMBER).source == ""  # another class
    withdraw_guidance(nearer, by=county.users["town_organiser"])
    assert queries.advice_for(county.round, county.branch, MEMBER).source == county.county.name


@pytest.mark.parametrize(
    ("who", "where", "org_class", "may"),
    [
        ("county_organiser", "county", OrgClass.HOSPITAL, True),
        ("town_secretary", "town", OrgClass.RURAL, True),
        ("town_secretary", "county", OrgClass.RURAL, False),
        ("guide", "county", OrgClass.SCHOOL, True),
        ("guide", "county", OrgClass.RURAL, False),
        ("guide", "town", OrgClass.SCHOOL, False),
        ("secretary", "branch", OrgClass.RURAL, False),
        ("leader", "county", OrgClass.RURAL, False),
        ("member", "branch", OrgClass.RURAL, False),
    ],
)
def test_who_may_guide_which_class(county, who, where, org_class, may):
    body = getattr(county, where)
    if may:
        assert _write(county, body, who, "意见", org_class).organisation == body
    else:
        with pytest.raises(Refusal, match="党委的书记"):
            _write(county, body, who, "意见", org_class)
    assert ClassGuidance.objects.exists() == may


def _guidance_url(body, name="guidance_edit", org_class="rural"):
    return reverse(f"rounds:{name}", kwargs={"pk": body.pk, "org_class": org_class, "subject": "member"})


def test_guidance_is_written_line_by_line_and_taken_back(county):
    client, url = county.client("town_organiser"), _guidance_url(county.town)
    sent = {"version": 0, "text": "结合春耕", "hints": "写明几户\n\n写明几时 ", "examples_post": "每周巡渠一次"}
    assert client.post(url, sent).status_code == 302
    row = ClassGuidance.objects.get()
    assert (row.text, row.hints) == ("结合春耕", ["写明几户", "写明几时"])
    assert row.examples == [{"kind": "post", "text": "每周巡渠一次"}]
    assert "已写" in client.get(reverse("rounds:guidance")).content.decode()
    assert client.post(url, sent | {"text": "别的"}).status_code == 409
    assert ClassGuidance.objects.get().text == "结合春耕"
    client.post(_guidance_url(county.town, "guidance_withdraw"))
    assert not ClassGuidance.objects.exists()


def test_a_guidance_group_finds_its_classes_and_nobody_elses(county):
    page = county.client("guide").get(reverse("rounds:guidance")).content.decode()
    assert "中小学" in page
    assert "农村" not in page
    assert county.client("guide").get(_guidance_url(county.county, org_class="school")).status_code == 200
    assert county.client("guide").get(_guidance_url(county.town, org_class="school")).status_code == 404


@pytest.mark.parametrize("org_class", ["moon", "rural/../../"])
def test_an_unknown_class_is_not_found(county, org_class):
    client = county.client("county_organiser")
    assert client.get(f"/rounds/guidance/{county.county.pk}/{org_class}/member/").status_code == 404


def test_a_branch_sees_which_text_applies_and_why(county):
    _write(county, county.county, "county_organiser", "县里的意见")
    url = reverse("rounds:applies", kwargs={"pk": county.branch.pk})
    page = county.client("secretary").get(url).content.decode()
    assert "县里的意见" in page
    assert f"{county.town.name}：<span" in page  # has not written
    assert page.index(county.town.name) < page.index("适用</strong>")
    assert county.client("far_secretary").get(url).status_code == 404


def test_the_overview_takes_the_same_number_of_queries_with_more_guidance(county, queries_of):
    client, url = county.client("county_organiser"), reverse("rounds:guidance")
    _write(county, county.county, "county_organiser", "农村")
    one = queries_of(client, url)
    for org_class in (OrgClass.SCHOOL, OrgClass.HOSPITAL):
        _write(county, county.county, "county_organiser", "意见", org_class)
    assert queries_of(client, url) == one


def test_days_that_were_said_to_be_the_guidances_are_said_to_be_ours(county):
    """The rows of rounds opened before are reworded; what the county has set itself stays."""
    county.round.milestones.filter(step=Step.REVIEW).update(reckoning="本级自行确定")
    county.round.milestones.filter(step=Step.FILE).update(reckoning="指导意见四、2：自2011年2月起；定诺后10日内备案")
    import_module("jiannuo.rounds.migrations.0003_whose_days").reword(apps, None)
    days = queries.milestones(county.round)
    assert days[Step.REVIEW][1] == "本级自行确定"
    assert days[Step.FILE][1] == "本系统的建议（指导意见没有规定日期）：3月15日定诺后，10天内备案"
