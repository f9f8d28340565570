"""Which lines of a measure by two strands may be shown beside those by each of the two.

Lines by both strands add up to those by either, in rows and in columns. Each side of the table,
numerator and rest, is a network of its own (see `network`), in which every sum of a row or a column
stays as it is. A count that is not shown must be able to move within it, or it could be told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from eqmon.disclosure.lines import NOT_KNOWN
from eqmon.disclosure.methods import FEWEST_VALUES, Method
from eqmon.disclosure.network import ANY, Network
from eqmon.measures.sums import Answers, Split

Cell = tuple[str, str]
OTHERS = "(others)"
"""In place of the groups of a strand that are not shown by themselves, taken together."""


@dataclass(frozen=True)
class OneStrand:
    """A measure by one of the two strands: its lines, and which of them are shown."""

    lines: Answers
    shown: Collection[str]
    """Groups, and `NOT_KNOWN` where the line of no known answer is."""

    def place_of(self, group: str) -> str:
        """The row or column that a group stands in."""
        return group if group in self.shown else OTHERS


def shown_cells(
    cells: Mapping[Cell, Split],
    candidates: Collection[Cell],
    first: OneStrand,
    second: OneStrand,
    method: Method,
) -> frozenset[Cell]:
    """Those of the candidates to show, none where no part of them can be."""
    shown = {(a, b) for a, b in candidates if a in first.shown and b in second.shown}
    table = _Table(_added_up(cells, first, second), shown)
    return frozenset(table.shown) if table.widen(method) else frozenset()


def _added_up(
    cells: Mapping[Cell, Split], first: OneStrand, second: OneStrand
) -> dict[Cell, Split]:
    """The table with rows and columns added up that are not shown by themselves.

    Where both answers are not known the count stays as it is: so does that of all other records,
    and with it the line of no known answer.
    """
    found: dict[Cell, Split] = defaultdict(Split)

    def add(one: str, other: str, line: Split, sign: int = 1) -> None:
        at = found[first.place_of(one), second.place_of(other)]
        at.yes += sign * line.yes
        at.no += sign * line.no

    for one, line in first.lines.known.items():
        add(one, NOT_KNOWN, line)
    for other, line in second.lines.known.items():
        add(NOT_KNOWN, other, line)
    for (one, other), line in cells.items():
        add(one, other, line)
        add(one, NOT_KNOWN, line, -1)
        add(NOT_KNOWN, other, line, -1)
    return {cell: line for cell, line in found.items() if cell != (NOT_KNOWN, NOT_KNOWN)}


class _Table:
    """Both sides of the table as networks, of which the same lines are shown."""

    def __init__(self, cells: Mapping[Cell, Split], shown: set[Cell]) -> None:
        self.cells, self.shown = cells, shown
        self.sides = [
            _Side({cell: line.yes for cell, line in cells.items()}, shown),
            _Side({cell: line.no for cell, line in cells.items()}, shown),
        ]

    def widen(self, method: Method) -> bool:
        """Hide lines until every hidden count has several values; False where that cannot be."""
        if any(min(line.yes, line.no) < 0 for line in self.cells.values()):
            return False
        waiting = sorted(cell for cell in self.cells if cell not in self.shown)
        for cell in waiting:
            for side in self.sides:
                while self.cells[cell].all and side.values(cell, method) < method.least_values:
                    besides = side.besides(cell, self.cells, self.shown)
                    if not besides:
                        break
                    waiting += sorted(besides)
                    self._hide(besides)
                if self.cells[cell].all and side.values(cell, method) < FEWEST_VALUES:
                    return False
        return True

    def _hide(self, cells: Collection[Cell]) -> None:
        self.shown.difference_update(cells)
        for side in self.sides:
            side.hide(cells)


class _Side:
    """One side of every line, as flows from rows to columns."""

    def __init__(self, counts: Mapping[Cell, int], shown: Collection[Cell]) -> None:
        self.net = Network()
        rows = {row: self.net.node() for row in dict.fromkeys(row for row, _ in counts)}
        columns = {one: self.net.node() for one in dict.fromkeys(one for _, one in counts)}
        self.arcs = {
            (row, column): self.net.arc(rows[row], columns[column], n, n, n)
            for (row, column), n in counts.items()
        }
        self._cell_of = {arc: cell for cell, arc in self.arcs.items()}
        self.hide([cell for cell in counts if cell not in shown])

    def hide(self, cells: Collection[Cell]) -> None:
        """Let the counts of these be whatever they can."""
        for cell in cells:
            self.net.lower[self.arcs[cell]], self.net.upper[self.arcs[cell]] = 0, ANY

    def values(self, cell: Cell, method: Method) -> int:
        """How many values a count may have, counted up to as many as are wanted."""
        found = 1
        for sign in (1, -1):
            moves = self.net.moved(self.arcs[cell], sign, method.least_values - 1)
            found += sum(amount for _, amount in moves)
            self.net.undo(moves)
        return found

    def besides(
        self, cell: Cell, lines: Mapping[Cell, Split], shown: Collection[Cell]
    ) -> set[Cell]:
        """The shown lines of fewest records that would let a count move further if hidden."""

        def price(arc: int, sign: int) -> int | None:
            at = self._cell_of[arc]
            may_move = at in shown and (sign > 0 or self.net.flow[arc] > 0)
            return lines[at].all if may_move else None

        found = []
        for sign in (1, -1):
            moves = self.net.moved(self.arcs[cell], sign, ANY)
            cheapest = self.net.cheapest(self.arcs[cell], sign, price)
            self.net.undo(moves)
            if cheapest is not None:
                cost, cycle = cheapest
                found.append((cost, sorted({self._cell_of[a] for a, _ in cycle} & set(shown))))
        return set(min(found)[1]) if found else set()
