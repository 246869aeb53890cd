"""The place where the data lies."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from jiannuo.config.env import data_folder, database
from jiannuo.operations import storage

_MOUNTS = """/dev/vda / ext4 rw 0 0
proc /proc proc rw 0 0
server:/share /mnt/unit\\040share nfs4 rw 0 0
tmpfs /mnt/unit\\040share/cache tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/jiannuo", "ext4"),
        ("/mnt/unit share/data", "nfs4"),
        ("/mnt/unit share/cache/data", "tmpfs"),
        ("/mnt/unit share 2/data", "ext4"),
    ],
)
def test_the_nearest_mount_says_which_file_system_it_is(folder, kind):
    assert storage.file_system_of(Path(folder), _MOUNTS) == kind


@pytest.mark.django_db
def test_the_test_database_itself_would_be_fit_for_service():
    assert storage.why_not() == ""


@pytest.mark.django_db
def test_a_nearly_full_disk_is_refused_with_its_free_space(monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 7 * 1024 * 1024}))
    assert "只剩 7 MB" in storage.why_not()


def test_a_data_folder_that_cannot_be_made_is_said_in_both_languages(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("JIANNUO_DATA", str(tmp_path / "file" / "data"))
    with pytest.raises(ImproperlyConfigured, match=r"--data DIR.\n数据文件夹"):
        data_folder(tmp_path)


def test_a_database_address_may_name_a_socket():
    made = database("postgresql://us%40er:p%2Fw@/jiannuo?host=/run/postgresql", Path("x"))
    assert (made["HOST"], made["USER"], made["PASSWORD"], made["NAME"]) == (
        "/run/postgresql",
        "us@er",
        "p/w",
        "jiannuo",
    )


def test_another_kind_of_database_is_refused_by_name():
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database("mysql://x/y", Path("x"))
