"""Timing helpers of the benches: server time in process, without network; figures are for comparing within one run."""

import statistics
import time
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def p95(samples: list[float]) -> float:
    """The 95th percentile of seconds, in milliseconds."""
    return 1000 * statistics.quantiles(samples, n=20)[-1]


def timed(act: Callable[[], object], *, runs: int, warmup: int = 3) -> list[float]:
    for _ in range(warmup):
        act()
    samples = []
    for _ in range(runs):
        began = time.perf_counter()
        act()
        samples.append(time.perf_counter() - began)
    return samples


def page(client: Client, url: str, *, runs: int = 40) -> tuple[float, int, int, int]:
    """(p95 in ms, queries, bytes, status) of one page."""
    with CaptureQueriesContext(connection) as context:
        answer = client.get(url)
    samples = timed(lambda: client.get(url), runs=runs)
    size = sum(len(part) for part in answer.streaming_content) if answer.streaming else len(answer.content)
    return p95(samples), len(context), size, answer.status_code
