"""What one form of the ledger says at once: a line, a result, or both; and the bar for many rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal
from jiannuo.fulfilment.actions.progress import Line, Refused, note, note_many
from jiannuo.fulfilment.actions.results import Statement, settle_many, state_many, state_result
from jiannuo.pledges.models import StandingItem


@dataclass(frozen=True, slots=True)
class Filled:
    """One form: a line of progress, a stated result, or both."""

    text: str
    on: date
    said: Statement | None = None


@transaction.atomic
def fill(item: StandingItem, filled: Filled, *, by: User, version: int | None = None) -> None:
    """Both or neither: a result that is refused leaves no line behind."""
    if not filled.text and filled.said is None:
        raise Refusal("请写一句进展，或选择兑现情况。")
    if filled.said is not None:
        state_result(item, filled.said, by=by, version=version)
    if filled.text:
        note(item, filled.text, filled.on, by=by)


@transaction.atomic
def fill_many(seen: Mapping[int, int], act: Line | Statement | None, *, by: User) -> tuple[int, Refused]:
    """The same line or result for many rows; None settles them. Returns how many, and which could not be written.

    `seen`: {promise: version of its result as the page showed it}. A line contradicts no result.
    """
    if not seen:
        raise Refusal("请先勾选要办理的承诺事项。")
    if act is None:
        return settle_many(list(seen), by=by, versions=seen)
    if isinstance(act, Line):
        return note_many(dict.fromkeys(seen, act), by=by)
    return state_many(dict.fromkeys(seen, act), by=by, versions=seen)
