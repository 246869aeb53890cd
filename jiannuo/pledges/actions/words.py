"""The round's own words, changed as long as nobody's pledge relies on them (C5–C8)."""

from typing import Any

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import require
from jiannuo.pledges.policies import why_not_reword
from jiannuo.rounds import actions as rounds
from jiannuo.rounds.models import Round

RELIED_UPON = frozenset({"kinds", "points"})  # topics only stand beside the boxes


@transaction.atomic
def reword(round_: Round, words: dict[str, Any], *, by: User, version: int | None = None) -> set[str]:
    """The round is locked first: a draft that was begun meanwhile is seen, and this is undone with it."""
    changed = rounds.set_words(round_, words, by=by, version=version)
    if changed & RELIED_UPON:
        require(why_not_reword(round_))
    return changed
