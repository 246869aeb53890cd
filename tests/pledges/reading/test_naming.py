import pytest

from jiannuo.pledges import reading


@pytest.mark.parametrize(
    ("text", "words", "replacement"),
    [
        ("每月给YFQ、YDX、ZZD等4个五保户理一次发", "YFQ、YDX、ZZD等4个五保户", "4个五保户"),
        ("帮ZJB等3户贫困户找项目", "ZJB等3户贫困户", "3户贫困户"),
        ("帮扶特困户ZXH一家", "特困户ZXH一家", "1户特困户"),
        ("帮张久兵等三个贫困户找项目", "张久兵等三个贫困户", "三个贫困户"),
        ("照顾孤寡老人王某某", "孤寡老人王某某", "1名孤寡老人"),
        ("每周看望李奶奶", "李奶奶", "1名老人"),
        ("每周三到残疾人柳长根家送药", "残疾人柳长根家", "1名残疾人"),
        ("与五保户王桂英结对", "五保户王桂英", "1户五保户"),
        ("带贫困户许大山发展养殖", "贫困户许大山", "1户贫困户"),
        ("帮村民胡有才修房", "村民胡有才", "1名村民"),
        ("打电话13907112345联系", "13907112345", "（电话号码已隐去）"),
        ("身份证420683197001011234", "420683197001011234", "（身份证号已隐去）"),
        ("汇到6222020200112233445账户", "6222020200112233445", "（银行账号已隐去）"),
    ],
)
def test_a_third_party_is_found_and_described(text, words, replacement):
    assert [(span.words, span.replacement) for span in reading.redaction_hints(text)] == [(words, replacement)]


def test_names_of_the_roster_are_found_wherever_they_stand():
    (span,) = reading.redaction_hints("帮田间地头的周小满收稻子", {"周小满", "田间"})
    assert (span.start, span.end, span.words) == (6, 9, "周小满")


@pytest.mark.parametrize(
    "text",
    [
        "实现GDP增长8%",
        "安装LED灯20盏",
        "帮扶贫困户3户",
        "为全镇60岁以上老人体检",
        "安全生产无事故",
        "服务困难群众",
        "给村民王家湾修路",
        "为困难党员张贴春联",
        "看望困难群众许多次",
        "给困难户江边的地修渠",
        "照顾老人周到",
    ],
)
def test_what_names_nobody(text):
    assert reading.redaction_hints(text, {"高兴"}) == []
