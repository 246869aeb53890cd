"""Who may open which address of `duties` and act there."""

from tests.house.permissions.roles import (
    ABOVE,
    HERE,
    NONE,
    OF_PLEDGE,
    OWN,
    REACH,
    SECTOR,
    SIGNED_IN,
    TOP,
    Row,
    button,
    form,
    page,
)

_EXTENSION = {"until": "2011-05-01", "reason": "住院"}

ROWS: tuple[Row, ...] = (
    page("duties:reminders", "nothing", SIGNED_IN),
    button("duties:mark_read", "reminder", SIGNED_IN, OWN),
    button("duties:email", "nothing", SIGNED_IN, SIGNED_IN, lambda _: {"email": "zdy@example.org"}),
    button("duties:expect", "reckoned", SIGNED_IN, frozenset({"county_organiser"})),
    page("duties:overview", "branch", REACH),
    page("duties:overview", "town", ABOVE | TOP | SECTOR),  # not whoever runs a branch of it
    page("duties:late", "branch", REACH),
    page("duties:late", "town", ABOVE | TOP | SECTOR),
    page("duties:missing", "missing_of_town", ABOVE | TOP | SECTOR),
    page("duties:export", "missing_of_town", ABOVE | TOP | SECTOR),
    page("duties:overview", "school", ABOVE | TOP | SECTOR),
    page("duties:missing", "missing_of_branch", REACH),
    page("duties:export", "missing_of_branch", REACH),
    form("duties:robot", "branch", REACH, NONE),  # no robot where the operator has allowed no host
    page("duties:duty", "duty", OF_PLEDGE),
    form("duties:extend", "list_with_duty", SIGNED_IN, HERE | ABOVE, lambda w: {"pick": w.it.pk} | _EXTENSION),
    form("duties:exempt", "list_with_duty", SIGNED_IN, HERE | ABOVE, lambda w: {"pick": w.it.pk, "ground": "ill"}),
    button("duties:shorten", "extended", OF_PLEDGE, HERE | ABOVE),
    button("duties:end_exemption", "exempted", OF_PLEDGE, HERE | ABOVE),
)
