"""Adds a suite's measure counts up by place, month and answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eqmon.engines.measure_states import DENOMINATOR, NOT_MEASURABLE, NUMERATOR, UNTOLD
from eqmon.vocabulary import Level, Recording

if TYPE_CHECKING:
    from eqmon.counts import Place
    from eqmon.engines.measure_counter import MeasureEntry


@dataclass
class Split:
    """Records of a denominator: those of the numerator, and the others."""

    yes: int = 0
    no: int = 0
    untold: int = 0
    """Those of the others that do not tell whether they are: a blank cell, or a strange word."""

    @property
    def all(self) -> int:
        """The denominator."""
        return self.yes + self.no


@dataclass
class Answers:
    """A denominator by known answer, and without one."""

    known: dict[str, Split] = field(default_factory=lambda: defaultdict(Split))
    not_known: Split = field(default_factory=Split)

    @property
    def all(self) -> Split:
        """Known or not."""
        every = [*self.known.values(), self.not_known]
        parts = ((one.yes, one.no, one.untold) for one in every)
        return Split(*map(sum, zip(*parts, strict=True)))


@dataclass
class Sums:
    """One version of a measure, added up."""

    places: dict[Place, Split] = field(default_factory=lambda: defaultdict(Split))
    without_column: dict[Place, int] = field(default_factory=lambda: defaultdict(int))
    lacking: set[str] = field(default_factory=set)
    """Months of records of extracts that lack a column."""
    months: dict[tuple[Place, str], Split] = field(default_factory=lambda: defaultdict(Split))
    by: dict[str, dict[Place, Answers]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Answers))
    )


def sums_of(
    entries: Iterable[MeasureEntry], persons_only: Mapping[str, bool]
) -> dict[tuple[str, int], Sums]:
    """Every measure's sums by its id and version; records without a person where they count."""
    sums: dict[tuple[str, int], Sums] = defaultdict(Sums)
    for entry in entries:
        counts = entry.applicable or not (entry.by or persons_only[entry.measure])
        if counts and entry.recording != Recording.NOT_APPLICABLE:
            for place in _places(entry):
                _add(sums[entry.measure, entry.version], entry, place)
    return dict(sums)


def _places(entry: MeasureEntry) -> Iterator[Place]:
    yield Level.UNIT, entry.unit
    if entry.area:
        yield Level.AREA, entry.area
    yield Level.OVERALL, ""


def _add(sums: Sums, entry: MeasureEntry, place: Place) -> None:
    if entry.state == NOT_MEASURABLE:
        if entry.by:
            return
        sums.without_column[place] += entry.n
        sums.lacking.add(entry.month)
        return
    if entry.by:
        answers = sums.by[entry.by][place]
        _count(answers.known[entry.group] if entry.group else answers.not_known, entry)
        return
    _count(sums.places[place], entry)
    _count(sums.months[place, entry.month], entry)


def _count(split: Split, entry: MeasureEntry) -> None:
    split.yes += entry.n * (entry.state == NUMERATOR)
    split.no += entry.n * (entry.state in (DENOMINATOR, UNTOLD))
    split.untold += entry.n * (entry.state == UNTOLD)
