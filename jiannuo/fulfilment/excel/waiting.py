"""Cells that came back marked and wait for a decision: the hidden sheet says of each what it held.

As long as such a cell says the same it is marked again, until the row says 「按我的改」.
"""

from collections.abc import Mapping
from dataclasses import replace

from jiannuo.fulfilment.excel.columns import HELD, MINE
from jiannuo.fulfilment.excel.findings import Finding
from jiannuo.fulfilment.excel.told import IS_FORMULA, Told

_CONFLICT, _FORMULA = "冲突：", "公式："  # before what the cell held
_STILL_CONFLICT = f"这一格还没有决定。用您填的，请在这一行“{MINE}”一列填“是”；用系统的，请改成系统现在的内容。"
_STILL_FORMULA = f"这一格原来是公式。核对过数值的，请在这一行“{MINE}”一列填“是”。"


def still_waiting(found: Finding, caption: str, told: Told, base: Mapping[str, str]) -> Finding:
    """The finding, held back where the cell waits. `base`: {caption: value} of the hidden sheet."""
    held = base.get(HELD.get(caption, ""), "")
    for kind, why in ((_CONFLICT, _STILL_CONFLICT), (_FORMULA, _STILL_FORMULA)):
        is_same = held.startswith(kind) and held.removeprefix(kind) in {told.cells[caption], told.words[caption]}
        if is_same and not told.is_mine:
            return replace(found, why=why, is_conflict=kind == _CONFLICT)
    return found


def held_by(why: str, told: str, *, is_conflict: bool) -> str:
    """How the hidden sheet says that a cell waits for a decision; "" when it is only to be mended."""
    if is_conflict:
        return f"{_CONFLICT}{told}"
    return f"{_FORMULA}{told}" if why in {IS_FORMULA, _STILL_FORMULA} else ""
