"""Who may open which address of `ballots` and act there."""

from tests.house.permissions.roles import (
    ABOVE,
    HERE,
    NOBODY,
    NONE,
    OF_BRANCH,
    REACH,
    SIGNED_IN,
    TOP,
    Row,
    button,
    form,
    page,
)

_EARLY = {"is_early": "on"}

_PAPER = {"ballots": 1, "void": 0, "q0-satisfied": 1} | {
    f"q0-{option}": 0 for option in ("fairly", "dissatisfied", "unaware", "abstain", "")
}

ROWS: tuple[Row, ...] = (
    # 票箱. Whoever votes is nobody: the voting pages are the same for all.
    page("ballots:enter", "nothing", SIGNED_IN | NOBODY),
    page("ballots:vote", "open_box_code", SIGNED_IN | NOBODY),
    button("ballots:cast", "open_box_code", SIGNED_IN | NOBODY, NONE),
    form(
        "ballots:form",
        "open_box_code",
        SIGNED_IN | NOBODY,
        SIGNED_IN | NOBODY,
        lambda w: {"token": w.slips[0], "q0": "satisfied"},
    ),
    page("ballots:receipts", "open_box_code", SIGNED_IN | NOBODY),
    page("ballots:boxes", "branch", OF_BRANCH),
    page("ballots:box", "open_box", REACH),
    button(
        "ballots:open",
        "prepared_box",
        REACH,
        HERE | ABOVE,
        lambda _: {"roll_size": 5, "slip_count": 5, "closes_at": "2011-03-20T12:00", "scrutineers": 1},
    ),
    button(
        "ballots:close",
        "open_box",
        REACH,
        HERE | ABOVE,
        lambda w: {"key0": w.keys[0], "key1": w.keys[1], **_EARLY},
    ),
    button("ballots:confirm", "closed_box", REACH, (HERE | ABOVE) - {"secretary"}),
    button("ballots:cancel", "open_box", REACH, HERE | ABOVE, lambda _: {"reason": "票没有印好"}),
    button("ballots:digest", "closed_box", REACH, frozenset({"secretary"}), lambda _: {"digest": "十人提到路灯。"}),
    form("ballots:paper", "open_box", REACH, HERE | ABOVE, lambda _: _PAPER),
    page("ballots:tally", "closed_box", HERE | ABOVE, told=TOP),
)
