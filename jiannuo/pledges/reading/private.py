"""Numbers and addresses of one person: what never stands in public, and what should not without need (C48)."""

from collections.abc import Iterator

from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.regex import regex

Found = tuple[int, int, str, str]  # start, end, what it is, what the public copy says instead

ID_CARD, ACCOUNT, PHONE = "身份证号", "银行账号", "电话号码"
_GAP = "[ -]?"
# Never public, whatever anybody ticks; with or without gaps between the digits.
_NEVER = (
    (ID_CARD, regex(r"(?<!\d)\d(?: ?\d){16} ?[\dXx](?!\d)|(?<!\d)\d(?: ?\d){14}(?! ?[\dXx])")),
    (ACCOUNT, regex(r"(?<!\d)\d(?: ?\d){15,18}(?!\d)")),
    (PHONE, regex(rf"(?<!\d)1[3-9]\d{_GAP}(?:\d ?){{3}}\d{_GAP}(?:\d ?){{3}}\d(?!\d)")),
)
_SPOKEN = regex(r"[零〇○一二三四五六七八九幺两]{11,19}[Xx]?")
_TO_DIGITS = str.maketrans("零〇○一二三四五六七八九幺两", "00012345678912")
# Pointed at; a line of an office may stay.
_LINE = regex(r"(?<!\d)(?:0\d{2,3}-?\d{7,8}|[2-8]\d{6,7}(?=\D|$))(?!\d)")
_CHAT = regex(r"(?:微信号?|[Qq][Qq]号?)[:是为]? ?[A-Za-z0-9][\w-]{4,19}(?![\w-])")
_MAIL = regex(r"(?<![A-Za-z0-9._+-])[A-Za-z0-9][A-Za-z0-9._+-]{0,60}@[A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{1,20}){1,4}")
_PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
_PLATE = regex(rf"{_PROVINCE}[A-Z][ ·•.]?(?=[A-Z]{{0,5}}\d)[A-HJ-NP-Z0-9]{{5,6}}(?![A-Z0-9])")
_UNIT = "(?:省|市|县|镇|乡|街道|村|社区|小区|花园|家园|[路街巷弄湾冲塘坪])"
_PLACE = rf"(?:[^\W\dA-Za-z_给到为帮替在往去向与和对住是于址家的至从]{{1,5}}?{_UNIT}{{1,2}}){{0,5}}+"
_NUMBER = r"(?:\d{1,5}|[一二三四五六七八九十]{1,3})"
_HOUSE = rf"{_NUMBER}(?:附\d+)?号(?!线|井|文|机|电|闸|渠|桩|池|棚|泵|站|路|床|病|楼外)"
_DOOR = rf"(?:{_NUMBER}(?:室|号|户)|\d{{3,4}}(?!\d|[^\W\d]))"
_FLAT = rf"{_NUMBER}(?:号楼|号院|栋|幢|单元)[ -]?(?:{_NUMBER}(?:单元|楼|层)[ -]?)?{_DOOR}"
_HOME = regex(
    rf"{_PLACE}(?:{_HOUSE})?{_FLAT}"
    rf"|{_PLACE}{_NUMBER}(?:组|社|队){_HOUSE}"
    rf"|(?:(?<=住)(?![址在院房宿户民宅建])|(?<=住在)|(?<=[住地]址是)|(?<=[住地]址:)|(?<=[住地]址)(?![是:])|(?<=家在)|(?<=户口在))(?=[^,。;])[^\d,。;:]{{0,20}}?{_HOUSE}"
)
_POINTED = (
    (PHONE, f"（{PHONE}已隐去）", _LINE),
    ("微信、QQ号", "（联系方式已隐去）", _CHAT),
    ("电子邮箱", "（联系方式已隐去）", _MAIL),
    ("车牌号", "（车牌号已隐去）", _PLATE),
    ("住址", "（住址已隐去）", _HOME),
)


def private_numbers(folded: str) -> Iterator[Found]:
    """ID, mobile and card numbers, in figures or in Chinese digits."""
    for what, pattern in _NEVER:
        for match in pattern.finditer(folded):
            yield match.start(), match.end(), what, f"（{what}已隐去）"
    for spoken in _SPOKEN.finditer(folded):
        digits = spoken[0].translate(_TO_DIGITS)
        what = next((what for what, pattern in _NEVER if pattern.fullmatch(digits)), "")
        if what:
            yield spoken.start(), spoken.end(), what, f"（{what}已隐去）"


def ways_to_somebody(folded: str) -> Iterator[Found]:
    """Telephone lines, chat accounts, mail, number plates, and addresses down to the house."""
    for what, instead, pattern in _POINTED:
        for match in pattern.finditer(folded):
            yield match.start(), match.end(), what, instead


def has_private_number(text: str) -> bool:
    """Whether an ID, mobile or card number stands in the text, however it is written."""
    return any(private_numbers(fold(text)))
