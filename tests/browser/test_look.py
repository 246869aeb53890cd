"""Every page that a role reaches by links: sound for axe, no wider than a phone, nothing on the console.

Axe looks at the first page of each kind at each width, and again whenever a page shows a part that it has not yet
seen at that width: most pages of the second role are made of what the first role's showed.
"""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, Visit

pytestmark = pytest.mark.browser
ROLES = (
    "",
    "普通党员",
    "支部书记",
    "支部组织委员",
    "乡镇组织办",
    "乡镇党委书记",
    "县委组织部",
    "领导",
    "指导小组",
    "群众代表",
    "系统管理员",
)
NAMES = (
    "visitor",
    "member",
    "secretary",
    "organiser",
    "town",
    "town_secretary",
    "county",
    "leader",
    "guide",
    "citizen",
    "administrator",
)
_FILES = re.compile(
    r"/static/|/logout/|print-size|\.(pdf|docx|xlsx|zip|png|svg)|/(pdf|docx|qr|excel|export)/|download|template"
)
_PUBLIC = re.compile(r"/$|/o/|/p/|/v/|/accounts/")  # the visitor looks at these
_MOST = 45
# A part: an element with its class, role, kind and attributes, as it stands in the three around it.
_PARTS = """() => {
  const named = e => e ? `${e.tagName}.${e.getAttribute("class")}` : "";
  return [...new Set([...document.querySelectorAll("body, body *")].map(e => {
    const around = [e.parentElement, e.parentElement?.parentElement, e.parentElement?.parentElement?.parentElement];
    const own = [e.getAttribute("role"), e.type, e.getAttributeNames().sort(), getComputedStyle(e).display];
    return [...around.map(named), named(e), ...own].join(" ");
  }))];
}"""
_judged: set[tuple[int, str]] = set()  # what axe has seen in this process


def _kind(path: str) -> str:
    """Pages of one kind share their shape: /pledges/12/ and /pledges/15/ are one."""
    path = re.sub(r"/(\d+|[0-9A-Za-z]*\d[0-9A-Za-z-]*)(?=/)", "/*", path)
    return re.sub(r"(/guidance/\*)/\w+/\w+/", r"\1/*/", path)


def _links(visit: Visit) -> list[str]:
    found = visit.page.eval_on_selector_all("a[href]:not([download])", "all => all.map(a => a.href)")
    own = urlsplit(visit.site.url).netloc
    return [urlsplit(u).path for u in found if urlsplit(u).netloc == own]


def _is_news(visit: Visit, kind: str) -> bool:
    """Whether the kind of page, or any part on it, stands before axe at this width for the first time."""
    width = visit.page.viewport_size["width"]
    new = {(width, part) for part in [f"page {kind}", *visit.page.evaluate(_PARTS)]} - _judged
    _judged.update(new)
    return bool(new)


def _look(visit: Visit, path: str, name: str) -> list[str]:
    """What is wrong with the page that stands open."""
    width = visit.page.viewport_size["width"]
    visit.screenshot(f"{name}{_kind(path).replace('/', '_').replace('*', 'n')}{width}")
    wrong = [f"axe {v}" for v in visit.axe()] if _is_news(visit, _kind(path)) else []
    if visit.overflow() > 0:
        wrong.append(f"wider than the screen by {visit.overflow()} px")
    return [f"{path} at {width} px: {w}" for w in wrong]


def walk(visit: Visit, starts: list[str], name: str) -> tuple[list[str], list[str]]:
    """One page of each kind that links lead to, at both widths: which were seen and what was wrong."""
    waiting, kinds, seen, wrong = list(starts), set(), [], []
    while waiting and len(seen) < _MOST:
        path = waiting.pop(0)
        if _kind(path) in kinds or _FILES.search(path) or (name != "visitor" and _PUBLIC.match(path)):
            continue
        kinds.add(_kind(path))
        status = visit.open(path)
        assert status == 200, f"{path} answers {status}"
        seen.append(path)
        waiting += _links(visit)
        wrong += _look(visit, path, name)
        visit.resize(PHONE if visit.page.viewport_size["width"] == WIDE else WIDE)
        wrong += _look(visit, path, name)  # the next page is loaded at this width
    return seen, wrong


@pytest.mark.parametrize("role", ROLES, ids=NAMES)
def test_every_page_that_links_lead_to_is_sound(visit: Callable[..., Visit], role: str):
    name = NAMES[ROLES.index(role)]
    person = visit(role, WIDE)
    starts = ["/desk/"] if role else ["/o/CN0104/", "/", "/v/", "/accounts/login/"]
    seen, wrong = walk(person, starts, name)
    assert len(seen) >= 2
    assert wrong + person.problems == []


def test_what_is_wrong_is_seen_on_a_kind_of_page_that_was_sound(visit: Callable[..., Visit]):
    person = visit("", PHONE)
    person.open("/v/")
    assert _look(person, "/v/", "visitor") == []
    person.page.evaluate("const i = new Image(); i.style.minWidth = '800px'; document.querySelector('main').append(i)")
    said = "".join(_look(person, "/v/", "visitor"))
    assert "image-alt" in said
    assert "wider than the screen" in said


def test_the_living_page_is_sound(visit: Callable[..., Visit]):
    for width in (PHONE, WIDE):
        person = visit("普通党员", width)
        person.open("/ui/")
        assert _look(person, "/ui/", "living") + person.problems == []


def test_the_dark_scheme_is_as_legible(visit: Callable[..., Visit]):
    dark = visit("支部书记", PHONE, color_scheme="dark")
    for path in ("/ui/", "/desk/"):
        dark.open(path)
        assert dark.axe() == []


def test_large_print_keeps_the_layout(visit: Callable[..., Visit]):
    person = visit(width=PHONE)
    for path in ("/", "/accounts/login/"):
        person.open(f"/ui/print-size/?size=large&next={path}")
        assert person.page.evaluate("getComputedStyle(document.documentElement).fontSize") == "21px"
        assert person.overflow() == 0


def test_pages_work_without_scripts(visit: Callable[..., Visit]):
    plain = visit("支部书记", PHONE, java_script_enabled=False)
    assert plain.open("/desk/") == 200
    plain.page.locator(".rail a").nth(1).click()
    expect(plain.page.locator("h1").first).to_be_visible()
    plain.page.locator("details.account > summary").click()
    plain.page.get_by_role("button", name="大字版").click()
    expect(plain.page.locator("html")).to_have_class(re.compile("large-print"))
    plain.page.get_by_role("link", name="承诺台帐").first.click()
    expect(plain.page.locator("table.ledger")).to_be_visible()
    assert plain.overflow() == 0  # the widest table there is
    plain.page.locator("details.account > summary").click()
    plain.page.get_by_role("button", name="标准字号").click()  # the journeys that follow are this person's too
    expect(plain.page.locator("html")).not_to_have_class(re.compile("large-print"))
