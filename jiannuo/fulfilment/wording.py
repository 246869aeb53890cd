"""Sentences that more than one page of the ledger says."""

from jiannuo.fulfilment.actions.progress import Refused


def outcome_of_many(done: int, refused: Refused) -> str:
    """已更新18项；2项没有写入：…"""
    said = f"已办理{done}项。"
    if not refused:
        return said
    reasons: dict[str, int] = {}
    for _, why_not in refused:
        reasons[why_not] = reasons.get(why_not, 0) + 1
    told = "".join(f"{count}项：{why_not}" for why_not, count in reasons.items())
    return f"{said}另有{len(refused)}项没有办理。{told}"
