"""From whatever state the data folder is in to a product that can answer; does nothing where nothing has changed."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from jiannuo.orgs.models import Organisation


def is_set_up() -> bool:
    """Whether there is a database with tables; looking makes none."""
    file = connection.settings_dict["NAME"]
    if isinstance(file, Path) and not file.exists():
        return False
    return MigrationRecorder(connection).has_table()


def migrate() -> bool:
    """Bring the tables up to date; True when there was something to do."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", verbosity=0, interactive=False)
    return True


def make_cache_table() -> None:
    if settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)


def _print_of_static_files() -> str:
    """Changes when a static file is added, removed or edited."""
    seen = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            state = Path(storage.path(name)).stat()
            seen.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def collect_static() -> bool:
    """Gather and compress styles, scripts and pictures; True when they had changed."""
    stamp = settings.STATIC_ROOT / "collected"
    now = _print_of_static_files()
    if stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now)
    return True


def load_demo() -> None:
    """An empty database becomes the invented county; the command says so itself."""
    if not Organisation.objects.exists():
        call_command("demo")


def prepare(say: Callable[[str], None], *, with_demo: bool) -> None:
    """Tables, cache, static files, demo: in this order, saying what takes time."""
    if migrate():
        say("数据表已更新。")
    make_cache_table()
    if collect_static():
        say("页面样式已整理。")
    if with_demo:
        load_demo()
