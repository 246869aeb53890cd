import pytest

from jiannuo.pledges import reading


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1、守纪律\n2、办实事", ["守纪律", "办实事"]),
        ("1.守纪律2.办实事", ["守纪律", "办实事"]),
        ("(1)守纪律(2)办实事", ["守纪律", "办实事"]),
        ("（一）守纪律；（二）办实事。", ["守纪律", "办实事"]),
        ("一,守纪律\n二,办实事", ["守纪律", "办实事"]),
        ("一是守纪律；二是办实事", ["守纪律", "办实事"]),
        ("一抓支部；二抓产业", ["抓支部", "抓产业"]),
        ("①守纪律②办实事", ["守纪律", "办实事"]),
        ("国庆前给6户免费供水。帮2人找工作。\n3、每周三送药", ["国庆前给6户免费供水", "帮2人找工作", "每周三送药"]),
        ("㈠守纪律㈡办实事", ["守纪律", "办实事"]),
        ("首先说明：\n第一，守纪律；第二，办实事", ["守纪律", "办实事"]),
        ("●守纪律\n●办实事", ["守纪律", "办实事"]),
        (
            "一、组织：\n1.守纪律\n2.办实事\n二、服务：\n（1）修路3公里\n（2）修桥1座",
            ["守纪律", "办实事", "修路3公里", "修桥1座"],
        ),
        ("二、服务：\n1.修路：\n（1）硬化3公里\n（2）拓宽1公里", ["硬化3公里", "拓宽1公里"]),
        ("修路1.5公里；修渠2.5公里", ["修路1.5公里", "修渠2.5公里"]),
        ("&nbsp;&nbsp;一、守纪律。<br />&nbsp;二、办实事。<p>三、讲奉献</p>", ["守纪律", "办实事", "讲奉献"]),
        (
            "我每月给村里老人义务理发，还接送他们去镇卫\n生院做体检。",
            ["我每月给村里老人义务理发，还接送他们去镇卫生院做体检"],
        ),
        ("修路3公里\n建广场1个\n路灯20盏装好", ["修路3公里", "建广场1个", "路灯20盏装好"]),
        ("WCS：守纪律。承诺人:LJX", ["守纪律"]),
        ("张大山（支书）：今年修桥一座", ["今年修桥一座"]),
        ("承诺书\n姓名：李某\n1、守纪律\n承诺人（签名）：李某\n2011年3月1日", ["守纪律"]),
        ("1、守纪律\n2、办实事\n以上承诺，请群众监督。", ["守纪律", "办实事"]),
        ("修建水泥路3公里……", ["修建水泥路3公里……"]),
        ("完成医疗、教学、保健任务", ["完成医疗、教学、保健任务"]),
        ("今年修通村路7公里、建供水点2处", ["今年修通村路7公里", "建供水点2处"]),
        (
            "开展“一户一策、一人一岗”帮扶；修路“两横；两纵”3公里",
            ["开展“一户一策、一人一岗”帮扶", "修路“两横；两纵”3公里"],
        ),
        ("", []),
        ("　\n&nbsp;", []),
    ],
)
def test_a_text_is_split_into_its_promises(text, items):
    assert reading.split(text) == items


def test_the_words_are_the_authors_own():
    assert reading.split("1、種樹２０株,爭取80%成活") == ["種樹２０株,爭取80%成活"]


def test_a_cut_list_keeps_its_last_item_and_says_so():
    first, last = reading.read("①安装路灯3盏；②修桥1座……", 2011)
    assert (first.is_cut, last.is_cut, last.text) == (False, True, "修桥1座……")


@pytest.mark.parametrize("text", ["每天走访__户", "资助学生XX名", "帮扶×××户", "联系某某村"])
def test_a_placeholder_is_flagged(text):
    assert [item.has_placeholder for item in reading.read(text, 2011)] == [True]


def test_the_sections_of_the_form_give_the_kind():
    read = reading.read("共性承诺：守纪律\n岗位承诺：守纪律\n实事承诺：守纪律\n创建目标：守纪律", 2011)
    assert [item.kind for item in read] == ["common", "post", "deed", "goal"]


def test_the_time_at_the_head_of_a_list_holds_for_its_items():
    read = reading.read("今年为民办两件实事：一是修路3公里；二是8月底前建桥1座。", 2011)
    assert [[d.words for d in item.deadlines] for item in read] == [["今年"], ["8月底前"]]


def test_what_is_not_a_promise_is_kept_as_a_piece_of_the_outline():
    pieces = reading.outline("我支部承诺：1、守纪律。承诺人：李某")
    assert [(piece.role, piece.text) for piece in pieces] == [
        ("lead", "我支部承诺："),
        ("item", "守纪律"),
        ("signature", "承诺人：李某"),
    ]
