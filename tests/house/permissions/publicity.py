"""Who may open which address of `publicity` and act there."""

from tests.house.permissions.roles import ABOVE, HERE, NOBODY, OF_PLEDGE, SIGNED_IN, Row, button, form, page

ROWS: tuple[Row, ...] = (
    page("publicity:front", "nothing", SIGNED_IN | NOBODY),
    page("publicity:organisation", "branch_code", SIGNED_IN | NOBODY),
    page("publicity:organisation_qr", "branch_code", SIGNED_IN | NOBODY),
    page("publicity:pledge", "live_code", SIGNED_IN | NOBODY),
    page("publicity:pledge_qr", "live_code", SIGNED_IN | NOBODY),
    page("publicity:verify", "nothing", SIGNED_IN | NOBODY),
    page("publicity:verify_code", "live_code", SIGNED_IN | NOBODY),
    page("publicity:queue", "nothing", SIGNED_IN),
    form("publicity:propose", "branch_with_filed", HERE, HERE, lambda w: {"ids": w.it.pk}),
    form("publicity:prepare", "filed", OF_PLEDGE, HERE, lambda _: {"has_looked": "on"}),
    page("publicity:publication", "prepared", OF_PLEDGE),
    page("publicity:reasons", "nothing", SIGNED_IN),
    button(
        "publicity:reason", "unkept", HERE | ABOVE, HERE | ABOVE, lambda _: {"words": "水泵坏了。", "has_looked": "on"}
    ),
    button("publicity:reason_back", "unkept_said", HERE | ABOVE, HERE | ABOVE),
)

# Addresses that carry the name of a step: {step: (thing, who takes it, data)}.
_STEPS = {
    "check": ("prepared", ABOVE, {}),
    "approve": ("checked", frozenset({"town_secretary"}), {}),
    "go_live": ("approved", HERE, {}),
    "send_back": ("prepared", ABOVE, {"reason": "请隐去姓名。"}),
    "note": ("taken_down", ABOVE, {}),
    "withdraw": ("live", HERE | ABOVE, {"reason": "有误。", "ground": "mistaken"}),
}
STEPS: tuple[tuple[str, Row], ...] = (
    *((step, button("publicity:step", thing, OF_PLEDGE, act, lambda w, d=data: d | {"revision": w.it.revision}))
      for step, (thing, act, data) in _STEPS.items()),
    *((step, button("publicity:batch", f"list_with_{thing}", SIGNED_IN, act,
                    lambda w: {"pick": f"{w.it.pk}:{w.it.revision}"}))
      for step, (thing, act, _) in _STEPS.items() if step in {"check", "approve", "go_live"}),
)  # fmt: skip
