"""Writing duties, by noun: what is expected, what is done, what is put off or waived, who is reminded."""

from jiannuo.duties.actions.expect import expect, expect_proposals
from jiannuo.duties.actions.meet import meet, meet_proposal, unmeet

__all__ = ["expect", "expect_proposals", "meet", "meet_proposal", "unmeet"]
