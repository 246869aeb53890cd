"""C34 「新一轮的公开承诺」: a new round begins with the settings of the last one, and says so; all may be changed."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from jiannuo.journal.models import Entry
from jiannuo.orgs.models import Organisation, OrgClass
from jiannuo.rounds import queries
from jiannuo.rounds.actions import Words, guide, open_round, set_appraisal_terms
from jiannuo.rounds.beginnings import later, said_of
from jiannuo.rounds.models import ClassGuidance, Round, Step, Subject, WhoBinds
from jiannuo.rounds.presets import APPRAISAL, GUIDANCE_2011

NOVEMBER = datetime(2011, 11, 23, 1, 0, tzinfo=UTC)
WEIGHTS = APPRAISAL | {"reply_days": 15}


def _written(county, organisation, who, text):
    words = Words(text, ["写明数量"], [{"kind": "deed", "text": "修好塘边护栏20米"}])
    return guide(county.round, organisation, (OrgClass.RURAL, Subject.MEMBER), words, by=county.users[who])


@pytest.fixture
def lived(county):
    """The round of 2011 as the county has made it its own."""
    terms = county.round.terms | {"results_need_second_eyes": True, "points": ["针对性", "操作性"]}
    terms["kinds"]["member"]["deed"] = "为民实事"
    settings = {"who_binds": WhoBinds.BRANCH, "shown_days_after": 45, "terms": terms}
    Round.objects.filter(pk=county.round.pk).update(**settings)
    county.round.cadences.filter(practice="survey").update(times_a_year=1, opens_before=12, source="本级自行确定")
    county.round.milestones.filter(step=Step.PROPOSE).update(due_on=date(2011, 2, 25), reckoning="本级自行确定")
    set_appraisal_terms(county.round, WEIGHTS, by=county.users["county_organiser"])
    _written(county, county.county, "county_organiser", "县里的意见")
    county.round = Round.objects.get(pk=county.round.pk)
    return county


def _opened(county, *, now=NOVEMBER, year=2012) -> Round:
    with time_machine.travel(now, tick=False):
        return open_round(by=county.users["county_organiser"], organisation=county.county, year=year)


def test_the_next_round_has_the_settings_of_the_last(lived):
    opened = _opened(lived)
    assert (opened.who_binds, opened.shown_days_after) == (WhoBinds.BRANCH, 45)
    assert (opened.opens_on, opened.closes_on) == (date(2012, 2, 1), date(2012, 12, 31))
    assert queries.kinds_of(opened, Subject.MEMBER)["deed"] == "为民实事"
    assert opened.terms["topics"] == lived.round.terms["topics"]
    assert (opened.terms["points"], opened.terms["results_need_second_eyes"]) == (["针对性", "操作性"], True)
    assert opened.terms["appraisal"] == WEIGHTS
    beats = {c.practice: (c.times_a_year, c.opens_before, c.days_after, c.source) for c in opened.cadences.all()}
    assert beats == {
        c.practice: (c.times_a_year, c.opens_before, c.days_after, c.source) for c in lived.round.cadences.all()
    }
    assert beats["survey"][:2] == (1, 12)
    said = queries.guidance_for(opened, lived.branch, Subject.MEMBER)
    assert (said.text, said.hints, said.version) == ("县里的意见", ["写明数量"], 1)
    assert said.examples == [{"kind": "deed", "text": "修好塘边护栏20米"}]
    assert Entry.objects.filter(verb="open_round").latest("pk").detail["follows"] == 2011


def test_own_days_move_by_a_year_and_suggested_ones_are_suggested_anew(lived):
    days = queries.milestones(_opened(lived))
    assert days[Step.PROPOSE] == (date(2012, 2, 25), "本级自行确定（由2011年顺延）")
    assert days[Step.REVIEW][0] == date(2012, 2, 29), "the end of February, also of a leap year"
    assert "本系统的建议" in days[Step.REVIEW][1]
    assert queries.milestones(_opened(lived, year=2013))[Step.PROPOSE][0] == date(2013, 2, 25), "own days stay own"
    assert later(date(2012, 2, 29), 1) == date(2013, 2, 28)


@pytest.mark.parametrize(
    ("began", "now", "opens_on", "proposes_by"),
    [
        (date(2011, 11, 23), datetime(2011, 12, 20, 1, tzinfo=UTC), date(2012, 2, 1), date(2012, 2, 20)),
        (date(2011, 2, 1), datetime(2012, 5, 2, 1, tzinfo=UTC), date(2012, 5, 2), date(2012, 5, 21)),
    ],
    ids=["the last one began in November", "this one is opened in May"],
)
def test_days_that_would_be_no_use_are_reckoned_anew(lived, began, now, opens_on, proposes_by):
    Round.objects.filter(pk=lived.round.pk).update(opens_on=began)
    opened = _opened(lived, now=now)
    assert (opened.opens_on, queries.milestones(opened)[Step.PROPOSE][0]) == (opens_on, proposes_by)
    assert opened.terms["appraisal"] == WEIGHTS, "the other settings stay"
    assert "分类指导意见照原样，日期重新推算；" in said_of(opened)


def test_steps_that_were_still_on_late_in_the_year_are_no_pattern(lived):
    lived.round.milestones.filter(step=Step.PROPOSE).update(due_on=date(2011, 11, 30), reckoning="本级自行确定")
    days = queries.milestones(_opened(lived))
    assert days[Step.PROPOSE][0] == date(2012, 2, 20)
    assert "本系统的建议" in days[Step.PROPOSE][1]


def test_the_first_round_begins_with_the_guidance_and_says_nothing_of_another(county):
    assert county.round.terms == GUIDANCE_2011.terms.as_json()
    assert said_of(county.round) == ""


def test_a_body_that_is_closed_hands_nothing_on(lived):
    _written(lived, lived.town, "town_organiser", "镇里的意见")
    Organisation.objects.filter(pk=lived.town.pk).update(closed_on=date(2011, 10, 1))
    opened = _opened(lived)
    assert list(ClassGuidance.objects.filter(round=opened).values_list("text", flat=True)) == ["县里的意见"]


def test_both_pages_say_from_which_round_the_settings_come(lived):
    with time_machine.travel(NOVEMBER, tick=False):
        client = lived.client("county_organiser")
        index = client.get(reverse("rounds:index"))
        assert "新一轮从2011年公开承诺的设置开始" in index.text
        assert index.context["form"]["year"].value() == 2012
        page = client.post(reverse("rounds:index"), {"year": 2012}, follow=True).text
        assert "本轮从2011年的设置开始" in page
        assert "自行确定的日期顺延；后来改过的，以现在的为准。开始以前请核对" in page
        assert "的设置开始" not in client.get(reverse("rounds:round", args=[2011])).text
        told = lived.client("member").get(reverse("rounds:round", args=[2012])).text
        assert ("本轮从2011年的设置开始" in told, "请核对" in told) == (True, False)


def test_what_was_taken_over_can_be_changed_before_the_round_opens(lived):
    """Calendar and weights on their pages; guidance too, and the present round keeps its own."""
    with time_machine.travel(NOVEMBER, tick=False):
        opened, client = _opened(lived), lived.client("county_organiser")
        page = client.get(reverse("rounds:guidance") + "?year=2012")
        assert page.context["round"] == opened
        where = [lived.county.pk, OrgClass.RURAL, Subject.MEMBER]
        url = reverse("rounds:guidance_edit", args=where) + "?year=2012"
        assert url in page.text
        sent = client.post(url, {"version": 1, "text": "明年的意见", "hints": ""})
        assert sent.url == reverse("rounds:guidance") + "?year=2012"
        texts = dict(ClassGuidance.objects.values_list("round__year", "text"))
        assert texts == {2011: "县里的意见", 2012: "明年的意见"}
        assert client.get(reverse("rounds:guidance")).context["round"] == lived.round
        client.post(reverse("rounds:guidance_withdraw", args=where) + "?year=2012")
        assert [row.round.year for row in ClassGuidance.objects.select_related("round")] == [2011]
        for name in ("rounds:edit", "appraisal:yearly_scale"):
            assert client.get(reverse(name, args=[2012])).status_code == 200
