"""Settings from the environment, typed; a wrong value is refused with the name of the variable."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# What libpq may be told in the address, besides the host: how it is encrypted and how long it waits.
_LIBPQ = {
    *("sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "channel_binding", "gssencmode"),
    *(
        "connect_timeout",
        "keepalives",
        "keepalives_idle",
        "keepalives_interval",
        "keepalives_count",
        "tcp_user_timeout",
    ),
    *("application_name", "target_session_attrs", "passfile"),
}


def env_str(name: str, default: str) -> str:
    return os.environ.get(name, default)  # noqa: TID251


def env_bool(name: str, *, default: bool) -> bool:
    value = env_str(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in {"1", "true", "yes"}


def env_int(name: str, default: int) -> int:
    """A whole number, nought or more."""
    value = env_str(name, str(default)).strip()
    if not (value.isascii() and value.isdecimal()):
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


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


def _port(parts: SplitResult, name: str) -> int | None:
    try:
        return parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"The port in {name} must be a number from 1 to 65535.") from error


def _libpq(query: str) -> dict[str, str]:
    """What stands behind the question mark. Nothing is passed over: an address that asks for TLS gets it."""
    told = dict(parse_qsl(query, keep_blank_values=True))
    strange = sorted(name for name, value in told.items() if name not in {*_LIBPQ, "host"} or not value)
    if strange:
        known = ", ".join(sorted(_LIBPQ))
        raise ImproperlyConfigured(
            f"DATABASE_URL says {', '.join(strange)}, which is unknown here or empty. Known: host, {known}."
        )
    return told


def database(url: str, sqlite_file: Path) -> dict[str, Any]:
    """Django's DATABASES entry for postgresql://user:password@host:port/name[?sslmode=…&host=…]; empty: SQLite."""
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
    told = _libpq(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": told.pop("host", parts.hostname or ""),
        "PORT": str(_port(parts, "DATABASE_URL") or ""),
        "OPTIONS": {
            **told,
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
    return parts.hostname, _port(parts, "JIANNUO_MAIL") or ports[tls], user, password, tls == "ssl", tls == "starttls"


def hosts(text: str) -> frozenset[str]:
    """Host names or whole origins, separated by commas."""
    return frozenset(entry.strip().rstrip("/").lower() for entry in text.split(",") if entry.strip())
