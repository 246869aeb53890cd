"""承诺书: one per subject and round, its items, its frozen versions, and what was said and decided about them."""

from jiannuo.pledges.models.agreement import LONGEST_NOTE, Agreement
from jiannuo.pledges.models.decision import Confirmation, Decision
from jiannuo.pledges.models.item import ItemKind, PledgeItem, Wish, item_kind_choices
from jiannuo.pledges.models.pledge import Pledge, stage_choices
from jiannuo.pledges.models.review import Review, Verdict, verdict_choices
from jiannuo.pledges.models.standing import StandingItem
from jiannuo.pledges.models.version import Filing, PledgeVersion, PublicWording

__all__ = [
    "LONGEST_NOTE",
    "Agreement",
    "Confirmation",
    "Decision",
    "Filing",
    "ItemKind",
    "Pledge",
    "PledgeItem",
    "PledgeVersion",
    "PublicWording",
    "Review",
    "StandingItem",
    "Verdict",
    "Wish",
    "item_kind_choices",
    "stage_choices",
    "verdict_choices",
]
