"""The quality statement: inputs, exclusions, disclosure, breaks in series, exceptions, accuracy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from eqmon.document.model import (
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Paragraph,
    Section,
    Table,
    Text,
)
from eqmon.paper import cells
from eqmon.paper.particulars import day
from eqmon.paper.phrases import period, places, sentence, verb
from eqmon.report import accuracy_lines
from eqmon.report.noticed import noticed
from eqmon.report.words import number_of
from eqmon.vocabulary import Audience

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Input, Report

EXACT = "None: figures are exact, so this copy is not for publication."
CONTROLLED = "Small counts are withheld, and what would tell them by subtraction."
IN_JSON = " (shown as 0)"
"""What notices say of a file's figures; a paper shows no such 0."""
SCHEME = "scheme"
"""What notices on code schemes hold: a break in series, where schemes differ."""


def quality(report: Report) -> tuple[Block, ...]:
    """Every part under a side-head; parts with nothing to tell are left out."""
    schemes = [notice for notice in report.notices if SCHEME in notice]
    others = [n.replace(IN_JSON, "") for n in report.notices if SCHEME not in n]
    return (
        Facts(tuple((name, (said,)) for name, said in _facts(report))),
        *_inputs(report),
        *_part("exclusions", "What is left out", _exclusions(report)),
        *_part("disclosure", "Disclosure control", _disclosure(report)),
        *_part("breaks", "Breaks in series", (*_breaks(report), *schemes)),
        *_part("mind", "What to bear in mind", others),
        *_part("exceptions", "Known exceptions", report.exceptions),
        *_accuracy(report),
    )


def _part(name: str, title: str, said: Iterable[str]) -> Iterator[Section]:
    items: tuple[Text, ...] = tuple((sentence(one),) for one in said if one)
    if items:
        yield Section(f"quality-{name}", title, (Bullets(items),))


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    if report.period:
        yield "Period", period(report)
    if report.extracted_on:
        yield "Extracted on", _day(report.extracted_on)
    if report.records:
        yield "Records read", f"{report.records:,}"
    if report.inputs:
        yield "Inputs", number_of(len(report.inputs), "file")
    yield "Rulebook", report.rulebook
    if report.audience is Audience.INTERNAL:
        yield "Rulebook's sha256", report.rulebook_sha256
    yield "Made with", f"eqmon {report.eqmon}"


def _day(given: str) -> str:
    try:
        return day(date.fromisoformat(given))
    except ValueError:
        return given


def _inputs(report: Report) -> Iterator[Section]:
    if not report.inputs:
        return
    table = Table(
        id="table-inputs",
        label="",
        title="Every input and its hash",
        columns=(
            Column("Input", "name"),
            Column("What became of it", "text"),
            Column("Records", "count"),
            Column("Written as", "text"),
            Column("sha256", "text"),
        ),
        rows=tuple(_input(one) for one in report.inputs),
    )
    notes = noticed(report.inputs)
    said = (Bullets(tuple((note,) for note in notes)),) if notes else ()
    yield Section("quality-inputs", "Inputs", (table, *said))


def _input(one: Input) -> tuple[Cell, ...]:
    became = one.status.replace("_", " ")
    written = ", ".join(part for part in (one.written_as, one.encoding, one.layout) if part)
    return (
        cells.word(one.name),
        cells.word(f"{became}: {one.problem}" if one.problem else became),
        cells.count(one.records),
        cells.word(written) if written else cells.NOT_AVAILABLE,
        cells.word(one.sha256) if one.sha256 else cells.NOT_AVAILABLE,
    )


def _exclusions(report: Report) -> Iterator[str]:
    for collection in report.collections:
        left_out = collection.records - collection.applicable
        if left_out > 0:
            yield (
                f"{collection.title}: {left_out:,} of {number_of(collection.records, 'record')} "
                f"{verb(left_out, 'is', 'are')} not applicable and in no rate of a strand, as "
                f"{verb(left_out, 'it describes', 'they describe')} nobody whom the rules are about"
            )
        arrival = collection.arrival
        unnamed = arrival.records_unit_blank + arrival.records_unit_not_recognised
        if unnamed:
            yield (
                f"{collection.title}: {number_of(unnamed, 'record')} of no known unit "
                f"{verb(unnamed, 'is', 'are')} counted overall and in no unit"
            )
        if arrival.shared_keys:
            yield (
                f"{collection.title}: {number_of(arrival.shared_keys, 'reference')} "
                f"{verb(arrival.shared_keys, 'stands', 'stand')} in another collection too and "
                f"{verb(arrival.shared_keys, 'is', 'are')} counted in both"
            )
        if arrival.repeated:
            yield f"{collection.title}: {number_of(len(arrival.repeated), 'input')} came twice"


def _disclosure(report: Report) -> Iterator[str]:
    if report.audience is Audience.INTERNAL:
        yield EXACT
    elif report.disclosure is None:
        yield CONTROLLED
    else:
        yield from report.disclosure.said
        if report.disclosure.compared_with:
            yield f"It was held against the last publication, {report.disclosure.compared_with}"


def _breaks(report: Report) -> Iterator[str]:
    for collection in report.collections:
        if collection.arrival.expected:
            listed_as = places(collection, collection.arrival.expected)
            yield f"{collection.title} is shown for {listed_as}, as they are today"
    layouts = sorted({one.layout for one in report.inputs if one.layout})
    if layouts:
        yield f"Layouts by which inputs were read: {', '.join(layouts)}"
    if report.baseline is not None and not report.baseline.comparable:
        yield f"Not comparable with {report.baseline.name}: {report.baseline.reason}"


def _accuracy(report: Report) -> Iterator[Section]:
    blocks: list[Block] = []
    for collection in report.collections:
        if collection.accuracy:
            blocks += [Paragraph((f"{collection.title}:",)), Bullets(tuple(_signals(collection)))]
    if blocks:
        yield Section("quality-accuracy", accuracy_lines.TITLE, tuple(blocks))


def _signals(collection: Collection) -> Iterator[Text]:
    for line in accuracy_lines.asking(collection):
        yield (f"{line.signal}, asks for a look: {line.text}",)
    for line in accuracy_lines.brief(collection):
        yield (f"{line.signal}: {line.text}",)
    for said in accuracy_lines.not_computed(collection):
        yield (sentence(said),)
