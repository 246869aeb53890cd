"""How often wrong slips were tried at a box, by the minute and for the box as a whole: a hall has one address.

Past the limit a wrong slip is refused before the box is locked. A right one passes whatever others have tried:
otherwise anybody who knows the box's address could shut it with invented codes.
"""

from django.core.cache import cache

from jiannuo.ballots.models import BallotBox

MOST_A_MINUTE = 1000


def _slot(box: BallotBox) -> str:
    return f"ballots:wrong:{box.pk.hex}"


def too_many(box: BallotBox) -> bool:
    return int(cache.get(_slot(box), 0)) >= MOST_A_MINUTE


def note_wrong(box: BallotBox) -> None:
    """Right slips leave no trace here."""
    if not cache.add(_slot(box), 1, timeout=60):
        cache.incr(_slot(box))
