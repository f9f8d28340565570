"""Tables of the page: what their rows and cells are marked as, and which rows can be picked."""

from __future__ import annotations

from dataclasses import dataclass

from eqmon.document.model import Cell, Column, Table
from eqmon.vocabulary import Verdict

MANY = 12
"""Rows that are seen at a glance; of a table with more, a reader can pick rows."""
_PICKED = {
    Verdict.FAIL: "a fail",
    Verdict.WARN: "a warning",
    Verdict.NOT_ASSESSED: "something not assessed",
}
_TO_THE_RIGHT = ("count", "percent")


@dataclass(frozen=True, slots=True)
class Choice:
    """Rows with at least one cell of a verdict."""

    verdict: Verdict
    words: str
    rows: int


def choices(table: Table) -> tuple[Choice, ...]:
    """The verdicts that some but not all rows hold, worst first; none of a table of few rows.

    They are picked by radio buttons and the style sheet, so that no script is needed.
    """
    if len(table.rows) <= MANY:
        return ()
    counts = {verdict: sum(_holds(row, verdict) for row in table.rows) for verdict in _PICKED}
    return tuple(
        Choice(verdict, _PICKED[verdict], rows)
        for verdict, rows in counts.items()
        if 0 < rows < len(table.rows)
    )


def row_classes(row: tuple[Cell, ...], is_total: bool) -> str:
    """The classes of a row: `total`, and `has-` each verdict that it can be picked by."""
    held = [f"has-{verdict}" for verdict in _PICKED if _holds(row, verdict)]
    return " ".join(["total"] * is_total + held)


def cell_classes(cell: Cell, column: Column) -> str:
    """The classes of a cell: where it stands, how dark it is and its verdict."""
    return " ".join(
        ["number"] * (column.kind in _TO_THE_RIGHT)
        + [f"shade-{cell.shade}"] * bool(cell.shade)
        + [f"is-{cell.verdict}"] * (cell.verdict is not None)
    )


def column_class(column: Column) -> str:
    """The class of a column's heading; empty where its cells are words."""
    return "number" if column.kind in _TO_THE_RIGHT else ""


def _holds(row: tuple[Cell, ...], verdict: Verdict) -> bool:
    return any(cell.verdict is verdict for cell in row)
