"""Real processes on the database of the test run; run by test_hardness.py and bench/ballots.py, prints JSON.

python driver.py DATABASE_NAME BOX COMMAND, with the slips (and keys) as JSON on standard input.
"""

import json
import multiprocessing
import os
import random
import signal
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiannuo.config.settings")

import django  # noqa: E402
from django.conf import settings  # noqa: E402

settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.DATABASES["default"].get("OPTIONS", {}).pop("pool", None)  # processes are forked
django.setup()

from django.db import close_old_connections, connection  # noqa: E402

from jiannuo.accounts.models import User  # noqa: E402
from jiannuo.ballots import tasks  # noqa: E402
from jiannuo.ballots.actions import cast, close  # noqa: E402
from jiannuo.ballots.actions.casting import seal  # noqa: E402
from jiannuo.ballots.models import BallotBox  # noqa: E402
from jiannuo.base.errors import Refusal  # noqa: E402

BOX = sys.argv[2]


def vote(slip, option="satisfied"):
    box = BallotBox.objects.get(pk=BOX)
    return cast(box, slip, seal(box, {box.questions[0]["key"]: option}))


def _all_of(slips, seed):
    connection.close()
    slips, refused = list(slips), 0
    random.Random(seed).shuffle(slips)  # noqa: S311
    got = []
    for slip in slips:
        try:
            got.append((slip, vote(slip)))
        except Refusal:
            refused += 1
    return got, refused


def race(given):
    """Every process casts every slip; a closer may cut in."""
    connection.close()
    processes = given.get("processes", 4)
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        running = [pool.apply_async(_all_of, (given["slips"], seed)) for seed in range(processes)]
        if given.get("keys"):
            time.sleep(given.get("after", 0.3))
            box = BallotBox.objects.get(pk=BOX)
            close(box, given["keys"], by=User.objects.get(pk=given["by"]))
        results = [r.get() for r in running]
    receipts = {}
    for got, _ in results:
        for slip, receipt in got:
            receipts.setdefault(slip, set()).add(receipt)
    return {"receipts": {s: sorted(r) for s, r in receipts.items()}, "refused": sum(n for _, n in results)}


class Killer:
    """kill -9 of this very process at one statement: before it, or after it."""

    def __init__(self, at, *, before):
        self.at, self.before, self.seen = at, before, 0

    def __call__(self, execute, sql, params, many, context):
        self.seen += 1
        if self.before and self.seen == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        result = execute(sql, params, many, context)
        if self.seen == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        return result


def _dies(act, at, *, before):
    """Do it in a child that dies at that statement; whether it died, or had fewer statements and lived."""
    connection.close()
    child = os.fork()
    if not child:
        close_old_connections()
        with connection.execute_wrapper(Killer(at, before=before)):
            act()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _standing():
    box = BallotBox.objects.get(pk=BOX)
    used = sorted(box.slips.exclude(receipt="").values_list("receipt", flat=True))
    counts = {"sealed": box.sealed.count(), "slips": box.slips.count(), "is_scrubbed": box.is_scrubbed}
    return {"state": box.state, "used": used} | counts


def kill_votes(given):
    """A vote cut off at every one of its statements, each with a fresh slip."""
    slips, told = given["slips"], []
    for at in range(1, 12):
        for before in (True, False):
            slip = slips.pop()
            died = _dies(lambda slip=slip: vote(slip), at, before=before)
            told.append({"died": died, **_standing()})
            told[-1]["again"] = [vote(slip), vote(slip)]
            told[-1]["after"] = _standing()
    return told


def kill_close(given):
    """The count cut off at every one of its statements, then its scrubbing at every one, then done."""
    told = []
    by = User.objects.get(pk=given["by"])

    def count():
        return close(BallotBox.objects.get(pk=BOX), given["keys"], by=by)

    for act in (count, tasks.sweep):
        for at in range(1, 40):
            died = _dies(act, at, before=at % 2 == 0)
            told.append({"died": died, **_standing()})
            if not died or (act is count and told[-1]["state"] == "closed"):
                break
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(globals()[sys.argv[3]](json.load(sys.stdin))))
