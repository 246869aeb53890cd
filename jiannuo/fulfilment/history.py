"""留痕 of one promise in words, latest first: from the journal, which nobody can change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jiannuo.fulfilment.workflow import BY_NAME, Outcome
from jiannuo.journal import queries as journal
from jiannuo.pledges.models import StandingItem

_MOST = 100
_VERBS = {
    "note_progress": "写了一条进展",
    "tick": "记了次数",
    "add_measure": "加了一条措施",
    "change_measure": "改了一条措施",
    "drop_measure": "删了一条措施",
    "add_evidence": "上传了一份佐证",
    "remove_evidence": "撤下了一份佐证",
}


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what, when."""

    at: datetime
    by: str
    words: str


def history_of(item: StandingItem) -> list[Event]:
    """The caller has checked who may see the promise."""
    return list(_events(item))


def _events(item: StandingItem) -> Iterator[Event]:
    for entry in journal.of(item).order_by("-id")[:_MOST]:
        yield Event(entry.at, entry.actor, _words(entry.verb, entry.detail))


def _words(verb: str, detail: dict[str, Any]) -> str:
    if verb not in BY_NAME:
        words = _VERBS.get(verb, verb)
        return f"{words}（{detail['before']}→{detail['after']}）" if verb == "tick" else words
    said = BY_NAME[verb].label
    after = detail.get("after") or {}
    if after.get("outcome"):
        said += f"：{Outcome(after['outcome']).label}"
        said += f"，{after['reason']}" if after.get("reason") else ""
    return said + (f"：{detail['opinion']}" if detail.get("opinion") else "")
