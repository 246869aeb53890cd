"""How many texts are read exactly right: `python -m bench.reading.run` prints the table with every miss."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from jiannuo.pledges import reading

HERE = Path(__file__).resolve().parent
PARTS = ("split", "deadlines", "targets", "all", "kinds")
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """Texts with their labels: `samples` (with labels.jsonl beside it) or a set that carries its own."""
    found = [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text().splitlines()]
    if name == "samples":
        labels = [json.loads(line) for line in (HERE / "labels.jsonl").read_text().splitlines()]
        by_id = {label["id"]: label["items"] for label in labels}
        found = [row | {"items": by_id[row["id"]]} for row in found]
    return found


def judge(row: Row) -> tuple[dict[str, bool], list[Row]]:
    """Which parts are exactly right, and what was read."""
    got = [item.as_json() for item in reading.read(row["text"], row["year"])]
    right = {"split": [i["text"] for i in got] == [i["text"] for i in row["items"]]}
    for part in ("deadlines", "targets"):
        right[part] = [i[part] for i in got] == [i[part] for i in row["items"]]
    right["kinds"] = [i["kind"] for i in got] == [i["kind"] for i in row["items"]]
    right["all"] = right["split"] and right["deadlines"] and right["targets"]
    return right, got


def _items_right(row: Row, got: list[Row]) -> int:
    """How many of the labelled items were read with exactly their words, deadlines and targets."""
    read = {item["text"]: (item["deadlines"], item["targets"]) for item in got}
    return sum(read.get(item["text"]) == (item["deadlines"], item["targets"]) for item in row["items"])


def tally(name: str) -> tuple[Counter[str], int, list[tuple[Row, dict[str, bool], list[Row]]]]:
    """Counts of exactly right texts, how many there are, and the misses."""
    counts: Counter[str] = Counter()
    misses = []
    texts = rows(name)
    for row in texts:
        right, got = judge(row)
        counts.update(part for part in PARTS if right[part])
        counts["items"] += _items_right(row, got)
        counts["of"] += len(row["items"])
        if not all(right.values()):
            misses.append((row, right, got))
    return counts, len(texts), misses


def _show(row: Row, right: dict[str, bool], got: list[Row]) -> None:
    wrong = ", ".join(part for part in PARTS if part != "all" and not right[part])
    print(f"\n### {row['id']}: {wrong}\n{row['text']!r}")
    if not right["split"]:
        print("  expected", [i["text"] for i in row["items"]], "\n  read    ", [i["text"] for i in got])
        return
    for expected, read in zip(row["items"], got, strict=True):
        for part in ("deadlines", "targets", "kind"):
            if expected[part] != read[part]:
                print(f"  {expected['text']}\n    expected {expected[part]}\n    read     {read[part]}")


def main(names: list[str]) -> None:
    results = {name: tally(name) for name in names}
    for name, (_counts, _total, misses) in results.items():
        print(f"\n## {name}: misses")
        for miss in misses:
            _show(*miss)
    print("\n| set | texts | " + " | ".join((*PARTS, "items")) + " |\n|---|---|" + "---|" * 6)
    for name, (counts, total, _misses) in results.items():
        shares = [f"{counts[p]} ({counts[p] / total:.0%})" for p in PARTS]
        items = f"{counts['items']} of {counts['of']} ({counts['items'] / counts['of']:.0%})"
        print(f"| {name} | {total} | " + " | ".join([*shares, items]) + " |")


if __name__ == "__main__":
    main(sys.argv[1:] or ["samples", "heldout"])
