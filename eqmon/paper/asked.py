"""What is asked of whom and by when, in words that spare victims and accept no for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Cell, Column, Link, Paragraph, Table
from eqmon.paper import cells
from eqmon.paper.phrases import place, places, some
from eqmon.paper.standing import units_with
from eqmon.report.actions import Action, actions
from eqmon.report.words import VERDICTS, number_of
from eqmon.vocabulary import Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report, RuleVerdict

SPARING = (
    "Correct records from what is already held. Never contact a victim, or anybody else, only for "
    "this. Ask at the next planned safe contact, explain why, and accept no. Never infer an "
    "answer: what the person says of themselves stands."
)
NOTHING = "No rule fails or warns, so nothing is asked."
ARRIVED = "units_arrived"
EVERY = "table-asked-all"
INPUTS = ("inputs_readable", "inputs_distinct")


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked, and who it concerns."""

    action: Action
    whom: str


def asked(report: Report, by: str = "", *, warnings: bool = True) -> tuple[Block, ...]:
    """The words that hold throughout, then a table of what is asked of whom.

    `by` is by when, empty where nothing is to be said of it. Without `warnings` only what rules
    that fail ask is in the table, and the rest in its number.
    """
    every = [Asked(action, _whom(report, action)) for action in actions(report)]
    if not every:
        return (Paragraph((NOTHING,)),)
    told = [one for one in every if warnings or one.action.verdict is Verdict.FAIL]
    blocks: list[Block] = [Paragraph((SPARING,))]
    if told:
        when = f" It is asked by {by}." if by else ""
        blocks.append(Paragraph((Link("", "#table-asked"), f" has what is asked of whom.{when}")))
        blocks.append(_table(told, "table-asked", "What is asked of whom"))
    left = len(every) - len(told)
    if left:
        more = number_of(left, "further thing" if told else "thing")
        every_one = Link("", f"#{EVERY}")
        blocks.append(Paragraph((f"Rules that warn ask for {more}: see ", every_one, ".")))
    return tuple(blocks)


def all_asked(report: Report) -> tuple[Block, ...]:
    """The table of all that rules that fail or warn ask; nothing where none does."""
    every = [Asked(action, _whom(report, action)) for action in actions(report)]
    return (_table(every, EVERY, "All that is asked of whom"),) if every else ()


def _table(told: list[Asked], id: str, title: str) -> Table:
    return Table(
        id=id,
        label="",
        title=title,
        columns=(
            Column("What is asked", "name"),
            Column("Of whom", "text"),
            Column("Because of", "text"),
        ),
        rows=tuple(_row(one) for one in told),
    )


def _row(one: Asked) -> tuple[Cell, ...]:
    verdict = one.action.verdict
    because = f"{', '.join(one.action.rules)} ({VERDICTS[verdict]})"
    return cells.word(one.action.text), cells.word(one.whom), cells.word(because, verdict=verdict)


def _whom(report: Report, action: Action) -> str:
    """Whom each rule concerns: by collection, and by strand where there are several."""
    parts = []
    for collection in report.collections:
        rules = [rule for rule in collection.rules if rule.rule in action.rules]
        said = [_of_rule(collection, rule, several=len(rules) > 1) for rule in rules]
        if said:
            parts.append(f"{collection.title}: {'; '.join(said)}")
    return ". ".join(parts)


def _of_rule(collection: Collection, rule: RuleVerdict, *, several: bool) -> str:
    label = next((s.label for s in collection.strands if s.name == rule.strand), rule.title)
    lead = f"{label}: " if several else ""
    if rule.kind == ARRIVED and collection.arrival.missing:
        return lead + some(collection.arrival.missing)
    if rule.kind in INPUTS:
        return f"{lead}whoever sent the files"
    return lead + "; ".join(_units(collection, rule))


def _units(collection: Collection, rule: RuleVerdict) -> Iterator[str]:
    """The units that are as bad as the rule itself; each of them where none is bad alone."""
    bad = units_with(collection, rule.rule, rule.verdict) or units_with(
        collection, rule.rule, Verdict.FAIL
    )
    names = [finding.unit or "" for finding in bad]
    total = len(collection.units)
    if not names:
        yield f"every {place(collection)}" if total > 1 else "the unit"
    elif len(names) == total > 1:
        yield f"all {places(collection, total)}"
    else:
        yield some(names)
