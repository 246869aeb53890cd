"""Promises in the manner of the samples, per class, as people write them, mess included, from `words/promises.txt`."""

import random
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jiannuo.orgs.models import Member, Organisation

_FILE = Path(__file__).parent / "words" / "promises.txt"
_BOXES = {"目标": "goal", "共性": "common", "岗位": "post", "实事": "deed"}
_RANGE = re.compile(r"\{(\d+)-(\d+)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """What one subject types into the boxes. `of`: a word of the post or duty of those who would write it, or ""."""

    of: str
    boxes: tuple[tuple[str, str], ...]

    def drawn(self, dice: random.Random) -> dict[str, str]:
        """{kind: text} of the boxes that are not empty, with the numbers drawn."""
        return {kind: drawn(text, dice) for kind, text in self.boxes}


def drawn(text: str, dice: random.Random) -> str:
    """The text with its numbers drawn: {10-20} is one of them."""
    return _RANGE.sub(lambda m: str(dice.randint(int(m[1]), int(m[2]))), text)


def _text(block: str) -> Text:
    """A line without a label goes on in the box above it."""
    of, boxes = "", dict[str, str]()
    for line in block.splitlines():
        label, mark, said = line.partition("：")
        if label == "谁":
            of = said
        elif mark and label in _BOXES:
            boxes[_BOXES[label]] = said
        else:
            boxes[next(reversed(boxes))] += f"\n{line}"
    return Text(of, tuple(boxes.items()))


@cache
def texts() -> dict[str, list[Text]]:
    """{"rural member": its texts}."""
    lines = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    sections = re.split(r"^\[(.+)\]$", "\n".join(lines), flags=re.MULTILINE)[1:]
    named = zip(sections[::2], sections[1::2], strict=True)
    return {name: [_text(block) for block in re.split(r"\n{2,}", body.strip())] for name, body in named}


@dataclass
class Deck:
    """The texts of one organisation's class, dealt so that a text comes again only after all that fit are gone."""

    organisation: Organisation
    dice: random.Random
    _dealt: list[Text] = field(default_factory=list)

    def deal(self, member: Member | None) -> dict[str, str]:
        """{kind: text} for the member, or for the organisation."""
        subject = "member" if member else "organisation"
        every = texts()[f"{self.organisation.org_class} {subject}"]
        who = f"{member.unit_and_post}{member.duty}" if member else ""
        fitting = [text for text in every if text.of in who] or every
        least = min(self._dealt.count(text) for text in fitting)
        fresh = [text for text in fitting if self._dealt.count(text) == least]
        own = [text for text in fresh if text.of] or fresh  # one that names the post before one for anybody
        self._dealt.append(text := self.dice.choice(own))
        return text.drawn(self.dice)


WISHES = [
    ("村口到三组的路一下雨就没法走，盼着早点硬化。", "入户走访"),
    ("夜里湾子里没有路灯，老人孩子出门不方便。", "意见箱"),
    ("旱季吃水要到山脚挑，希望能通自来水。", "村民代表座谈会"),
]
