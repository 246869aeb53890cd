"""Who may open which address of `ui` and act there."""

from tests.house.permissions.roles import NOBODY, SIGNED_IN, Row, page

ROWS: tuple[Row, ...] = (
    page("ui:print_size", "nothing", SIGNED_IN | NOBODY),
    page("ui:components", "nothing", SIGNED_IN),
)
