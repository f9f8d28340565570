"""What a reader must know of a measure besides its figures: over what it could be looked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from eqmon.engines.measure_counts import MeasureCounts, Searched, Seen
    from eqmon.rulebook.measures import Definition
    from eqmon.rulebook.model import Suite

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHOWN = 3
"""Units that are named one by one; more are counted."""


def provisos(
    measure: Definition, counts: MeasureCounts, suites: Mapping[str, Suite]
) -> Iterator[str]:
    """Sentences on the records in which repeats or links of a measure were looked for."""
    if (seen := counts.seen.get(measure.id)) is not None:
        yield from _of_seen(seen)
    if (searched := counts.searched.get(measure.id)) is not None:
        yield from _of_searched(searched, _title(searched, suites))


def why_not_searched(
    measure: Definition, counts: MeasureCounts, suites: Mapping[str, Suite]
) -> str:
    """Why nothing could be looked for; empty where something could, or nothing was to be."""
    searched = counts.searched.get(measure.id)
    if searched is None or searched.records:
        return ""
    title, name = _title(searched, suites), searched.field.replace("_", " ")
    if searched.came:
        return f"Currently not measurable: no extract of {title} has a column for {name}."
    return f"Currently not measurable: there is no record of {title} to look in."


def _title(searched: Searched, suites: Mapping[str, Suite]) -> str:
    suite = suites.get(searched.suite)
    title = suite.title if suite else searched.suite.replace("_", " ")
    return title[:1].lower() + title[1:]


def _of_seen(seen: Seen) -> Iterator[str]:
    if seen.first and seen.last:
        span = f"{_day(seen.first)} to {_day(seen.last)}"
        yield f"Looked for among records of {span} alone; what lies outside is not seen."
        if seen.astray:
            has = "1 more record has" if seen.astray == 1 else f"{seen.astray:,} more records have"
            yield f"{has} a day before or after these."
    if seen.nameless:
        is_ = "is" if seen.nameless == 1 else "are"
        yield f"{_records(seen.nameless)} no reference of the person, and {is_} in no figure."
    if seen.same_day:
        people = "1 person has" if seen.same_day == 1 else f"{seen.same_day:,} people have"
        yield f"{people} several records on one day alone: no repeat by themselves."
    if seen.undated:
        counts = "counts" if seen.undated == 1 else "count"
        yield (
            f"{_records(seen.undated)} no day that can be read, and never {counts} as coming again."
        )


def _of_searched(searched: Searched, title: str) -> Iterator[str]:
    if units := searched.units_without:
        named = ", ".join(units[:SHOWN])
        more = f" and {len(units) - SHOWN} more" if len(units) > SHOWN else ""
        yield f"No record of {title} came from {named}{more}: nothing could be looked for there."
    if searched.without_column:
        name = searched.field.replace("_", " ")
        yield f"{searched.without_column:,} records of {title} have no column for {name}."


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _records(number: int) -> str:
    return "1 record has" if number == 1 else f"{number:,} records have"
