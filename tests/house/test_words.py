"""Words: Chinese on every screen, one glossary, every setting described."""

import ast
import importlib
import re
import tomllib

import pytest
from django.db.models import Choices

from tests.house.source import PRODUCT, ROOT, modules

_HAN = re.compile(r"[\u4e00-\u9fff]")
_TEMPLATES = sorted(p for p in PRODUCT.rglob("templates/**/*") if p.suffix in {".html", ".txt"})
_LIVING = "ui/living/"  # the living page names components and tokens by their identifiers
# Words that are the same on a Chinese screen.
_ALLOWED = {
    "word",
    "pdf",
    "excel",
    "xlsx",
    "xls",
    "docx",
    "csv",
    "id",
    "sha",
    "ctrl",
    "shift",
    "alt",
    "esc",
    "enter",
    "tab",
    "mb",
    "kb",
}


def _name(path):
    return path.relative_to(PRODUCT).as_posix()


def _choices():
    """Every enumeration of the product whose labels people read."""
    found = set()
    for module in modules():
        if any(isinstance(n, ast.ClassDef) and "Choices" in ast.unparse(n) for n in module.tree.body):
            dotted = "jiannuo." + module.name.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
            members = vars(importlib.import_module(dotted)).values()
            found |= {c for c in members if isinstance(c, type) and issubclass(c, Choices) and c.__module__ == dotted}
    return sorted(found, key=lambda c: c.__qualname__)


def test_every_label_stands_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    missing = [
        f"{c.__module__}.{c.__name__}.{m.name} {m.label}" for c in _choices() for m in c if str(m.label) not in glossary
    ]
    assert missing == []


def test_the_check_of_labels_sees_labels():
    assert {"Stage", "OrgKind", "ItemKind"} <= {c.__name__ for c in _choices()}


def test_every_setting_is_described():
    described = (ROOT / "docs" / "operations.md").read_text()
    sources = [(PRODUCT / "config" / name).read_text() for name in ("settings.py", "env.py")]
    read = {name for text in sources for name in re.findall(r'"(JIANNUO_\w+|DATABASE_URL)"', text)}
    assert {"JIANNUO_DATA", "JIANNUO_SECRET_KEY", "DATABASE_URL"} <= read
    assert [name for name in sorted(read) if f"`{name}`" not in described] == []


def test_a_refusal_speaks_chinese():
    silent = [
        f"{m.name}:{node.lineno}"
        for m in modules()
        for node in ast.walk(m.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"Refusal", "Stale"} and node.args
        and isinstance(node.args[0], ast.Constant | ast.JoinedStr) and not _HAN.search(ast.unparse(node.args[0]))
    ]  # fmt: skip
    assert silent == []


def test_nobody_shouts():
    loud = [_name(p) for p in _TEMPLATES if "！" in p.read_text()]
    loud += [
        f"{m.name}:{n.lineno}"
        for m in modules()
        if not m.name.startswith(("pledges/reading/", "demo/"))
        for n in ast.walk(m.tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value.endswith("！") and len(n.value) > 1
    ]
    assert loud == []


def _visible(text):
    """What a person sees of a template: the words between tags and in the attributes that are read out."""
    text = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", " ", text, flags=re.DOTALL)
    text = re.sub(r"\{% block \w*class\w* %\}.*?\{% endblock[^%]*%\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"<(script|style|code|kbd|svg)\b.*?</\1>", " ", text, flags=re.DOTALL)
    attributes = re.findall(r'\b(?:title|placeholder|aria-label|alt)="([^"]*)"', text)
    labels = re.findall(
        r'\b(?:label|title|hint|text|note|caption|action)="([^"]*)"', " ".join(re.findall(r"\{%.*?%\}", text))
    )
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", " ", text)
    return " ".join(
        [re.sub(r"&\w+;", " ", text), *[re.sub(r"\{[%{].*?[%}]\}", " ", a) for a in [*attributes, *labels]]]
    )


@pytest.mark.parametrize("path", [p for p in _TEMPLATES if _LIVING not in _name(p)], ids=_name)
def test_a_template_speaks_chinese(path):
    words = {w.lower() for w in re.findall(r"[A-Za-z]{2,}", _visible(path.read_text()))}
    assert words - _ALLOWED == set()


def test_the_check_of_templates_sees_words():
    assert "Save" in _visible("<p>保存 <button>Save</button></p>")
    assert "Send" in _visible('{% button label="Send" %}')
    assert _visible('<p class="card">{{ name }}</p>').split() == []


@pytest.mark.parametrize("path", _TEMPLATES, ids=_name)
def test_a_template_keeps_the_strict_policy_and_its_size(path):
    text = path.read_text()
    assert re.findall(r"<style\b|<script(?![^>]*\bsrc=)|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", text) == []
    lines = text.splitlines()
    assert len(lines) <= 150
    assert [number for number, line in enumerate(lines, 1) if len(line) > 300] == []


def test_the_version_is_that_of_the_latest_changes():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert re.search(r"^## (\S+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)[1] == version
