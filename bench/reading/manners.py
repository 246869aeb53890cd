"""The same promises in every manner of numbering: `python -m bench.reading.manners` says how many texts part exactly.

Labelled promises that read as one when they stand alone are put together two to four at a time, numbered in each manner
and parted by each sign; the items must be the promises again. No text is written for it, so none can be tuned to.
"""

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from bench.reading.run import HERE, rows
from jiannuo.pledges import reading

_HAN, _CIRCLES = "一二三四五", "①②③④⑤"
_PLAIN = (
    "1、",
    "1.",
    "1. ",
    "1．",
    "1）",
    "1)",
    "（1）",
    "(1)",
    "（1）、",
    "1，",
    "1,",
    "1：",
    "1:",
    "[1]",
    "【1】",
    "第1、",
    "1️⃣",
)
_CHINESE = ("一、", "一.", "一，", "一,", "（一）", "(一)", "一是", "第一，", "第一、", "第一", "第一条 ", "承诺一：")
_TURNS = ("首先，", "其次，", "再次，", "然后，", "最后，")
_BULLETS = ("●", "★", "- ")
_ENDS = ("；", "。", ";", ".", "\n", "；\n", "。\n", "，", " ", "； ")
_LEADS = ("", "我承诺：", "村党支部承诺：\n", "我今年的承诺是：")


class Text(NamedTuple):
    manner: str
    year: int
    text: str
    items: list[str]


def _numbers() -> dict[str, Callable[[int], str]]:
    made: dict[str, Callable[[int], str]] = {"①": lambda i: _CIRCLES[i], "首先，": lambda i: _TURNS[i]}
    made |= {sign: lambda i, sign=sign: sign.replace("1", str(i + 1)) for sign in _PLAIN}
    made |= {sign: lambda i, sign=sign: sign.replace("一", _HAN[i]) for sign in _CHINESE}
    return made | {sign: lambda _i, sign=sign: sign for sign in _BULLETS}


def promises() -> dict[int, list[str]]:
    """By year, the labelled promises of one sentence that are read as one when they stand alone."""
    found: dict[int, list[str]] = {}
    for name in sorted(path.stem for path in HERE.glob("*.jsonl") if path.stem != "labels"):
        for row in rows(name):
            told = [item["text"] for item in row["items"] if not set(item["text"]) & set("…；;。.!！\n")]
            alone = (text for text in told if len(text) > 5 and reading.split(f"{text}。") == [text])
            found.setdefault(row["year"] or 2011, []).extend(alone)
    return {year: texts for year, texts in found.items() if len(texts) > 5}


def texts(each: int) -> Iterator[Text]:
    """So many texts for each manner of numbering and each sign between."""
    pool, chance = promises(), random.Random(7)
    for sign, number in _numbers().items():
        for end in _ENDS:
            if sign in _BULLETS and "\n" not in end:
                continue
            for _ in range(each):
                year = chance.choice(list(pool))
                items = chance.sample(pool[year], chance.choice([2, 3, 4]))
                body = end.join(f"{number(place)}{item}" for place, item in enumerate(items))
                yield Text(sign, year, f"{chance.choice(_LEADS)}{body}{end.strip(' ，') or '。'}", items)


def main() -> None:
    right: dict[str, list[bool]] = {}
    for one in texts(each=20):
        right.setdefault(one.manner, []).append(reading.split(one.text) == one.items)
    for manner, found in right.items():
        print(f"{manner.strip():6} {sum(found):4} of {len(found)}")
    every = [one for found in right.values() for one in found]
    print(f"every manner: {sum(every)} of {len(every)} ({sum(every) / len(every):.1%})")


if __name__ == "__main__":
    main()
