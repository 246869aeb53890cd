import pytest

from jiannuo.pledges import reading


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("遵守法律，不参与赌博", "common"),
        ("不卖假货不短斤少两", "common"),
        ("参加组织生活不缺席", "common"),
        ("不利用职务之便为亲友谋利", "common"),
        ("检查设备每周一次", "post"),
        ("材料齐全当场办结", "post"),
        ("带出徒弟两名", "post"),
        ("出栏生猪200头", "post"),
        ("为孤寡老人免费换胶管", "deed"),
        ("更换路灯13盏", "deed"),
        ("到小学讲一堂安全课", "deed"),
        ("吸纳下岗女工5名", "deed"),
        ("满意率达到95%以上", "goal"),
        ("审批事项由15个工作日压缩到7个工作日", "goal"),
        ("公车费用下降15%", "goal"),
    ],
)
def test_the_kind_is_suggested_by_how_the_promise_is_built(text, kind):
    assert reading.kind_of(text) == kind


def test_the_heading_above_speaks_for_a_kind():
    assert reading.kind_of("每季度走访联系户一遍") == "post"
    assert reading.kind_of("每季度走访联系户一遍", under="为民实事") == "deed"


def test_what_has_no_sign_of_its_own_is_work_for_an_office_and_goes_on_otherwise():
    assert reading.kind_of("热水全天供应", by="机关服务中心：", after="deed") == "post"
    assert reading.kind_of("每季度检修一次", after="deed") == "deed"


def test_a_section_in_the_middle_of_a_line_gives_the_kind():
    read = reading.read("共性：守纪律；岗位：守纪律；实事：守纪律", 2011)
    assert [item.kind for item in read] == ["common", "post", "deed"]
