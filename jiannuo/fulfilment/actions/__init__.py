"""What people write in the ledger."""

from jiannuo.fulfilment.actions.progress import note, tick
from jiannuo.fulfilment.actions.results import Statement, hand_back, settle, state_result, take_back

__all__ = ["Statement", "hand_back", "note", "settle", "state_result", "take_back", "tick"]
