"""The options of ballots as places use them; a round's terms may hold others under the same names."""

from collections.abc import Mapping
from typing import Any

from jiannuo.ballots.models import BoxKind

_Options = list[dict[str, Any]]
UNAWARE = "unaware"
# 不了解 is an answer of 群众评议, neither praise nor blame: part of the whole of which 满意 is a share (decision 0025).
SURVEY_OPTIONS: _Options = [
    {"key": "satisfied", "label": "满意", "counts": True, "good": True},
    {"key": "fairly", "label": "基本满意", "counts": True, "good": True},
    {"key": "dissatisfied", "label": "不满意", "counts": True, "good": False},
    {"key": UNAWARE, "label": "不了解", "counts": True, "good": False},
    {"key": "abstain", "label": "弃权", "counts": False, "good": False},
]
MUTUAL_OPTIONS: _Options = [
    {"key": "good", "label": "好", "counts": True, "good": True},
    {"key": "fairly_good", "label": "较好", "counts": True, "good": True},
    {"key": "fair", "label": "一般", "counts": True, "good": False},
    {"key": "needs_work", "label": "需改进", "counts": True, "good": False},
    {"key": UNAWARE, "label": "不了解", "counts": False, "good": False},
]


def options_for(kind: str, terms: Mapping[str, Any]) -> _Options:
    """C28: `survey_options` or `mutual_options` of the round's terms, else the usual ones."""
    usual = MUTUAL_OPTIONS if kind == BoxKind.MUTUAL else SURVEY_OPTIONS
    return terms.get(f"{kind}_options") or usual
