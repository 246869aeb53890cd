"""What a page shows of a box to those who run it: the box's own page, and the pages of the meetings it belongs to."""

from typing import Any

from jiannuo.accounts.models import User
from jiannuo.ballots import forms, policies, printing, queries, remarks, workflow
from jiannuo.ballots.models import BallotBox
from jiannuo.ballots.page import page_hash
from jiannuo.ballots.wording import too_few, what_is_gone
from jiannuo.ballots.workflow import Move, State


def steps_of(user: User, box: BallotBox, *, address: str, home: str = "") -> dict[str, Any]:
    """The context of `ballots/box_steps.html`. `home`: the page of ours to which every step leads back."""

    def why(move: Move) -> str:
        return policies.why_not(user, box, move)

    may_confirm = not policies.why_not_tally(user, box)
    written = remarks.read(box) if may_confirm else []
    return {
        "box": box,
        "home": home,
        "address": printing.voting_address(box, address),
        "returned": queries.returned_so_far(box),
        "is_page_unchanged": box.state != State.OPENED or page_hash(box) == box.page_hash,
        "what_is_gone": what_is_gone(box),
        "too_few": too_few(box.roll_size, box.smallest),
        "paper": queries.paper_of(box),
        "why_not_paper": policies.why_not_enter_paper(user, box),
        "released": queries.to_confirm(box) if may_confirm else queries.released(box),
        "why_not_open": why(workflow.OPEN),
        "why_not_close": why(workflow.CLOSE),
        "why_not_confirm": why(workflow.CONFIRM),
        "why_not_cancel": why(workflow.CANCEL),
        "why_not_digest": policies.why_not_digest(user, box),
        "remarks": written,
        "are_remarks_lost": written is None,
        "opening": forms.OpenForm.of(box),
        "keys": forms.KeysForm(box),
        "cancelling": forms.CancelForm(),
        "digest": forms.DigestForm(initial={"digest": box.digest}),
    }
