"""C5 「先进性、针对性、操作性、简明性、实效性」: five points at 审诺; hints and near-copies never block."""

from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.models import Review
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


def test_somebody_elses_text_is_shown_beside_the_copy(county):
    text = "每月为村里水泥巷道洒水{}次，清扫垃圾池1次"
    propose(county.draft(county.co_member, text.format(2)), by=county.users["co_member"])
    pledge = propose(county.draft(county.member, text.format(3)), by=county.users["member"])
    page = county.client("secretary").get(f"/pledges/{pledge.pk}/review/").content.decode()
    assert "与陈小满（柳树湾村党支部）的承诺相近" in page
