"""What the help of eqmon measures and the rulebook's page say is so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from command_line import Run

RULES = Path(__file__).parent.parent / "rules"


def test_help_speaks_of_no_format_that_measures_refuse(run_cli: Callable[..., Run]) -> None:
    said = run_cli("measures", "--help").out
    assert "--audience" in said
    assert [word for word in ("junit", "github") if word in said.casefold()] == []


def test_every_folder_and_file_of_rules_is_in_its_table() -> None:
    table = (RULES / "README.md").read_text(encoding="utf-8")
    names = {path.name for path in RULES.iterdir() if path.is_dir() or path.suffix == ".yaml"} - {
        "__pycache__",
        "templates",
    }
    assert "measures" in names
    assert [name for name in sorted(names) if f"| `{name}" not in table] == []
