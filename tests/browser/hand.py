"""What a journey costs the person: counted the same way in every journey of the year."""

import time
from dataclasses import dataclass, field

from playwright.sync_api import Page

TAP, CHARACTER = 3, 2  # seconds an unhurried hand takes: to look and tap, to type one character


@dataclass
class Hand:
    """Counts what the person does: taps, fields, characters, and the seconds the product takes."""

    page: Page
    taps: int = 0
    fields: int = 0
    characters: int = 0
    began: float = field(default_factory=time.monotonic)

    def tap(self, target) -> None:
        target.click()
        self.taps += 1

    def press(self, name: str) -> None:
        button = self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name))
        self.tap(button.first)

    def write(self, box, text: str) -> None:
        box.fill(text)
        self.taps += 1
        self.fields += 1
        self.characters += len(text)

    def choose(self, box, label: str) -> None:
        box.select_option(label=label)
        self.taps += 2
        self.fields += 1

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began + self.taps * TAP + self.characters * CHARACTER

    def report(self, what: str) -> str:
        return (
            f"{what}: {self.taps} taps, {self.fields} fields, {self.characters} characters, "
            f"{time.monotonic() - self.began:.1f} s by machine, about {self.seconds / 60:.1f} min by hand"
        )
