"""Reading promise texts: items, kinds, deadlines, targets, hints, near-copies, names (C5, C10, C14). No database."""

from jiannuo.pledges.reading.advice import hints, text_hints
from jiannuo.pledges.reading.circumstances import circumstance_hints
from jiannuo.pledges.reading.figures import targets
from jiannuo.pledges.reading.items import read, with_its_time
from jiannuo.pledges.reading.kinds import kind_of
from jiannuo.pledges.reading.likeness import near_copies
from jiannuo.pledges.reading.naming import NAMED, redaction_hints
from jiannuo.pledges.reading.private import has_private_number
from jiannuo.pledges.reading.results import Deadline, Hint, Neighbour, Piece, ReadItem, Span, Target
from jiannuo.pledges.reading.splitting import outline, split
from jiannuo.pledges.reading.timing import deadlines

__all__ = [
    "NAMED",
    "Deadline",
    "Hint",
    "Neighbour",
    "Piece",
    "ReadItem",
    "Span",
    "Target",
    "circumstance_hints",
    "deadlines",
    "has_private_number",
    "hints",
    "kind_of",
    "near_copies",
    "outline",
    "read",
    "redaction_hints",
    "split",
    "targets",
    "text_hints",
    "with_its_time",
]
