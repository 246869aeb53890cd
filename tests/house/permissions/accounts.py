"""Who may open which address of `accounts` and act there."""

from tests.house.permissions.roles import NOBODY, NONE, SIGNED_IN, Row, button, form

ROWS: tuple[Row, ...] = (
    Row("account_login", "nothing", see=SIGNED_IN | NOBODY, post=200),
    Row("account_logout", "nothing", see=SIGNED_IN | NOBODY, post=200),
    form("account_change_password", "nothing", SIGNED_IN, NONE),
    button("accounts:demo", "door", SIGNED_IN | NOBODY, NONE),
    Row("accounts:demo", "closed_door", get=405, post=200, open=True),  # not a demo: there is no such page
    button("accounts:large_print", "nothing", SIGNED_IN, SIGNED_IN, lambda _: {"on": "1"}),
)
