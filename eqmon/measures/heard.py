"""What a reader must know of cells that measures compare with words: words that no list knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.measures.status import OVERALL
from eqmon.vocabulary import BUCKETS, Level

if TYPE_CHECKING:
    from eqmon.engines.measure_counts import MeasureCounts, WordCount
    from eqmon.measures.sums import Sums
    from eqmon.rulebook.measures import Definition

MANY = 20
"""More than one record in so many makes a figure one that cannot be relied on."""
DOUBT = "Not to be relied on: "
"""Begins the note of a measure of which more than that are strange; it stands before the others."""


def doubts(measure: Definition, number: int, counts: MeasureCounts) -> Iterator[str]:
    """Notes of fields with so many words that no list knows that the figure means little."""
    for field, count in _of_version(measure, number, counts):
        if _is_doubtful(count):
            yield DOUBT + _strange(field, count)


def heard(measure: Definition, number: int, counts: MeasureCounts) -> Iterator[str]:
    """Notes of fields with a few such words, of blank cells, and of records without a date."""
    for field, count in _of_version(measure, number, counts):
        if count.strange and not _is_doubtful(count):
            yield _strange(field, count)
        if count.blank:
            records, they = _of(count.blank, count.asked), _they(count.blank)
            yield f"{records} nothing in {_name(field)}: {they} as none of the words named."
    if undated := counts.undated.get(measure.id, 0):
        records = "1 record has" if undated == 1 else f"{undated:,} records have"
        is_ = "is" if undated == 1 else "are"
        yield (
            f"{records} no date that can be read, and {is_} in no figure: what counts depends on "
            "the date."
        )


def unheard(measure: Definition, number: int, counts: MeasureCounts) -> str:
    """Why there may be no record: fields of which no list knows the words; tells no number."""
    found = _of_version(measure, number, counts)
    names = " and ".join(_name(field) for field, count in found if _is_doubtful(count))
    return f" No list of the rulebook knows many of the words in {names}." if names else ""


def of_no_unit(sums: Sums) -> Iterator[str]:
    """A note of records that are in the figure of all units together and in that of none."""
    records = sum(
        split.all
        for (level, unit), split in sums.places.items()
        if level is Level.UNIT and unit in BUCKETS
    )
    if records:
        every = sums.places[OVERALL].all
        are = "is" if records == 1 else "are"
        yield f"{records:,} of {every:,} records {are} of no known unit, and in no unit's figure."


def _of_version(
    measure: Definition, number: int, counts: MeasureCounts
) -> Iterator[tuple[str, WordCount]]:
    for (id_, version, field), count in counts.words.items():
        if (id_, version) == (measure.id, number):
            yield field, count


def _is_doubtful(count: WordCount) -> bool:
    return count.strange * MANY > count.asked


def _strange(field: str, count: WordCount) -> str:
    records, they = _of(count.strange, count.asked), _they(count.strange)
    return (
        f"{records} a word in {_name(field)} that no list knows: {they} as none of those named. "
        "See which words it holds; rules/README.md says how to name them."
    )


def _of(some: int, every: int) -> str:
    return f"{some:,} of {every:,} records {'has' if some == 1 else 'have'}"


def _they(number: int) -> str:
    return "it counts" if number == 1 else "they count"


def _name(field: str) -> str:
    return field.replace("_", " ")
