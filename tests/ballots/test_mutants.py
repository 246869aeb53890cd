"""The rules of small groups, broken one by one: the differencing attacker must notice every break."""

import importlib.util
import random
import re
import sys
from pathlib import Path

import pytest

from jiannuo.ballots import attack, figures, release, tree
from tests.ballots import test_tree
from tests.ballots.questions_of import question

ASKED = question()
_MODULES = {"release": release, "figures": figures, "attack": attack, "tree": tree}
# (module, what stands there, what it is broken to)
_MUTANTS = {
    "a branch of four shows itself": ("release", "if total < rules.smallest:", "if total < 4:"),
    "five show every option": ("release", "Level.FULL if total >= rules.full_from", "Level.FULL if total >= 5"),
    "unanimity is shown": ("release", "if is_nearly_all(parts):", "if False:"),
    "unanimity is shown from ten": ("release", "UNANIMOUS_BELOW = 20", "UNANIMOUS_BELOW = 10"),
    "all and all but one differ": ("release", "max(parts) >= total - 1", "max(parts) >= total"),
    "a sum is never judged": ("tree", "    same = [", "    return True\n    same = ["),
    "the same boxes may show more": ("tree", "return new.level in {part.level for part in same}", "return True"),
    "the attack looks at single boxes only": ("attack", "sets.add(outer.boxes.difference(*inner))", "pass"),
    "the attack takes no part of a sum away": ("attack", "if s.boxes < outer.boxes and", "if False and"),
    "the attack takes bounds for nothing": ("attack", "return not leaves_top or upper in {0, size}", "return True"),
    "the attack lets full figures change": ("attack", "if level is Level.FULL:\n", "if False:\n"),
    "the attack lets bands change": ("attack", "            return not crosses\n", "            return True\n"),
    "the attack forgets partners' sums": ("attack", "and self._still_fits(theirs, other, had)", ""),
    "the attack forgets small boxes": ("attack", "if 0 < size < SMALLEST or (", "if ("),
    "the attack forgets boxes of two bands": ("attack", "FULL_FROM or (0 < size < UN", "0 or (0 < size < UN"),
    "ten are taken for twenty": ("attack", "return size >= UNANIMOUS_BELOW and", "return size >= 10 and"),
}  # fmt: skip


def _broken(name, old, new):
    """tree.py over the broken module, everything else as it is."""
    sources = {n: Path(m.__file__).read_text() for n, m in _MODULES.items()}
    assert old in sources[name], "the mutant no longer fits the source"
    sources[name] = sources[name].replace(old, new)
    made = {}
    for n, source in sources.items():
        own = re.sub(r"from jiannuo\.ballots\.(release|figures|attack|tree) import", r"from broken_\1 import", source)
        spec = importlib.util.spec_from_loader(f"broken_{n}", loader=None)
        made[n] = sys.modules[f"broken_{n}"] = importlib.util.module_from_spec(spec)
        exec(compile(own, f"broken_{n}", "exec"), made[n].__dict__)  # noqa: S102  our own source
    return made


def _some_counts(dice):
    shape = dice.choice(["mixed", "uniform", "nearly", "two", "two"])
    if shape == "mixed":
        return [dice.randint(0, 6) for _ in range(4)]
    if shape == "two":
        return [dice.randint(0, 12), dice.randint(0, 8), 0, 0]
    size, at = dice.choice([dice.randint(1, 4), dice.randint(5, 9), dice.randint(10, 24)]), dice.randrange(4)
    counts = [size if i == at else 0 for i in range(4)]
    if shape == "nearly":
        counts[dice.randrange(4)] += 1
    return counts


def _trees(seed, n):
    dice = random.Random(seed)  # noqa: S311  for repeatable trees
    paths = ["/1/", "/1/2/", "/1/3/", "/1/2/4/", "/1/2/5/", "/1/3/6/", "/1/3/7/"]
    for _ in range(n):
        yield [(dice.choice(paths), _some_counts(dice)) for _ in range(dice.randint(1, 6))]


def _leak_found(made, seed=1, n=3000):
    """Whether any of so many trees gives a group away."""
    for boxes in _trees(seed, n):
        groups = [made["figures"].Group(str(i), p, test_tree.counts(*c)) for i, (p, c) in enumerate(boxes)]
        said = [*made["tree"].own(ASKED, groups), *made["tree"].summarise(ASKED, groups, test_tree.NODES)]
        if test_tree.leaks_of(groups, said, made["release"]):
            return True
    return False


@pytest.mark.parametrize("broken", _MUTANTS)
def test_a_broken_rule_is_noticed(broken):
    assert _leak_found(_broken(*_MUTANTS[broken]))


def test_the_whole_rules_are_not_blamed():
    assert not _leak_found(_MODULES, n=300)
