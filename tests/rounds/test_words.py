"""The round's own words (C5–C8): changed by the body that opened it until somebody writes a pledge by them."""

import uuid

import pytest
from django.urls import reverse

from jiannuo.base.errors import Refusal
from jiannuo.journal.queries import of
from jiannuo.pledges.actions.words import reword
from jiannuo.pledges.forms.words import WordsForm
from jiannuo.rounds.models import Round

ADDRESS = reverse("pledges:words", args=[2011])
FIXED = "2011年已经有人开始写承诺，类别名称和审诺要点不能再改，下一轮可以改"


def _data(county, **changed):
    form = WordsForm(Round.objects.get(pk=county.round.pk))
    typed = {name: form[name].initial for name in form.fields}
    return typed | {"once": str(uuid.uuid4())} | changed


def _terms(county):
    return Round.objects.get(pk=county.round.pk).terms


def test_the_opener_changes_labels_points_and_topics_and_the_pages_use_them(county):
    changed = {
        "label-member-deed": "为民办实事",
        "points": "针对性\n\n 操作性 \n实效性",
        "topics-member-deed": "修桥补路\n照看孤寡老人",
    }
    client = county.client("county_organiser")
    assert client.post(ADDRESS, _data(county, **changed)).status_code == 302
    terms = _terms(county)
    assert terms["kinds"]["member"] == {"common": "共性承诺", "post": "岗位承诺", "deed": "为民办实事"}
    assert terms["kinds"]["organisation"]["deed"] == "实事承诺"
    assert terms["points"] == ["针对性", "操作性", "实效性"]
    assert terms["topics"]["member"]["deed"] == ["修桥补路", "照看孤寡老人"]
    told = of(county.round).last()
    assert (told.verb, told.actor, set(told.detail["before"])) == (
        "set_words",
        "county_organiser",
        {"kinds", "points", "topics"},
    )
    assert told.detail["before"]["points"] == ["先进性", "针对性", "操作性", "简明性", "实效性"]
    pledge = county.draft(county.member)
    page = county.client("member").get(reverse("pledges:write", args=[pledge.pk])).content.decode()
    assert ("为民办实事" in page, "照看孤寡老人" in page, "实事承诺" in page) == (True, True, False)


def test_what_is_sent_as_it_stood_changes_and_tells_nothing(county):
    before, entries = Round.objects.get(pk=county.round.pk), of(county.round).count()
    assert county.client("county_organiser").post(ADDRESS, _data(county)).status_code == 302
    after = Round.objects.get(pk=county.round.pk)
    assert (after.terms, after.version, of(county.round).count()) == (before.terms, before.version, entries)


def test_what_pledges_rely_on_is_refused_with_the_sentence_and_topics_are_not(county):
    county.draft(county.member)
    client = county.client("county_organiser")
    page = client.get(ADDRESS).content.decode()
    assert FIXED in page
    assert '<input type="text" name="label-' not in page
    for changed in ({"points": "针对性"}, {"label-member-deed": "为民办实事"}):
        before, entries = _terms(county), of(county.round).count()
        answer = client.post(ADDRESS, _data(county, **changed))
        assert (answer.status_code, FIXED in answer.content.decode()) == (422, True)
        assert (_terms(county), of(county.round).count()) == (before, entries)
    assert client.post(ADDRESS, _data(county, **{"topics-member-deed": "修桥补路"})).status_code == 302
    assert _terms(county)["topics"]["member"]["deed"] == ["修桥补路"]


@pytest.mark.parametrize("who", ["member", "secretary", "town_secretary", "guide", "leader"])
def test_everybody_reads_the_words_and_nobody_else_changes_them(county, who):
    client = county.client(who)
    page = client.get(ADDRESS).content.decode()
    assert "围绕中心" in page
    assert "保存本轮用语" not in page
    assert client.post(ADDRESS, _data(county, points="针对性")).status_code == 422
    with pytest.raises(Refusal, match="轮次的日程和用语由"):
        reword(county.round, {"points": ["针对性"]}, by=county.users[who])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"points": ""}, "请填写这一项。"),
        ({"points": "针对性\n针对性"}, "“针对性”写了两遍，请删去一条。"),
        ({"points": "\n".join(f"第{n}点" for n in range(9))}, "最多8条，现在有9条，请合并或删去。"),
        ({"topics-member-post": "修" * 61}, "每条最多60字，请改短："),
        ({"label-member-post": "实事承诺"}, "两个类别都叫“实事承诺”，请改成不同的名称。"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_box(county, changed, said):
    answer = county.client("county_organiser").post(ADDRESS, _data(county, **changed))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_of_two_who_change_at_once_the_second_is_asked_again_and_keeps_what_was_typed(county):
    late = _data(county, **{"topics-member-deed": "晚到的一条"})
    client = county.client("county_organiser")
    client.post(ADDRESS, _data(county, points="针对性"))
    answer = client.post(ADDRESS, late)
    page = answer.content.decode()
    assert (answer.status_code, "晚到的一条" in page) == (409, True)
    assert client.post(ADDRESS, late | {"version": 2, "once": str(uuid.uuid4())}).status_code == 302
    assert _terms(county)["topics"]["member"]["deed"] == ["晚到的一条"]
