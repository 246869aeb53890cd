import pytest

from jiannuo.papers.wall import for_the_wall, initials


@pytest.mark.parametrize(
    ("typed", "on_the_wall"),
    [
        ("帮扶周大有才、陈小满各1次", "帮扶ZDYC、CXM各1次"),
        ("联系13812345678，修路3.5公里、植树10000株", "联系（电话号码已隐去），修路3.5公里、植树10000株"),
        ("证号420106197005011234", "证号（身份证号已隐去）"),
        ("为陈小满等3户低保户修房", "为CXM等3户低保户修房"),
        ("帮YFQ挑水", "帮YFQ挑水"),
        ("每月洒水2次", "每月洒水2次"),
    ],
)
def test_other_people_are_not_named_on_the_wall(typed, on_the_wall):
    assert for_the_wall(typed, {"周大有才", "陈小满"}) == on_the_wall


def test_who_makes_the_promise_is_named():
    assert for_the_wall("周大有每月洒水2次", {"陈小满"}, {"周大有"}) == "周大有每月洒水2次"


def test_initials():
    assert (initials("周大有"), initials("欧阳㛃")) == ("ZDY", "OYJ")
