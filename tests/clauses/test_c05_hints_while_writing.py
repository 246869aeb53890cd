"""C5 「先进性、针对性、操作性、简明性、实效性」: advice beside the item never blocks."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from jiannuo.pledges.actions.draft import open_for_member, save_boxes
from jiannuo.pledges.actions.items import edit_item
from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.workflow import Stage


@pytest.fixture(autouse=True)
def spring():
    with time_machine.travel(datetime(2011, 3, 20, 1, 0, tzinfo=UTC)):
        yield


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("帮乡亲们把路修好", "没有写完成时限"),
        ("年底前把路修好", "没有写数量"),
        ("每天走访__户", "没填的空格"),
        ("今年修通水泥路7公里、建供水点2处……", "没有写完"),
        ("年底前帮张建国等3户申报低保，电话13812345678", "（电话号码已隐去）"),
        ("年底前帮张建国等3户申报低保，身份证号11010519491231002X", "（身份证号已隐去）"),
        ("主次干道全天保洁7小时:上午8:30-11:00;下午2:30-6:00", "7"),
    ],
)
def test_advice_beside_the_item_does_not_keep_it_from_being_proposed(county, text, advice):
    by, client = county.users["member"], county.client("member")
    pledge = save_boxes(open_for_member(county.round, county.member, by=by), {"deed": text}, by=by)
    page = client.get(reverse("pledges:check", kwargs={"pk": pledge.pk}))
    hints = [hint for _, group in page.context["groups"] for checked in group for hint in checked.hints]
    assert any(advice in hint for hint in hints)
    assert all(hint in page.content.decode() for hint in hints if "“" not in hint)
    client.post(reverse("pledges:propose", kwargs={"pk": pledge.pk}), {"version": pledge.version})
    assert Pledge.objects.get().stage == Stage.PROPOSED


def test_a_private_number_is_pointed_at_before_the_reviewer_too(county):
    by = county.users["member"]
    text = "6月30日前帮3户申报低保，联系电话13812345678，身份证11010519491231002X"
    pledge = save_boxes(open_for_member(county.round, county.member, by=by), {"deed": text}, by=by)
    edit_item(pledge.items.get(), by=by, beneficiaries="张老五，138 1234 5678")
    pledge = propose(Pledge.objects.get(), by=by)
    page = county.client("secretary").get(reverse("pledges:review", kwargs={"pk": pledge.pk})).content.decode()
    for hint in ("（电话号码已隐去）", "（身份证号已隐去）", "补充内容写有身份证号、手机号或银行卡号"):
        assert hint in page


def test_a_clear_promise_gets_no_advice(county):
    by = county.users["member"]
    text = "6月30日前硬化三组巷道120米"
    pledge = save_boxes(open_for_member(county.round, county.member, by=by), {"deed": text}, by=by)
    page = county.client("member").get(reverse("pledges:check", kwargs={"pk": pledge.pk}))
    assert [checked.hints for _, group in page.context["groups"] for checked in group] == [[]]


def test_the_same_words_elsewhere_are_told_as_a_number_without_names(county):
    text = "6月30日前硬化三组巷道120米"
    for member, who in ((county.member, "member"), (county.co_member, "co_member")):
        by = county.users[who]
        pledge = save_boxes(open_for_member(county.round, member, by=by), {"deed": text}, by=by)
    page = county.client("co_member").get(reverse("pledges:check", kwargs={"pk": pledge.pk})).content.decode()
    assert "本轮另有1份承诺书写着同样的话" in page
    assert county.member.name not in page
