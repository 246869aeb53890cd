"""The yardstick: a bare Django view that durably writes one row for a signed-in user, and nothing else.

    .venv/bin/python bench/bare.py [--runs 300]      prints the median seconds of one POST; for each line that it reads,
                                                     as many POSTs as the line says, their seconds on one line

It runs in a process of its own because a process has one set of settings. SQLite with the product's own pragmas
(WAL, synchronous=FULL), sessions and authentication in the database, CSRF on, one INSERT and one COMMIT, a redirect.
"""

import argparse
import itertools
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.form import browser, send
from jiannuo.config.env import database

# On the disk of the product's own data, for a COMMIT costs what the disk asks.
_FOLDER = tempfile.TemporaryDirectory(dir=os.environ.get("JIANNUO_DATA"))
settings.configure(
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["testserver"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": database("", Path(_FOLDER.name) / "bare.sqlite3")},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import transaction
from django.test import Client


def write(request: HttpRequest) -> HttpResponse:
    if request.method != "POST" or not request.user.is_authenticated:
        return HttpResponse(status=405)
    with transaction.atomic():
        Group.objects.create(name=request.POST["name"])
    return HttpResponseRedirect("/done")


urlpatterns = [path("write", write)]


def posted(client: Client, runs: int) -> list[float]:
    samples = []
    for _ in range(runs):
        began = time.perf_counter()
        assert send(client, "/write", {"name": f"row {next(_NUMBERS)}"}).status_code == 302
        samples.append(time.perf_counter() - began)
    return samples


_NUMBERS = itertools.count()

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=300)
    call_command("migrate", verbosity=0)
    somebody = browser()
    somebody.force_login(User.objects.create_user("somebody"))
    posted(somebody, 20)
    if sys.stdin.isatty():
        print(f"{statistics.median(posted(somebody, parser.parse_args().runs)):.6f}")
    for line in () if sys.stdin.isatty() else sys.stdin:
        print(*posted(somebody, int(line)), flush=True)
