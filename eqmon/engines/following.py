"""Which records of a person follow an earlier one, and which is their latest.

A record follows an earlier one where another reference of the same person has an earlier day, at
most so many days before. Two references on one day do not: no date says which came first, and one
incident is often written down as several crimes. The same reference is never a second record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from eqmon.engines.dates import is_day
from eqmon.engines.keys import Hashes
from eqmon.engines.readings import Bools, Ints

_LOWEST = np.int64(np.iinfo(np.int32).min)
_SHIFT = np.uint64(32)


class PersonRecords(NamedTuple):
    """Records that name a person, one entry each, in any order."""

    person: Hashes
    reference: npt.NDArray[np.uint32]
    """Of the record: a hash."""
    day: Ints
    ties: Callable[[Ints], Sequence[Ints]]
    """What tells copies of one record apart, given their positions, most telling first: so the
    choice among them is always the same."""


class Followed(NamedTuple):
    """What the records tell of people."""

    latest: Ints
    """The position of each person's latest record; of several on that day any, but always one."""
    came_again: Bools
    """Beside it whether a record of the person follows an earlier one."""
    following: Ints
    """The positions of the records that follow an earlier one."""
    again: Ints
    """The positions of records that only say once more what another with their reference said."""
    same_day: Ints
    """The latest record of people who did not come again and have several on one day."""


def followed(records: PersonRecords, within: int) -> Followed:
    """Find who came again at most `within` days later.

    The earliest of records with the same person and reference stands for all of them; a record
    without a day neither follows another nor is followed.
    """
    order = np.argsort(records.person)
    first = _starts(records.person[order])
    alone = first & _ends(first)
    once = order[alone]
    several = order[~alone]
    run: Ints = np.cumsum(first, dtype=np.int64)[~alone]
    kept = _each_reference_once(records, several, run)
    again = several[~kept]
    several, run = several[kept], run[kept]
    found = _in_time(records, several, run, within)
    return found._replace(
        latest=np.concatenate([once, found.latest]),
        came_again=np.concatenate([np.zeros(len(once), dtype=bool), found.came_again]),
        again=again,
    )


def _starts(ascending: npt.NDArray[np.generic]) -> Bools:
    """Where sorted values differ from the one before."""
    first = np.ones(len(ascending), dtype=bool)
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    return first


def _ends(first: Bools) -> Bools:
    """Where those end that start so."""
    return np.append(first[1:], np.ones(min(1, len(first)), dtype=bool))


def _each_reference_once(records: PersonRecords, several: Ints, run: Ints) -> Bools:
    """Which of the records are kept where one with the same person and reference is."""
    joint = (run.astype(np.uint64) << _SHIFT) | records.reference[several]
    order = np.argsort(joint)
    first = _starts(joint[order])
    kept = np.ones(len(several), dtype=bool)
    if first.all():
        return kept
    copies = order[~(first & _ends(first))]
    at = several[copies]
    days = records.day[at]
    # The last key counts most: copies with a day before those without, the earliest first.
    keys = (*reversed(records.ties(at)), days, ~is_day(days), joint[copies])
    within = np.lexsort(keys)
    kept[copies[within]] = _starts(joint[copies[within]])
    return kept


def _in_time(records: PersonRecords, several: Ints, run: Ints, within: int) -> Followed:
    """Who came again, of records whose references are all different."""
    days = records.day[several]
    from_lowest = (days - _LOWEST).astype(np.uint64)
    joint = (run.astype(np.uint64) << _SHIFT) | from_lowest
    order = np.argsort(joint)
    together = _starts(joint[order])
    tied = np.flatnonzero(~(together & _ends(together)))
    ties = order[tied]
    order[tied] = ties[np.lexsort((records.reference[several[ties]], joint[ties]))]
    days, run, several, joint = days[order], run[order], several[order], joint[order]
    first_of_run = _starts(run)
    first_of_day = _starts(joint)
    # The record before the first one of this day is of the day before it, if of the same person.
    day_starts = np.maximum.accumulate(np.where(first_of_day, np.arange(len(days)), 0))
    before = np.maximum(day_starts - 1, 0)
    same = (day_starts > 0) & (run[before] == run) & is_day(days[before])
    follows = same & (days - days[before] <= within)
    person = np.cumsum(first_of_run) - 1
    people = int(first_of_run.sum())
    came_again = np.bincount(person[follows], minlength=people) > 0
    together = person[~first_of_day & is_day(days)]
    same_day = (np.bincount(together, minlength=people) > 0) & ~came_again
    last = several[_ends(first_of_run)]
    return Followed(last, came_again, several[follows], several[:0], last[same_day])
