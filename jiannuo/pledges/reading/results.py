"""What the reader finds: plain frozen values, no database."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Kind = Literal["common", "post", "deed", "goal"]
Role = Literal["item", "lead", "heading", "signature", "note"]
DeadlineType = Literal["date", "period", "recurring", "event", "open"]
Comparator = Literal["=", ">=", "<=", ">", "<", "~", "->", "+%", "-%", "+", "-"]
Number = int | float
Base = int | float | str | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when, in the author's words and as the ledger needs it (C10)."""

    type: DeadlineType
    words: str
    on: date | None = None
    ends_on: date | None = None
    every: str = ""
    times: int = 1

    def as_json(self) -> dict[str, Any]:
        shown: dict[str, Any] = {"type": self.type, "words": self.words}
        if self.type == "date":
            shown["on"] = self.on.isoformat() if self.on else None
        if self.type == "period":
            shown["ends_on"] = self.ends_on.isoformat() if self.ends_on else None
        if self.type == "recurring":
            shown |= {"every": self.every, "times": self.times}
        return shown


@dataclass(frozen=True, slots=True)
class Target:
    """How much (C10). `number` is one number or low and high; `base` is a figure, or what it is measured against."""

    comparator: Comparator
    number: Number | tuple[Number, Number]
    unit: str | None
    base: Base
    words: str

    def as_json(self) -> dict[str, Any]:
        number = list(self.number) if isinstance(self.number, tuple) else self.number
        return {
            "comparator": self.comparator,
            "number": number,
            "unit": self.unit,
            "base": self.base,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One promise as it was read."""

    text: str
    kind: Kind
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    is_cut: bool = False
    has_placeholder: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "kind": self.kind,
            "deadlines": [deadline.as_json() for deadline in self.deadlines],
            "targets": [target.as_json() for target in self.targets],
        }


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: an item, or what is not one (lead, heading, signature, note) — nothing is lost."""

    role: Role
    text: str
    kind: Kind | None = None  # from the section it stands in
    inherited: str = ""  # time words at the head of its sentence or list


@dataclass(frozen=True, slots=True)
class Hint:
    """Advice beside an item; it never blocks (C5)."""

    code: str
    sentence: str
    words: str = field(default="")


@dataclass(frozen=True, slots=True)
class Span:
    """Words that name somebody, and what the public copy could say instead."""

    start: int
    end: int
    words: str
    reason: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another text that this one may resemble: whose, and what it says."""

    whose: str
    text: str
