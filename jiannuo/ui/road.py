"""The product's signature: seven stations from proposal to appraisal. Rooms fill them, ui only draws them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

NAMES = ("提诺", "审诺", "定诺", "备案", "公示", "践诺", "评诺")
StationState = Literal["done", "here", "back", "down", "ahead"]


@dataclass(frozen=True, slots=True)
class Station:
    """One stop. `at` with "here" says since when.

    `state`: done, here (waits now), back (sent back), down (taken off the board), ahead.
    """

    name: str
    state: StationState = "ahead"
    at: date | datetime | None = None
    by: str = ""
    waiting_for: str = ""

    @property
    def word(self) -> str:
        return {"done": "已办", "here": "正在办", "back": "已退回", "down": "已撤下", "ahead": "未到"}[self.state]
