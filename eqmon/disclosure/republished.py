"""Two publications together: what may be shown beside a report that was published already.

A reader of both supposes that records were only added since: no count of people fell. He takes for
possible whatever some pair of tables allows, each of which agrees with its publication. Three kinds
of pairs are looked at, each a network: both tables moved alike, the new one moved alone, the old
one moved alone. What a count may be by these it may be by all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from eqmon.disclosure.before import Bounds, Told, told_before
from eqmon.disclosure.crossed import COUNTS, RECORDINGS, ZEROS, Crossed
from eqmon.disclosure.methods import FEWEST_VALUES, Method
from eqmon.disclosure.network import ANY
from eqmon.disclosure.widening import withhold_besides
from eqmon.report.model import Collection
from eqmon.report.people_model import People


def hold_against(table: Crossed, people: People, before: Collection, method: Method) -> bool:
    """Withhold of a table what it would tell beside the last publication of its collection.

    `method` is that publication's. False where it cannot be shown beside it, whatever is withheld.
    """
    was = next((p for p in before.people if p.subject == people.subject), None)
    if was is None or not was.rows:
        return True
    told = told_before(table, people, was, before, method)
    old = settled(table, told) if told else None
    if told is None or old is None:
        return False
    _withhold_what_was(table, told)
    return _Pairs(table, old, told).widen()


def settled(table: Crossed, told: Told) -> Crossed | None:
    """An old table that agrees with what was published; None where there is none.

    None of its counts is above the new one's if that can be: otherwise records were not only added,
    and a reader cannot suppose it.
    """
    old = Crossed(table.places, table.method, with_rest=table.columns > table.groups)
    for only_added in (True, False):
        old.net.flow = list(table.net.flow)
        for row, of_row in enumerate(told.columns):
            for column, (least, most) in enumerate(of_row):
                arc = old.arcs[row][column]
                ceiling = table.count(row, column) if only_added and column < table.groups else ANY
                old.net.lower[arc], old.net.upper[arc] = least, min(most, ceiling)
            old.net.lower[old.totals[row]], old.net.upper[old.totals[row]] = told.totals[row]
        contradicts = any(a > b for a, b in zip(old.net.lower, old.net.upper, strict=True))
        if not contradicts and old.net.settle():
            return old
    return None


class _Pairs:
    """Pairs of an old and a new table, both of which agree with what is published of them."""

    def __init__(self, table: Crossed, old: Crossed, told: Told) -> None:
        self.table, self.old, self.told = table, old, told
        self.alike = self._view([self._alike(row) for row in range(len(table.places))])
        self.alone = self._view([self._alone(row) for row in range(len(table.places))])

    def widen(self) -> bool:
        """Withhold until every withheld count has several values by some of the pairs."""
        waiting = deque(sorted(self.table.withheld))
        seen = set(waiting)
        while waiting:
            if not self._widened(*waiting.popleft()):
                return False
            views = (self.alike, self.alone)
            if not waiting and any(view.narrowed for view in views):
                self.alike.narrowed = self.alone.narrowed = False
                seen.clear()
            new = sorted(self.table.withheld - seen)
            waiting.extend(new)
            seen.update(new)
        return True

    def _widened(self, row: int, column: int) -> bool:
        if column == self.table.groups and self.table.places[row].hidden:
            return True
        for most in (COUNTS, ZEROS, RECORDINGS):
            while not self._has_enough(row, column):
                if not self._withhold_besides(row, column, most):
                    break
            else:
                return True
        return self._has_enough(row, column)

    def _has_enough(self, row: int, column: int) -> bool:
        """Whether the new count has several values, and the old one if it was withheld."""
        if _values((self.alike, self.alone), row, column) < FEWEST_VALUES:
            return False
        if (row, column) not in self.told.withheld:
            return True
        return _values((self.alike, self.old), row, column) >= FEWEST_VALUES

    def _withhold_besides(self, row: int, column: int, most: int) -> bool:
        for view in (self.alike, self.alone):
            if withhold_besides(view, row, column, most):
                for each in (self.table, self.alike, self.alone):
                    for at in range(len(each.places)):
                        each.bound(at)
                return True
        return False

    def _view(self, known: Sequence[tuple[tuple[Bounds, ...], Bounds]]) -> Crossed:
        """The new table, of which so much more is known; what is withheld of one is of both."""
        places = [
            replace(place, within=within, told=told)
            for place, (within, told) in zip(self.table.places, known, strict=True)
        ]
        with_rest = self.table.columns > self.table.groups
        view = Crossed(places, self.table.method, with_rest=with_rest)
        view.withheld, view.because = self.table.withheld, self.table.because
        for row in range(len(places)):
            view.bound(row)
        return view

    def _alike(self, row: int) -> tuple[tuple[Bounds, ...], Bounds]:
        """What the new counts can be where each moves by as much as the old one does."""
        place, old = self.table.places[row], self.old.net.flow
        within = [
            _shifted(self.table.count(row, c), old[self.old.arcs[row][c]], bounds)
            for c, bounds in enumerate(self.told.columns[row])
        ]
        within = [_both(w, self.table.within(row, c)) for c, w in enumerate(within)]
        total = _shifted(place.total, old[self.old.totals[row]], self.told.totals[row])
        return tuple(within), _both(total, place.told)

    def _alone(self, row: int) -> tuple[tuple[Bounds, ...], Bounds]:
        """What the new counts can be where the old ones stay, and none of them fell."""
        place, old = self.table.places[row], self.old.net.flow
        least = [
            min(self.table.count(row, c), old[self.old.arcs[row][c]])
            if c < self.table.groups
            else 0
            for c in range(self.table.columns)
        ]
        within = [_both((n, ANY), self.table.within(row, c)) for c, n in enumerate(least)]
        return tuple(within), place.told


def _withhold_what_was(table: Crossed, told: Told) -> None:
    """Withhold what was withheld then, and what would tell that a few people were added."""
    for row, column in sorted(told.withheld - table.withheld):
        table.withhold(row, column, (row, column))
    for row, of_row in enumerate(told.columns):
        for column, (least, most) in enumerate(of_row[: table.groups]):
            if (row, column) not in table.withheld and (row, column) not in told.withheld:
                low, high = table.method.told(table.method.shown(table.count(row, column)))
                fewest, greatest = low - most, high - least
                few = max(abs(fewest), abs(greatest)) <= table.method.largest_withheld
                if few and greatest and greatest - fewest + 1 < FEWEST_VALUES:
                    table.withhold(row, column, (row, column))


def _values(views: Sequence[Crossed], row: int, column: int) -> int:
    """How many values a count has in some of the views; counted up to a few."""
    found = 1
    for sign in (1, -1):
        reached = 0
        for view in views:
            moves = view.net.moved(view.arc(row, column), sign, FEWEST_VALUES - 1)
            reached = max(reached, sum(amount for _, amount in moves))
            view.net.undo(moves)
        found += reached
    return found


def _shifted(new: int, old: int, bounds: Bounds) -> Bounds:
    return new - (old - bounds[0]), new + (bounds[1] - old)


def _both(one: Bounds, other: Bounds) -> Bounds:
    return max(one[0], other[0]), min(one[1], other[1])
