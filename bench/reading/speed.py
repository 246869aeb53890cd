"""How quick the reader is: `python bench/reading/speed.py`."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from jiannuo.pledges import reading

LONG = 100_000
HOSTILE = (
    "1、",
    "一是修路，",
    "（",
    "由3元",
    "9",
    "万",
    "零",
    "&amp;",
    "年底前修路3公里、",
    "\n一、修路",
    "占50%",
    "8:30-",
    "今年",
)


def best_of(runs: int, work: Callable[[], object]) -> float:
    """The shortest of some runs, in milliseconds of one core."""
    took = []
    for _ in range(runs):
        started = time.process_time()
        work()
        took.append(1000 * (time.process_time() - started))
    return min(took)


def main() -> None:
    rows = [json.loads(line) for line in (HERE / "samples.jsonl").read_text().splitlines()]
    once = best_of(5, lambda: [reading.read(row["text"], row["year"]) for row in rows])
    print(f"the {len(rows)} samples: {once:.0f} ms, {once / len(rows):.2f} ms a text")
    whole = "\n".join(row["text"] for row in rows)
    long = (whole * (LONG // len(whole) + 1))[:LONG]
    print(f"{LONG} characters of samples: {best_of(3, lambda: reading.read(long, 2011)):.0f} ms")
    worst = max((best_of(2, lambda u=unit: reading.read((u * LONG)[:LONG], 2011)), unit) for unit in HOSTILE)
    print(f"{LONG} hostile characters, the worst ({worst[1]!r}): {worst[0]:.0f} ms")
    others = [(n, f"第{n}组今年修通水泥路{n % 97}公里，每月走访{n % 13}户困难群众") for n in range(20_000)]
    text = "汛期每天巡查河堤，发现险情十分钟内报告"
    print(
        f"near-copies, 1 against {len(others)}: {best_of(5, lambda: reading.near_copies(text, others, limit=5)):.0f} ms"
    )
    alike = others[77][1]
    print(f"the same where most are alike: {best_of(5, lambda: reading.near_copies(alike, others, limit=5)):.0f} ms")


if __name__ == "__main__":
    main()
