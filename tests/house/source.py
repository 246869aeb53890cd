"""The product's own source, parsed once, for tests about how it is laid out."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PRODUCT = ROOT / "jiannuo"


@dataclass(frozen=True)
class Module:
    path: Path
    tree: ast.Module

    @property
    def name(self) -> str:
        """ "pledges/actions/review.py"."""
        return self.path.relative_to(PRODUCT).as_posix()

    @property
    def is_action(self) -> bool:
        return self.path.stem == "actions" or "actions" in self.path.relative_to(PRODUCT).parts[:-1]

    def functions(self) -> Iterator[ast.FunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the product but migrations."""
    return tuple(
        Module(path, ast.parse(path.read_text()))
        for path in sorted(PRODUCT.rglob("*.py"))
        if "migrations" not in path.parts
    )


@cache
def contract(name: str) -> dict[str, Any]:
    """An import contract, as pyproject.toml states it."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return next(c for c in contracts if c["id"] == name)


@cache
def layers() -> dict[str, int]:
    """{room: how high it stands}, from the import contract."""
    order = contract("house")["layers"]
    return {room.strip(): height for height, layer in enumerate(reversed(order)) for room in layer.split("|")}


_ALWAYS = {"create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def _writes(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    name = call.func.attr
    if name == "save":  # a document is saved to a place, a row to nowhere
        return not call.args
    if name == "update":  # of rows: by keyword; of dicts and hashes: by position, or by these names
        is_dict = ast.unparse(call.func.value).endswith(("initial", "context", "attrs"))
        return bool(call.keywords) and not call.args and not is_dict
    return name in _ALWAYS


def writes(node: ast.AST) -> list[int]:
    """The lines on which rows are written."""
    return [n.lineno for n in ast.walk(node) if isinstance(n, ast.Call) and _writes(n)]
