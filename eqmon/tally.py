"""The tally: how many records, per unit, month, subject and recording; past it there is no record.

One row a count, with the columns

- `unit`: a unit's name, or the bucket for records whose unit is blank or not recognised;
- `area`: the area (BCU) that the unit rolls up to, empty where there is none;
- `month`: `YYYY-MM`, or the bucket for records with no date or an unreadable one;
- `applicable`: whether there is a person to describe;
- `subject`: a strand's name in its suite, the id of a check's rule, `record` for the records
  themselves, or `duty` for the law at their dates;
- `field`: the field that told it, empty where there is no column;
- `code`: the code-list code, never text that no code list knows; for `duty` the last day on which
  an equality duty commenced before the record;
- `recording`: how it was recorded, or a check's result;
- `n`: how many records.

Every subject's counts add up to the records read; those of an optional strand to the records of
extracts that have a column for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    import pandas as pd

TYPES = {"applicable": "bool", "n": "int64"}
"""Of the columns that are not text, also where a tally has no row to tell."""

RECORD = "record"
DUTY = "duty"
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
    n: int


COLUMNS = Entry._fields


def entries(rows: pd.DataFrame) -> Iterator[Entry]:
    """The rows of a tally, or of a part of one."""
    return map(Entry._make, zip(*(rows[column].tolist() for column in COLUMNS), strict=True))


def of_subject(tally: pd.DataFrame, subject: str, *, as_read: bool = False) -> pd.DataFrame:
    """The counts of one subject over applicable records, or over all records as they were read.

    A cell may say itself that a strand does not apply: then its record is not applicable to it.
    """
    rows = tally[tally["subject"] == subject]
    if as_read:
        return rows
    return rows[rows["applicable"] & (rows["recording"] != Recording.NOT_APPLICABLE.value)]
