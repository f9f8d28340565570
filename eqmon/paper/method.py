"""How it was counted and judged, in brief."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Strong
from eqmon.paper.phrases import listed
from eqmon.paper.standing import assessed
from eqmon.report.measure_words import FEW

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report


LEAST_BY_CHANCE = 0.5
COUNTING = (
    (
        "Reading",
        "Every row of an extract is a record, save blank rows, totals and rows that have not as "
        "many cells as the heading; those are counted and told. No value is changed or filled in.",
    ),
    (
        "Recording",
        "Each cell is read by its field's code list and has one recording: known, declined, not "
        "stated, not asked, not known, not recorded, default, invalid or blank. Where several "
        "fields tell of one strand, such as an age and a date of birth, the one that tells most "
        "counts.",
    ),
    (
        "Denominators",
        "The denominator of every rate of a strand is applicable records: those that describe a "
        "person whom the rules are about. A rate on references, dates and units has all records "
        "that it concerns.",
    ),
)
CONCLUDING = (
    (
        "Interval",
        "Wilson's 95 % score interval. It speaks of the process of recording, not of sampling: "
        "the extract is complete.",
    ),
    (
        "Too much not known",
        "Disproportionality cannot be reviewed accurately by a strand whose rule on recording "
        "fails, or of which all that is not known, declined and not stated among it, is above "
        "that rule's limit for failing.",
    ),
    (
        "What it rests on",
        "What is recorded is taken for true. The limits are a judgement, and their reasons and "
        "sources stand in the rulebook.",
    ),
)
MEASURES = (
    (
        "Measures",
        "Each counts, of the records that it is of, those that do what it asks, by the definition "
        "in force at the record's date. Records of extracts that lack a column for it are in none "
        "of its figures.",
    ),
    (
        "Ratios",
        "A group's rate over that of what it is compared with, among known answers, with the "
        "interval of Donner and Zou from Wilson's limits. Bounds are the lowest and the highest "
        f"ratio that answers not known leave possible. Groups of fewer than {FEW} records are not "
        "compared.",
    ),
)
CHANGE = (
    "Change",
    "Two figures differ where Newcombe's 99.8 % interval of their difference leaves out nought; "
    "extracts of ages over 14 days apart are not compared.",
)


def method(report: Report) -> tuple[Block, ...]:
    """A line a step, in the order in which it is done."""
    return (Bullets(tuple((Strong(f"{head}. "), said) for head, said in _steps(report))),)


def _steps(report: Report) -> Iterator[tuple[str, str]]:
    least = sorted({collection.min_records for collection in report.collections})
    few = listed([f"{number:,}" for number in least]) or "30"
    yield from COUNTING
    yield (
        "Judging",
        "A rate passes within its limits; exactly at a limit is within it. It fails where its "
        "whole 95 % interval lies above the limit for failing, and warns in between. Fewer than "
        f"{few} applicable records are not judged alone but together with their area.",
    )
    yield from CONCLUDING
    for collection in report.collections:
        said = _by_chance(collection)
        if said:
            yield "Chance", said
    if any(collection.measures for collection in report.collections):
        yield from MEASURES
    if report.baseline is not None:
        yield CHANGE


def _by_chance(collection: Collection) -> str:
    """How many rates of units would fail by chance; empty under half a one."""
    expected = sum(rule.expected_by_chance for rule in collection.rules)
    if expected < LEAST_BY_CHANCE:
        return ""
    rates = sum(assessed(rule) for rule in collection.rules if rule.expected_by_chance)
    return (
        f"{collection.title}: were every unit exactly at its limit for failing, about "
        f"{expected:.1f} of {rates:,} rates of units would fail by chance all the same."
    )
