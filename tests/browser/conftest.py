"""The real product as a process, and a real browser in front of it."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, ViewportSize, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
SCREENS = ROOT / "build" / "screens"
PHONE, WIDE = 390, 1280
# The day of the journeys, whatever the machine's: late enough in the year that of every practice a period is over and
# one is open. JIANNUO_TEST_DAY=2027-01-08T10:00 shows them another day; what they do need not be possible on it.
_DAY = datetime.fromisoformat(os.environ.get("JIANNUO_TEST_DAY", "2026-11-23T10:00"))
_AHEAD = _DAY.replace(tzinfo=ZoneInfo("Asia/Shanghai")).timestamp() - float(os.environ["JIANNUO_TEST_BEGAN"])
_AXE = Axe()
# Style sheets are not fetched once more: only rules on trial read them. What is in order is not carried over.
_VIOLATIONS = "axe.run({resultTypes: ['violations'], preload: {assets: ['media']}}).then((r) => r.violations)"
_PATIENCE = 240  # seconds; a loaded machine hashes the demo slowly
expect.set_options(timeout=20_000)  # milliseconds; waits only where something is late or wrong


@dataclass(frozen=True)
class Site:
    url: str
    data: Path

    @property
    def now(self) -> datetime:
        """By the clock of the product, as people there read it."""
        return datetime.fromtimestamp(time.time() + _AHEAD, tz=ZoneInfo("Asia/Shanghai"))

    def tell(self, code: str) -> str:
        """Have the product run a piece of code (manage.py shell); what it prints."""
        command = [sys.executable, str(ROOT / "manage.py"), "shell", "-v", "0", "-c", code]
        told = subprocess.run(
            command, cwd=ROOT, env=_environment(self.data), check=True, stdout=subprocess.PIPE, text=True, timeout=300
        )
        return told.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):  # noqa: S310  our own address
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _environment(data: Path) -> dict[str, str]:
    """Of the product's processes: an own data folder, no other database, the day of the journeys."""
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "JIANNUO_TEST_RUN"}}
    clock = Path(__file__).parent / "clock"
    return kept | {"JIANNUO_DATA": str(data), "PYTHONPATH": str(clock), "JIANNUO_TEST_AHEAD": str(_AHEAD)}


@contextmanager
def _started(data: Path) -> Iterator[Site]:
    """The product in a data folder of its own, started as anybody would start it."""
    port = _free_port()
    log = data / "server.log"
    env = _environment(data) | {"PYTHONUNBUFFERED": "1", "JIANNUO_BALLOT_WAIT": "1"}
    command = [sys.executable, str(ROOT / "manage.py"), "up", "--port", str(port), "--data", str(data)]
    with log.open("w") as out, subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out) as process:
        found = Site(f"http://127.0.0.1:{port}", data)
        deadline = time.monotonic() + _PATIENCE
        while not _answers(found.url):
            if process.poll() is not None or time.monotonic() > deadline:
                process.terminate()
                pytest.fail(f"The product did not start:\n{log.read_text()}")
            time.sleep(0.2)
        yield found
        process.terminate()
        process.wait(40)


def _first_started() -> Path:
    """The data folder that a first start leaves: made once in a run, whichever worker comes first."""
    run = Path(os.environ["JIANNUO_TEST_RUN"])
    kept, fresh = run / "demo", run / "demo being made"
    with (run / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            fresh.mkdir()
            with _started(fresh):
                pass
            fresh.rename(kept)
    return kept


@contextmanager
def started(data: Path) -> Iterator[Site]:
    """A demo county in a folder of its own."""
    shutil.copytree(_first_started(), data, dirs_exist_ok=True)
    with _started(data) as found:
        yield found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The county that most journeys share."""
    with started(tmp_path_factory.mktemp("site")) as found:
        yield found


def _chromium() -> str | None:
    """The browser named by JIANNUO_CHROMIUM, else the system's, else (None) Playwright's own."""
    given = os.environ.get("JIANNUO_CHROMIUM", "")
    return given or next((p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(p).exists()), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser per file; closed with it, because its event loop would hinder the database tests of other files."""
    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"])
        except Error as error:
            pytest.skip(f"No Chromium here (set JIANNUO_CHROMIUM or install one): {error.message.splitlines()[0]}")
        yield found
        found.close()


def _size(width: int) -> ViewportSize:
    return {"width": width, "height": 844 if width < 720 else 900}


@dataclass
class Visit:
    """One person at one screen. `problems` gathers console errors and policy violations of every page visited."""

    page: Page
    site: Site
    problems: list[str]

    def open(self, address: str) -> int:
        answer = self.page.goto(self.site.url + address if address.startswith("/") else address)
        return answer.status if answer else 0

    def sign_in(self, role: str) -> None:
        """One tap on the demo's sign-in page; `role` is the door's label, e.g. 支部书记."""
        self.open("/accounts/login/")
        self.page.locator(".door-list button", has=self.page.get_by_text(role, exact=True)).first.click()
        self.page.wait_for_url("**/desk/")

    def come_to_rest(self) -> None:
        """What the last tap asked for has arrived and stands in its place."""
        self.page.wait_for_load_state()
        expect(self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)

    def axe(self) -> list[str]:
        """What axe finds wrong on the page as it is now."""
        self.come_to_rest()
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(_AXE.axe_script)
        return [
            f"{v['id']}: {n['target']} {n.get('failureSummary', '')}"
            for v in self.page.evaluate(_VIOLATIONS)
            for n in v["nodes"]
        ]

    def resize(self, width: int) -> None:
        self.page.set_viewport_size(_size(width))

    def overflow(self) -> int:
        """How many pixels the page is wider than the screen."""
        self.page.wait_for_load_state()
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    def screenshot(self, name: str) -> None:
        """With JIANNUO_SCREENS=1 a picture of the whole page in build/screens, for people to look at."""
        if os.environ.get("JIANNUO_SCREENS") == "1":
            SCREENS.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=SCREENS / f"{name}.png", full_page=True)


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Visit]]:
    """`visit(role="", width=PHONE)`: a fresh browser profile, signed in when a role is named."""
    contexts = []

    def start(role: str = "", width: int = PHONE, **options: object) -> Visit:
        context = browser.new_context(viewport=_size(width), locale="zh-CN", **options)
        context.set_default_timeout(_PATIENCE * 1000 / 4)
        contexts.append(context)
        started = Visit(context.new_page(), site, [])
        _listen(started)
        if role:
            started.sign_in(role)
        return started

    yield start
    for context in contexts:
        context.close()


def _listen(visit: Visit) -> None:
    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            visit.problems.append(f"{visit.page.url}: {message.text}")

    visit.page.on("console", said)
    visit.page.on("pageerror", lambda error: visit.problems.append(f"{visit.page.url}: {error}"))


@pytest.fixture
def phone(visit: Callable[..., Visit]) -> Visit:
    return visit(width=PHONE)


@pytest.fixture
def wide(visit: Callable[..., Visit]) -> Visit:
    return visit(width=WIDE)


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Says what a journey cost, whatever else pytest keeps to itself."""

    def say(line: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{line}\n")

    return say
