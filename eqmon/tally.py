"""The tally: how many records, per unit, month, subject and recording; past it there is no record.

One row a count, with the columns

- `unit`: a unit's name, or the bucket for records whose unit is blank or not recognised;
- `area`: the area (BCU) that the unit rolls up to, empty where there is none;
- `month`: `YYYY-MM`, or the bucket for records with no date or an unreadable one;
- `applicable`: whether there is a person to describe;
- `subject`: a strand's name in its suite, the id of a check's rule or of a signal that compares two
  fields, a field that people are counted by besides strands, `record` for the records themselves,
  `duty` for the law at their dates, or `scheme` for codes that belong to one scheme alone, where a
  field has none declared;
- `field`: the field that told it, empty where there is no column;
- `code`: the code-list code, never text that no code list knows; for `duty` the last day on which
  an equality duty commenced before the record; for `scheme` the scheme; for a signal two groups;
  for a field of several codes all of their groups;
- `recording`: how it was recorded, or a check's result;
- `group`: what only the record tells of a known answer, the group of an age at the record's date
  where a date of birth told it; empty for all others, whose codes have their groups in code lists;
- `n`: how many records.

Every subject's counts add up to the records read; those of an optional strand to the records of
extracts that have a column for it, of a signal to those of extracts that have both its columns, of
`scheme` to the records with such a code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    import pandas as pd

TYPES = {"applicable": "bool", "n": "int64"}
"""Of the columns that are not text, also where a tally has no row to tell."""

RECORD = "record"
DUTY = "duty"
SCHEME = "scheme"
UNDATED = "undated"


class Entry(NamedTuple):
    """One row of the tally."""

    unit: str
    area: str
    month: str
    applicable: bool
    subject: str
    field: str
    code: str
    recording: str
    group: str
    n: int


COLUMNS = Entry._fields


def entries(rows: pd.DataFrame) -> Iterator[Entry]:
    """The rows of a tally, or of a part of one."""
    return map(Entry._make, zip(*(rows[column].tolist() for column in COLUMNS), strict=True))


def of_subject(tally: pd.DataFrame, subject: str, *, as_read: bool = False) -> list[Entry]:
    """The counts of one subject over applicable records, or over all records as they were read.

    A cell may say itself that a strand does not apply: then its record is not applicable to it.
    """
    rows = _by_subject(_Same(tally)).get(subject, [])
    if as_read:
        return rows
    return [e for e in rows if e.applicable and e.recording != Recording.NOT_APPLICABLE.value]


class _Same:
    """A frame that is equal to itself alone; a tally is never changed once it is made."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.frame is self.frame

    def __hash__(self) -> int:
        return id(self.frame)


@lru_cache(maxsize=4)
def _by_subject(tally: _Same) -> dict[str, list[Entry]]:
    """A tally's entries by subject, taken apart once for all the rules that read it."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries(tally.frame):
        found[entry.subject].append(entry)
    return dict(found)
