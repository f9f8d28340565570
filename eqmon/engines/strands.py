"""Each record's recording of a strand, taken from whichever of its fields tells most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eqmon.engines.dates import is_day
from eqmon.engines.readings import Ints, everywhere
from eqmon.rulebook.codelists import Reading
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eqmon.engines.rows import Rows
    from eqmon.rulebook.codelists import CodeList
    from eqmon.rulebook.model import MonitoredStrand

LONGEST_LIFE = 44_195
"""Days in 121 years, give or take a leap day: a person of 120 has not reached it."""

NO_COLUMN = ("", Reading(Recording.NOT_RECORDED, ""))
"""What is told where an extract has none of a required strand's columns: nothing was recorded."""

IMPOSSIBLE_DATE_OF_BIRTH = Reading(Recording.INVALID, "impossible")

AGE_NOT_PLACED = "age not placed"
"""The group of a date of birth on a record without a day to put it to."""

OLDEST = 120

NEVER = -(10**9)

_RANK = {recording: rank for rank, recording in enumerate(Recording)}


class StrandCoder:
    """Gives each (field, reading) of one strand a number that stays the same over all chunks."""

    def __init__(self, strand: MonitoredStrand, ages: Sequence[str]) -> None:
        """A coder that puts a date of birth into the group that `ages` has at its whole years."""
        self.strand = strand
        self.told: list[tuple[str, Reading]] = []
        self.schemes: list[str] = []
        """Beside each of them the one scheme that its texts are of; empty for none or several."""
        self.groups: list[str] = []
        """Beside each of them the group of the age at the record's date; empty where none is."""
        self._number: dict[tuple[tuple[str, Reading], str, str], int] = {}
        self._age_groups = [AGE_NOT_PLACED, *dict.fromkeys(ages)]
        of_years = [self._age_groups.index(group) for group in ages]
        self._of_years = np.array([0, *of_years], dtype=np.int64)

    def codes(self, rows: Rows, record_days: Ints) -> Ints | None:
        """Each record's (field, reading), as positions in `told`.

        Without a column a required strand was not recorded; of an optional one nothing is told.
        """
        fields = [name for name in self.strand.fields if rows.has(name)]
        if not fields:
            if not self.strand.required:
                return None
            return everywhere(self._told(NO_COLUMN), len(rows))
        if len(fields) == 1 and fields[0] != self.strand.at_record_date:
            numbers = rows.categories(fields[0])
            told, _ = self._of_readings(rows, fields[0])
            return rows.column(fields[0]).take(told[numbers])
        best, best_rank = self._field(rows, fields[0], record_days)
        for name in fields[1:]:
            codes, rank = self._field(rows, name, record_days)
            better = rank < best_rank
            best = np.where(better, codes, best)
            best_rank = np.where(better, rank, best_rank)
        return best

    def _field(self, rows: Rows, name: str, record_days: Ints) -> tuple[Ints, Ints]:
        """Each record's (field, reading) in one field, and how little it tells."""
        reader = rows.readers[name]
        numbers = rows.numbers(name)
        if name == self.strand.at_record_date:
            impossible = reader.number(IMPOSSIBLE_DATE_OF_BIRTH)
            known = np.array([r.recording is Recording.KNOWN for r in reader.readings])
            not_born = known[numbers] & ~_alive(rows.days(name), record_days)
            numbers = np.where(not_born, impossible, numbers)
            return self._at_record_date(rows, name, numbers)
        told, ranks = self._of_readings(rows, name)
        return told[numbers], ranks[numbers]

    def _at_record_date(self, rows: Rows, name: str, numbers: Ints) -> tuple[Ints, Ints]:
        """Each record's (field, reading, group of age) in a date of birth, and how little it tells.

        `told` takes in only those that there are: few groups are met beside one year of birth.
        """
        reader, wide = rows.readers[name], len(self._age_groups)
        years = rows.by_day(rows.readers.suite.date, _written) - rows.by_day(name, _written)
        years //= 10_000
        joint = self._of_years[np.clip(years, -1, OLDEST) + 1]
        joint += numbers * wide
        met = np.flatnonzero(np.bincount(joint))
        told = np.zeros(len(reader.readings) * wide, dtype=np.int64)
        for place in met.tolist():
            reading = reader.readings[place // wide]
            group = self._age_groups[place % wide] if reading.recording is Recording.KNOWN else ""
            told[place] = self._told((name, reading), reader.schemes[place // wide], group)
        ranks = np.array([_RANK[r.recording] for r in reader.readings], dtype=np.int64)
        return told[joint], ranks[numbers]

    def _of_readings(self, rows: Rows, name: str) -> tuple[Ints, Ints]:
        """For each reading of a field by number: its position in `told`, and its rank."""
        reader = rows.readers[name]
        readings = reader.readings
        with_schemes = zip(readings, reader.schemes, strict=True)
        told = np.array([self._told((name, r), s) for r, s in with_schemes], dtype=np.int64)
        return told, np.array([_RANK[r.recording] for r in readings], dtype=np.int64)

    def _told(self, told: tuple[str, Reading], scheme: str = "", group: str = "") -> int:
        if (told, scheme, group) not in self._number:
            self._number[told, scheme, group] = len(self.told)
            self.told.append(told)
            self.schemes.append(scheme)
            self.groups.append(group)
        return self._number[told, scheme, group]


def age_groups(strand: MonitoredStrand, code_lists: Mapping[str, CodeList]) -> list[str]:
    """The group of each age in whole years from 0, where a strand puts dates of birth to a date."""
    if strand.at_record_date is None:
        return []
    ages = code_lists[strand.age_groups]
    return [ages.group_of(str(age)) or str(age) for age in range(OLDEST + 1)]


def _written(days: Ints) -> Ints:
    """Days as the numbers 20070131 is written in: of two, whole years are the difference's start.

    So whoever was born on 29 February turns a year older on 1 March where there is none. No day
    at all is long before anybody's birth.
    """
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    month = months.astype(np.int64)
    day = (dates - months).astype(np.int64) + 1
    written = (month // 12 + 1970) * 10_000 + (month % 12 + 1) * 100 + day
    return np.where(is_day(days), written, NEVER)


def _alive(born: Ints, record_days: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether a person born then was between 0 and 120 years old; any birth where no day is known.

    A date of birth that is a date only in form (31 February) was never anybody's.
    """
    dated = is_day(record_days)
    age = record_days - born
    possible = ~dated | ((age >= 0) & (age < LONGEST_LIFE))
    return np.asarray(is_day(born) & possible, dtype=bool)
