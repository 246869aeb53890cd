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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("每周给住望河镇杨柳湾村3组12号的五保户送饭", [("望河镇杨柳湾村3组12号", "住址")]),
        ("为解放路86号2单元501室王家姐弟辅导功课", [("解放路86号2单元501室", "住址"), ("王家姐弟", "点名")]),
        ("家住二组五号的老人由我挑水", [("二组五号", "住址")]),
        ("资助李大山之子上学", [("李大山之子", "点名")]),
        ("照顾邻居𬭎㛃妹老人", [("𬭎㛃妹老人", "点名")]),
        ("资助女大学生覃雨桐完成学业", [("覃雨桐", "点名")]),
        ("给欧阳小兰送教上门", [("欧阳小兰", "点名")]),
        ("帮户口在石鼓岭乡的尹志学一家四口修房", [("尹志学一家四口", "点名")]),
        ("每月探访刑满释放人员姜涛", [("姜涛", "点名")]),
        ("李大山家今年搬走了，没有修成", [("李大山家", "点名")]),
        ("有事打一三八七二三四五六七八", [("一三八七二三四五六七八", "电话号码")]),
        ("建议发wang.li@example.com", [("wang.li@example.com", "电子邮箱")]),
        ("乘鄂C12345接送", [("鄂C12345", "车牌号")]),
        ("电话139 0000 1111", [("139 0000 1111", "电话号码")]),
    ],
)
def test_addresses_accounts_and_people_helped_by_name_are_pointed_at(text, found):
    assert [(span.words, span.reason) for span in reading.redaction_hints(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "在解放路86号设服务点",
        "负责3栋2单元楼道保洁",
        "打好3号井，修2号渠",
        "住在12号井旁的老人",
        "住院12号病床",
        "走访住3组的孤寡老人",
        "2011-01-01-2011-12-31",
        "栽树10000株，20000株，3000株",
        "二〇二一年十二月三十一日前",
        "帮黄龙山修防火带",
        "接送学生雷雨天上学",
        "帮助任何一家企业",
        "许下一家亲活动",
        "王家兄弟村结对",
        "曾家父子岭修路",
        "表彰模范夫妇5对",
        "南宫村修路",
        "资助贫困大学生3名",
        "家在外地的学生",
        "看望病人康复情况",
        "慰问烈属代表",
    ],
)
def test_places_and_everyday_words_beside_numbers_and_people_name_nobody(text):
    assert reading.redaction_hints(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("打电话13907112345联系", "“13907112345”是电话号码，"),
        ("给住杨柳湾村3组12号的老人挑水", "“杨柳湾村3组12号”是住址，"),
        ("帮张久兵等三个贫困户找项目", "点到了具体的人"),
    ],
)
def test_the_advice_names_the_right_matter(text, said):
    (hint,) = [one for one in reading.hints(text, [], [], year=2011) if one.code == "names_person"]
    assert said in hint.sentence


# A hundred and more surnames that the list of the commonest did not hold, some of whole counties of Hubei.
@pytest.mark.parametrize("surname", "冉柯阮舒于康施文牛安易庞颜章鲁詹关祝喻饶屈明解申和平卜褚卫宰濮")
def test_behind_what_somebody_needs_help_for_every_surname_is_one(surname):
    (span,) = reading.redaction_hints(f"为五保户{surname}桂香修缮房屋，年底前完工")
    assert f"{surname}桂香" in span.words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("帮五保户冉桂香、残疾人卜有才两家收秋粮", ["冉桂香", "卜有才"]),
        ("为冉桂香等6户修缮漏房", ["冉桂香"]),
        ("与刑满释放人员王大力结对", ["王大力"]),
        ("给在外务工的陈大明家属送去慰问", ["陈大明"]),
        ("帮扶对象：李德海（肢体二级）、冉茂林（癌症）", ["李德海", "冉茂林"]),
        ("陈大明（电话打不通）", ["陈大明"]),
    ],
)
def test_names_are_pointed_at_by_what_stands_beside_them(text, names):
    said = [span.words for span in reading.redaction_hints(text)]
    assert [name for name in names if not any(name in words for words in said)] == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "联系困难户安装路灯",
            "为困难户解决用水，给孤儿安排住宿",
            "帮助低保户易地搬迁",
            "为低保户申报补贴",
            "为残疾人申办证件",
        ),
        *("把村级㮰坡段1.2公里破损护栏补齐", "到深㘵村开展义诊"),
    ],
)
def test_verbs_and_places_are_nobody(text):
    assert reading.redaction_hints(text) == []


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("值班（电话13907112345）每周2次", "电话号码已隐去"),
        ("值班(电话13907112345)每周2次", "电话号码已隐去"),
        ("值班（周一）电话13907112345", "（电话号码已隐去）"),
    ],
)
def test_a_number_within_brackets_gives_way_to_words_without_a_second_pair(text, instead):
    assert [span.replacement for span in reading.redaction_hints(text)] == [instead]
