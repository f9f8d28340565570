"""Which files of a directory are rule files, by their folders and names."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from eqmon.rulebook.problems import Problem, nearest

FOLDERS = {
    "suites": ".yaml",
    "layouts": ".yaml",
    "measures": ".yaml",
    "codelists": ".csv",
    "units": ".csv",
    "populations": ".csv",
    "registers": ".yaml",
    "samples": ".yaml",
    "frameworks": ".yaml",
}
FILES = (
    "benchmarks.yaml",
    "characteristics.yaml",
    "disclosure.yaml",
    "duties.yaml",
    "exceptions.yaml",
    "persons.yaml",
)


def rule_files(
    root: Traversable, problems: list[Problem], *, strict: bool
) -> Iterator[tuple[str, Traversable]]:
    """Rule files by relative name, sorted; with `strict`, what would be passed over is a problem.

    Problems are added as they are found.
    """
    found: list[tuple[str, Traversable]] = []
    allowed = ", ".join((*(f"{f}/*{e}" for f, e in FOLDERS.items()), *FILES))
    for path in sorted(root.iterdir(), key=lambda p: p.name):
        if path.name in FOLDERS and path.is_dir():
            for inner in sorted(path.iterdir(), key=lambda p: p.name):
                if inner.name.endswith(FOLDERS[path.name]) and not inner.name.startswith("."):
                    found.append((f"{path.name}/{inner.name}", inner))
                elif strict and not _is_aside(inner.name):
                    hint = f"files here end in {FOLDERS[path.name]}"
                    problems.append(Problem(str(inner), "is no rule file", hint=hint))
        elif path.name in FILES:
            found.append((path.name, path))
        elif strict and path.name.endswith((".yaml", ".yml")):
            hint = nearest(path.name, FILES) or "suites stand in suites/"
            problems.append(Problem(str(path), "is no rule file", None, "", allowed, hint))
    if strict and not found and not problems:
        problems.append(Problem(str(root), "holds no rule files", allowed=allowed))
    yield from found


def _is_aside(name: str) -> bool:
    return name.startswith((".", "__")) or name.upper().startswith("README")
