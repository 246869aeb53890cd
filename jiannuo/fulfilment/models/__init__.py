"""践诺: steps, progress, ticks, evidence and the stated result of each promise in force. Lateness is never stored."""

from jiannuo.fulfilment.models.evidence import Evidence, EvidenceKind, evidence_kind_choices
from jiannuo.fulfilment.models.measure import Measure
from jiannuo.fulfilment.models.progress import NoteKind, ProgressNote, Source, Tick, note_kind_choices, source_choices
from jiannuo.fulfilment.models.result import Result, outcome_choices, result_state_choices
from jiannuo.fulfilment.models.sheet import (
    RowOutcome,
    SheetImport,
    SheetRow,
    SheetState,
    row_outcome_choices,
    sheet_state_choices,
)

__all__ = [
    "Evidence",
    "EvidenceKind",
    "Measure",
    "NoteKind",
    "ProgressNote",
    "Result",
    "RowOutcome",
    "SheetImport",
    "SheetRow",
    "SheetState",
    "Source",
    "Tick",
    "evidence_kind_choices",
    "note_kind_choices",
    "outcome_choices",
    "result_state_choices",
    "row_outcome_choices",
    "sheet_state_choices",
    "source_choices",
]
