"""The front sheet: on one page what fails, where it is worst, what is missing, what to decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Column, Paragraph, Section, Strong, Table, Text
from eqmon.paper import cells
from eqmon.paper.phrases import place, places, rate_of, some, verb
from eqmon.paper.recommendations import recommended
from eqmon.paper.standing import assessed, finding_of, has_no_column
from eqmon.paper.summary import STANDINGS
from eqmon.report import grid
from eqmon.report.order import worst_rules
from eqmon.report.sentences import statement_of
from eqmon.report.words import number_of, rules_by_verdict, standing
from eqmon.vocabulary import BUCKETS, Level, Measure, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Recorded, Report, RuleVerdict

FAILS_SHOWN = 6
UNITS_SHOWN = 3


def front(report: Report, by: str = "") -> tuple[Block, ...]:
    """The whole sheet, each part under a side-head; parts with nothing to tell are left out."""
    return (
        Paragraph((Strong(STANDINGS[standing(report)]), f" {rules_by_verdict(report)}.")),
        *_part("front-fails", "What fails", tuple(_fails(report))),
        *_worst(report),
        *_part("front-missing", "What is missing", tuple(_missing(report))),
        *_part(
            "front-decide",
            "What members are asked to do",
            tuple((f"{one.brief[0].upper()}{one.brief[1:]}.",) for one in recommended(report, by)),
        ),
    )


def _part(id: str, title: str, items: tuple[Text, ...]) -> Iterator[Section]:
    if items:
        yield Section(id, title, (Bullets(items),))


def _fails(report: Report) -> Iterator[Text]:
    failing = [
        (collection, rule)
        for collection in report.collections
        for rule in worst_rules(collection.rules)
        if rule.verdict is Verdict.FAIL
    ]
    for collection, rule in failing[:FAILS_SHOWN]:
        yield (Strong(f"{collection.title}: "), _fail(collection, rule))
    more = len(failing) - FAILS_SHOWN
    if more > 0:
        yield (f"{number_of(more, 'more rule')} {verb(more, 'fails', 'fail')}.",)


def _fail(collection: Collection, rule: RuleVerdict) -> str:
    finding = finding_of(collection, rule.rule)
    if finding is None or finding.rate is None or finding.withheld:
        return rule.sentence
    label = next((s.label for s in collection.strands if s.name == rule.strand), "")
    said = statement_of(finding, label)
    said = f"{said[0].upper()}{said[1:]}"
    if has_no_column(finding):
        return f"{said}; no extract has a column for it."
    if assessed(rule) < 2 or not rule.units_failing:
        return f"{said}."
    fails = verb(rule.units_failing, "fails", "fail")
    return f"{said}; {rule.units_failing:,} of {places(collection, assessed(rule))} judged {fails}."


def _worst(report: Report) -> Iterator[Section]:
    found = [
        (fails, collection, row)
        for collection in report.collections
        for row in grid.grid_of(collection).units
        if row.name not in BUCKETS and (fails := _failing(collection, row))
    ]
    several = sum(len(set(c.units) - set(BUCKETS)) for c in report.collections) > 1
    if not found or not several:
        return
    # Rows of each collection stand the worst first already, so their order breaks ties.
    worst = sorted(found, key=lambda one: -len(one[0]))[:UNITS_SHOWN]
    table = Table(
        id="table-worst",
        label="",
        title="Where most strands fail",
        columns=(
            Column(place(worst[0][1]).capitalize(), "name"),
            Column("Records of", "text"),
            Column("Strands that fail", "count"),
            Column("Most not obtained", "text"),
        ),
        rows=tuple(
            (
                cells.word(row.name),
                cells.word(collection.title),
                cells.count(len(fails)),
                cells.word(_highest(fails)),
            )
            for fails, collection, row in worst
        ),
    )
    yield Section("front-worst", "Where it is worst", (table,))


def _failing(collection: Collection, row: grid.Row) -> list[tuple[str, Recorded | None]]:
    """The labels of the strands that fail in a unit, with how they were recorded there."""
    recorded = {
        r.strand: r
        for r in collection.recorded
        if r.level is Level.UNIT and r.unit == row.name and not r.withheld
    }
    return [
        (strand.label, recorded.get(strand.name))
        for strand, cell in zip(collection.strands, row.cells, strict=True)
        if cell.verdict is Verdict.FAIL
    ]


def _highest(fails: list[tuple[str, Recorded | None]]) -> str:
    rates = [
        (rate, label)
        for label, recorded in fails
        if recorded and (rate := recorded.measures.get(Measure.NOT_OBTAINED))
    ]
    if not rates:
        return ""
    rate, label = max(rates, key=lambda one: one[0].rate or 0.0)
    return f"{label} {rate_of(rate)}"


def _missing(report: Report) -> Iterator[Text]:
    for collection in report.collections:
        title = Strong(f"{collection.title}: ")
        arrival = collection.arrival
        if arrival.missing:
            yield (title, f"nothing came from {some(arrival.missing)}.")
        for strand in collection.strands:
            if strand.column is None:
                yield (title, f"no extract has a column for {strand.label}.")
        found = grid.grid_of(collection)
        if found.few:
            number = places(collection, len(found.few))
            have = verb(len(found.few), "has", "have")
            yield (title, f"{number} {have} too few records to judge.")
        if found.withheld:
            yield (title, f"the figures of {places(collection, len(found.withheld))} are withheld.")
    if report.could_not_run:
        number_not_run = len(report.could_not_run)
        yield (f"{number_not_run:,} of what came could not be read or judged.",)
