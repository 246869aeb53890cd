"""Is the place where the data lies fit for it? Each answer is a sentence, or "" when nothing stands against it."""

import shutil
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from django.db.utils import DatabaseError

_NETWORK = {"afs", "beegfs", "ceph", "cifs", "glusterfs", "lustre", "nfs", "nfs4", "smb3", "smbfs", "fuse.sshfs"}
_FREE_BYTES = 100 * 1024 * 1024
_FULL = 2  # PRAGMA synchronous: a commit that was answered survives a power cut only with FULL


def file_system_of(folder: Path, mounts: str) -> str:
    """The type of the file system that holds the folder, from the text of /proc/mounts; "" when unknown."""
    best, kind = Path("/"), ""
    for line in mounts.splitlines():
        fields = line.split()
        point = Path(fields[1].replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= len(best.parts):
            best, kind = point, fields[2]
    return kind


def why_not_room() -> str:
    free = shutil.disk_usage(settings.DATA_DIR).free
    if free < _FREE_BYTES:
        return f"磁盘空间不足：{settings.DATA_DIR} 只剩 {free // 1024 // 1024} MB，至少需要 100 MB。请清理后重新启动。"
    return ""


def why_not_local() -> str:
    """SQLite's locks do not hold on network drives; PostgreSQL keeps its data elsewhere."""
    table = Path("/proc/mounts")
    if connection.vendor != "sqlite" or not table.exists():
        return ""
    kind = file_system_of(settings.DATA_DIR, table.read_text(errors="replace"))
    if kind in _NETWORK:
        return (
            f"{settings.DATA_DIR} 在网络磁盘（{kind}）上，SQLite 在网络磁盘上会损坏数据。"
            "请用 --data 选本机磁盘上的文件夹，或改用 PostgreSQL（DATABASE_URL）。"
        )
    return ""


def _knock() -> None:
    """Past the pool, which would try for ten seconds and not say what the server answered."""
    with connection.wrap_database_errors:
        psycopg.connect(**connection.get_connection_params()).close()


def why_not_durable() -> str:
    """What SQLite answers, not what the settings ask for; of PostgreSQL, that it answers at all."""
    if connection.vendor != "sqlite":
        _knock()
        return ""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
        cursor.execute("PRAGMA synchronous")
        synchronous = cursor.fetchone()[0]
    if (mode, synchronous) != ("wal", _FULL):
        return f"数据库没有按安全方式打开（journal_mode={mode}，synchronous={synchronous}），已停止启动。请检查磁盘。"
    return ""


def why_not() -> str:
    """Why the product must not start on this storage."""
    try:
        return why_not_room() or why_not_local() or why_not_durable()
    except DatabaseError as error:
        return f"数据库打不开：{str(error).strip()}。请检查 DATABASE_URL、数据库服务和 {settings.DATA_DIR} 的权限。"
