"""How many texts are read exactly as a person reads them; the floor is what was reached, see bench/reading."""

import pytest

from bench.reading.run import tally

# set: split, deadlines, targets, all three, kinds
FLOORS = {
    "samples": {"split": 40, "deadlines": 40, "targets": 40, "all": 40, "kinds": 37},
    "heldout": {"split": 66, "deadlines": 66, "targets": 66, "all": 66, "kinds": 58},
    "fresh": {"split": 28, "deadlines": 28, "targets": 28, "all": 28, "kinds": 25},
    "fresh2": {"split": 23, "deadlines": 23, "targets": 23, "all": 23, "kinds": 20},
    "fresh3": {"split": 20, "deadlines": 19, "targets": 20, "all": 19, "kinds": 18},
    "fresh4": {"split": 18, "deadlines": 18, "targets": 18, "all": 18, "kinds": 16},
    "fresh5": {"split": 15, "deadlines": 15, "targets": 15, "all": 15, "kinds": 10},
    "fresh6": {"split": 36, "deadlines": 36, "targets": 36, "all": 36, "kinds": 32},
    "fresh7": {"split": 25, "deadlines": 25, "targets": 25, "all": 25, "kinds": 23},
    "fresh8": {"split": 29, "deadlines": 29, "targets": 28, "all": 28, "kinds": 25},
    "fresh9": {"split": 27, "deadlines": 27, "targets": 27, "all": 27, "kinds": 18},
    "fresh10": {"split": 29, "deadlines": 30, "targets": 29, "all": 28, "kinds": 22},
    "fresh11": {"split": 30, "deadlines": 30, "targets": 30, "all": 30, "kinds": 21},
    "fresh12": {"split": 30, "deadlines": 30, "targets": 30, "all": 30, "kinds": 27},
    "fresh13": {"split": 24, "deadlines": 23, "targets": 23, "all": 22, "kinds": 20},
    "fresh14": {"split": 20, "deadlines": 20, "targets": 20, "all": 20, "kinds": 15},
    "fresh15": {"split": 10, "deadlines": 9, "targets": 10, "all": 9, "kinds": 6},
    "fresh16": {"split": 20, "deadlines": 19, "targets": 19, "all": 18, "kinds": 10},
    "fresh17": {"split": 14, "deadlines": 14, "targets": 14, "all": 13, "kinds": 6},
    "fresh18": {"split": 14, "deadlines": 14, "targets": 13, "all": 13, "kinds": 7},
    "fresh19": {"split": 12, "deadlines": 12, "targets": 12, "all": 12, "kinds": 10},
    "fresh20": {"split": 25, "deadlines": 25, "targets": 25, "all": 25, "kinds": 21},
    "fresh21": {"split": 25, "deadlines": 25, "targets": 25, "all": 25, "kinds": 19},
    "fresh22": {"split": 18, "deadlines": 18, "targets": 18, "all": 18, "kinds": 13},
    "fresh23": {"split": 15, "deadlines": 15, "targets": 15, "all": 15, "kinds": 9},
    "fresh24": {"split": 19, "deadlines": 19, "targets": 19, "all": 19, "kinds": 6},
    "fresh25": {"split": 18, "deadlines": 19, "targets": 20, "all": 18, "kinds": 4},
    "fresh26": {"split": 13, "deadlines": 13, "targets": 12, "all": 12, "kinds": 6},
    "fresh27": {"split": 20, "deadlines": 20, "targets": 20, "all": 20, "kinds": 20},
    "fresh28": {"split": 20, "deadlines": 20, "targets": 19, "all": 19, "kinds": 18},
    "fresh29": {"split": 15, "deadlines": 15, "targets": 14, "all": 14, "kinds": 12},
    "fresh30": {"split": 12, "deadlines": 11, "targets": 12, "all": 11, "kinds": 10},
}


@pytest.mark.parametrize("name", FLOORS)
def test_texts_are_read_exactly_as_labelled(name):
    counts, _total, misses = tally(name)
    below = {part: counts[part] for part, floor in FLOORS[name].items() if counts[part] < floor}
    assert below == {}, [row["id"] for row, _right, _got in misses]
