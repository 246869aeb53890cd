"""One cell of a roster at a time: yes and no, sex, names, identity numbers, as people write them."""

import hashlib
import hmac
import re
from datetime import date

from jiannuo.base.excel.cells import Unreadable, day_of, narrow, text_of
from jiannuo.base.excel.reading import Cell

_MASK = re.compile(r"[*xX]{4,}|＊{2,}|\*{2,}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_YES = {"是", "有", "√", "✓", "✔", "y", "yes", "true", "1", "对"}
_NO = {"", "否", "无", "×", "✗", "n", "no", "false", "0", "不是", "-", "/", "—"}


def yes(cell: Cell, *, named: str) -> bool:
    """是, √, 1 … or 否, empty … ; the word itself (流动党员) also says yes."""
    text = narrow(cell).lower()
    if text in _NO:
        return False
    if text in _YES or (named in text and not text.startswith(("非", "不", "否"))):
        return True
    raise Unreadable(f"“{text}”看不懂，请填“是”或“否”")


def sex_of(cell: Cell) -> str:
    text = narrow(cell).upper()
    found = {"男": "male", "男性": "male", "1": "male", "M": "male", "女": "female", "女性": "female", "2": "female"}
    if text in {*found, "F", ""}:
        return found.get(text, "female" if text == "F" else "")
    raise Unreadable(f"性别“{text}”看不懂，请填“男”或“女”")


def is_probationary(cell: Cell) -> bool:
    """正式党员 or 预备党员; who is neither is no member yet."""
    text = narrow(cell)
    if text in {"", "正式", "正式党员", "党员", "中共党员"}:
        return False
    if "预备" in text:
        return True
    raise Unreadable(f"人员类别“{text}”不是正式党员或预备党员，不导入")


def name_of(cell: Cell) -> tuple[str, bool]:
    """The name without inner spaces (张　三), and whether it carries 「（预备）」."""
    text = text_of(cell)
    name = re.sub(r"\s*[(（]\s*(预备|预备党员|流动|流动党员|失联|失联党员|女|男)\s*[)）]\s*", "", text)
    name = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", name)
    if re.search(r"\d|[<>=@]", name):
        raise Unreadable(f"姓名“{text[:20]}”中有数字或符号，请核对")
    if len(name) > 60:
        raise Unreadable("姓名超过60个字，请核对")
    return name, "预备" in text


def check_digit(first_17: str) -> str:
    return _CHECKS[sum(int(d) * w for d, w in zip(first_17, _WEIGHTS, strict=True)) % 11]


def identity_of(cell: Cell) -> tuple[str, str]:
    """The 18-digit number, and a remark when it could not be used. A number cell keeps only 15 digits of 18."""
    if isinstance(cell, float | int) and not isinstance(cell, bool) and abs(cell) >= 10**15:
        return "", "身份证号以数字格式保存，末几位已丢失，未采用（其余内容照常导入）；请把该列设为文本后重新填写"
    text = re.sub(r"[\s\-—]", "", narrow(cell)).upper()
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


def born_by_number_cell(cell: Cell) -> date | None:
    """The birthday of an 18-digit number kept as a number: the 15 digits that are left of it hold the day.

    The file of refused rows has such a number as text with stars for the last digits.
    """
    told = re.fullmatch(r"(\d{14,17})\*+", narrow(cell))
    if told is None or len(told.group()) != 18:
        return None
    try:
        return day_of(told.group()[6:14])
    except Unreadable:
        return None


def identity_hash(number: str, key: bytes) -> str | None:
    """All that is kept of the number: it recognises a repeat and cannot be turned back without the key."""
    return hmac.new(key, number.encode(), hashlib.sha256).hexdigest() if number else None
