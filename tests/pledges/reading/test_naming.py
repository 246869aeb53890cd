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
        ("与李德海（残疾户）结对，帮他种好2亩油茶", "李德海", "1名群众"),
        ("给李德海家修房", "李德海家", "1户群众"),
        ("帮助张家湾的陈秀英老人挑水", "陈秀英老人", "1名老人"),
        ("与贫困户周光荣结对", "贫困户周光荣", "1户贫困户"),
        ("和低保户龙德新结对帮扶", "低保户龙德新", "1户低保户"),
        ("资助学生刘晓燕（父亲残疾）每年600元", "刘晓燕", "1名群众"),
        ("联系对口帮扶户：王成林、熊菊香两户", "王成林、熊菊香两户", "两户群众"),
        ("帮扶对象：毛有福（五保户）", "毛有福", "1名群众"),
        ("跟曾祥云夫妇结对", "曾祥云夫妇", "1户群众"),
        ("为向海涛同志联系手术", "向海涛同志", "1名群众"),
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
        "到王家湾、李家冲两组走访",
        "到田家、李家、万家三户门前修路",
        "与毛集镇、金井镇两家单位结对",
        "和方家畈（贫困村）结对",
        "到张家湾老人家里走访",
        "给贫困户周转资金2000元",
        "给困难户任选一种苗木",
        "帮助困难职工金秋助学",
        "为困难户白内障手术筹钱",
        "照顾好老人（80岁以上）",
    ],
)
def test_what_names_nobody(text):
    assert reading.redaction_hints(text, {"高兴"}) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("每周辅导学生小明写作业", "小明"),
        ("帮邻居刘家嫂子收稻子", "刘家嫂子"),
        ("为6组周国庆家修屋", "周国庆家"),
        ("慰问烈属向老太太", "向老太太"),
        ("有事加我微信号lqw_1982", "微信号lqw_1982"),
    ],
)
def test_people_named_as_neighbours_name_them_are_pointed_at(text, words):
    assert [text[hint.start : hint.end] for hint in reading.redaction_hints(text)] == [words]


@pytest.mark.parametrize(
    "text", ["组织学生小组活动", "为居民小区装路灯", "儿童小王国", "为群众办小事", "到王家大院演出", "为村民家里接水"]
)
def test_everyday_words_beside_people_name_nobody(text):
    assert reading.redaction_hints(text) == []
