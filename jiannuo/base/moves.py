"""What every `workflow.py` is made of: a table of moves from state to state, and the diagram drawn from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from django.db.models import TextChoices

S = TypeVar("S", bound=TextChoices)
P = TypeVar("P", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Move(Generic[S, P]):
    """One row of the table; `part` says whose move it is, the room's `policies` which person that is."""

    name: str
    label: str
    sources: frozenset[S]
    target: S
    part: P
    needs_reason: bool = False


def move(name: str, label: str, *sources: S, to: S, by: P, needs_reason: bool = False) -> Move[S, P]:
    return Move(name, label, frozenset(sources), to, by, needs_reason)


def diagram(states: type[S], moves: Iterable[Move[S, P]], *, first: S) -> str:
    """The table as a Mermaid state diagram; a test compares it with the one in docs/diagrams."""
    lines = [f"    {state.name}: {state.label}" for state in states]
    lines += [
        f"    {source.name} --> {move.target.name}: {move.label}（{move.part}）"
        for move in moves
        for source in states
        if source in move.sources
    ]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {first.name}", *lines])
