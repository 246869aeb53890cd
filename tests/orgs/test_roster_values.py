"""Cells as people write them: days, numbers, yes and no, captions, footnotes."""

from datetime import date

import pytest

from jiannuo.base.errors import Refusal
from jiannuo.base.excel.cells import Unreadable, day_of
from jiannuo.base.excel.reading import Sheet
from jiannuo.orgs.roster import headers
from jiannuo.orgs.roster.people import person_of
from jiannuo.orgs.roster.sheets import tables_of
from jiannuo.orgs.roster.values import identity_of, is_probationary, name_of, sex_of, yes
from tests.orgs.sheets import CAPTIONS, grid, number, row


def _people(lines, merged=()):
    tables, _ = tables_of([Sheet("党员名册", lines, list(merged))])
    return [person_of(line) for table in tables for line in table.lines]


@pytest.mark.parametrize(("name", "alias"), [(n, a) for n, aliases in headers.ALIASES.items() for a in aliases])
def test_every_alias_is_known_with_spaces_breaks_stars_and_width(name, alias):
    for written in (
        alias,
        " ".join(alias),
        f"{alias[:2]}\n{alias[2:]}",
        f"*{alias}：",
        alias.replace("(", "（").replace(")", "）"),
    ):
        assert headers.field_of(written) == name


@pytest.mark.parametrize("stranger", ["", None, 3, "民族", "学历", "联系电话", "家庭住址", "党支部书记姓名", "年度"])
def test_other_captions_are_left_alone(stranger):
    assert headers.field_of(stranger) == ""


@pytest.mark.parametrize(
    "written",
    [
        *(
            "1990-01-02",
            "1990/1/2",
            "1990.1.2",
            "1990.01.02",
            "1990年1月2日",
            "1990年01月02日",
            "1990 年 1 月 2 日",
            "１９９０年１月２日",
        ),
        *("19900102", 19900102, 19900102.0, date(1990, 1, 2), 32875, 32875.0, 32875.5, "32875", "1990-01-02 00:00:00"),
        *(
            "1990-1-2T00:00:00",
            "一九九〇年一月二日",
            "1990年元月2日",
            1990.0102,
            "1990。1。2",
            "1990,1,2",
            "1990-01-02生",
        ),
    ],
)
def test_a_day_in_every_shape(written):
    assert day_of(written) == date(1990, 1, 2)


@pytest.mark.parametrize(
    "written",
    [
        "1990-01",
        "1990.01",
        "1990.1",
        "1990/1",
        "199001",
        199001,
        199001.0,
        "1990年1月",
        "1990年 1月",
        1990.01,
        "一九九〇年元月",
    ],
)
def test_a_month_is_its_first_day(written):
    assert day_of(written) == date(1990, 1, 1)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1990", "只有年份"),
        (1990, "只有年份"),
        ("1990-13", "不是存在的日期"),
        ("1990-02-30", "不是存在的日期"),
        (19900230, "不是存在的日期"),
        ("90.1", "年份须写四位"),
        ("1890-01-01", "年份不对"),
        ("不详", "不是日期"),
        (1990.1, "分不清是1月还是10月"),
        (True, "看不懂"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(written, said):
    with pytest.raises(Unreadable, match=said):
        day_of(written)


@pytest.mark.parametrize("nothing", ["", None, " ", "无", "-"])
def test_an_empty_day_is_none(nothing):
    assert day_of(nothing) is None


def test_october_typed_as_a_number_is_known_by_its_column():
    assert day_of(1990.1, months_have_two_digits=True) == date(1990, 10, 1)
    lines = grid(row("甲某", 入党日期=1995.07), row("乙某", 入党日期=1996.1))
    assert [p.joined_on for p in _people(lines)] == [date(1995, 7, 1), date(1996, 10, 1)]


def test_october_typed_as_a_number_is_known_by_the_identity_number():
    lines = grid(row("甲某", 出生日期=1970.1, 公民身份号码=number("19701008")))
    assert _people(lines)[0].born_on == date(1970, 10, 8)


@pytest.mark.parametrize("cell", [421022199001021234, 4.21022199001021e17, "4.21022E+17"])
def test_a_number_cell_has_lost_its_last_digits_and_is_not_used(cell):
    value, remark = identity_of(cell)
    assert value == ""
    assert "已丢失" in remark or "已不完整" in remark
    person = _people(grid(row(公民身份号码=cell)))[0]
    assert (person.reasons, person.remarks) == ([], [remark])


@pytest.mark.parametrize("cell", [4.2032519550301e17, 420325195503010000, float(420325195503010019)])
def test_a_number_cell_still_tells_the_birthday(cell):
    person = _people(grid(row(公民身份号码=cell, 出生日期="")))[0]
    assert (person.reasons, person.born_on, person.number) == ([], date(1955, 3, 1), "")


def test_a_number_cell_with_no_day_in_it_tells_none():
    assert "缺少出生日期" in _people(grid(row(公民身份号码=4.2032519551301e17, 出生日期="")))[0].reasons[0]


def test_an_old_number_of_15_digits_becomes_the_same_as_its_long_form():
    long = "420322197005010" + "01"
    assert identity_of("420322700501001")[0][:17] == long
    assert identity_of(420322700501001)[0][:17] == long


@pytest.mark.parametrize("written", ["{}", " {} ", "'{}", "{} ".replace("{}", "{}")])
def test_a_number_as_text_is_read_through_quotes_and_spaces(written):
    assert identity_of(written.format(number()))[0] == number()
    assert identity_of(number(seq=22).lower())[0] == number(seq=22)


@pytest.mark.parametrize(
    ("written", "said"),
    [("12345", "应为18位"), ("420322197005010010"[:17] + "Y", "应为18位"), ("42032219700501001A", "应为18位")],
)
def test_a_wrong_number_is_refused(written, said):
    with pytest.raises(Unreadable, match=said):
        identity_of(written)


def test_a_number_with_a_mistyped_digit_is_not_used_and_does_not_keep_the_person_out():
    right = number()
    wrong = right[:16] + str((int(right[16]) + 1) % 10) + right[17]
    used, remark = identity_of(wrong)
    assert not used
    assert "校验位不对，未采用" in remark


def test_without_a_birthday_a_mistyped_number_is_named_as_the_reason():
    right = number()
    wrong = right[:16] + str((int(right[16]) + 1) % 10) + right[17]
    person = _people(grid(row(出生日期=None, 公民身份号码=wrong)))[0]
    assert person.reasons == ["缺少出生日期；身份证号有误，读不出生日，请核对或补填"]
    assert _people(grid(row(出生日期=None, 公民身份号码="无")))[0].reasons == ["缺少出生日期"]


def test_birth_and_sex_come_from_the_number_when_missing():
    person = _people(grid(row(出生日期=None, 性别=None, 公民身份号码=number("19700501", 2))))[0]
    assert (person.born_on, person.sex, person.reasons) == (date(1970, 5, 1), "female", [])


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"出生日期": "1971-05-01"}, "与身份证号中的1970-05-01不一致"),
        ({"性别": "女"}, "性别与身份证号不一致"),
        ({"入党日期": "1960-01-01"}, "早于出生日期"),
        ({"入党日期": "2099-01-01"}, "晚于今天"),
        ({"入党日期": "1988-04-30"}, "入党时不满18周岁"),
        ({"姓名": None, "单位及职务": "村民"}, "缺少姓名"),
        ({"姓名": "张3"}, "有数字或符号"),
        ({"姓名": "=1+1"}, "有数字或符号"),
        ({"性别": "x"}, "性别“X”看不懂"),
        ({"人员类别": "入党积极分子"}, "不是正式党员或预备党员"),
        ({"单位及职务": "长" * 201}, "超过200个字"),
    ],
)
def test_a_contradiction_is_a_reason(told, said):
    reasons = _people(grid(row(**({"公民身份号码": number("19700501", 1)} | told))))[0].reasons
    assert said in "；".join(reasons)


@pytest.mark.parametrize(
    "told",
    [
        {"出生日期": "1970-05-20", "入党日期": "1988-05"},  # only the month is known
        {"出生日期": "1931-05-01", "入党日期": "1948-07-01"},
    ],
)
def test_who_may_have_been_18_or_joined_before_1949_is_not_kept_out(told):
    assert _people(grid(row(**told)))[0].reasons == []


def test_all_reasons_of_a_row_are_told_at_once():
    assert len(_people(grid(row(性别=None, 出生日期=None, 入党日期="某年")))[0].reasons) == 3


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("是", True),
        ("√", True),
        (True, True),
        (1, True),
        ("流动党员", True),
        ("否", False),
        ("", False),
        (None, False),
        (False, False),
        (0, False),
        ("非流动党员", None),
    ],
)
def test_yes_and_no(cell, value):
    if value is None:
        with pytest.raises(Unreadable, match="请填“是”或“否”"):
            yes(cell, named="流动")
    else:
        assert yes(cell, named="流动") is value


def test_sex_and_standing_in_their_usual_words():
    assert [sex_of(c) for c in ("男", " 女 ", "1", 2, "")] == ["male", "female", "male", "female", ""]
    assert [is_probationary(c) for c in ("正式党员", "预备党员", "正式", "预备", "")] == [
        False,
        True,
        False,
        True,
        False,
    ]


def test_a_name_loses_its_inner_spaces_and_keeps_its_dot():
    assert [name_of(c)[0] for c in ("张　三", "李 四", "阿里木·买买提", "㛃某", "𬭎某")] == [
        "张三",
        "李四",
        "阿里木·买买提",
        "㛃某",
        "𬭎某",
    ]
    assert name_of("王五（预备）") == ("王五", True)
    assert name_of("李四（女）") == ("李四", False)


@pytest.mark.parametrize(
    "foot",
    [
        ["合计", 2],
        ["总计：2人"],
        ["注：1.本表一式两份"],
        ["注", "本表一式两份"],
        [None, "合计"],
        ["说明：略"],
        ["备注：略"],
        ["填表人：", "李某", None, "审核人："],
        ["填表人：李某　　审核人：王某"],
        [None, "填表人：李某"],
        ["负责人（签字）："],
        ["填报时间：2011年3月1日"],
        [3],
        [None, None],
        [4, "", "  "],
        CAPTIONS,
    ],
)
def test_a_footnote_a_total_and_an_empty_line_are_nobody(foot):
    assert [p.name for p in _people(grid(row("甲某"), foot=[foot]))] == ["甲某"]


def test_captions_in_two_lines_with_merged_cells():
    lines = [
        ["党员名册"],
        ["序号", "基本情况", None, None, "党内情况", None, "单位及职务"],
        [None, "姓名", "性别", "出生年月", "入党时间", "所在党支部", None],
        [1, "甲某", "男", "1970.05", "1995.07", "某支部", "村民"],
    ]
    person = _people(lines)[0]
    assert (person.name, person.joined_on, person.unit_and_post) == ("甲某", date(1995, 7, 1), "村民")


def test_captions_in_two_lines_where_the_name_stands_above():
    lines = [
        ["姓名", "性别", "出生年月", "党内情况", None, "单位及职务"],
        [None, None, None, "入党时间", "所在党支部", None],
        ["甲某", "男", "1970.05", "1995.07", "某支部", "村民"],
    ]
    person = _people(lines)[0]
    assert (person.joined_on, person.unit_and_post) == (date(1995, 7, 1), "村民")


def test_a_heading_line_names_the_branch_of_the_rows_below():
    captions = [c for c in CAPTIONS if c != "所在党支部"]
    lines = [
        ["名册"],
        captions,
        ["一、柳树湾村党支部（2人）"],
        [1, "甲某", "男", None, "1970-05-01", "1995-07-01"],
        ["白杨坪村党支部："],
        [2, "乙某", "男", None, "1970-05-01", "1995-07-01"],
    ]
    tables, _ = tables_of([Sheet("Sheet1", lines)])
    assert [line.branch for line in tables[0].lines] == ["柳树湾村党支部", "白杨坪村党支部"]


def test_a_branch_left_empty_is_filled_from_above_and_said():
    people = _people(grid(row("甲某"), row("乙某", 所在党支部=None)))
    assert [p.remarks for p in people] == [[], ["党支部为空，按上一行填为“柳树湾村党支部”"]]


def test_unit_and_post_in_two_columns_are_put_together():
    captions = [*[c for c in CAPTIONS if c != "单位及职务"], "工作单位", "职务"]
    assert (
        _people(grid({**row("甲某"), "工作单位": "清河中学", "职务": "教师"}, captions=captions))[0].unit_and_post
        == "清河中学教师"
    )


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([["姓名", "性别", "出生日期"], ["甲某", "男", "1970-05-01"]], "表头缺少“入党日期”"),
        ([["姓名", "入党日期", "党支部"], ["甲某", "1995-07-01", "某支部"]], "表头缺少“性别”、“出生日期”"),
        ([["承诺事项", "完成时限"], ["修路", "年底"]], "没有找到名册表头"),
        ([CAPTIONS], "没有党员的行"),
        ([], "没有党员的行"),
    ],
)
def test_a_sheet_that_is_no_roster_is_said(lines, said):
    with pytest.raises(Refusal, match=said):
        _people(lines)
