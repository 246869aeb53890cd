"""Reading promise texts: items, kinds, deadlines, targets, hints, near-copies, names (C5, C10, C14). No database."""

from jiannuo.pledges.reading.figures import targets
from jiannuo.pledges.reading.items import read
from jiannuo.pledges.reading.kinds import kind_of
from jiannuo.pledges.reading.results import Deadline, Hint, Neighbour, Piece, ReadItem, Span, Target
from jiannuo.pledges.reading.splitting import outline, split
from jiannuo.pledges.reading.timing import deadlines

__all__ = [
    "Deadline",
    "Hint",
    "Neighbour",
    "Piece",
    "ReadItem",
    "Span",
    "Target",
    "deadlines",
    "kind_of",
    "outline",
    "read",
    "split",
    "targets",
]
