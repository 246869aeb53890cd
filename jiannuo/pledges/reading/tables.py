"""A table pasted from Word or a sheet, cells parted by tabs: a promise a row, with its time, without who answers."""

from collections.abc import Iterator
from itertools import groupby, zip_longest

from jiannuo.pledges.reading.cleaning import clean, fold
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.results import Piece

_WHAT = regex(r".{0,6}(?:内容|事项|项目|任务|措施|举措|目标值?|指标|数量|效果|成效|标准|承诺)")
_WHEN = regex(r".{0,6}(?:时限|期限|时间|进度)")
_OTHER = regex(
    r"序号|编号|类别|党员姓名|.{0,4}责任.{1,4}|姓名|党员|承诺人|联系人|.{0,4}电话|备注|单位|职务|.{0,4}领导|牵头.{0,4}|监督人"
)
_NAME = regex(r"[\u4e00-\u9fff()]{0,10}")
_CLOSING = "。；;，,、 "


def stretches(text: str) -> Iterator[tuple[str, list[Piece]]]:
    """The text in order: stretches without a table, and the pieces of each table."""
    rows = text.split("\n")
    place = start = 0
    while place < len(rows):
        head = _head(rows[place])
        end = place + 1
        while head and end < len(rows) and "\t" in rows[end]:
            end += 1
        if end - place > 1:
            yield "\n".join(rows[start:place]), list(_pieces(head, rows[place:end]))
            start = place = end
        else:
            place += 1
    yield "\n".join(rows[start:]), []


def _cells(row: str) -> list[str]:
    return [clean(cell) for cell in row.split("\t")]


def _head(row: str) -> list[str]:
    """What each column holds: 「序号 承诺内容 完成时限 责任人」; nothing where the row names no columns."""
    if "\t" not in row:
        return []
    cells = [fold(cell).replace(" ", "") for cell in _cells(row)]
    columns = [_column(cell) for cell in cells]
    names_columns = "what" in columns and len({*columns} - {""}) > 1
    return [column or "other" for column in columns] if names_columns and all(map(_NAME.fullmatch, cells)) else []


def _column(cell: str) -> str:
    for name, pattern in (("other", _OTHER), ("what", _WHAT), ("when", _WHEN)):
        if pattern.fullmatch(cell):
            return name
    return ""


def _pieces(head: list[str], rows: list[str]) -> Iterator[Piece]:
    yield Piece("heading", " ".join(_cells(rows[0])))
    for row in rows[1:]:
        told = [(column or "other", cell or "") for column, cell in zip_longest(head, _cells(row))]
        promise = [cell.strip(_CLOSING) for column, cell in told if column != "other" and cell.strip(_CLOSING)]
        if promise:
            yield Piece("item", "，".join(promise))
        for is_other, cells in groupby(told, key=lambda one: one[0] == "other"):
            rest = " ".join(cell for _column, cell in cells if cell)
            if is_other and rest:
                yield Piece("note", rest)
