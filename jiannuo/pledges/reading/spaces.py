"""Spaces that stand for signs: between clauses typed on a phone, behind bare numbers, between the columns of a list."""

from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.numerals import value
from jiannuo.pledges.reading.regex import regex

_NUMBER = regex(r"(?:^|[:：])第?(\d{1,2}|[一二三四五六七八九十]{1,2})$")
_ROW = regex(r"(\d{1,2}) (?=[^\d.%])")
_SIGNS = regex(r"[，。；、！？,;!?…()（）]|(?<!\d)\.|[A-Za-z]{2}|_")


def with_signs(rows: list[str]) -> list[str]:
    """The rows with commas between spaced clauses and 、 behind numbers that count 1, 2 …"""
    numbers = [int(match[1]) for row in rows if (match := _ROW.match(fold(row)))]
    if len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)):
        return [_of_a_list(row) if _ROW.match(fold(row)) else row for row in rows]
    return [_with_commas(row) for row in rows]


def _of_a_list(row: str) -> str:
    number, _space, rest = row.partition(" ")
    return f"{number}、{rest if _SIGNS.search(rest) else rest.replace(' ', '，')}"


def _with_commas(row: str) -> str:
    stretches = row.split(" ")
    numbers = [int(value(match[1])) for one in stretches if (match := _NUMBER.search(fold(one)))]
    is_counted = numbers[:2] == [1, 2]
    clauses = [one for one in stretches if not (is_counted and _NUMBER.fullmatch(fold(one)))]
    is_spaced = len(clauses) > 2 and min(map(len, clauses)) > 2 and len(row) > 6 * len(clauses)
    if not is_spaced or _SIGNS.search(row.rstrip("。.！!；;")):
        return row
    signs = ["、" if is_counted and _NUMBER.search(fold(one)) else "，" for one in stretches[:-1]]
    return "".join(one + sign for one, sign in zip(stretches, [*signs, ""], strict=True))
