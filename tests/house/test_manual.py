"""The manual speaks the screens' own words and names no page and no picture that is not there."""

import ast
import re
from functools import cache

import pytest
from django.urls import Resolver404, resolve

from tests.house.source import PRODUCT, ROOT, modules

_MANUAL = ROOT / "docs" / "manual"
_PAGES = sorted(_MANUAL.glob("*.md"))
_LONG = 7  # characters; a shorter quotation is a whole label, a longer one may be part of a sentence
_BLANK = "…"  # where a screen shows a number or a name
_ROLES = {
    *("member", "secretary", "year", "roster", "organisers", "leader", "guide", "public", "administrator", "questions"),
    "README",
}


def _squeezed(text):
    return re.sub(r"\s", "", text)


def _template_words(text):
    """What a template shows: its text, and the strings that are handed to components."""
    text = re.sub(r"{{.*?}}", _BLANK, text)
    for tag in ("\n", ""):  # words apart, and words that a tag only interrupts
        yield from re.sub(r"<[^>]*>", "\n", re.sub(r"{%.*?%}", tag, text), flags=re.DOTALL).splitlines()
    yield from re.findall(r'"([^"\n]*)"', text)
    yield from re.findall(r"'([^'\n]*)'", text)


@cache
def _spoken():
    """Every phrase of the templates and every string of the product's own code."""
    found = {_squeezed(w) for p in PRODUCT.rglob("templates/**/*.html") for w in _template_words(p.read_text())}
    for module in modules():
        strings = (n.value for n in ast.walk(module.tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
        if not module.name.startswith("demo/"):
            found |= {_squeezed(line) for text in strings for line in text.splitlines()}
    return frozenset(word for word in found if re.search(r"[\u4e00-\u9fff]", word))


def _is_spoken(quoted):
    words = re.sub(r"\d+", _BLANK, _squeezed(quoted))
    if len(words) >= _LONG:
        return any(words in phrase for phrase in _spoken())
    return words in {phrase.strip("：。，；（）") for phrase in _spoken()}


def test_there_is_a_page_for_every_role():
    assert {p.stem for p in _PAGES} == _ROLES


@pytest.mark.parametrize("page", _PAGES, ids=lambda p: p.stem)
def test_every_quoted_word_is_on_a_screen(page):
    quoted = re.findall(r"「([^」]+)」", page.read_text())
    assert quoted
    assert [words for words in quoted if not _is_spoken(words)] == []


def test_a_word_that_no_screen_says_is_found_out():
    assert _is_spoken("提交审诺")
    assert not _is_spoken("提交大家看")


@pytest.mark.parametrize("page", _PAGES, ids=lambda p: p.stem)
def test_every_page_and_picture_it_leads_to_is_there(page):
    targets = re.findall(r"\]\(([^)]+)\)", page.read_text())
    assert any(t.endswith(".md") for t in targets) or page.stem != "README"
    assert [t for t in targets if not (page.parent / t).is_file()] == []


def _opens(address):
    try:
        resolve(address)
    except Resolver404:
        return False
    return True


def test_every_address_it_names_opens():
    named = {a for p in _PAGES for a in re.findall(r"`(/[^`\s]*)`", p.read_text())}
    assert {"/", "/v/"} <= named
    assert [a for a in sorted(named) if not _opens(a)] == []


def test_every_picture_is_used_and_small():
    stored = set((_MANUAL / "pictures").glob("*.png"))
    used = {_MANUAL / t for p in _PAGES for t in re.findall(r"\]\((pictures/[^)]+)\)", p.read_text())}
    assert stored == used
    assert [p.name for p in stored if p.stat().st_size > 80_000] == []
    assert sum(p.stat().st_size for p in stored) < 3_000_000


@pytest.mark.parametrize("page", _PAGES, ids=lambda p: p.stem)
def test_a_page_is_read_in_ten_minutes(page):
    assert len(re.findall(r"[\u4e00-\u9fff]", page.read_text())) < 2000
