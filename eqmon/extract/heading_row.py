"""Finding the row of headings among the first rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from eqmon.errors import InputError

HEADING_WITHIN = 60
"""Rows with text among which the heading is looked for."""


@dataclass(frozen=True)
class HeadingRow:
    """A row that may be the heading."""

    cells: tuple[str, ...]
    end: int
    """Rows, or lines of text, up to its end."""
    titles: int
    """Rows with text above it."""
    known: int
    """How many of its headings are accepted."""
    delimiter: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """What to say of it."""
        if not self.titles:
            return ()
        return (f"{self.titles} title row{'s' * (self.titles != 1)} above the heading",)


def heading_rows(
    rows: Iterable[tuple[Sequence[str], int]], known: Callable[[str], bool], delimiter: str = ""
) -> Iterator[HeadingRow]:
    """The first rows with text; each of `rows` comes with the rows, or lines, up to its end."""
    titles = 0
    for cells, end in rows:
        if any(cell.strip() for cell in cells):
            accepted = sum(known(cell) for cell in {cell.strip() for cell in cells})
            yield HeadingRow(tuple(cells), end, titles, accepted, delimiter)
            titles += 1
        if titles == HEADING_WITHIN:
            return


def best_heading(name: str, candidates: Sequence[HeadingRow]) -> HeadingRow:
    """The row with most accepted headings, the first of them; without any, the first widest row.

    InputError where there is no row at all.
    """
    if not candidates:
        raise InputError(
            name,
            "has no row that could be a heading",
            hint="check that it is an extract, with its columns' names in the first rows",
        )
    if any(row.known for row in candidates):
        return max(candidates, key=lambda row: (row.known, -row.end, len(row.cells)))
    widest = max(len(row.cells) for row in candidates)
    return next(row for row in candidates if len(row.cells) == widest)
