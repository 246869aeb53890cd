"""Learn from the labelled texts which kind a promise is: `python -m bench.reading.learn` writes `reading/kinds.txt`.

`python -m bench.reading.learn fresh27 fresh28` writes nothing: it learns from the other sets and says how many kinds of
these are read right, so what is measured was never learned from.
"""

import math
import random
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from bench.reading.run import HERE, rows
from jiannuo.pledges import reading
from jiannuo.pledges.reading import kinds

ROUNDS, STEP, SHRINK = 6, 0.3, 1e-4
FEWEST, FAINTEST, SCALE = 2, 1.5, 10  # seen how often, told apart by how much, written how finely
Weights = dict[str, list[float]]


class Example(NamedTuple):
    of: str
    found: list[str]
    kind: int


def examples(name: str) -> list[Example]:
    """Every labelled item of a set with who speaks; those under a heading of a kind teach nothing."""
    made = []
    for row in rows(name):
        speakers, last = _speakers(row["text"])
        is_one = kinds.is_one_person(row["text"])
        for item in row["items"]:
            by = speakers.get(item["text"], last)
            if by is not None:
                found = sorted(kinds.features(item["text"], by=by, is_one=is_one))
                made.append(Example(item["text"], found, kinds.KINDS.index(item["kind"])))
    return made


def _speakers(text: str) -> tuple[dict[str, str | None], str]:
    """Who speaks before each item, None under a heading that names its kind, and who speaks at the end."""
    by, found = "", {}
    for piece in reading.outline(text):
        by += piece.text if piece.role == "lead" else ""
        if piece.role == "item":
            found[piece.text] = None if piece.kind else by
    return found, by


def learn(told: list[Example]) -> Weights:
    """Logistic regression by gradient steps that grow smaller for what is common (Adagrad)."""
    often = Counter(feature for example in told for feature in example.found)
    weights = {feature: [0.0] * len(kinds.KINDS) for feature, n in often.items() if n >= FEWEST}
    moved = {feature: [1e-8] * len(kinds.KINDS) for feature in weights}
    chance = random.Random(1)
    for _ in range(ROUNDS):
        for example in chance.sample(told, len(told)):
            _step(example, weights, moved)
    return {f: w for f, w in sorted(weights.items()) if max(w) - min(w) >= FAINTEST}


def _step(example: Example, weights: Weights, moved: Weights) -> None:
    known = [feature for feature in example.found if feature in weights]
    share = 1 / math.sqrt(len(known) or 1)
    powers = [math.exp(sum(weights[f][k] for f in known) * share) for k in range(len(kinds.KINDS))]
    for k, power in enumerate(powers):
        slope = (power / sum(powers) - (k == example.kind)) * share
        for feature in known:
            down = slope + SHRINK * weights[feature][k]
            moved[feature][k] += down * down
            weights[feature][k] -= STEP * down / math.sqrt(moved[feature][k])


def write(weights: Weights) -> None:
    lines = (f"{feature} {' '.join(str(round(w * SCALE)) for w in row)}\n" for feature, row in weights.items())
    kinds.TABLE.write_text("".join(lines), encoding="utf-8")


def main(names: list[str]) -> None:
    every = sorted(path.stem for path in HERE.glob("*.jsonl") if path.stem != "labels")
    weights = learn([example for name in every if name not in names for example in examples(name)])
    if not names:
        write(weights)
    for name in names:
        told = examples(name)
        right = sum(_likeliest(weights, example.found) == example.kind for example in told)
        print(f"{name}: {right} of {len(told)} kinds right, learned from the other sets")


def _likeliest(weights: Weights, found: list[str]) -> int:
    known = [weights[feature] for feature in found if feature in weights]
    open_to = range(len(kinds.KINDS) - ("by:one" in found))  # no goal of one person's
    return max(open_to, key=lambda k: sum(row[k] for row in known))


if __name__ == "__main__":
    main(sys.argv[1:])
