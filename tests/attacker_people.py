"""A reader who wants the counts of people that public reports withhold.

He puts every published figure of a strand to a solver of linear programmes (HiGHS): how many
records and known answers each place has, every count that is shown, and what lies in what. He is
told more than is published: which withheld units are small or reach 30, and in which rows a zero is
withheld. The figures form a network, so that whole numbers reach all that fractions can.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from random import Random

import numpy as np
from people_drops import OVERALL, Row, Truth, added
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_array

from eqmon.report.model import Report
from eqmon.vocabulary import Level, Recording

SMALL, ASSESSED = 10, 30
ENOUGH = 1.999
"""Between the least and the greatest of three values."""
Bounds = tuple[float, float]


class Figures:
    """What one public report says of one strand, as bounds on sums of what is not known."""

    def __init__(self, public: Report, truth: Truth, area_of: dict[str, str]) -> None:
        """`truth` tells the reader which withheld counts are 0, and how large units are."""
        [collection] = public.collections
        [self.people] = collection.people
        self.units = [unit for level, unit in truth if level is Level.UNIT]
        self.columns = len(self.people.groups) + 1
        self.members = {OVERALL: self.units}
        for row in truth:
            if row[0] is Level.UNIT:
                self.members[row] = [row[1]]
            elif row[0] is Level.AREA:
                self.members[row] = [u for u in self.units if area_of[str(u)] == row[1]]
        truth, area_of = self._told_together(truth, area_of)
        truth = dict(truth)
        for of_place in self.people.rows:
            if of_place.together:
                parts = [truth[Level.UNIT, unit] for unit in of_place.together]
                truth[of_place.level, of_place.unit] = added(parts)
                self.members[of_place.level, of_place.unit] = list(of_place.together)
                area_of = {**area_of, str(of_place.unit): area_of[of_place.together[0]]}
        self.withheld: list[tuple[Row, int]] = []
        self.bounds: list[tuple[np.ndarray, Bounds]] = []
        self._read_people(public, truth, area_of)
        self._read_recorded(public, truth)

    def _told_together(self, truth: Truth, area_of: dict[str, str]) -> tuple[Truth, dict[str, str]]:
        """The truth and the areas of units that are counted together too."""
        for row in self.people.rows:
            if row.together:
                units = list(row.together)
                each = [truth[Level.UNIT, unit] for unit in units]
                counts = tuple(map(sum, zip(*(counts for _, counts in each), strict=True)))
                truth = {**truth, (row.level, row.unit): (sum(n for n, _ in each), counts)}
                self.members[row.level, row.unit] = units
                area_of = {**area_of, str(row.unit): area_of[units[0]]}
        return truth, area_of

    @property
    def size(self) -> int:
        """How many counts are not known before anything is read."""
        return len(self.units) * self.columns

    def over(self, row: Row, columns: Iterable[int]) -> np.ndarray:
        """Which of what is not known adds up to the sum of these columns in a place."""
        vector = np.zeros(self.size)
        for unit in self.members[row]:
            at = self.units.index(unit) * self.columns
            vector[[at + column for column in columns]] = 1
        return vector

    def _told_by_the_whole(self, row: Row, area_of: dict[str, str]) -> set[int]:
        """Groups of which a zero of the area, or of all units together, says that none is here."""
        holding = {OVERALL, (Level.AREA, area_of.get(str(row[1])))} - {row}
        return {
            group
            for of_place in self.people.rows
            for group, shown in enumerate(of_place.counts)
            if shown == 0 and (of_place.level, of_place.unit) in holding
        }

    def _read_people(self, public: Report, truth: Truth, area_of: dict[str, str]) -> None:
        assert public.disclosure is not None
        base, small = self.people.rounded_to, public.disclosure.small
        groups = range(self.columns - 1)
        for of_place in self.people.rows:
            row = of_place.level, of_place.unit
            counts = truth[row][1]
            hides_zero = any(n is None and not counts[g] for g, n in enumerate(of_place.counts))
            implied = self._told_by_the_whole(row, area_of)
            shown = [g for g, n in enumerate(of_place.counts) if n is not None]
            may_be_none = hides_zero or implied.issuperset(shown)
            for group, shown in enumerate(of_place.counts):
                if shown is None:
                    self.withheld.append((row, group))
                    bounds = 0 if may_be_none else 1, np.inf
                elif shown and base > 1:
                    bounds = max(shown - base // 2, small + 1), shown + base // 2
                else:
                    bounds = shown, shown
                self.bounds.append((self.over(row, [group]), bounds))
            if of_place.known is not None:
                known: float = of_place.known
                most = known if self.people.adds_up else np.inf
                self.bounds.append((self.over(row, groups), (known, most)))
                if not self.people.adds_up:
                    self.bounds += [(self.over(row, [g]), (0, known)) for g in groups]

    def _read_recorded(self, public: Report, truth: Truth) -> None:
        if not self.people.adds_up:
            return  # how many motivations people have is not a matter of how many there are
        everything = range(self.columns)
        for of_place in public.collections[0].recorded:
            row = of_place.level, of_place.unit
            if not of_place.withheld:
                self.bounds.append((self.over(row, everything), (of_place.applicable,) * 2))
                if of_place.strand == self.people.subject:
                    known = of_place.recordings.get(Recording.KNOWN, 0)
                    self.bounds.append((self.over(row, everything[:-1]), (known, known)))
            elif row[0] is Level.UNIT:
                n = truth[row][0]
                small = (min(n, 1), SMALL - 1 if n else 0)
                large = (SMALL, ASSESSED - 1) if n < ASSESSED else (ASSESSED, np.inf)
                self.bounds.append((self.over(row, everything), small if n < SMALL else large))


def fewest_values(all_figures: Sequence[Figures], rng: Random) -> list[int]:
    """How many values the most narrowed of each report's withheld counts may have, up to three.

    Every solution of a programme is a table that agrees with all that is published, so that it
    tells a value of each count at once: few counts need programmes of their own. Reports are put
    to the solver side by side, which is quicker than one after another.
    """
    goals = [np.array([f.over(row, [group]) for row, group in f.withheld]) for f in all_figures]
    low = [np.full(len(g), np.inf) for g in goals]
    high = [np.full(len(g), -np.inf) for g in goals]
    ends = np.cumsum([g.shape[1] for g in goals])[:-1]
    given = _systems(all_figures)

    def solve(objectives: list[np.ndarray]) -> None:
        found = linprog(-np.concatenate(objectives), **given, bounds=(0, None), method="highs")
        assert found.status == 0, "the figures contradict one another, or leave a sum without bound"
        for at, part in enumerate(np.split(found.x, ends)):
            values = goals[at] @ part
            np.minimum(low[at], values, out=low[at])
            np.maximum(high[at], values, out=high[at])

    for _ in range(3):
        weights = [np.array([rng.uniform(-1, 1) for _ in range(len(g))]) @ g for g in goals]
        solve(weights)
        solve([-w for w in weights])
    tried: set[tuple[int, int, int]] = set()
    while any(chosen := [_next(at, low, high, tried) for at in range(len(goals))]):
        solve(
            [
                goals[at][one[1]] * one[2] if one else np.zeros(goals[at].shape[1])
                for at, one in enumerate(chosen)
            ]
        )
        tried.update(one for one in chosen if one)
    return [round(float((b - a).min())) + 1 for a, b in zip(low, high, strict=True)]


def _next(
    at: int, low: list[np.ndarray], high: list[np.ndarray], tried: Container[tuple[int, int, int]]
) -> tuple[int, int, int] | None:
    """A count of a report, and whether its greatest or least value is to be found next."""
    for goal in np.flatnonzero(high[at] - low[at] < ENOUGH):
        for sign in (1, -1):
            if (at, int(goal), sign) not in tried:
                return at, int(goal), sign
    return None


def _systems(all_figures: Sequence[Figures]) -> dict[str, object]:
    """The bounds as equations, and as inequalities of which both ends count."""
    equal, between = [], []
    for figures in all_figures:
        size = figures.size
        exact = [(v, a) for v, (a, b) in figures.bounds if a == b]
        apart = [(v, a, b) for v, (a, b) in figures.bounds if a != b]
        above = [(v, b) for v, _, b in apart if np.isfinite(b)]
        equal.append(_system(exact, size))
        between.append(_system(above + [(-v, -a) for v, a, _ in apart if a], size))
    return {
        "A_eq": block_diag([a for a, _ in equal], "csr"),
        "b_eq": np.concatenate([b for _, b in equal]),
        "A_ub": block_diag([a for a, _ in between], "csr"),
        "b_ub": np.concatenate([b for _, b in between]),
    }


def _system(rows: list[tuple[np.ndarray, float]], size: int) -> tuple[csr_array, np.ndarray]:
    matrix = np.array([v for v, _ in rows]).reshape(len(rows), size)
    return csr_array(matrix), np.array([n for _, n in rows])
