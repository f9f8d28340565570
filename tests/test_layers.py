"""The house: which room may import which, and what loads only when it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "eqmon"

ROOMS = (
    "errors",
    "vocabulary",
    "part",
    "statistics",
    "rates",
    "rulebook",
    "extract",
    "tally",
    "engines",
    "counts",
    "standard",
    "limits",
    "outcomes",
    "intake",
    "worker",
    "arrivals",
    "expectations",
    "judge",
    "checked",
    "charts",
    "document",
    "models",
    "measures",
    "report",
    "registers",
    "frameworks",
    "compare",
    "disclosure",
    "writing",
    "records",
    "sampling",
    "verify",
    "paper",
    "inspection",
    "fieldguide",
    "init",
    "kept",
    "pipeline",
    "cli",
    "__main__",
)
"""In the order of the flow: a room imports only from itself and from rooms above it."""

PARTS_OF = {"comparable": "compare", "vanished": "compare"}
"""Modules that are one room with another, split for their length."""

TOLD_IN_REPORTS = ("frameworks", "registers", "sampling", "verify")
"""Rooms whose model.py stands before the report, which holds what they came to; the rest after."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every imported name with its line, those for type checking left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        id(node)
        for guard in ast.walk(tree)
        if isinstance(guard, ast.If) and ast.unparse(guard.test) == "TYPE_CHECKING"
        for node in ast.walk(guard)
    }
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def room_of(path: Path) -> str:
    return room(*(part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts))


def room(part: str, module: str = "", *_: str) -> str:
    is_model = part in TOLD_IN_REPORTS and module == "model"
    return "models" if is_model else PARTS_OF.get(part, part)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    own = room_of(path)
    if own == "__init__":
        return
    allowed = ROOMS[: ROOMS.index(own) + 1]
    for name, line in imports(path):
        parts = name.split(".")
        if parts[0] == "eqmon" and len(parts) > 1 and not parts[1].startswith("__version"):
            imported = room(*parts[1:])
            assert imported in allowed, f"line {line}: {own} imports {imported}"


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("great_expectations", {"expectations"}),
        ("typer", {"cli", "__main__"}),
        ("click", set()),
    ],
)
def test_libraries_stay_in_their_rooms(library: str, rooms: set[str]) -> None:
    found = {
        room_of(path)
        for path in modules()
        for name, _ in imports(path)
        if name.split(".")[0] == library
    }
    assert found <= rooms


def test_modules_are_small() -> None:
    lengths = {
        str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8").count("\n")
        for path in modules()
    }
    assert {name: n for name, n in lengths.items() if n > 300} == {}
    written = sorted(n for n in lengths.values() if n > 5)
    assert written[len(written) // 2] < 130


def test_functions_are_short() -> None:
    long = [
        f"{path.relative_to(PACKAGE)}:{node.name} {node.end_lineno - node.lineno + 1}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno >= 50
        and "typer.Exit" not in ast.unparse(node)  # a command's options are its declaration
    ]
    assert long == []


HEAVY = ("great_expectations", "pandas", "pyarrow", "numpy", "scipy", "rich.table")


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], (*HEAVY, "pydantic")),
        (["--version"], (*HEAVY, "pydantic")),
        # Typer itself asks pydantic how to read a command's options.
        (["check", "--help"], HEAVY),
        (["inspect", "--help"], HEAVY),
        (["records", "--help"], HEAVY),
        (["sample", "draw", "--help"], HEAVY),
        (["rules", "list", "--help"], HEAVY),
        (["verify", "--help"], HEAVY),
        (["returns", "--help"], HEAVY),
    ],
)
def test_help_loads_nothing_heavy(arguments: list[str], heavy: tuple[str, ...]) -> None:
    code = (
        "import sys; from eqmon.__main__ import main\n"
        f"code = main({arguments!r})\n"
        f"print(*(m for m in {heavy!r} if m in sys.modules), end='', file=sys.stderr)\n"
        "sys.exit(code)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_every_package_is_installed() -> None:
    import tomllib

    listed = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {
        ".".join(path.parent.relative_to(PACKAGE.parent).parts)
        for path in PACKAGE.rglob("__init__.py")
    }
    assert set(listed["tool"]["setuptools"]["packages"]) == packages | {"eqmon.rules"}
