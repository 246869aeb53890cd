"""An Excel file as rows of plain values, read in a process of its own with limited memory and time.

`python -m jiannuo.base.excel.reading FILE` prints JSON; `read(path)` starts that process, which needs no Django.
"""

import io
import json
import sys
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum
from python_calamine import SheetVisibleEnum as Visible

from jiannuo.base.confined import Trouble, confine, made_by
from jiannuo.base.errors import Refusal
from jiannuo.base.excel.gate import SAVE_AS, Formula, inspect

Cell = str | int | float | bool | date | None
MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 100_000, 100, 60
_SAID = {
    Trouble.UNREADABLE: f"文件无法读取，可能已损坏或内容过大。{SAVE_AS}",
    Trouble.SLOW: f"文件读取超时，没有导入。{SAVE_AS}",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: rows from its first row and column on; merged areas and formulas by row and column from 0."""

    name: str
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # top, left, bottom, right
    formulas: list[Formula] = field(default_factory=list)


def read(path: Path, *, with_hidden: bool = False) -> list[Sheet]:
    """The visible sheets of the file, or all; or a Refusal with the sentence for the person who sent it."""
    words = [str(path), *(["hidden"] if with_hidden else [])]
    answer = json.loads(made_by(__name__, b"", _SAID, words=words))
    if "refusal" in answer:
        raise Refusal(answer["refusal"])
    return [
        Sheet(
            s["name"],
            [[date.fromisoformat(c[0]) if isinstance(c, list) else c for c in row] for row in s["rows"]],
            [(a, b, c, d) for a, b, c, d in s["merged"]],
            [(r, c, t) for r, c, t in s["formulas"]],
        )
        for s in answer["sheets"]
    ]


def _plain(value: Any) -> Any:
    """As JSON: whole numbers as int, days as a list of one."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return [value.date().isoformat()]
    if isinstance(value, date):
        return [value.isoformat()]
    return value if isinstance(value, str | bool | int) else str(value)


def _sheet(sheet: CalamineSheet, formulas: list[Formula]) -> dict[str, Any]:
    bottom, right = sheet.end or (0, 0)
    if right >= MAX_COLUMNS:
        raise Refusal(f"工作表“{sheet.name}”有{right + 1}列（最多{MAX_COLUMNS}列）。请删去多余的列。")
    if bottom >= MAX_ROWS:
        raise Refusal(f"工作表“{sheet.name}”有{bottom + 1}行（最多{MAX_ROWS}行）。请分成几个文件后再上传。")
    merged = [(*top_left, *bottom_right) for top_left, bottom_right in sheet.merged_cell_ranges or []]
    rows = [[_plain(v) for v in row] for row in sheet.to_python(skip_empty_area=False)] if sheet.end else []
    return {"name": sheet.name, "rows": rows, "merged": merged, "formulas": formulas}


def _sheets(path: Path, *, with_hidden: bool) -> list[dict[str, Any]]:
    data = path.read_bytes()
    formulas = inspect(data)
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:  # by content: the name may say another kind
        if len(book.sheets_metadata) > MAX_SHEETS:
            raise Refusal(f"文件中的工作表超过{MAX_SHEETS}个。请只保留需要的工作表。")
        return [
            _sheet(book.get_sheet_by_name(sheet.name), formulas[n] if n < len(formulas) else [])
            for n, sheet in enumerate(book.sheets_metadata)
            if sheet.typ == SheetTypeEnum.WorkSheet and (with_hidden or sheet.visible == Visible.Visible)
        ]


def _answer(path: Path, *, with_hidden: bool) -> dict[str, Any]:
    try:
        return {"sheets": _sheets(path, with_hidden=with_hidden)}
    except Refusal as refusal:
        return {"refusal": refusal.sentence}
    except PasswordError:
        return {"refusal": "文件设有密码。请去掉密码后再上传。"}
    except (CalamineError, ValueError, OSError):
        return {"refusal": f"文件已损坏，无法打开。{SAVE_AS}"}


def main() -> None:
    confine()
    sys.stdout.write(json.dumps(_answer(Path(sys.argv[1]), with_hidden="hidden" in sys.argv[2:]), ensure_ascii=True))


if __name__ == "__main__":
    main()
