"""A table of people as a network: places within places, each with a count of every group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eqmon.disclosure.methods import Method
from eqmon.disclosure.network import ANY, Network, Price, Step
from eqmon.vocabulary import Level

OF_LEVEL = {Level.UNIT: 10, Level.AREA: 40, Level.OVERALL: 150}
"""What it costs to withhold a count: the fewer there are of its level, the more."""
OF_ZERO = 1_000
OF_RECORDINGS = 100_000

COUNTS, ZEROS, RECORDINGS = 1, 2, 3
"""What may be withheld besides: counts of people, zeros among them, how a strand was recorded."""


@dataclass(frozen=True)
class Place:
    """One row of a table: the truth about it, and what a reader knows of its total."""

    level: Level
    unit: str | None
    counts: tuple[int, ...]
    inside: int | None
    """The row that it lies in; None for all units together."""
    total: int
    """Applicable records; the sum of the counts where how many are known is not told apart."""
    told: tuple[int, int]
    """The least and the greatest total that a reader takes for possible."""
    hidden: bool = False
    """Whether its figures are withheld already, so that all of its counts must be."""
    most: int = ANY
    """What no count of it can exceed, as a reader knows."""
    within: tuple[tuple[int, int], ...] = ()
    """What else a reader knows of each column: its least and its greatest value."""


class Crossed:
    """A table of which some counts are withheld, with what a reader knows of each."""

    def __init__(self, places: Sequence[Place], method: Method, *, with_rest: bool) -> None:
        """`places` stand after those that they lie in; the first is all units together.

        `with_rest` says that totals hold more than the counts: people whose answer is not known.
        """
        self.places = tuple(places)
        self.method = method
        self.groups = len(places[0].counts)
        self.columns = self.groups + with_rest
        self.counts = [(*p.counts, p.total - sum(p.counts)) for p in self.places]
        self.net = Network()
        self.place_of: dict[int, tuple[int, int]] = {}
        self.arcs: list[list[int]] = []
        self.totals: list[int] = []
        self.known: list[int] = []
        """The arc of a unit's people whose answer is known; elsewhere that of all its people."""
        self.withheld: set[tuple[int, int]] = set()
        """Row and column; the column after the last group is of those whose answer is not known."""
        self.because: dict[tuple[int, int], tuple[int, int]] = {}
        """For what was withheld besides, the count that it was withheld to protect."""
        self.narrowed = False
        """Whether a zero was withheld that told zeros below it: of these rows more is now known."""
        self._hides_zeros = [False] * len(places)
        self._lay_out()

    def count(self, row: int, column: int) -> int:
        """The true count of a cell."""
        return self.counts[row][column]

    def withhold(self, row: int, column: int, because: tuple[int, int]) -> None:
        """Withhold a count to protect another, and those below it that it then tells nothing of."""
        self.because.setdefault((row, column), because)
        self.withheld.add((row, column))
        if not self.count(row, column):
            for below in self._below(row):
                if self.places[below].hidden:
                    self.withheld.add((below, column))
                self.bound(below)
                self.narrowed = True
        self.bound(row)

    def arc(self, row: int, column: int) -> int:
        """The arc that is to be protected where a cell is withheld.

        That of people whose answer is not known, where a place is hidden, is one of its records:
        how many of its people are known stands for it.
        """
        of_rest = column == self.groups and self.places[row].hidden
        return self.known[row] if of_rest else self.arcs[row][column]

    def price(self, most: int) -> Price:
        """What it costs to withhold besides, up to a kind of count: COUNTS, ZEROS, RECORDINGS."""

        def of(arc: int, sign: int) -> int | None:
            cell = self.place_of.get(arc)
            if cell is None:
                return None
            row, column = cell
            count = self.counts[row][column]
            if column == self.groups:
                cost, needed = OF_RECORDINGS, RECORDINGS
            elif cell in self.withheld or not count:
                cost, needed = OF_ZERO, ZEROS
            else:
                cost, needed = OF_LEVEL[self.places[row].level] + count.bit_length(), COUNTS
            return cost if most >= needed and self._may_move(row, column, sign) else None

        return of

    def _may_move(self, row: int, column: int, sign: int) -> bool:
        """Whether a count could move further if it were withheld, or a zero beside it."""
        flow = self.net.flow[self.arcs[row][column]]
        lower, upper = self._if_withheld(row, column)
        if (row, column) in self.withheld and column < self.groups:
            could_be_none = row > 0 and sign < 0 < flow and flow > self.within(row, column)[0]
            return could_be_none and not self._hides_zeros[row] and self.zero_of(row) is not None
        return flow < upper if sign > 0 else flow > lower

    def withhold_along(self, cycle: Sequence[Step], because: tuple[int, int]) -> None:
        """Withhold what a cycle of `cheapest` needs to protect a count."""
        for arc, sign in cycle:
            cell = self.place_of.get(arc)
            flow = self.net.flow[arc]
            room = self.net.upper[arc] - flow if sign > 0 else flow - self.net.lower[arc]
            if cell is None or room > 0:
                continue
            zero = self.zero_of(cell[0]) if cell in self.withheld else None
            self.withhold(cell[0], cell[1] if zero is None else zero, because)

    def _lay_out(self) -> None:
        net = self.net
        root = net.node()
        into = [net.node() for _ in self.places]
        below = [
            [net.node() for _ in range(self.columns)] if i in self._holding else []
            for i in range(len(self.places))
        ]
        for row, place in enumerate(self.places):
            above = root if place.inside is None else into[place.inside]
            self.totals.append(net.arc(above, into[row], place.total, *place.told))
            self.known.append(self.totals[row])
            known = net.node()
            if not below[row]:
                self.known[row] = net.arc(into[row], known, sum(place.counts), 0, ANY)
            arcs = []
            for column in range(self.columns):
                of_known = known if column < self.groups else into[row]
                tail = below[row][column] if below[row] else of_known
                head = root if place.inside is None else below[place.inside][column]
                arcs.append(net.arc(tail, head, self.count(row, column), 0, ANY))
                self.place_of[arcs[-1]] = row, column
            self.arcs.append(arcs)
            self.withheld |= {(row, column) for column in self._small(row)}
        for row in range(len(self.places)):
            self.bound(row)

    @property
    def _holding(self) -> frozenset[int]:
        return frozenset(p.inside for p in self.places if p.inside is not None) | {0}

    def _small(self, row: int) -> Iterator[int]:
        """The columns that are withheld for themselves: few people, or all of a place's."""
        place = self.places[row]
        if place.hidden:
            yield from (c for c in range(self.columns) if not self._is_implied(row, c))
            return
        known = sum(place.counts)
        for column, count in enumerate(place.counts):
            if self.method.is_small(count) or (count and count == min(known, place.most)):
                yield column

    def _is_implied(self, row: int, column: int) -> bool:
        """Whether a zero is told by one that is shown for a place that holds this one."""
        inside = self.places[row].inside
        while inside is not None:
            if not self.places[inside].hidden and (inside, column) not in self.withheld:
                return not self.count(inside, column)
            inside = self.places[inside].inside
        return False

    def _below(self, row: int) -> Iterator[int]:
        for other, place in enumerate(self.places):
            if place.inside == row:
                yield other
                yield from self._below(other)

    def zero_of(self, row: int) -> int | None:
        """The zero of a row that is best withheld: of the group with most people."""
        zeros = [
            c
            for c in range(self.groups)
            if not self.count(row, c) and (row, c) not in self.withheld and self.count(0, c)
        ]
        return max(zeros, key=lambda c: self.count(0, c), default=None)

    def hides_zeros(self, row: int) -> bool:
        """Whether a withheld count of a row may be 0: one of them is, or none is shown at all."""
        shown = [c for c in range(self.groups) if (row, c) not in self.withheld]
        return all(self._is_implied(row, c) for c in shown) or any(
            (row, c) in self.withheld and not self.count(row, c) for c in range(self.groups)
        )

    def within(self, row: int, column: int) -> tuple[int, int]:
        """What a reader knows of a count besides what is published of it."""
        within = self.places[row].within
        return within[column] if column < len(within) else (0, ANY)

    def _if_withheld(self, row: int, column: int) -> tuple[int, int]:
        """What a reader knows of a count that is withheld."""
        low, high = self.within(row, column)
        if column == self.groups:
            return low, high
        # A group may be a column only because somebody is in it, which its total then tells.
        may_be_none = row > 0 and self._hides_zeros[row]
        least = 0 if may_be_none or not self.counts[row][column] else 1
        return max(least, low), min(self.places[row].most, high)

    def bound(self, row: int) -> None:
        """Bound each count of a row by what a reader knows of it as things stand."""
        self._hides_zeros[row] = self.hides_zeros(row)
        for column, arc in enumerate(self.arcs[row]):
            count = self.count(row, column)
            if (row, column) in self.withheld:
                bounds = self._if_withheld(row, column)
            elif column == self.groups:
                bounds = count, count
            else:
                told = self.method.told(self.method.shown(count))
                within = self.within(row, column)
                bounds = max(told[0], within[0]), min(told[1], within[1])
            self.net.lower[arc], self.net.upper[arc] = bounds
