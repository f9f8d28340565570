"""What a rule counts in each unit, each area and overall: a numerator over its denominator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from eqmon import tally as tallies
from eqmon.vocabulary import RECORDINGS_OF, CheckResult, Level, Measure, Recording

if TYPE_CHECKING:
    import pandas as pd


class Count(NamedTuple):
    """A rule's numerator and denominator in one unit, one area or overall (unit is empty)."""

    level: Level
    unit: str
    count: int  # type: ignore[assignment]  # nobody asks a Count for tuple.count
    denominator: int


def recording_counts(tally: pd.DataFrame, strand: str, measure: Measure) -> list[Count]:
    """Applicable records with one of the measure's recordings, over applicable records."""
    rows = tallies.of_subject(tally, strand)
    return _counts(rows, rows["recording"].isin(_values(RECORDINGS_OF[measure])))


def check_counts(tally: pd.DataFrame, rule_id: str) -> list[Count]:
    """Records that break a check, over records that it concerns, applicable or not."""
    rows = tallies.of_subject(tally, rule_id, as_read=True)
    rows = rows[rows["recording"] != CheckResult.NOT_CONCERNED.value]
    return _counts(rows, rows["recording"] == CheckResult.BROKEN.value)


def left_out_counts(tally: pd.DataFrame) -> list[Count]:
    """Records with no person to describe, over records read."""
    rows = tallies.of_subject(tally, tallies.RECORD, as_read=True)
    return _counts(rows, ~rows["applicable"])


def dominance_counts(tally: pd.DataFrame, strand: str) -> list[Count]:
    """Applicable records with the most frequent known code, over known ones."""
    rows = tallies.of_subject(tally, strand)
    known = rows[rows["recording"] == Recording.KNOWN.value]
    found = []
    for level, names in _levels(known):
        by_code = known.groupby([names, known["code"]], observed=True)["n"].sum()
        for unit, codes in by_code.groupby(level=0):
            found.append(Count(level, str(unit), int(codes.max()), int(codes.sum())))
    return found


def _counts(rows: pd.DataFrame, counted: pd.Series[bool]) -> list[Count]:
    found = []
    for level, names in _levels(rows):
        denominators = rows["n"].groupby(names, observed=True).sum()
        numerators = rows["n"].where(counted, 0).groupby(names, observed=True).sum()
        found += [
            Count(level, str(unit), int(numerator), int(denominator))
            for (unit, denominator), numerator in zip(denominators.items(), numerators, strict=True)
        ]
    return found


def _levels(rows: pd.DataFrame) -> Iterator[tuple[Level, pd.Series[str]]]:
    """What each row is added up under: its unit, its area where it has one, all as one."""
    yield Level.UNIT, rows["unit"]
    yield Level.AREA, rows["area"].where(rows["area"] != "")
    yield Level.OVERALL, rows["unit"].where(rows["unit"].isna(), "")


def _values(recordings: frozenset[Recording]) -> list[str]:
    return [recording.value for recording in recordings]
