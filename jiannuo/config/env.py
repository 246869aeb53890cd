"""Settings from the environment, typed; a wrong value is refused with the name of the variable."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def env_str(name: str, default: str) -> str:
    return os.environ.get(name, default)  # noqa: TID251


def env_bool(name: str, *, default: bool) -> bool:
    value = env_str(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in {"1", "true", "yes"}


def env_path(name: str, default: Path) -> Path:
    return Path(env_str(name, str(default))).expanduser().resolve()


def data_folder(default: Path) -> Path:
    """The folder of everything the product writes, made when it is missing."""
    folder = env_path("JIANNUO_DATA", default)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The data folder {folder} cannot be made: {error.strerror}. Choose another one with --data DIR.\n"
            f"数据文件夹 {folder} 无法建立：{error.strerror}。请用 --data 另选一个文件夹。"
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(
            f"The data folder {folder} cannot be written. Change its owner or choose another one with --data DIR.\n"
            f"数据文件夹 {folder} 没有写权限。请修改权限，或用 --data 另选一个文件夹。"
        )
    return folder


def database(url: str, sqlite_file: Path) -> dict[str, Any]:
    """Django's DATABASES entry for postgresql://user:password@host:port/name[?host=/socket/folder]; empty: SQLite."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": sqlite_file,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                # One maintenance loop checkpoints: see docs/decisions/0002-sqlite.md
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; "
                "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must start with postgresql://, or be empty for SQLite.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parse_qs(parts.query).get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
            # The data of a county lie in memory: an index costs hardly more than reading on, and compiling never pays.
            "options": "-c random_page_cost=1.1 -c jit=off",
        },
    }


def mail(url: str) -> tuple[str, int, str, str, bool, bool]:
    """Host, port, user, password, SSL, STARTTLS of smtp://user:password@host:port[?tls=ssl|starttls|none]."""
    if not url:
        return "localhost", 25, "", "", False, False
    parts = urlsplit(url)
    tls = parse_qs(parts.query).get("tls", ["starttls"])[0]
    ports = {"ssl": 465, "starttls": 587, "none": 25}
    if parts.scheme != "smtp" or not parts.hostname or tls not in ports:
        raise ImproperlyConfigured("JIANNUO_MAIL must be smtp://user:password@host:port?tls=ssl|starttls|none.")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return parts.hostname, parts.port or ports[tls], user, password, tls == "ssl", tls == "starttls"


def hosts(text: str) -> frozenset[str]:
    """Host names or whole origins, separated by commas."""
    return frozenset(entry.strip().rstrip("/").lower() for entry in text.split(",") if entry.strip())
