"""Who may open which address of `desk` and act there."""

from tests.house.permissions.roles import REACH, SIGNED_IN, Row, page

ROWS: tuple[Row, ...] = (
    page("desk:desk", "nothing", SIGNED_IN),
    page("desk:past", "nothing", SIGNED_IN),
    page("desk:overview", "branch", REACH),
)
