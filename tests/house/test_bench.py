"""Whoever wants to repeat a figure finds a measurement that starts."""

import ast
import importlib
from importlib.util import find_spec

import pytest

from tests.house.source import ROOT

_FILES = sorted((ROOT / "bench").rglob("*.py"))


@pytest.mark.parametrize("file", _FILES, ids=[file.stem for file in _FILES])
def test_a_measurement_finds_what_it_calls(file):
    """Nobody runs every measurement every day; what they call in the rooms may be renamed."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("jiannuo", "tests", "bench")):
            source = importlib.import_module(node.module)
            names = [name.name for name in node.names if not hasattr(source, name.name)]
            missing = [name for name in names if find_spec(f"{node.module}.{name}") is None]
            assert missing == [], f"{node.module} has no {missing}"
