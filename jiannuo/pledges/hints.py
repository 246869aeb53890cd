"""C5: advice beside an item while it is written. It never blocks."""

from jiannuo.pledges.models import PledgeItem
from jiannuo.pledges.reading.results import Hint


def hints_of(item: PledgeItem, year: int) -> list[Hint]:
    """What a careful reader would ask about this item."""
    return []
