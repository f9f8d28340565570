"""What each record is to a measure: outside, in the denominator, in the numerator as well."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eqmon.engines.dates import is_day
from eqmon.engines.readings import Bools, Ints, everywhere
from eqmon.engines.where import all_hold
from eqmon.rulebook.measures import DaysMeasure, ShareMeasure

if TYPE_CHECKING:
    from eqmon.engines.rows import Rows
    from eqmon.rulebook.measures import Definition, Measures, Version

OUTSIDE, DENOMINATOR, NUMERATOR, NOT_MEASURABLE, UNTOLD = range(5)
"""A record's state; in the numerator it is in the denominator too. Untold is one of the denominator
whose cell is blank, or holds a word that nobody knows: it is counted as if it were not in the
numerator, and nothing may be concluded from that."""
STATES = 5

_EPOCH = date(1970, 1, 1)


class Versioned(NamedTuple):
    """One version of a measure."""

    measure: Definition
    number: int
    """From 0, in the order of the definition."""

    @property
    def version(self) -> Version:
        """What it says."""
        return self.measure.versions[self.number]


def versions_of(measures: Measures | None) -> list[Versioned]:
    """Every version of every measure."""
    return [
        Versioned(one, number)
        for one in (measures.measures if measures else ())
        for number in range(len(one.versions))
    ]


def row_measures(measures: Measures | None) -> list[Versioned]:
    """Every version of the measures that one record by itself tells."""
    versions = versions_of(measures)
    return [one for one in versions if isinstance(one.measure, ShareMeasure | DaysMeasure)]


def states(rows: Rows, versioned: Versioned, days: Ints) -> Ints:
    """Each record's state by one version, given the day of the suite's date field."""
    return within_dates(versioned.version, days, undated_states(rows, versioned))


def undated_states(rows: Rows, versioned: Versioned) -> Ints:
    """Each record's state by one version as if it held for every date."""
    measure, version = versioned.measure, versioned.version
    if not has_columns(rows, versioned):
        return everywhere(NOT_MEASURABLE, len(rows))
    within = all_hold(rows, version.denominator.where)
    if isinstance(measure, DaysMeasure):
        start, end = rows.days(measure.start), rows.days(measure.end)
        within = within & is_day(start) & is_day(end) & (end >= start)
        counted = end - start <= measure.within
    else:
        counted = all_hold(rows, version.numerator.where)
    return np.where(within, np.where(counted, NUMERATOR, DENOMINATOR), OUTSIDE)


def has_columns(rows: Rows, versioned: Versioned) -> bool:
    """Whether the extract has a column for every field that a version reads."""
    named = (*versioned.version.fields, *versioned.measure.fields_of_kind)
    return all(rows.has(name) for name in named)


def within_dates(version: Version, days: Ints, found: Ints) -> Ints:
    """States, outside for records of days for which a version does not hold."""
    if version.since is None and version.until is None:
        return found
    return np.where(_within_dates(version, days), found, OUTSIDE)


def _within_dates(version: Version, days: Ints) -> Bools:
    """Which records' days the version holds for; of records without a day it holds for none."""
    first = _number(version.since) if version.since else np.iinfo(np.int64).min
    last = _number(version.until) if version.until else np.iinfo(np.int64).max
    return np.asarray(is_day(days) & (days >= first) & (days <= last))


def _number(day: date) -> int:
    return (day - _EPOCH).days
