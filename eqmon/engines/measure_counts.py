"""What was counted for a suite's measures: past it there is no record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

LONGEST = 366
"""Whole days that are told one by one; all longer ones are told together."""
OVER = LONGEST + 1
"""In place of days: more than `LONGEST`."""
BEFORE = -1
"""In place of days: the end lies before the start, so one of the two is wrong."""
OPEN = -2
"""In place of days: there is a start and the end is blank."""
UNDATED = -3
"""In place of days: there is no start, or one of the two cannot be read."""


class MeasureEntry(NamedTuple):
    """How many records, or people, of a unit and month have one state and one answer."""

    unit: str
    area: str
    month: str
    applicable: bool
    measure: str
    version: int
    by: str
    """A strand, two crossed, or empty for all records together."""
    group: str
    recording: str
    state: int
    n: int
    """People where a repeat measure counts people, each at the latest of their records; records
    otherwise, and always where it cannot be measured."""


class DaysEntry(NamedTuple):
    """How many records of a measure's denominator lie so many whole days from start to end."""

    unit: str
    area: str
    month: str
    applicable: bool
    measure: str
    version: int
    days: int
    """0 to `LONGEST`, or `OVER`, `BEFORE`, `OPEN`, `UNDATED`."""
    n: int


class WordCount(NamedTuple):
    """Cells of a field that a measure compares with words, of the records that it asks."""

    strange: int = 0
    """They hold a word that no list of the measures' file knows."""
    blank: int = 0
    """They hold nothing, where that does not say what is counted."""
    asked: int = 0


@dataclass(frozen=True)
class Seen:
    """Over which records repeats were looked for: nothing outside them is known."""

    first: date | None
    """The earliest day of a record of the measure that names a person; None where none has one.
    Days of months that hold next to none of them are left out: mostly they are written wrongly."""
    last: date | None
    nameless: int = 0
    """Records of the measure whose reference names nobody; in no figure of people."""
    undated: int = 0
    """Records that name a person and have no day: they never follow another."""
    again: int = 0
    """Records that only say once more what one with the same person and reference said."""
    same_day: int = 0
    """People with records of several references on one day, which are not counted as repeats."""
    astray: int = 0
    """Records of days before the first or after the last; they are looked among too."""


@dataclass(frozen=True)
class Searched:
    """The collection in which a linked measure looks for its references."""

    suite: str
    field: str
    came: bool
    """Whether the drop holds a record of that collection."""
    records: int = 0
    """Its records in extracts with a column for the field."""
    without_column: int = 0
    """Its records in extracts without one."""
    units_without: tuple[str, ...] = ()
    """Units of the measure's records of which it holds none: not measurable there."""


@dataclass(frozen=True)
class MeasureCounts:
    """All that was counted for a suite's measures, as numbers alone."""

    entries: tuple[MeasureEntry, ...] = ()
    days: tuple[DaysEntry, ...] = ()
    """Of measures of days, by unit and month."""
    seen: Mapping[str, Seen] = field(default_factory=dict)
    """By the id of each repeat measure that an extract had the fields for."""
    searched: Mapping[str, Searched] = field(default_factory=dict)
    """By the id of each linked measure."""
    words: Mapping[tuple[str, int, str], WordCount] = field(default_factory=dict)
    """By measure, version and field that it compares with words."""
    undated: Mapping[str, int] = field(default_factory=dict)
    """By the id of each measure with versions by date: its records without a day, in none."""
