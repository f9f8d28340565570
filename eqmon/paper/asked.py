"""What is asked of whom and by when, in words that spare victims and accept no for an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Cell, Column, Link, Paragraph, Strong, Table, Text
from eqmon.paper import cells
from eqmon.paper.phrases import listed, place, sentence, some, within
from eqmon.paper.standing import units_with
from eqmon.report.actions import Action, actions
from eqmon.report.order import JUDGED_BAD, worst_rules
from eqmon.report.words import VERDICTS, number_of
from eqmon.vocabulary import Level, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report, RuleVerdict

SPARING = (
    "Correct from what is already held. Never contact anybody only for this. "
    "Ask at the next planned safe contact, explain why, and accept no. Never infer."
)
SPARES = "only for this"
"""What an action says that spares people in its own words, and needs none before it."""
NOTHING = "No rule fails or warns, so nothing is asked."
ARRIVED = "units_arrived"
INPUTS = ("inputs_readable", "inputs_distinct", "unit_known")
"""Kinds of rule that only those who sent a file can answer for."""
EVERY = "table-asked"


def asked(report: Report, by: str = "") -> tuple[Block, ...]:
    """What each failing rule asks of whom, each text once, with words that spare victims.

    `by` is by when, empty where nothing is to be said of it. What warnings ask is told in number,
    with the table that has it.
    """
    every = actions(report)
    if not every:
        return (Paragraph((NOTHING,)),)
    failing = [action for action in every if action.verdict is Verdict.FAIL]
    blocks: list[Block] = []
    if not any(_spares(action) for action in failing):
        blocks.append(Paragraph((SPARING,)))
    if failing and by:
        blocks.append(Paragraph((f"What follows is asked for by {by}.",)))
    for action in failing:
        blocks += [Paragraph((Strong(action.text),)), Bullets(tuple(_whom(report, action)))]
    blocks.append(
        Paragraph((_rest(len(failing), len(every) - len(failing)), Link("", f"#{EVERY}"), "."))
    )
    return tuple(blocks)


def all_asked(report: Report) -> tuple[Block, ...]:
    """A row for each rule that fails or warns: what it asks of whom; nothing where none does."""
    rows = tuple(
        (
            cells.word(rule.rule),
            cells.word(VERDICTS[rule.verdict], verdict=rule.verdict),
            cells.word(collection.title),
            cells.word(_of_rule(collection, rule, listed)),
            cells.word(rule.action),
        )
        for collection in report.collections
        for rule in worst_rules(collection.rules)
        if rule.verdict in JUDGED_BAD and rule.action
    )
    return (_table(rows),) if rows else ()


def _table(rows: tuple[tuple[Cell, ...], ...]) -> Table:
    return Table(
        id=EVERY,
        label="",
        title="All that is asked of whom",
        columns=(
            Column("Rule", "name"),
            Column("Verdict", "text"),
            Column("Records of", "text"),
            Column("Of whom", "text"),
            Column("What is asked", "text"),
        ),
        rows=rows,
    )


def _rest(failing: int, warning: int) -> str:
    if not warning:
        return "Every rule with what it asks of whom is in "
    more = f"Rules that warn ask for {number_of(warning, 'more thing' if failing else 'thing')}."
    return f"{more} Every rule with what it asks of whom is in "


def _spares(action: Action) -> bool:
    return SPARES in action.text


def _whom(report: Report, action: Action) -> Iterator[Text]:
    """A line for each failing rule of an action: what it is about, and whom it concerns."""
    for collection in report.collections:
        for rule in worst_rules(collection.rules):
            if rule.rule in action.rules and rule.verdict is Verdict.FAIL:
                about = f"{collection.title}{_about(collection, rule)}: "
                yield (Strong(about), sentence(_of_rule(collection, rule, some)))


def _about(collection: Collection, rule: RuleVerdict) -> str:
    """The strand of a rule, or its title; nothing for rules on what came."""
    if rule.kind == ARRIVED or rule.kind in INPUTS:
        return ""
    strands = (within(s.label) for s in collection.strands if s.name == rule.strand)
    return f", {next(strands, f'‘{rule.title}’')}"


def _of_rule(
    collection: Collection, rule: RuleVerdict, named: Callable[[Sequence[str]], str]
) -> str:
    """Whom a rule concerns: the units that are as bad as it is, each where none is bad alone."""
    if rule.kind == ARRIVED and collection.arrival.missing:
        return named(collection.arrival.missing)
    if rule.kind in INPUTS:
        return "whoever sent the file"
    bad = units_with(collection, rule.rule, rule.verdict)
    bad = bad or units_with(collection, rule.rule, Verdict.FAIL)
    if bad:
        return named([finding.unit or "" for finding in bad])
    areas = units_with(collection, rule.rule, rule.verdict, Level.AREA)
    if areas:
        return f"{place(collection, 2)} of {named([finding.unit or '' for finding in areas])}"
    return f"each {place(collection)}" if len(collection.units) > 1 else "whoever recorded it"
