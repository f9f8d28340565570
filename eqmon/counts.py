"""What a rule counts in each unit, each area and overall: a numerator over its denominator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon import tally as tallies
from eqmon.tally import Entry
from eqmon.vocabulary import RECORDINGS_OF, CheckResult, Level, Measure, Recording

if TYPE_CHECKING:
    import pandas as pd

Place = tuple[Level, str]
"""A level, and the name of the unit or area there; empty overall."""

LEVELS = (Level.UNIT, Level.AREA, Level.OVERALL)
"""In the order in which counts are given."""


@dataclass(frozen=True, slots=True)
class Count:
    """A rule's numerator and denominator in one unit, one area or overall (unit is empty)."""

    level: Level
    unit: str
    count: int
    denominator: int


def recording_counts(tally: pd.DataFrame, strand: str, measure: Measure) -> list[Count]:
    """Applicable records with one of the measure's recordings, over applicable records."""
    counted = {recording.value for recording in RECORDINGS_OF[measure]}
    rows = tallies.of_subject(tally, strand)
    return _counts(rows, lambda entry: entry.recording in counted)


def places_without_column(tally: pd.DataFrame, strand: str) -> set[Place]:
    """Where no extract has any column for a strand; overall, too, where nothing was counted."""
    rows = tallies.of_subject(tally, strand, as_read=True)
    every = {(Level.OVERALL, ""), *(place for entry in rows for place in places(entry))}
    return every - {place for entry in rows if entry.field for place in places(entry)}


def check_counts(tally: pd.DataFrame, rule_id: str) -> list[Count]:
    """Records that break a check, over records that it concerns, applicable or not."""
    rows = tallies.of_subject(tally, rule_id, as_read=True)
    concerned = (e for e in rows if e.recording != CheckResult.NOT_CONCERNED.value)
    return _counts(concerned, lambda entry: entry.recording == CheckResult.BROKEN.value)


def left_out_counts(tally: pd.DataFrame) -> list[Count]:
    """Records with no person to describe, over records read."""
    rows = tallies.of_subject(tally, tallies.RECORD, as_read=True)
    return _counts(rows, lambda entry: not entry.applicable)


def dominance_counts(tally: pd.DataFrame, strand: str) -> list[Count]:
    """Applicable records with the most frequent known code, over those known."""
    sums: dict[Place, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for entry in tallies.of_subject(tally, strand):
        if entry.recording == Recording.KNOWN.value:
            for place in places(entry):
                sums[place][entry.code] += entry.n
    return [
        Count(*place, max(codes.values()), sum(codes.values()))
        for place, codes in sorted(sums.items(), key=_in_order)
    ]


def places(entry: Entry) -> Iterator[Place]:
    """Where a count is added up: in its unit, in its area where it has one, and overall."""
    yield Level.UNIT, entry.unit
    if entry.area:
        yield Level.AREA, entry.area
    yield Level.OVERALL, ""


def _counts(rows: Iterable[Entry], counted: Callable[[Entry], bool]) -> list[Count]:
    sums: dict[Place, list[int]] = defaultdict(lambda: [0, 0])
    for entry in rows:
        for place in places(entry):
            sums[place][0] += entry.n * counted(entry)
            sums[place][1] += entry.n
    return [Count(*place, *both) for place, both in sorted(sums.items(), key=_in_order)]


def _in_order(item: tuple[Place, object]) -> tuple[int, str]:
    (level, unit), _ = item
    return LEVELS.index(level), unit
