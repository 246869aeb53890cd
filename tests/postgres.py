"""Run a command with DATABASE_URL leading to PostgreSQL: TEST_DATABASE_URL, else a throwaway cluster of our own.

python tests/postgres.py COMMAND...     Exit code 77 when the machine has no PostgreSQL.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NOTHING_THERE = 77
# A throwaway cluster need not survive a power cut.
_OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses='' -c max_connections=60"


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl: the newest of Debian's, or what PATH has."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parent.parent.name))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def somebody() -> str | None:
    """PostgreSQL refuses to run as root: then as postgres, or nobody."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A cluster on a socket in a folder that only its owner may enter; stopped and removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="jn-pg-", dir="/tmp"))
    user = somebody()
    if user:
        shutil.chown(home, user)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [str(folder / program), *arguments], user=user, cwd=home, check=True, stdout=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8"},
        )  # fmt: skip

    data = str(home / "data")
    try:
        run("initdb", "-D", data, "-U", "jiannuo", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8")
        run("pg_ctl", "-D", data, "-w", "-l", str(home / "log"), "-o", f"{_OPTIONS} -k {home}", "start")
        try:
            yield f"postgresql://jiannuo@/postgres?host={home}"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def main(command: list[str]) -> int:
    given = os.environ.get("TEST_DATABASE_URL", "")
    folder = binaries()
    if given:
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": given})
    if folder is None:
        sys.stdout.write(
            "PostgreSQL is not installed (Debian: apt install postgresql) and TEST_DATABASE_URL is not set.\n"
        )
        return _NOTHING_THERE
    with cluster(folder) as url:
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
