"""Writing duties, by noun: what is expected, what is done, what is put off or waived, who is reminded."""

from jiannuo.duties.actions.done import meet, meet_proposal, unmeet
from jiannuo.duties.actions.expected import expect, expect_proposals
from jiannuo.duties.actions.leave import Waiver, end_exemption, exempt, extend, shorten

__all__ = [
    "Waiver",
    "end_exemption",
    "exempt",
    "expect",
    "expect_proposals",
    "extend",
    "meet",
    "meet_proposal",
    "shorten",
    "unmeet",
]
