"""Who may open which address of `fulfilment` and act there."""

from typing import Any

from tests.house.permissions.roles import ABOVE, HERE, KEEPING, OF_BRANCH, OF_PLEDGE, SIGNED_IN, Row, button, form, page
from tests.house.world import World, ledger_file, pdf_file


def _not_kept(w: World) -> dict[str, Any]:
    return {f"outcome-{w.it.pk}": "not_kept", f"reason-{w.it.pk}": "天旱无水"}


ROWS: tuple[Row, ...] = (
    page("fulfilment:ledger", "branch_with_promise", OF_BRANCH),
    form("fulfilment:mine", "list_with_promise", SIGNED_IN, KEEPING, lambda w: {"item": w.it.pk, "text": "已洒水"}),
    form("fulfilment:own_results", "list_with_promise", SIGNED_IN, KEEPING, _not_kept),
    form("fulfilment:results", "branch_with_promise", HERE, HERE, _not_kept, told=OF_BRANCH - HERE),
    button(
        "fulfilment:bulk", "branch_with_promise", OF_BRANCH, KEEPING, lambda w: {"act": "keep", "pick": f"{w.it.pk}:0"}
    ),
    page("fulfilment:export", "branch_with_promise", OF_BRANCH),
    form("fulfilment:bring_back", "branch_with_promise", OF_BRANCH, OF_BRANCH, lambda w: {"file": ledger_file(w.it)}),
    page("fulfilment:sheet", "sheet", frozenset({"secretary"})),
    button("fulfilment:sheet_apply", "sheet", frozenset({"secretary"}), frozenset({"secretary"})),
    button("fulfilment:sheet_discard", "sheet", frozenset({"secretary"}), frozenset({"secretary"})),
    page("fulfilment:sheet_marked", "sheet", frozenset({"secretary"})),
    page("fulfilment:item", "promise", OF_PLEDGE),
    page("fulfilment:row", "promise", OF_PLEDGE),
    form("fulfilment:fill", "promise", KEEPING, KEEPING, lambda _: {"text": "已洒水"}, told=OF_PLEDGE - KEEPING),
    button("fulfilment:tick", "recurring", OF_PLEDGE, KEEPING, lambda _: {"on": "2011-03-02"}),
    button("fulfilment:remark", "promise", OF_PLEDGE, KEEPING, lambda _: {"text": "天旱无水"}),
    button("fulfilment:take_back", "stated", OF_PLEDGE, KEEPING, lambda _: {"version": 1}),
    button("fulfilment:settle", "stated", OF_PLEDGE, HERE | ABOVE, lambda _: {"version": 1}),
    button(
        "fulfilment:hand_back", "stated", OF_PLEDGE, HERE | ABOVE, lambda _: {"opinion": "请写明次数。", "version": 1}
    ),
    button("fulfilment:add_measure", "promise", OF_PLEDGE, KEEPING, lambda _: {"new-text": "借水泵"}),
    button("fulfilment:measure", "measure", OF_PLEDGE, KEEPING, lambda _: {"act": "drop"}),
    button("fulfilment:add_evidence", "promise", OF_PLEDGE, KEEPING, lambda _: {"file": pdf_file()}),
    page("fulfilment:evidence", "evidence", OF_PLEDGE),
    button("fulfilment:remove_evidence", "evidence", OF_PLEDGE, KEEPING, lambda _: {"reason": "传错了。"}),
)
