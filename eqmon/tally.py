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

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("unit", "area", "month", "applicable", "subject", "field", "code", "recording", "n")
TYPES = {"applicable": "bool", "n": "int64"}
"""Of the columns that are not text, also where a tally has no row to tell."""

RECORD = "record"
DUTY = "duty"
UNDATED = "undated"


def of_subject(tally: pd.DataFrame, subject: str, *, as_read: bool = False) -> pd.DataFrame:
    """The counts of one subject over applicable records, or over all records as they were read."""
    rows = tally[tally["subject"] == subject]
    return rows if as_read else rows[rows["applicable"]]


def recordings_by(rows: pd.DataFrame, groups: Mapping[str, str] | None = None) -> pd.DataFrame:
    """A subject's counts as a table: a row a unit (or group of units), a column a recording.

    `groups` maps units to the group they are added up in; units it does not name are left out.
    """
    units = rows["unit"] if groups is None else rows["unit"].map(groups)
    counts = rows.groupby([units, rows["recording"]], observed=True)["n"].sum()
    table = counts.unstack(fill_value=0)  # noqa: PD010 - pivot_table would count anew
    return table.astype("int64")


def total(table: pd.DataFrame, recordings: Iterable[str]) -> pd.Series[int]:
    """Each row's sum over those recordings that the table has."""
    return table[[r for r in recordings if r in table.columns]].sum(axis=1).astype("int64")


def has_column(tally: pd.DataFrame, subject: str) -> bool:
    """Whether any extract had a column for this strand."""
    rows = tally[tally["subject"] == subject]
    return bool((rows["field"] != "").any())


def known_codes(rows: pd.DataFrame) -> pd.DataFrame:
    """A subject's known counts by unit and code: columns unit, code, n."""
    known = rows[rows["recording"] == Recording.KNOWN.value]
    return known.groupby(["unit", "code"], observed=True)["n"].sum().reset_index()
