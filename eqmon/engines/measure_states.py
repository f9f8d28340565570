"""What each record is to a measure: outside, in the denominator, in the numerator as well."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eqmon.engines.dates import is_day
from eqmon.engines.readings import Bools, Ints
from eqmon.engines.where import all_hold
from eqmon.rulebook.measures import DaysMeasure, ShareMeasure

if TYPE_CHECKING:
    from eqmon.engines.rows import Rows
    from eqmon.rulebook.measures import Definition, Measures, Version

OUTSIDE, DENOMINATOR, NUMERATOR, NOT_MEASURABLE = range(4)
"""A record's state; in the numerator it is in the denominator too."""
STATES = 4

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


def row_measures(measures: Measures | None) -> list[Versioned]:
    """Every version of the measures that one record by itself tells."""
    return [
        Versioned(one, number)
        for one in (measures.measures if measures else ())
        if isinstance(one, ShareMeasure | DaysMeasure)
        for number in range(len(one.versions))
    ]


def states(rows: Rows, versioned: Versioned, days: Ints) -> Ints:
    """Each record's state by one version, given the day of the suite's date field."""
    measure, version = versioned.measure, versioned.version
    if not all(rows.has(name) for name in (*version.fields, *measure.fields_of_kind)):
        found = np.broadcast_to(np.int64(NOT_MEASURABLE), len(rows))
    else:
        within = all_hold(rows, version.denominator.where)
        if isinstance(measure, DaysMeasure):
            start, end = rows.days(measure.start), rows.days(measure.end)
            within = within & is_day(start) & is_day(end) & (end >= start)
            counted = end - start <= measure.within
        else:
            counted = all_hold(rows, version.numerator.where)
        found = np.where(within, np.where(counted, NUMERATOR, DENOMINATOR), OUTSIDE)
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
