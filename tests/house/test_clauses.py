"""The guidance's clauses: number → page → test."""

import re

from tests.house.source import ROOT

_TEXT = (ROOT / "docs" / "clauses.md").read_text()


def test_every_test_of_a_clause_stands_in_the_table_under_its_number():
    files = {p.name for p in (ROOT / "tests" / "clauses").glob("test_c*.py")}
    listed = {
        name: int(line.split("|")[1].strip().removeprefix("C"))
        for line in _TEXT.splitlines()
        if line.startswith("| C")
        for name in re.findall(r"`(test_c\w+\.py)`", line)
    }
    assert set(listed) == files
    assert {name: number for name, number in listed.items() if not name.startswith(f"test_c{number:02}_")} == {}
