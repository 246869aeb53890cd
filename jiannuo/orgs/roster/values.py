"""One cell at a time: days, yes and no, sex, names, identity numbers, as people write them."""

import hashlib
import hmac
import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

from jiannuo.base.text import one_line
from jiannuo.orgs.roster.reading import Cell


class Unreadable(Exception):
    """A cell that cannot be understood, with the reason for the person who mends it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


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
_MASK = re.compile(r"[*xX]{4,}|＊{2,}|\*{2,}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_YES = {"是", "有", "√", "✓", "✔", "y", "yes", "true", "1", "对"}
_NO = {"", "否", "无", "×", "✗", "n", "no", "false", "0", "不是", "-", "/", "—"}


def text_of(cell: Cell) -> str:
    """The cell as one line of text; numbers without a trailing ".0"."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return _line(str(cell)) if cell is not None else ""


@lru_cache(maxsize=20_000)
def _line(text: str) -> str:
    """Rosters repeat themselves: branch, sex, standing, dates."""
    return one_line(text)


def forget() -> None:
    """Nothing of a roster stays in memory once it has been judged."""
    _line.cache_clear()
    _narrowed.cache_clear()


def _narrow(cell: Cell) -> str:
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
    text = _narrow(int(cell) if isinstance(cell, float) else cell)
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
    raise Unreadable(f"“{shown}”不是日期，请写成“1990年1月”或“1990-01-02”")


def months_have_two_digits(cells: list[Cell]) -> bool:
    """Whether a column of numbers writes months as 01…12: one ".01" to ".09" shows it."""
    return any(isinstance(c, float) and re.fullmatch(r"\d{4}\.0\d", f"{c:.2f}") and c < _LAST_YEAR + 1 for c in cells)


def yes(cell: Cell, *, named: str) -> bool:
    """是, √, 1 … or 否, empty … ; the word itself (流动党员) also says yes."""
    text = _narrow(cell).lower()
    if text in _NO:
        return False
    if text in _YES or (named in text and not text.startswith(("非", "不", "否"))):
        return True
    raise Unreadable(f"“{text}”看不懂，请填“是”或“否”")


def sex_of(cell: Cell) -> str:
    text = _narrow(cell).upper()
    found = {"男": "male", "男性": "male", "1": "male", "M": "male", "女": "female", "女性": "female", "2": "female"}
    if text in {*found, "F", ""}:
        return found.get(text, "female" if text == "F" else "")
    raise Unreadable(f"性别“{text}”看不懂，请填“男”或“女”")


def is_probationary(cell: Cell) -> bool:
    """正式党员 or 预备党员; who is neither is no member yet."""
    text = _narrow(cell)
    if text in {"", "正式", "正式党员", "党员", "中共党员"}:
        return False
    if "预备" in text:
        return True
    raise Unreadable(f"人员类别“{text}”不是正式党员或预备党员，不导入")


def name_of(cell: Cell) -> tuple[str, bool]:
    """The name without inner spaces (张　三), and whether it carries 「（预备）」."""
    text = text_of(cell)
    narrow = re.sub(r"\s*[(（]\s*(预备|预备党员|流动|流动党员|失联|失联党员|女|男)\s*[)）]\s*", "", text)
    narrow = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", narrow)
    if re.search(r"\d|[<>=@]", narrow):
        raise Unreadable(f"姓名“{text[:20]}”中有数字或符号，请核对")
    if len(narrow) > 60:
        raise Unreadable("姓名超过60个字，请核对")
    return narrow, "预备" in text


def check_digit(first_17: str) -> str:
    return _CHECKS[sum(int(d) * w for d, w in zip(first_17, _WEIGHTS, strict=True)) % 11]


def identity_of(cell: Cell) -> tuple[str, str]:
    """The 18-digit number, and a remark when it could not be used. A number cell keeps only 15 digits of 18."""
    if isinstance(cell, float | int) and not isinstance(cell, bool) and abs(cell) >= 10**15:
        return "", "身份证号以数字格式保存，末几位已丢失，未采用（其余内容照常导入）；请把该列设为文本后重新填写"
    text = re.sub(r"[\s\-—]", "", _narrow(cell)).upper()
    if text in {"", "无", "/"}:
        return "", ""
    if re.fullmatch(r"\d(\.\d+)?E\+?1[5-7]", text):
        return "", "身份证号显示为科学计数法，已不完整，未采用（其余内容照常导入）；请把该列设为文本后重新填写"
    if _MASK.search(text):
        return "", "身份证号有遮盖，未采用（其余内容照常导入）"
    if re.fullmatch(r"\d{15}", text):
        text = f"{text[:6]}19{text[6:]}"
        text += check_digit(text)
    if not re.fullmatch(r"\d{17}[\dX]", text):
        raise Unreadable(f"身份证号应为18位，这里是{len(text)}位或含有其他字符，请核对")
    try:
        day_of(text[6:14])
    except Unreadable as error:
        raise Unreadable("身份证号中的出生日期不存在，请核对") from error
    if check_digit(text[:17]) != text[17]:
        return "", "身份证号的校验位不对，未采用（其余内容照常导入）；请核对是否有输错的数字"
    return text, ""


def born_and_sex(number: str) -> tuple[date | None, str]:
    """What the identity number itself says."""
    if not number:
        return None, ""
    return day_of(number[6:14]), "male" if int(number[16]) % 2 else "female"


def identity_hash(number: str, key: bytes) -> str | None:
    """All that is kept of the number: it recognises a repeat and cannot be turned back without the key."""
    return hmac.new(key, number.encode(), hashlib.sha256).hexdigest() if number else None
