"""Captions as they are found on rosters, and where the header of a sheet stands."""

import re
import unicodedata
from dataclasses import dataclass

from jiannuo.base.excel.reading import Cell

NAME, SEX, BORN, JOINED, BRANCH, PARENT = "name", "sex", "born_on", "joined_on", "branch", "parent"
IDENTITY, POST_OF, UNIT, POST, DUTY = "identity", "unit_and_post", "unit", "post", "duty"
GROUP = "group"
CATEGORY, MOBILE, LOST, REASON, COMPUTED = "category", "is_mobile", "is_out_of_contact", "reason", "computed"

ALIASES: dict[str, tuple[str, ...]] = {
    NAME: ("姓名", "党员姓名", "名字"),
    SEX: ("性别",),
    BORN: ("出生日期", "出生年月", "出生年月日", "出生时间", "出生日期(年月)", "生日"),
    JOINED: (
        *("入党日期", "入党时间", "入党年月", "入党年月日", "加入党组织日期", "加入党组织时间"),
        *("加入中共组织日期", "加入中国共产党时间", "加入中国共产党日期", "何时入党"),
    ),
    BRANCH: (
        *("党支部", "所在党支部", "所属党支部", "支部", "所在支部", "所属支部", "党支部名称", "支部名称"),
        *("所在党支部名称", "所属党支部名称", "组织关系所在党支部", "党员所在党支部", "所在党组织", "所属党组织"),
        *("党组织名称", "党组织", "组织名称", "所在党组织名称", "所属党组织名称", "党组织全称", "党支部全称"),
        *("所在党支部全称", "党(总)支部", "党(总)支部名称", "所在党(总)支部", "所在支部名称", "所属支部名称"),
    ),
    GROUP: ("党小组", "所在党小组", "所属党小组", "党小组名称", "小组"),
    PARENT: ("所在党委", "所属党委", "上级党组织", "上级党委", "党委", "乡镇", "所在乡镇", "乡镇街道"),
    IDENTITY: (
        *("身份证号", "公民身份号码", "公民身份证号", "公民身份证号码", "公民身份证号(码)", "身份证号码"),
        *("居民身份证号", "居民身份证号码", "身份证", "身份号码", "证件号码"),
    ),
    POST_OF: (
        *("单位及职务", "工作岗位", "工作单位及职务", "单位职务", "现工作单位及职务", "所在单位及职务"),
        *("现任职务", "单位和职务", "工作单位和职务", "单位、职务"),
    ),
    UNIT: ("工作单位", "单位", "所在单位", "单位名称"),
    POST: ("职务", "岗位", "党内职务"),
    DUTY: ("岗位职责", "职责"),
    CATEGORY: ("人员类别", "党员类别", "党员类型", "正式或预备"),
    MOBILE: ("是否流动党员", "是否流动", "流动党员", "是否为流动党员"),
    LOST: ("是否失联党员", "是否失联", "失联党员", "是否为失联党员"),
    REASON: ("原因", "未导入原因"),
    COMPUTED: ("序号", "编号", "年龄", "党龄"),  # the only columns in which a formula does no harm
}
CAPTIONS = {NAME: "姓名", SEX: "性别", BORN: "出生日期", JOINED: "入党日期", BRANCH: "党支部", POST_OF: "单位及职务"}
_HEADER_WITHIN = 40
_NOISE = re.compile(r"[\s*＊:：﹡★●]+")
_BRACKETS = re.compile(r"\([^()]*\)")


def caption(cell: Cell) -> str:
    """The caption without spaces, line breaks, stars and width: 「公民 身份证号（码）*」 → 「公民身份证号(码)」."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", cell)) if isinstance(cell, str) else ""


_KNOWN = {caption(alias): name for name, aliases in ALIASES.items() for alias in aliases}


def field_of(cell: Cell) -> str:
    """Which field a caption names, or ""."""
    text = caption(cell)
    return _KNOWN.get(text) or _KNOWN.get(_BRACKETS.sub("", text), "")


@dataclass(frozen=True, slots=True)
class Header:
    """Rows from `first` to `last` hold the captions; `columns` says in which column each field stands."""

    first: int
    last: int
    columns: dict[str, int]
    width: int


def find_header(rows: list[list[Cell]]) -> Header | None:
    """The first row among the top ones that names 姓名 and two other fields; a second line of captions joins it."""
    for at, row in enumerate(rows[:_HEADER_WITHIN]):
        columns = _columns(row)
        below = rows[at + 1] if at + 1 < len(rows) else []
        last = at
        if NAME in columns and _is_second_line(row, below, columns):
            columns = {**_columns(below), **columns}
            last = at + 1
        columns, first = _with_line_above(rows, at, columns)
        useful = set(columns) - {COMPUTED, REASON}
        if NAME in columns and len(useful) >= 3:
            used = [n for line in rows[first : last + 1] for n, cell in enumerate(line) if caption(cell)]
            return Header(first, last, columns, max(used) + 1)
    return None


def _with_line_above(rows: list[list[Cell]], at: int, columns: dict[str, int]) -> tuple[dict[str, int], int]:
    """Captions that stand one line higher, over an empty cell of the line with 姓名."""
    above = _columns(rows[at - 1]) if at else {}
    higher = {
        name: column
        for name, column in above.items()
        if name not in columns and not (column < len(rows[at]) and caption(rows[at][column]))
    }
    return (higher | columns, at - 1) if higher else (columns, at)


def _columns(row: list[Cell]) -> dict[str, int]:
    """Field → column; of two columns with the same caption the first counts."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        name = field_of(cell)
        if name:
            found.setdefault(name, at)
    return found


def _is_second_line(row: list[Cell], below: list[Cell], columns: dict[str, int]) -> bool:
    """Captions in two lines: 姓名 is empty below, and the line below names fields where this one does not."""
    name_at = columns[NAME]
    if name_at < len(below) and caption(below[name_at]):
        return False
    return any(field_of(cell) and not (at < len(row) and field_of(row[at])) for at, cell in enumerate(below))


def captions_of(rows: list[list[Cell]], header: Header) -> list[str]:
    """What stands in the header, as it is written."""
    return [told for line in rows[header.first : header.last + 1] for cell in line if (told := caption(cell))]


def computed_columns(rows: list[list[Cell]], header: Header) -> set[int]:
    return {
        at
        for line in rows[header.first : header.last + 1]
        for at, cell in enumerate(line)
        if field_of(cell) == COMPUTED
    }
