"""The front sheet: on one page what fails, where it is worst, what is missing, what to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Link, Paragraph, Section, Strong, Text
from eqmon.paper.asked import ARRIVED
from eqmon.paper.phrases import listed, place, places, some, verb, within
from eqmon.paper.recommendations import recommended
from eqmon.paper.standing import (
    WITHHELD_VERDICTS,
    assessed,
    finding_of,
    has_no_column,
    strands_of,
)
from eqmon.paper.summary import STANDINGS
from eqmon.paper.worst import Failing, failing
from eqmon.report import grid
from eqmon.report.beside import disputed, is_disputed
from eqmon.report.order import worst_rules
from eqmon.report.sentences import statement_of
from eqmon.report.words import number_of, rules_by_verdict, standing
from eqmon.vocabulary import BUCKETS, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report, RuleVerdict

OTHERS_SHOWN = 2
"""Rules of one collection on no strand that are told; the others by number. Every strand is."""
UNITS_SHOWN = 3


def front(report: Report, by: str = "") -> tuple[Block, ...]:
    """The whole sheet, each part under a side-head; parts with nothing to tell are left out."""
    note, *others = recommended(report, by)
    briefs = dict.fromkeys(one.brief for one in others or (note,))
    asked = (f"{brief[0].upper()}{brief[1:]}." for brief in briefs)
    return (
        Paragraph(
            (
                Strong(STANDINGS[standing(report)]),
                f" {rules_by_verdict(report, WITHHELD_VERDICTS)}.",
            )
        ),
        *_part("front-fails", "What fails", tuple(_fails(report))),
        *_part("front-worst", "Where it is worst", _list(_worst(report))),
        *_part("front-missing", "What is missing", _list(_missing(report))),
        *_part("front-decide", "What members are asked to do", _list((one,) for one in asked)),
    )


def _part(id: str, title: str, blocks: tuple[Block, ...]) -> Iterator[Section]:
    if blocks:
        yield Section(id, title, blocks)


def _list(items: Iterable[Text]) -> tuple[Block, ...]:
    found = tuple(items)
    return (Bullets(found),) if found else ()


def _fails(report: Report) -> Iterator[Block]:
    """The rules that fail under each collection: every strand, then others, the last by number."""
    for collection in report.collections:
        failing = [r for r in worst_rules(collection.rules) if r.verdict is Verdict.FAIL]
        if not failing:
            continue
        strands = [rule for _, rule in strands_of(collection, Verdict.FAIL)]
        first = [rule for rule in failing if rule in strands]
        others = [rule for rule in failing if rule not in strands and not _said(collection, rule)]
        told = [(_fail(collection, rule),) for rule in (*first, *others[:OTHERS_SHOWN])]
        more = len(others) - OTHERS_SHOWN
        if more > 0:
            rules = number_of(more, "more rule")
            told.append((f"{rules} {verb(more, 'fails', 'fail')}.",))
        yield Paragraph((Strong(f"{collection.title}:"),))
        yield Bullets(tuple(told))


def _said(collection: Collection, rule: RuleVerdict) -> bool:
    """Whether what is missing says it below."""
    return rule.kind == ARRIVED and bool(collection.arrival.missing)


def _fail(collection: Collection, rule: RuleVerdict) -> str:
    finding = finding_of(collection, rule.rule)
    if finding is None:
        return rule.sentence
    if finding.rate is None or finding.withheld:
        return f"‘{rule.title}’ fails; its figure is withheld."
    label = next((s.label for s in collection.strands if s.name == rule.strand), "")
    said = statement_of(finding, label)
    said = f"{said[0].upper()}{said[1:]}"
    if has_no_column(finding):
        return f"{said}; no extract has a column for it."
    if assessed(rule) < 2 or not rule.units_failing:
        return f"{said}."
    fails = verb(rule.units_failing, "fails", "fail")
    return f"{said}; {rule.units_failing:,} of {places(collection, assessed(rule))} {fails}."


def _worst(report: Report) -> Iterator[Text]:
    """For each collection of several units those that fail most strands, the worst first."""
    for collection in report.collections:
        found = failing(collection, grid.grid_of(collection), compared=True)
        least = 2 if found.hides else 1
        if len(set(collection.units) - set(BUCKETS)) < 2 or found.units < least:
            continue
        if found.strands:
            yield (Strong(f"{collection.title}: "), f"{_worst_of(collection, found)}.")


def _worst_of(collection: Collection, found: Failing) -> str:
    """The units that fail most strands; where figures are withheld, of how many and of how many."""
    (first, most), *others = found.strands[:UNITS_SHOWN]
    named = [f"{first} fails {number_of(most, 'strand')}", *(f"{n} {k}" for n, k in others)]
    if not found.hides:
        return listed(named)
    of = f"of the {places(collection, found.units)} shown, {listed(named)}"
    if not found.withheld:
        return f"{of}; some of their figures are withheld"
    return f"{of}; the figures of {places(collection, found.withheld)} are withheld"


def _missing(report: Report) -> Iterator[Text]:
    for collection in report.collections:
        parts = list(_gaps(collection))
        if parts:
            yield (Strong(f"{collection.title}: "), f"{'; '.join(parts)}.")
    if report.could_not_run:
        yield (f"{len(report.could_not_run):,} of what came could not be read or judged.",)
    yield from _beside(report)


def _beside(report: Report) -> Iterator[Text]:
    """What registers miss, and what arithmetic says of published figures: nothing where all is."""
    if report.returns and report.returns.verdict is Verdict.FAIL:
        made = [one for register in report.returns.registers for one in register.returns]
        failing = sum(one.counts.verdict is Verdict.FAIL for one in made)
        yield (Link("", "#returns"), f": something is missing in {failing:,} of {len(made):,}.")
    if report.claims and is_disputed(report.claims):
        yield (Strong("Published figures: "), f"{disputed(report.claims)}.")


def _gaps(collection: Collection) -> Iterator[str]:
    if collection.arrival.missing:
        yield f"nothing came from {some(collection.arrival.missing)}"
    none = [within(strand.label) for strand in collection.strands if strand.column is None]
    if none:
        yield f"no extract has a column for {listed(none)}"
    arrival = collection.arrival
    unnamed = arrival.records_unit_blank + arrival.records_unit_not_recognised
    if unnamed:
        name = verb(unnamed, "names", "name")
        records = f"{unnamed:,} of {number_of(collection.records, 'record')}"
        yield f"{records} {name} no {place(collection)} that is known"
    found = grid.grid_of(collection)
    if found.few:
        have = verb(len(found.few), "has", "have")
        yield f"{places(collection, len(found.few))} {have} too few records to judge"
    if found.withheld:
        yield f"the figures of {places(collection, len(found.withheld))} are withheld"
