"""`prepare` then `issue` (two steps of a page), or `open_box` (both at once); `cast`; `close`, `confirm`, `cancel`."""

from jiannuo.ballots.actions.casting import cast
from jiannuo.ballots.actions.closing import cancel, close, confirm, write_digest
from jiannuo.ballots.actions.opening import Opened, issue, open_box, prepare
from jiannuo.ballots.actions.paper import enter_paper
from jiannuo.ballots.actions.summing import summarise

__all__ = [
    "Opened",
    "cancel",
    "cast",
    "close",
    "confirm",
    "enter_paper",
    "issue",
    "open_box",
    "prepare",
    "summarise",
    "write_digest",
]
