"""How many texts are read exactly as a person reads them; the floor is what was reached, see bench/reading."""

import pytest

from bench.reading.run import tally

# set: split, deadlines, targets, all three, kinds
FLOORS = {
    "samples": {"split": 40, "deadlines": 40, "targets": 40, "all": 40, "kinds": 37},
    "heldout": {"split": 66, "deadlines": 66, "targets": 66, "all": 66, "kinds": 52},
    "fresh": {"split": 28, "deadlines": 28, "targets": 28, "all": 28, "kinds": 25},
    "fresh2": {"split": 23, "deadlines": 23, "targets": 23, "all": 23, "kinds": 20},
    "fresh3": {"split": 20, "deadlines": 19, "targets": 20, "all": 19, "kinds": 17},
    "fresh4": {"split": 18, "deadlines": 18, "targets": 18, "all": 18, "kinds": 15},
    "fresh5": {"split": 15, "deadlines": 15, "targets": 15, "all": 15, "kinds": 7},
    "fresh6": {"split": 36, "deadlines": 36, "targets": 36, "all": 36, "kinds": 30},
    "fresh7": {"split": 19, "deadlines": 22, "targets": 22, "all": 19, "kinds": 13},
}


@pytest.mark.parametrize("name", FLOORS)
def test_texts_are_read_exactly_as_labelled(name):
    counts, _total, misses = tally(name)
    below = {part: counts[part] for part, floor in FLOORS[name].items() if counts[part] < floor}
    assert below == {}, [row["id"] for row, _right, _got in misses]
