"""A reader who wants the small counts behind the measures that a public report rounds and hides.

He knows how every measure is defined, and so which lies within which, and which records are in
none; how many records each unit has and how they were recorded, the tables of people, and what
rounding makes of a count. All of it bounds sums of whole numbers: records by unit, both answers and
state, and by unit, month and state. What these can be he asks a solver (HiGHS). Nothing of eqmon's
code has a part in it, only the public report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from random import Random

import numpy as np
import numpy.typing as npt
from measure_drops import ASKED, CROSSED, NOT_KNOWN, STATES, STRANDS, Drop, Line
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from eqmon.rates import Rate
from eqmon.report.model import Collection as Published
from eqmon.report.model import Report
from eqmon.vocabulary import Level, Recording

Floats = npt.NDArray[np.float64]
Row = tuple[Floats, float, float]
"""Which records, and the least and the greatest number of them."""
TOGETHER = 4
"""So many times all counts that are still narrow are moved up together, and down."""
LEAST, SMALL, FEWEST_VALUES = 10, 10, 3
SLACK = 1e-6
"""What a solver may be off by."""


class Reader:
    """What one public report says of a drop, as bounds on sums of records."""

    def __init__(
        self,
        public: Report,
        drop: Drop,
        *,
        base: int,
        least: int = LEAST,
        measures: Collection[str] = tuple(ASKED),
    ) -> None:
        """Of the drop he is told the names alone.

        `base` is what counts are rounded to, `least` what a side has where a line is shown, and
        `measures` are those that he looks at.
        """
        self.measures = measures
        [self.public] = public.collections
        self.drop, self.off, self.least = drop, base // 2, least
        units, months, *answers, states = drop.counts.shape
        self._by_answer = np.arange(units * answers[0] * answers[1] * states).reshape(
            units, *answers, states
        )
        self._by_month = self._by_answer.size + np.arange(units * months * states).reshape(
            units, months, states
        )
        self.size = self._by_answer.size + self._by_month.size
        self.rows: list[Row] = []
        self._read_joints()
        self._read_records()
        self._read_people()
        self._without_measures = len(self.rows)
        self._read_measures()

    def over(self, of: Mapping[int, int], states: Sequence[int] | frozenset[int]) -> Floats:
        """Which of what is not known adds up to the records of some axes and states."""
        vector = np.zeros(self.size)
        every = slice(None)
        if 1 in of:
            cells = self._by_month[of.get(0, every), of[1]]
        else:
            cells = self._by_answer[of.get(0, every), of.get(2, every), of.get(3, every)]
        vector[cells[..., sorted(states)].ravel()] = 1
        return vector

    def all_lines(self) -> Iterator[tuple[str, Line, dict[int, int]]]:
        """Every line of every measure, and those of units by month or answer besides."""
        for measure in self.measures:
            for line, of in self.drop.lines():
                yield measure, line, of
                if line[0] in ("month", *STRANDS):
                    for n in range(len(self.drop.units)):
                        yield measure, (f"unit {n}, {line[0]}", line[1]), {0: n, **of}

    def targets(self) -> list[tuple[str, Floats]]:
        """Every count of 1 to 9 on either side of a line."""
        found = []
        for measure, line, of in self.all_lines():
            within, counted = ASKED[measure]
            for name, count, states in zip(
                ("in", "beside"),
                self.drop.split(measure, of),
                (counted, within - counted),
                strict=True,
            ):
                if 0 < count < SMALL:
                    found.append((f"{measure} {line} {name}: {count}", self.over(of, states)))
        return found

    def narrowed(self, rng: Random, *, whole: bool = False) -> list[str]:
        """The small counts that measures narrow to fewer than three values.

        With `whole` every table that the solver takes for possible is of whole numbers, which takes
        ten times as long; without, the whole numbers between the ends of a range are counted. Left
        out are counts that have no more without any measure: of one record whose answer is known
        not to be known, an outcome is of one or of none.
        """
        targets = self.targets()
        left = self._left(targets, self.rows, rng, whole=whole)
        few = [target for target, n in zip(targets, left, strict=True) if n < FEWEST_VALUES]
        before = self._left(few, self.rows[: self._without_measures], rng, whole=whole)
        return [name for (name, _), n in zip(few, before, strict=True) if n >= FEWEST_VALUES]

    def _left(
        self,
        targets: Sequence[tuple[str, Floats]],
        rows: Sequence[Row],
        rng: Random,
        *,
        whole: bool,
    ) -> list[int]:
        """How many values each count may have, counted up to three and beyond.

        Every solution of a programme is a table that agrees with all that is published, and tells a
        value of each count at once: few need programmes of their own.
        """
        if not targets:
            return []
        goals = np.array([vector for _, vector in targets])
        low, high = np.full(len(goals), np.inf), np.full(len(goals), -np.inf)
        given = _given(rows)

        def solve(objective: Floats) -> None:
            integrality = np.full(self.size, int(whole))
            found = milp(-objective, constraints=given, integrality=integrality, bounds=Bounds(0))
            assert found.x is not None, "what is published contradicts itself"
            values = goals @ (np.round(found.x) if whole else found.x)
            np.minimum(low, values, out=low)
            np.maximum(high, values, out=high)

        for _ in range(TOGETHER):
            few = _whole(low, high) < FEWEST_VALUES
            weights = np.array([rng.random() for _ in goals]) * few @ goals
            if few.any():
                solve(weights)
                solve(-weights)
        for sign in (1, -1):
            for at in range(len(goals)):
                if _whole(low, high)[at] < FEWEST_VALUES:
                    solve(sign * goals[at])
        return [int(n) for n in _whole(low, high)]

    def _is(self, vector: Floats, low: float, high: float) -> None:
        self.rows.append((vector, low, high))

    def _read_joints(self) -> None:
        """Both tables of records hold the same ones of each unit and state."""
        for unit in range(len(self.drop.units)):
            for state in range(len(STATES)):
                by_month = np.zeros(self.size)
                by_month[self._by_month[unit, :, state]] = 1
                self._is(self.over({0: unit}, [state]) - by_month, 0, 0)

    def _where(self, level: Level, unit: str | None) -> dict[int, int]:
        return {} if level is Level.OVERALL else {0: self.drop.units.index(str(unit))}

    def _read_records(self) -> None:
        """Counts of records, of months and of recordings."""
        everything = range(len(STATES))
        for row in self.public.recorded:
            if row.withheld:
                continue
            of = self._where(row.level, row.unit)
            axis = 2 + STRANDS.index(row.strand)
            blank = row.applicable - row.recordings.get(Recording.KNOWN, 0)
            last = self.drop.counts.shape[axis] - 1
            self._is(self.over(of, everything), row.applicable, row.applicable)
            self._is(self.over({**of, axis: last}, everything), blank, blank)
        for month, n in self.public.months.items():
            if month in self.drop.months:
                self._is(self.over({1: self.drop.months.index(month)}, everything), n, n)

    def _read_people(self) -> None:
        everything = range(len(STATES))
        for people in self.public.people:
            axis = 2 + STRANDS.index(people.subject)
            for row in people.rows:
                units = row.together or (row.unit,)
                for group, shown in enumerate(row.counts):
                    if shown is not None:
                        vectors = [
                            self.over({**self._where(row.level, unit), axis: group}, everything)
                            for unit in units
                        ]
                        self._is(np.sum(vectors, axis=0), shown, shown)

    def _read_measures(self) -> None:
        index = dict(self.drop.lines())
        for measured in self.public.measures:
            for line, rate in self._shown(measured.measure):
                self._is_rounded(measured.measure, index[line], rate)

    def _shown(self, measure: str) -> Iterator[tuple[Line, Rate]]:
        return shown_lines(self.public, measure) if measure in self.measures else iter(())

    def _is_rounded(self, measure: str, of: Mapping[int, int], rate: Rate) -> None:
        """A line says what its count and its denominator were rounded to, and that both sides are
        of ten records and more."""
        within, counted = ASKED[measure]
        yes, beside = self.over(of, counted), self.over(of, within - counted)
        self._is(yes, max(self.least, rate.count - self.off), rate.count + self.off)
        self._is(beside, self.least, np.inf)
        self._is(yes + beside, rate.denominator - self.off, rate.denominator + self.off)


def _whole(low: Floats, high: Floats) -> Floats:
    """How many whole numbers lie between the ends, both included."""
    found = np.floor(high + SLACK) - np.ceil(low - SLACK) + 1
    return np.where(np.isfinite(low), found, 0)


def _given(rows: Sequence[Row]) -> LinearConstraint:
    matrix = csr_array(np.array([vector for vector, _, _ in rows]))
    return LinearConstraint(matrix, [low for _, low, _ in rows], [high for _, _, high in rows])


def shown_lines(public: Published, measure: str) -> Iterator[tuple[Line, Rate]]:
    """Every line of a measure that a public report shows."""
    for measured in public.measures:
        if measured.measure != measure or measured.withheld:
            continue
        for place in measured.places:
            if not place.withheld:
                yield (("unit", place.unit) if place.unit else ("", "")), place.rate
        for month in measured.months:
            yield ("month", month.month), month.rate
        for by in measured.by:
            yield from (((by.by, one.group), one.rate) for one in by.groups)
            if by.by != CROSSED and by.not_known.denominator:
                yield (by.by, NOT_KNOWN), by.not_known
