"""The product started as people start it: one command, in an own data folder."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def port():
    return _free_port()


@pytest.fixture
def folder(tmp_path):
    """A name as people give it."""
    return tmp_path / "数据 一"


def _environment(**more):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JIANNUO_", "DATABASE_URL", "COV_"))}
    return kept | {"PYTHONUNBUFFERED": "1"} | more


def _manage(*arguments, **more):
    return [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)], {"cwd": "/", "env": _environment(**more)}


@contextmanager
def _up(port, folder):
    command, more = _manage("up", "--port", port, "--data", folder, "--no-demo")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)
    yield process
    process.kill()
    process.stdout.close()
    process.wait()


def _wait_for_page(process, port):
    until = time.monotonic() + 180
    while process.poll() is None:
        assert time.monotonic() < until, "no page after three minutes"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.1)
    raise AssertionError(process.stdout.read())


def _children(pid):
    """{pid: command line} of the processes that this one has started."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, IndexError):
            continue
        if parent == pid and line:
            found[int(entry.name)] = line
    return found


def _both(process):
    """Server and worker, once both are there."""
    found = _children(process.pid)
    return found if len(found) == 2 else None


def _wait_until(condition):
    until = time.monotonic() + 90
    while not (value := condition()):
        assert time.monotonic() < until
        time.sleep(0.1)
    return value


@dataclass
class FirstStart:
    """The product started in a folder that was not there, and asked to stop once all stood."""

    port: int
    folder: Path
    page: str
    started: list[int]
    returncode: int
    output: str


@pytest.fixture(scope="module")
def first_start(tmp_path_factory):
    port, folder = _free_port(), tmp_path_factory.mktemp("first") / "数据 一"
    with _up(port, folder) as process:
        page = _wait_for_page(process, port)
        started = list(_wait_until(lambda: _both(process)))
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=40)
        return FirstStart(port, folder, page, started, process.returncode, output)


@pytest.fixture
def up(first_start, port, folder):
    """Started anew on a copy of what the first start left."""
    shutil.copytree(first_start.folder, folder)
    with _up(port, folder) as process:
        yield process


def test_one_command_answers_stops_cleanly_and_keeps_the_data_in_its_folder(first_start):
    assert "践诺" in first_start.page
    assert first_start.returncode == 0
    assert f"http://127.0.0.1:{first_start.port}/" in first_start.output
    assert "已停止" in first_start.output
    assert "Traceback" not in first_start.output
    assert [pid for pid in first_start.started if Path(f"/proc/{pid}").exists()] == []
    folder = first_start.folder
    assert {"jiannuo.sqlite3", "secret_key", "static"} <= {p.name for p in folder.iterdir()}
    assert [p.name for p in [folder, *folder.rglob("*")] if p.stat().st_mode & 0o077] == []


def test_a_worker_that_dies_is_started_again_and_nothing_is_left_when_the_supervisor_is_killed(up, port):
    _wait_for_page(up, port)

    def worker():
        return next((pid for pid, line in _children(up.pid).items() if "manage.py work" in line), None)

    first = _wait_until(worker)
    os.kill(first, signal.SIGKILL)
    assert _wait_until(lambda: (now := worker()) and now != first)
    started = _wait_until(lambda: _both(up))
    assert first not in started
    up.kill()
    up.wait()

    def gone(pid):
        try:
            return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
        except OSError:
            return True

    _wait_until(lambda: all(gone(pid) for pid in started))


def _refused(*arguments, **more):
    command, options = _manage(*arguments, **more)
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False, **options)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_taken_port_is_said_with_the_way_out(port, folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        assert f"端口 {port} 已被占用" in (said := _refused("up", "--port", port, "--data", folder))
        assert f"--port {port + 1}" in said


def test_a_data_folder_that_is_a_file_is_said(tmp_path, port):
    (tmp_path / "file").touch()
    assert "--data" in _refused("up", "--port", port, "--data", tmp_path / "file")


def test_an_unreachable_postgresql_is_said(port, folder):
    said = _refused("up", "--port", port, "--data", folder, DATABASE_URL="postgresql://nobody@127.0.0.1:1/x")
    assert "数据库打不开" in said


@pytest.mark.parametrize("wrong", ["0", "70000", "http"])
def test_what_is_no_port_is_said(wrong, folder):
    assert f"{wrong} 不是端口号" in _refused("up", "--port", wrong, "--data", folder)


def test_data_without_a_folder_is_said():
    assert "--data DIR" in _refused("up", "--data")


def test_an_empty_county_is_founded_by_the_command_that_the_start_prints(first_start):
    """As it stands, from any folder; help names the data folder too."""
    line = next(line.strip() for line in first_start.output.splitlines() if " found " in line)
    told = {"capture_output": True, "text": True, "timeout": 180, "cwd": "/", "env": _environment()}
    done = subprocess.run(line, shell=True, check=False, **told)  # noqa: S602  as a person types it
    assert done.stderr == ""
    assert "已建立中共某某县委员会" in done.stdout
    command, options = _manage("found", "--help")
    assert "--data DIR" in subprocess.run(command, capture_output=True, text=True, check=True, **options).stdout


def test_founding_before_the_first_start_is_a_sentence_and_writes_nothing(folder):
    asked = ("found", "中共某某县委员会", "--code", "C", "--secretary", "沈国章", "--data", folder)
    said = _refused(*asked)
    assert "还没有数据库" in said
    assert f"./run --no-demo --data {folder}" in said
    assert not folder.exists()
    folder.mkdir()
    (folder / "other").touch()
    assert "还没有数据库" in _refused(*asked)
    assert not list(folder.glob("*.sqlite3"))


@pytest.fixture
def bare(tmp_path):
    """A checkout without .venv, and a PATH that holds only the commonest commands."""
    for name in ("run", "requirements/install.sh", "requirements/run.txt", "requirements/boot.txt"):
        target = tmp_path / "project" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname", "cat", "cksum", "grep", "mkdir", "rm", "sed", "tr", "tail"):
        found = next(p for d in ("/usr/bin", "/bin") if (p := Path(d) / name).exists())
        (tools / name).symlink_to(found)

    def run(**fakes):
        for name, text in fakes.items():
            (tools / name).write_text(f"#!/bin/sh\n{text}\n")
            (tools / name).chmod(0o755)
        command = [str(tools / "sh"), str(tmp_path / "project" / "run")]
        env = {"PATH": str(tools), "HOME": str(tmp_path), "LANG": "C.UTF-8"}
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd="/", env=env)

    return run


def test_without_python_the_script_names_the_versions(bare):
    done = bare()
    assert done.returncode == 1
    assert "Python 3.11, 3.12 or 3.13 is needed" in done.stderr
    assert "没有找到 Python" in done.stderr


def test_an_older_python_does_not_count(bare):
    assert "没有找到 Python" in bare(python3="exit 0").stderr


def test_without_the_venv_module_the_script_names_the_package(bare):
    fake = f"""case "$*" in
  *ensurepip*) exit 1 ;;
  *sys.executable*) echo "$0" ;;
  *) exec {sys.executable} "$@" ;;
esac"""
    package = "python{}.{}-venv".format(*sys.version_info)
    done = bare(python3=fake)
    assert done.returncode == 1
    assert package in done.stderr
    assert "缺少 venv 模块" in done.stderr
