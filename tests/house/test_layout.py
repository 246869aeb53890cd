"""The laws of the house that can be read from the source."""

import ast

import pytest
from django.apps import apps

from tests.house.source import PRODUCT, ROOT, contract, layers, modules, writes

# Rows written outside actions, each with its reason.
_MAY_WRITE = {
    "accounts/models.py": "Django's own user manager",
    "accounts/once.py": "the key of a form is stored in the transaction of the act itself",
}
# Acts of the worker itself, which leases jobs and notes how far they are; nobody's will stands behind them.
# A ballot's hand is nobody's by design.
_NOBODYS = {
    "orgs/roster/actions/arrival.py:take",
    "orgs/roster/actions/preview.py:keep_preview",
    "ballots/actions/casting.py:take",
}
_FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "tools", "types", "logging", "statistics"}


def _relations():
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.is_relation and field.related_model and not field.auto_created:
                yield model, field, field.related_model


def _room(model):
    return model._meta.app_config.name.removeprefix("jiannuo.")


def test_relations_go_down():
    heights = layers()
    upward = [
        f"{model._meta.label}.{field.name} -> {target._meta.label}"
        for model, field, target in _relations()
        if _room(model) in heights and _room(target) in heights and heights[_room(target)] > heights[_room(model)]
    ]
    assert upward == []


def test_the_check_of_relations_sees_relations():
    seen = {f"{model._meta.label}.{field.name}" for model, field, _ in _relations()}
    assert {"pledges.Pledge.organisation", "orgs.Member.user"} <= seen


def test_journal_has_no_foreign_keys():
    assert [field.name for model, field, _ in _relations() if _room(model) == "journal"] == []


def test_rows_are_written_in_actions_only():
    outside = {
        module.name: lines
        for module in modules()
        if not module.is_action and module.path.stem != "tasks" and "management" not in module.path.parts
        and module.name not in _MAY_WRITE and (lines := writes(module.tree))
    }  # fmt: skip
    assert outside == {}


def test_the_check_of_writes_sees_writes():
    assert [m.name for m in modules() if m.is_action and writes(m.tree)] != []
    assert writes(
        ast.parse("Pledge.objects.filter(pk=1).update(stage='x')\ndigest.update(b'')\ndocument.save(path)")
    ) == [1]


def _is_atomic(function: ast.FunctionDef) -> bool:
    return any(ast.unparse(decorator).startswith("transaction.atomic") for decorator in function.decorator_list)


def _actions():
    """Public functions of action modules that write rows themselves."""
    for module in modules():
        if module.is_action:
            for function in module.tree.body:
                if isinstance(function, ast.FunctionDef) and not function.name.startswith("_") and writes(function):
                    yield pytest.param(function, id=f"{module.name}:{function.name}")


@pytest.mark.parametrize("function", list(_actions()))
def test_an_action_is_atomic_and_names_its_actor(request, function):
    assert _is_atomic(function), "an action runs in one transaction: @transaction.atomic"
    names_actor = "by" in {a.arg for a in function.args.kwonlyargs}
    assert names_actor or request.node.callspec.id in _NOBODYS, "an action takes the actor as keyword `by`"
    unannotated = [a.arg for a in [*function.args.args, *function.args.kwonlyargs] if a.annotation is None]
    assert (unannotated, function.returns is None) == ([], False)


@pytest.mark.parametrize("module", [m for m in modules() if m.path.stem == "policies"], ids=lambda m: m.name)
def test_a_policy_hides_no_error(module):
    hiding = [n.lineno for n in ast.walk(module.tree) if isinstance(n, ast.Try) or "suppress" in getattr(n, "id", "")]
    assert hiding == []


def _holds_back(handler: ast.ExceptHandler) -> bool:
    return bool({"Refusal", "Stale"} & {getattr(node, "id", "") for node in ast.walk(handler.type or handler)})


def test_a_view_holds_no_refusal_back_by_hand():
    """`ui.beside` does, or RefusalMiddleware; the voting pages answer without either (no session, no log)."""
    by_hand = [
        f"{m.name}:{node.lineno}"
        for m in modules()
        if (m.path.stem == "views" or m.path.parent.name == "views") and m.name != "ballots/views/voting.py"
        for node in ast.walk(m.tree)
        if isinstance(node, ast.ExceptHandler) and _holds_back(node)
    ]  # fmt: skip
    assert by_hand == []


def test_the_check_of_views_sees_one_that_does():
    [caught] = ast.parse("try:\n    act()\nexcept (ValueError, Stale):\n    pass").body
    assert isinstance(caught, ast.Try)
    assert _holds_back(caught.handlers[0])


def test_only_urls_import_views():
    imported = [
        f"{m.name}:{node.lineno}"
        for m in modules()
        if m.path.stem != "urls" and "views" not in m.path.parts and m.path.stem != "views"
        for node in ast.walk(m.tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("jiannuo.")
        and ("views" in node.module.split(".") or "views" in {a.name for a in node.names})
    ]  # fmt: skip
    assert imported == []


def test_no_module_has_a_name_that_says_nothing():
    assert [
        m.name for m in modules() if m.path.stem in _FORBIDDEN_NAMES or m.path.parent.name in _FORBIDDEN_NAMES
    ] == []


def test_no_module_or_function_is_overgrown():
    long_modules = {m.name: n for m in modules() if (n := len(m.path.read_text().splitlines())) > 400}
    long_functions = {
        f"{m.name}:{f.name}": n
        for m in modules()
        for f in m.functions()
        if (n := (f.end_lineno or 0) - f.lineno + 1) > 60
    }
    assert (long_modules, long_functions) == ({}, {})


def test_every_installed_room_has_its_place():
    rooms = {p.name for p in PRODUCT.iterdir() if (p / "__init__.py").exists()}
    assert rooms - set(layers()) == set()


def test_the_floors_are_held_in_every_room():
    held = {name.removeprefix("jiannuo.") for name in contract("floors")["containers"]}
    assert held == layers().keys() - {"config", "base"}  # without floors


def test_the_floors_are_those_of_the_map():
    floors = [floor.strip("()") for floor in contract("floors")["layers"]]
    assert f"`{' → '.join(floors)}`" in (ROOT / "docs" / "map.md").read_text()


def test_every_room_stands_on_the_map():
    text = (ROOT / "docs" / "map.md").read_text()
    assert [room for room in layers() if f"`{room}`" not in text] == []


def test_migrations_have_names():
    bad = [p.relative_to(PRODUCT).as_posix() for p in PRODUCT.rglob("migrations/0*.py") if "auto" in p.stem.split("_")]
    assert bad == []


def test_the_packages_of_the_tests_hold_those_of_the_product():
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        return {line.split()[0] for line in text.splitlines() if "==" in line and not line.startswith((" ", "#"))}

    assert pins("run") - pins("test") == set()
