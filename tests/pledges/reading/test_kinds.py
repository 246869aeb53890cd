import pytest

from jiannuo.pledges import reading
from jiannuo.pledges.reading import kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("遵守法律，不参与赌博", "common"),
        ("不卖假货不短斤少两", "common"),
        ("参加组织生活不缺席", "common"),
        ("不利用职务之便为亲友谋利", "common"),
        ("检查设备每周一次", "post"),
        ("材料齐全当场办结", "post"),
        ("为居民集中办理证件", "post"),
        ("带出徒弟两名", "post"),
        ("出栏生猪200头", "post"),
        ("为孤寡老人免费换胶管", "deed"),
        ("更换路灯13盏", "deed"),
        ("到小学讲一堂安全课", "deed"),
        ("吸纳下岗女工5名", "deed"),
        ("一律不要钱给老人修鞋", "deed"),
        ("参加业务培训不少于24学时", "post"),
        ("每月召开一次村民代表会", "post"),
        ("上半年添置玩具200件", "deed"),
        ("年内加装电梯6部", "deed"),
        ("谁家车坏了大家去帮", "deed"),
        ("校门口的坡修缓", "deed"),
        ("义务巡山，天天上山看一趟", "deed"),
        ("把炒茶手艺教给3个年轻人", "deed"),
        ("全年网络中断不超过2次", "goal"),
        ("降本120万元", "goal"),
        ("隐患排查每周不少于2次，整改率100%", "post"),
        ("3月底前选好楼栋长36名", "post"),
        ("满意率达到95%以上", "goal"),
        ("审批事项由15个工作日压缩到7个工作日", "goal"),
        ("公车费用下降15%", "goal"),
    ],
)
def test_the_kind_is_suggested_by_how_the_promise_is_built(text, kind):
    assert reading.kind_of(text) == kind


def test_the_heading_above_speaks_for_a_kind():
    assert reading.kind_of("每季度走访联系户一遍", under="为民实事") == "deed"
    assert reading.kind_of("每季度走访联系户一遍", under="岗位承诺") == "post"


def test_what_an_office_does_for_people_is_its_work():
    by_office, by_neighbour = (
        kinds.scores(kinds.features("每月上门服务一次", by=by)) for by in ("派出所：", "老支书：")
    )
    assert by_office["post"] - by_office["deed"] > by_neighbour["post"] - by_neighbour["deed"]


def test_words_that_no_text_ever_had_get_some_kind():
    assert reading.kind_of("𬭎㛃") in {"common", "post", "deed"}


def test_the_table_names_no_kind_twice_and_every_row_is_whole():
    rows = [line.split(" ") for line in kinds.TABLE.read_text(encoding="utf-8").splitlines()]
    assert {len(row) for row in rows} == {1 + len(kinds.KINDS)}
    assert len({row[0] for row in rows}) == len(rows) > 1000


def test_an_aim_of_the_year_is_an_organisations():
    """附件1 asks organisations for 创建目标, 附件2 asks members for none."""
    text = "废品率由3.2%降到2%"
    assert [reading.kind_of(text, by=by) for by in ("机械公司党支部：", "JHB（机修班）：")] == ["goal", "post"]
    assert reading.kind_of(f"本班{text}") == "post"


@pytest.mark.parametrize("told", ["我是纺纱工，", "本人承诺：", "承诺人：纺纱车间王霞。"])
def test_who_speaks_of_oneself_has_no_aim_of_an_organisation(told):
    one, many = (reading.read(f"{who}废品率由3.2%降到2%", 2011) for who in (told, "我们厂承诺："))
    assert (one[-1].kind, many[-1].kind) == ("post", "goal")


def test_a_section_in_the_middle_of_a_line_gives_the_kind():
    read = reading.read("共性：守纪律；岗位：守纪律；实事：守纪律", 2011)
    assert [item.kind for item in read] == ["common", "post", "deed"]
