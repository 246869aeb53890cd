"""Who may open which address and act there, room by room. What is not named fails the suite (test_permissions.py)."""

from tests.house.permissions import (
    accounts,
    appraisal,
    ballots,
    desk,
    duties,
    fulfilment,
    meetings,
    orgs,
    papers,
    pledges,
    publicity,
    rounds,
    ui,
)
from tests.house.permissions.roles import NOBODY, SIGNED_IN, Row

MATRIX: tuple[Row, ...] = (
    *accounts.ROWS,
    *ui.ROWS,
    *desk.ROWS,
    *rounds.ROWS,
    *orgs.ROWS,
    *meetings.ROWS,
    *pledges.ROWS,
    *publicity.ROWS,
    *appraisal.ROWS,
    *fulfilment.ROWS,
    *ballots.ROWS,
    *duties.ROWS,
    *papers.ROWS,
)
STEP_ROWS: tuple[tuple[str, Row], ...] = (*appraisal.STEPS, *publicity.STEPS)
__all__ = ["MATRIX", "NOBODY", "SIGNED_IN", "STEP_ROWS"]
