"""C5 「先进性、针对性、操作性、简明性、实效性」: five points at 审诺; hints and near-copies never block."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.models import Pledge, Review
from jiannuo.pledges.workflow import Stage
from tests.walking import fresh


def test_the_reviewer_ticks_which_of_the_five_points_is_wanting(county):
    pledge = propose(county.draft(county.member), by=county.users["member"])
    client, address = county.client("secretary"), f"/pledges/{pledge.pk}/review/"
    page = client.get(address).content.decode()
    for point in ("先进性", "针对性", "操作性", "简明性", "实效性"):
        assert f'name="wanting" value="{point}"' in page
    data = {"verdict": "send_back", "version": pledge.version, "opinion": "请写明数量。", "wanting": ["操作性"]}
    client.post(address, data)
    assert Review.objects.get().points == {"操作性": False}
    assert "还不够：操作性" in county.client("member").get(f"/pledges/{pledge.pk}/").content.decode()


def test_hints_stand_beside_the_item_and_do_not_block(county):
    pledge = propose(county.draft(county.member, "全心全意为人民服务"), by=county.users["member"])
    client, address = county.client("secretary"), f"/pledges/{pledge.pk}/review/"
    assert "“全心全意”不好衡量" in client.get(address).content.decode()
    assert pledge.current.hint_count > 0
    client.post(address, {"verdict": "pass", "version": pledge.version})
    assert fresh(pledge).stage == Stage.ENDORSED


@pytest.mark.parametrize(("day", "is_over"), [(date(2011, 3, 9), True), (date(2011, 3, 10), False)])
def test_a_deadline_that_is_past_already_is_pointed_out_while_writing_and_while_reviewing(county, day, is_over):
    said = f"完成时限2011年3月{day.day}日已经过了"
    with time_machine.travel(datetime(2011, 3, 10, 1, 0, tzinfo=UTC), tick=False):
        pledge = county.draft(county.member)
        pledge.items.update(due_on=day, deadlines=[{"type": "date", "words": "月初", "on": day.isoformat()}])
        check = county.client("member").get(f"/pledges/{pledge.pk}/check/").text
        pledge = propose(pledge, by=county.users["member"])
    with time_machine.travel(datetime(2011, 4, 20, 1, 0, tzinfo=UTC), tick=False):
        review = county.client("secretary").get(f"/pledges/{pledge.pk}/review/").text
    assert ([said in page for page in (check, review)], pledge.stage) == ([is_over] * 2, Stage.PROPOSED)
    assert pledge.current.hint_count == 1 + is_over, "a number is missing in any case"


def test_what_is_amended_may_have_been_done_before(county):
    with time_machine.travel(datetime(2011, 3, 10, 1, 0, tzinfo=UTC), tick=False):
        pledge = county.draft(county.member, amendment_reason="新下达了任务。")
        pledge.items.update(due_on=date(2011, 3, 31))
    with time_machine.travel(datetime(2011, 6, 10, 1, 0, tzinfo=UTC), tick=False):
        Pledge.objects.update(created_at=datetime(2011, 3, 10, 1, 0, tzinfo=UTC))
        assert "已经过了" not in county.client("member").get(f"/pledges/{pledge.pk}/check/").text


def test_somebody_elses_text_is_shown_beside_the_copy(county):
    text = "每月为村里水泥巷道洒水{}次，清扫垃圾池1次"
    propose(county.draft(county.co_member, text.format(2)), by=county.users["co_member"])
    pledge = propose(county.draft(county.member, text.format(3)), by=county.users["member"])
    page = county.client("secretary").get(f"/pledges/{pledge.pk}/review/").content.decode()
    assert "与陈小满（柳树湾村党支部）的承诺相近" in page
