"""Writing duties, by noun: what is expected, what is done, what is put off or waived, who is reminded."""

from jiannuo.duties.actions.expect import expect, expect_proposals
from jiannuo.duties.actions.leave import Waiver, end_exemption, exempt, extend, shorten
from jiannuo.duties.actions.meet import meet, meet_proposal, unmeet

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
