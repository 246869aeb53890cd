"""One cell at a time: text and days as people write them into Excel."""

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

from jiannuo.base.excel.reading import Cell
from jiannuo.base.text import one_line


class Unreadable(Exception):
    """A cell that cannot be understood, with the reason for the person who mends it."""

    def __init__(self, what: str, hint: str = "") -> None:
        self.reason = f"{what}，{hint}" if hint else what
        super().__init__(self.reason)
        self.what = what  # for whoever knows a better hint
        self.hint = hint


_EPOCH = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_CHINESE = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_TENS = [(re.compile(pattern), digit) for pattern, digit in (
    (r"(?<=[一二三])十(?=[一二三四五六七八九])", ""), (r"(?<=[一二三])十", "0"),
    (r"十(?=[一二三四五六七八九])", "1"), (r"十", "10"),
)]  # fmt: skip
_JOINT = r"[\s.\-/年月日号、,·~]"
_PARTED = re.compile(
    rf"^(\d{{4}}){_JOINT}{{1,3}}(\d{{1,2}})(?:{_JOINT}{{1,3}}(\d{{1,2}}))?{_JOINT}*(?:\d{{1,2}}:.*)?(?:生|出生|入党)?$"
)
_SOLID = re.compile(r"^(\d{4})(\d{2})(\d{2})?$")


_DIGITS_OF_A_NUMBER = 15  # as many as Excel keeps


def text_of(cell: Cell) -> str:
    """The cell as one line of text; of a long number the digits that a number cell holds, and stars for the rest."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float) and abs(cell) >= 10**_DIGITS_OF_A_NUMBER:
        return _long_number(cell)
    return _line(str(cell)) if cell is not None else ""


def _long_number(number: float) -> str:
    """420123199001011*** for an identity number kept as a number: never digits that nobody has written."""
    mantissa, _, power = f"{float(number):.{_DIGITS_OF_A_NUMBER - 1}e}".partition("e")
    return mantissa.replace(".", "") + "*" * (int(power) + 1 - _DIGITS_OF_A_NUMBER)


@lru_cache(maxsize=20_000)
def _line(text: str) -> str:
    """Rosters repeat themselves: branch, sex, standing, dates."""
    return one_line(text)


def forget() -> None:
    """Nothing of a roster stays in memory once it has been judged."""
    _line.cache_clear()
    _narrowed.cache_clear()


def narrow(cell: Cell) -> str:
    """The text in half-width characters, without the quotes that Excel shows text by."""
    return _narrowed(text_of(cell))


@lru_cache(maxsize=20_000)
def _narrowed(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip("'’‘` ")


def _make(year: int, month: int, day: int, shown: object) -> date:
    try:
        made = date(year, month, day)
    except ValueError as error:
        raise Unreadable(f"“{shown}”不是存在的日期") from error
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise Unreadable(f"“{shown}”的年份不对")
    return made


def day_of(cell: Cell, *, months_have_two_digits: bool = False, hint: date | None = None) -> date | None:
    """1990-01-02, 1990.01, 199001, 1990年1月, an Excel date or serial number. Only a month: the first of it."""
    if isinstance(cell, date):
        return _make(cell.year, cell.month, cell.day, cell)
    if isinstance(cell, bool):
        raise Unreadable("日期看不懂")
    if isinstance(cell, float) and not cell.is_integer():
        if hint and f"{cell}" == f"{hint.year}.1" and hint.month in {1, 10}:
            return hint
        return _day_of_fraction(cell, months_have_two_digits=months_have_two_digits)
    text = narrow(int(cell) if isinstance(cell, float) else cell)
    return _day_of_text(text) if text and text not in {"无", "/", "-", "—"} else None


def _day_of_fraction(number: float, *, months_have_two_digits: bool) -> date:
    """1990.05 typed as a number. 1990.1 may have been 1990.10: only the rest of the column tells."""
    if number < 80_000 and number > _LAST_YEAR + 1:
        return _EPOCH + timedelta(days=int(number))  # a serial number with a time of day
    year, fraction = f"{number:.4f}".rstrip("0").split(".")
    if fraction == "1" and not months_have_two_digits:
        raise Unreadable(f"“{number}”分不清是1月还是10月，请写成“{year}年1月”或“{year}年10月”")
    if len(fraction) > 2:
        return _make(int(year), int(fraction[:2]), int(fraction[2:].ljust(2, "0")), number)
    month = fraction.ljust(2, "0") if months_have_two_digits or len(fraction) == 2 else fraction
    return _make(int(year), int(month), 1, number)


def _day_of_text(shown: str) -> date:
    text = re.sub(r"\s*(?:T|\s)\d{1,2}:\d{2}.*$", "", shown).replace("元月", "1月").replace("。", ".")
    if re.search(r"[一二三四五六七八九〇零○十]", text):
        for pattern, digit in _TENS:
            text = pattern.sub(digit, text)
        text = text.translate(_CHINESE)
    if re.fullmatch(r"\d{4}年?", text):
        raise Unreadable(f"“{shown}”只有年份，请补上月份")
    parted = _PARTED.match(text) or _SOLID.match(text)
    if parted:
        year, month, day = parted.groups()
        return _make(int(year), int(month), int(day or 1), shown)
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _EPOCH + timedelta(days=int(float(text)))
    if re.match(r"^\d{2}\D", text):
        raise Unreadable(f"“{shown}”的年份须写四位")
    raise Unreadable(f"“{shown}”不是日期", "请写成“1990年1月”或“1990-01-02”")


def months_have_two_digits(cells: list[Cell]) -> bool:
    """Whether a column of numbers writes months as 01…12: one ".01" to ".09" shows it."""
    return any(isinstance(c, float) and re.fullmatch(r"\d{4}\.0\d", f"{c:.2f}") and c < _LAST_YEAR + 1 for c in cells)
