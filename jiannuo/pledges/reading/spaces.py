"""Spaces that stand for signs: between clauses typed on a phone, behind bare numbers, between the columns of a list."""

from jiannuo.pledges.reading import roles
from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.numerals import value
from jiannuo.pledges.reading.regex import regex

_NUMBER = regex(r"(?:^|[:：])第?(\d{1,2}|[一二三四五六七八九十]{1,2})$")
_MARK = regex(r"(?:[①-⓿❶-➓㈠-㈩⑴-⒛●◆■★☆▲√✓✔✅☑◎►➢•*·○]|\d{1,2}[.、)]|[一二三四五六七八九十]、) ?")
_ROW = regex(r"(?:[^\d:]{0,20}:)?(\d{1,2}) (?=[^\d.%]|\d{1,4}[年月])")
_SIGNS = regex(r"[，。；、！？,;!?…()（）]|(?<!\d)\.|[A-Za-z]{2}|_")


def with_signs(rows: list[str]) -> list[str]:
    """The rows with commas between spaced clauses and 、 behind numbers that count 1, 2 …"""
    numbers = [int(match[1]) for row in rows if " " in row and (match := _ROW.match(fold(row)))]
    if len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)):
        return [_of_a_list(row) if _ROW.match(fold(row)) else row for row in rows]
    return [_with_commas(row) if " " in row else row for row in rows]


def _of_a_list(row: str) -> str:
    number, _space, rest = row.partition(" ")  # with who speaks before the first
    return f"{number}、{rest if _SIGNS.search(rest) else rest.replace(' ', '，')}"


def _with_commas(row: str) -> str:
    mark = _MARK.match(fold(row))
    head = mark.end() if mark else 0
    return row[:head] + _spaced(row[head:], fewest=2 if mark else 3)


def _spaced(text: str, *, fewest: int) -> str:
    """The clauses with signs between them, if they are long enough to be clauses and have no signs yet."""
    stretches = text.split(" ")
    numbers = [int(value(match[1])) for one in stretches if (match := _NUMBER.search(fold(one)))]
    is_counted = numbers[:2] == [1, 2]
    clauses = [one for one in stretches if not (is_counted and _NUMBER.fullmatch(fold(one)))]
    if len(clauses) < fewest or min(map(len, clauses)) <= 2 or len(text) <= 6 * len(clauses):
        return text
    if _SIGNS.search(text.rstrip("。.！!；;")):
        return text
    signs = ["、" if is_counted and _NUMBER.search(fold(one)) else "，" for one in stretches[:-1]]
    if roles.leading(f"{fold(stretches[0])}:") > len(stretches[0]):
        signs[0] = "："  # 「街道商会党委 带领会员…」
    return "".join(one + sign for one, sign in zip(stretches, [*signs, ""], strict=True))
