"""Two branches that vote, loaded into a running demo, and what people do in the hall: print, scan, vote, count.

`plant` runs inside the product's own process (manage.py shell), through the product's own actions.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from playwright.sync_api import Page, Route, expect

from tests.ballots.printed import keys_and_slips
from tests.browser.conftest import PHONE, Site, Visit

SECRETARY, ORGANISER, LARGE_SECRETARY = "评议支部书记", "评议组织委员", "大支部书记"
_PATIENCE = 90_000  # milliseconds; a loaded machine sets slips slowly
EIGHT = ("程守信", "佘玉梅", "向长庚", "龚满仓", "覃月英", "冉德才", "谭小燕", "黎国强")
TWENTY = tuple(f"{surname}{given}" for surname in "安柏常丁范" for given in ("家宝", "正国", "秀兰", "开山"))


def load(site: Site) -> None:
    """Into the site's data folder, once."""
    site.tell("from tests.browser.hall import plant; plant()")


def plant() -> None:
    """A branch of eight with two officers, a branch of twenty with one."""
    _branch("CN0198", "中共望河镇青石村支部委员会", EIGHT, (SECRETARY, ORGANISER))
    _branch("CN0197", "中共望河镇松林村支部委员会", TWENTY, (LARGE_SECRETARY,))


def _branch(code: str, name: str, people: tuple[str, ...], doors: tuple[str, ...]) -> None:
    from jiannuo.accounts.actions import open_door  # noqa: PLC0415  the settings are there only in the product's process
    from jiannuo.accounts.models import DemoDoor, User  # noqa: PLC0415
    from jiannuo.base.dates import today  # noqa: PLC0415
    from jiannuo.orgs.actions import appoint, found  # noqa: PLC0415
    from jiannuo.orgs.models import Member, Organisation, OrgKind, Role, Sex  # noqa: PLC0415

    town = Organisation.objects.get(code="CN01")
    branch = found(by=None, parent=town, code=code, name=name, kind=OrgKind.BRANCH)
    members = [Member.objects.create(branch=branch, name=person, sex=Sex.MALE) for person in people]
    for label, role, member in zip(doors, (Role.SECRETARY, Role.ORGANISER), members, strict=False):
        user = User.objects.create_user(f"hall-{code}-{role}", DemoDoor.PASSWORD, display_name=member.name)
        member.user = user
        member.save(update_fields=["user"])
        appoint(by=None, user=user, organisation=branch, role=role, starts_on=today() - timedelta(days=900))
        open_door(user, by=None, label=label, note=name, position=95)


@contextmanager
def printer(page: Page) -> Iterator[list[bytes]]:
    """Whatever the product sends to be printed in a window of its own is caught as paper."""
    papers: list[bytes] = []

    def caught(route: Route) -> None:
        answer = route.fetch()
        if answer.headers.get("content-type") != "application/pdf":
            route.fulfill(response=answer)
            return
        papers.append(answer.body())
        route.fulfill(status=200, content_type="text/html", body="<title>paper</title>")

    def is_print(url: str) -> bool:
        return url.endswith(("/open/", "/mutual/"))

    page.context.route(is_print, caught)
    try:
        yield papers
    finally:
        page.context.unroute(is_print, caught)


def opened(page: Page) -> tuple[list[str], list[str]]:
    """Press 开箱并印票; (codes of the key sheets, tokens of the slips) as they came out of the printer."""
    button = page.get_by_role("button", name="开箱并印票")
    button.scroll_into_view_if_needed()
    page.wait_for_timeout(300)  # the page has come to rest
    with printer(page) as papers, page.expect_popup(timeout=_PATIENCE) as window:
        button.click()
    window.value.wait_for_load_state()
    window.value.close()
    (paper,) = papers
    return keys_and_slips(paper)


def scan(visit: Callable[..., Visit], page: Page, slip: str, **options: object) -> Visit:
    """Somebody's phone at the voting page that the organiser's page names, the slip scanned."""
    code = page.locator("#voting-title + p strong").inner_text().rstrip("/").rpartition("/")[2]
    phone = visit(width=PHONE, has_touch=True, **options)
    phone.open(f"/ballots/vote/{code}/#{slip}")
    return phone


def choose(page: Page, answer: str) -> None:
    """One tap; the next screen comes by itself."""
    step = page.locator("[data-step=question]:visible")
    at = int(step.locator("input").first.get_attribute("name")[1:])
    page.wait_for_timeout(260)  # a hand is slower than a screen that has just changed
    label = step.locator("label", has=page.get_by_text(answer, exact=True))
    if page.evaluate("navigator.maxTouchPoints"):
        label.tap()
    else:
        label.click()
    page.locator("[data-step=question]").nth(at).wait_for(state="hidden")  # asked at every frame, not every half second


def fill(phone: Visit, answers: list[str]) -> int:
    """Tap through the ballot up to the last look, one answer for each question ("" skips); how many taps it took."""
    page = phone.page
    page.get_by_role("button", name="开始投票").tap()
    for answer in answers:
        if answer:
            choose(page, answer)
        else:
            page.locator(".ballot-step:visible .primary").tap()
    expect(page.get_by_role("heading", name="最后看一遍")).to_be_visible()
    return 1 + len(answers)


def send(phone: Visit) -> str:
    """The last tap; the receipt."""
    phone.page.get_by_role("button", name="投出这张票").tap()
    phone.page.wait_for_selector("#receipt:not(:empty)", timeout=60_000)
    return phone.page.inner_text("#receipt")


def vote_without_scripts(visit: Callable[..., Visit], page: Page, slip: str, answers: list[str]) -> Visit:
    """A phone whose browser cannot encrypt: the plain form, the code typed by hand."""
    phone = scan(visit, page, "", java_script_enabled=False)
    phone.page.get_by_text("用文字页面投票").click()
    phone.page.get_by_label("票上的编码").fill(slip)
    for at, answer in enumerate(answers):
        phone.page.locator(".ballot-question").nth(at).get_by_text(answer, exact=True).click()
    phone.page.get_by_role("button", name="投出这张票").click()
    expect(phone.page.locator(".ballot-receipt")).to_have_count(1)
    return phone
