"""Tables of the terminal that grow sideways: cut to the width, never wrapped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text


@dataclass(frozen=True)
class Column:
    """One column that may be moved to a further table when it does not fit."""

    head: Text
    cells: tuple[Text, ...]
    at_most: int = 1000
    """Columns of the terminal; longer names go on in a further line."""
    at_least: int = 0

    @property
    def width(self) -> int:
        """Of its longest line."""
        lines = (line for cell in (self.head, *self.cells) for line in cell.split())
        return min(self.at_most, max(self.at_least, *(line.cell_len for line in lines)))

    def to_the_right(self, text: Text) -> Text:
        """The text with each of its lines padded on the left to the column's width."""
        lines = text.split()
        for line in lines:
            line.pad_left(self.width - line.cell_len)
        return stacked(*lines)

    def part(self, start: int, end: int, head: Text | None = None) -> Column:
        """Some of its cells, in a column as wide as the whole."""
        return replace(
            self, head=head or self.head, cells=self.cells[start:end], at_least=self.width
        )


def stacked(*lines: Text) -> Text:
    """Lines under one another in one cell."""
    return type(lines[0])("\n").join(lines)


def width_of(columns: Sequence[Column]) -> int:
    """Of the columns side by side, a space between two."""
    return sum(1 + column.width for column in columns) - 1


def fitted(keys: list[Column], columns: list[Column], width: int) -> list[RenderableType]:
    """As many tables as the width needs, each starting with the key columns."""
    fixed = width_of(keys)
    tables: list[list[Column]] = [[]]
    used = fixed
    for column in columns:
        if tables[-1] and used + 1 + column.width > width:
            tables.append([])
            used = fixed
        tables[-1].append(column)
        used += 1 + column.width
    drawn: list[RenderableType] = []
    for part in tables:
        drawn += [*([""] if drawn else []), _table([*keys, *part])]
    return drawn


def _table(columns: Sequence[Column]) -> Table:
    """Numbers are padded here: Rich's right alignment would drop a mark that is a space."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for place, column in enumerate(columns):
        table.add_column(
            column.to_the_right(column.head) if place else column.head,
            no_wrap=place > 0,
            overflow="fold",
            width=column.width,
        )
    names, *numbers = columns
    padded = [[c.to_the_right(cell) for cell in c.cells] for c in numbers]
    for cells in zip(names.cells, *padded, strict=True):
        table.add_row(*cells)
    return table
