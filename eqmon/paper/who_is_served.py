"""Who is served, why and how: what the measures came to, topic by topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Link, Paragraph, Strong, Text
from eqmon.paper.measure_tables import overview
from eqmon.paper.own_unit import as_a_whole
from eqmon.paper.phrases import listed, place, places, rate_of, sentence, within
from eqmon.report.measure_units import stand_out, units_told
from eqmon.report.measure_words import (
    NOT_DISCRIMINATION,
    by_topic,
    standing_of,
    subject_of,
    together,
    with_status,
)
from eqmon.vocabulary import Audience

if TYPE_CHECKING:
    from eqmon.measures.model import Measured
    from eqmon.report.measures_model import Measuring
    from eqmon.report.model import Report

UNITS_AT_LEAST = 5
"""Fewer units than this make no funnel: nothing can stand out of so few."""
NAMED_AT_MOST = 4
TABLE_FROM = 2
"""Fewer measures than this are told in words alone."""
ROUNDED = (
    "This is a public copy: counts of people by what they are, and whatever of the measures would "
    "tell them, are rounded or withheld, and rates come from what is shown."
)


def who_is_served(report: Report, *, in_full: bool = False) -> tuple[Block, ...]:
    """For each collection its measures in a table, and which units stand out; or nothing.

    `in_full` also has a line a topic that tells every rate in words.
    """
    of = measured_in if in_full else _in_brief
    found = [
        block
        for number, one in enumerate(as_a_whole(report).collections, 1)
        if one.measures
        for block in of(one, number)
    ]
    if not found:
        return ()
    public = (Paragraph((ROUNDED,)),) if report.audience is Audience.PUBLIC else ()
    return (Paragraph((NOT_DISCRIMINATION,)), *public, *found)


def measured_in(collection: Measuring, number: int) -> Iterator[Block]:
    """How many measures have figures, a line a topic, and the table of all units together."""
    topics = by_topic(collection.measures)
    said = f"{sentence(standing_of(collection.measures))}{_cannot(collection)}"
    if not topics:
        yield Paragraph((Strong(f"{collection.title}. "), said))
        return
    table = overview(collection, number)
    yield Paragraph(
        (Strong(f"{collection.title} ("), Link("", f"#{table.id}"), Strong("). "), said)
    )
    yield Bullets(tuple(_topic(collection, topic, found) for topic, found in topics.items()))
    yield table


def _in_brief(collection: Measuring, number: int) -> Iterator[Block]:
    """The same without the lines that repeat the table: which units stand out, topic by topic."""
    topics = by_topic(collection.measures)
    said = f"{sentence(standing_of(collection.measures))}{_cannot(collection)}"
    if sum(map(len, topics.values())) < TABLE_FROM:
        rates = [sentence(_rates(found)) for found in topics.values()]
        told = " ".join((said, *rates, *_spread(collection, topics)))
        yield Paragraph((Strong(f"{collection.title}. "), told))
        return
    table = overview(collection, number)
    told = " ".join((said, *_spread(collection, topics)))
    yield Paragraph(
        (Strong(f"{collection.title} ("), Link("", f"#{table.id}"), Strong("). "), told)
    )
    yield table


def _spread(collection: Measuring, topics: Mapping[str, Sequence[Measured]]) -> Iterator[str]:
    """On which topics units lie outside chance, and on which none does."""
    out = {topic: list(_units(collection, found)) for topic, found in topics.items()}
    for said in out.values():
        yield from said
    still = [
        topic
        for topic, found in topics.items()
        if not out[topic] and any(_has_units(collection, one) for one in found)
    ]
    if still:
        yield (
            f"No {place(collection)} lies outside the 99.8 % limits of chance on measures under "
            f"{listed([f'‘{topic}’' for topic in still])}."
        )


def _cannot(collection: Measuring) -> str:
    """`Currently unable to measure dual arrests: ...`, in the words of the papers."""
    found = with_status(collection.measures, "not measurable")
    if not found:
        return ""
    fields = dict.fromkeys(name.replace("_", " ") for one in found for name in one.missing)
    why = f", for want of {listed(list(fields))}" if fields else ""
    names = listed(list(dict.fromkeys(within(one.title) for one in found)))
    return f" It is currently not possible to measure {names}{why}."


def _topic(collection: Measuring, topic: str, found: Sequence[Measured]) -> Text:
    told = f"{_rates(found)}."
    return (Strong(f"{topic}: "), " ".join((told, *_units(collection, found))))


def _rates(found: Sequence[Measured]) -> str:
    rates = [
        f"{within(subject_of(one))} {rate_of(rate)}"
        for one in found
        if (rate := together(one)) is not None
    ]
    return listed(rates) or "no figure is shown"


def _units(collection: Measuring, found: Sequence[Measured]) -> Iterator[str]:
    """Which units stand out of chance, on which measure; nothing where there are few units."""
    for one in found:
        if not _has_units(collection, one):
            continue
        out = stand_out(one, collection.min_records)
        centre = together(one)
        if not out or centre is None:
            continue
        rate = centre.rate or 0.0
        above = [p.unit or "" for p in out if (p.rate.rate or 0.0) > rate]
        below = [p.unit or "" for p in out if (p.rate.rate or 0.0) <= rate]
        sides = [
            f"{side} {_some(units)}"
            for side, units in (("above", above), ("below", below))
            if units
        ]
        yield (
            f"On {within(one.title)} {places(collection, len(out))} "
            f"{'lies' if len(out) == 1 else 'lie'} outside the 99.8 % limits of chance: "
            f"{'; '.join(sides)}."
        )


def _has_units(collection: Measuring, one: Measured) -> bool:
    return len(units_told(one, collection.min_records)) >= UNITS_AT_LEAST


def _some(units: Sequence[str]) -> str:
    more = len(units) - NAMED_AT_MOST
    if more <= 1:
        return listed(units)
    return f"{', '.join(units[:NAMED_AT_MOST])} and {more:,} more"
