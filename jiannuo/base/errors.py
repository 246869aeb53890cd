"""What a person is told when something cannot be done."""

from collections.abc import Callable, Iterable
from typing import TypeVar

Row = TypeVar("Row")
Done = TypeVar("Done")


class Refusal(Exception):
    """An act refused, with the sentence shown to the person: what is wrong, where, what to do next."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Stale(Refusal):
    """Somebody saved the same thing in between. Carries the stored text so that both can be shown side by side."""

    def __init__(self, sentence: str, *, stored: object = None) -> None:
        super().__init__(sentence)
        self.stored = stored


def require(why_not: str) -> None:
    """Raise the refusal that a policy has stated; "" means that nothing stands against it."""
    if why_not:
        raise Refusal(why_not)


def one_by_one(rows: Iterable[Row], act: Callable[[Row], Done]) -> tuple[list[Done], list[tuple[Row, str]]]:
    """Row after row, each standing or falling alone: what was done, and which were refused with the sentence.

    `act` is an action: it leaves nothing behind where it refuses.
    """
    done: list[Done] = []
    refused: list[tuple[Row, str]] = []
    for row in rows:
        try:
            done.append(act(row))
        except Refusal as refusal:
            refused.append((row, refusal.sentence))
    return done, refused
