"""The place where the data lies."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from jiannuo.config.env import data_folder, database, env_int, mail
from jiannuo.operations import storage
from tests.house.source import ROOT

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


def test_what_the_address_says_of_the_connection_is_passed_on():
    made = database("postgresql://u:p@db:5433/j?sslmode=require&connect_timeout=5", Path("x"))
    assert (made["HOST"], made["PORT"]) == ("db", "5433")
    assert {"sslmode": "require", "connect_timeout": "5"}.items() <= made["OPTIONS"].items()
    assert "jit=off" in made["OPTIONS"]["options"]


@pytest.mark.parametrize(
    ("query", "name"), [("sslmod=require", "sslmod"), ("sslmode=", "sslmode"), ("options=-cx", "options")]
)
def test_what_is_not_known_of_the_connection_is_refused_by_name(query, name):
    with pytest.raises(ImproperlyConfigured, match=f"DATABASE_URL says {name},"):
        database(f"postgresql://u:p@db/j?{query}", Path("x"))


@pytest.mark.parametrize("port", ["x", "70000"])
def test_a_port_that_is_none_is_refused_with_the_name_of_the_setting(port):
    with pytest.raises(ImproperlyConfigured, match="port in DATABASE_URL"):
        database(f"postgresql://u:p@db:{port}/j", Path("x"))
    with pytest.raises(ImproperlyConfigured, match="port in JIANNUO_MAIL"):
        mail(f"smtp://u:p@post:{port}")


@pytest.mark.parametrize("value", ["x", "-1", "1.5", ""])
def test_a_number_that_is_none_is_refused_with_the_name_of_the_setting(monkeypatch, value):
    monkeypatch.setenv("JIANNUO_BALLOT_WAIT", value)
    with pytest.raises(ImproperlyConfigured, match="JIANNUO_BALLOT_WAIT must be a whole number"):
        env_int("JIANNUO_BALLOT_WAIT", 20)


def test_hosts_may_stand_apart():
    settings = {"JIANNUO_HOSTS": "a.example, B.example ,", "JIANNUO_BALLOT_WAIT": " 7 "}
    said = "from django.conf import settings as s; print(s.ALLOWED_HOSTS, s.BALLOT_WAIT_SECONDS)"
    told = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", said],
        cwd=ROOT, env=os.environ | settings, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert told.stdout.strip() == "['a.example', 'b.example'] 7"


def test_another_kind_of_database_is_refused_by_name():
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database("mysql://x/y", Path("x"))
