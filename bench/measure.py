"""Timing helpers of the benches: server time in process, without network; figures are for comparing within one run."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def p95(samples: list[float]) -> float:
    """The 95th percentile of seconds, in milliseconds."""
    return 1000 * statistics.quantiles(samples, n=20)[-1]


@dataclass(frozen=True)
class Times:
    """Seconds of every run: on the wall clock, and of the work done (which a busy machine disturbs less)."""

    wall: list[float]
    cpu: list[float]


@dataclass(frozen=True)
class Page:
    times: Times
    queries: int
    size: int  # bytes
    status: int


def _work() -> float:
    """Seconds that this process has worked and, where PostgreSQL runs on the same machine, its process for us."""
    seconds = time.process_time()
    if connection.vendor == "postgresql" and connection.connection is not None:
        mine = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
        seconds += int(mine.read_text().split()[0]) / 1e9 if mine.exists() else 0
    return seconds


def timed(act: Callable[[], object], *, runs: int, warmup: int = 3) -> Times:
    for _ in range(warmup):
        act()
    times = Times([], [])
    for _ in range(runs):
        wall, work = time.perf_counter(), _work()
        act()
        times.wall.append(time.perf_counter() - wall)
        times.cpu.append(_work() - work)
    return times


def page(client: Client, url: str, *, runs: int = 40) -> Page:
    """One page, asked for once with its queries counted and then `runs` times with the clock running."""
    with CaptureQueriesContext(connection) as context:
        answer = client.get(url)
        queries = len(connection.queries_log) - context.initial_queries
    times = timed(lambda: client.get(url), runs=runs)
    size = sum(len(part) for part in answer.streaming_content) if answer.streaming else len(answer.content)
    return Page(times, queries, size, answer.status_code)
