from jiannuo.pledges import reading

TABLE = "序号\t承诺内容\t完成时限\t责任人\n1\t修路3公里；装路灯20盏\t6月底\t陈支书\n2\t化解债务12万元\t年底前\t张会计\n"


def test_a_row_of_a_table_is_a_promise_with_its_time_and_without_who_answers():
    items = reading.read(f"支部今年办两件事：\n{TABLE}以上请监督。", 2019)
    assert [(item.text, [d.words for d in item.deadlines]) for item in items] == [
        ("修路3公里；装路灯20盏，6月底", ["6月底"]),
        ("化解债务12万元，年底前", ["年底前"]),
    ]


def test_nothing_of_a_table_is_lost():
    kept = [(piece.role, piece.text) for piece in reading.outline(TABLE)]
    assert kept == [
        ("heading", "序号 承诺内容 完成时限 责任人"),
        ("item", "修路3公里；装路灯20盏，6月底"),
        ("note", "1"),
        ("note", "陈支书"),
        ("item", "化解债务12万元，年底前"),
        ("note", "2"),
        ("note", "张会计"),
    ]


def test_a_column_of_another_name_stands_beside_the_promise():
    table = "党员姓名\t联系村\t承诺事项\t兑现时间\n刘芳\t柳湖\t帮助2名姐妹找到工作\t10月底"
    assert reading.split(table) == ["帮助2名姐妹找到工作，10月底"]


def test_the_figure_in_a_column_of_its_own_goes_with_the_promise():
    table = "序号\t事项\t目标值\t完成时间\n1\t新增停车位\t不少于180个\t国庆节前"
    assert reading.split(table) == ["新增停车位，不少于180个，国庆节前"]


def test_tabs_without_named_columns_are_no_table():
    assert reading.split("1\t修路3公里\n2\t装路灯20盏") == ["修路3公里", "装路灯20盏"]


def test_a_heading_in_brackets_ends_the_section_before_it():
    items = reading.read("【岗位承诺】\n★ 窗口不缺岗\n【为民办实事】\n★ 修路3公里", 2021)
    assert [(item.text, item.kind) for item in items] == [("窗口不缺岗", "post"), ("修路3公里", "deed")]
