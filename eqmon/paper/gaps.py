"""What is not known, told apart: not known, not recorded and blank; not stated; declined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Cell, Column, Link, Paragraph, Strong, Table
from eqmon.paper import cells
from eqmon.paper.own_unit import as_a_whole
from eqmon.paper.phrases import rate_of, within
from eqmon.paper.standing import hides_strands, overall, shown
from eqmon.vocabulary import Measure, Recording

if TYPE_CHECKING:
    from eqmon.rates import Rate
    from eqmon.report.model import Collection, Recorded, Report, StrandLabel

KINDS = (
    "‘Not known’, ‘Not recorded’ and a blank are different things, and are told apart here. "
    "Together they are ‘unknown’, as report 7 of 16 November 2006 counted ethnicity (paragraph "
    "18). To decline is an answer, shown and never judged. ‘Not stated’ without a reason may hide "
    "that nobody asked; it is shown apart and may warn, but never fails."
)
UNKNOWN = {
    "Not known": Recording.NOT_KNOWN,
    "Not recorded": Recording.NOT_RECORDED,
    "Blank": Recording.BLANK,
}
"""The three that the papers count together."""
FURTHER = {
    "Not asked": Recording.NOT_ASKED,
    "Default": Recording.DEFAULT,
    "Invalid": Recording.INVALID,
    "Not stated": Recording.NOT_STATED,
    "Declined": Recording.REFUSED,
}


def gaps(report: Report, *, tables: bool = True) -> tuple[Block, ...]:
    """What the kinds mean; then for each collection how many records have each.

    Without `tables` they are in words alone, and point to tables that must stand elsewhere.
    """
    found = [
        block
        for number, one in enumerate(as_a_whole(report).collections, 1)
        for block in _of(one, number)
        if tables or not isinstance(block, Table)
    ]
    return (Paragraph((KINDS,)), *found) if found else ()


def gap_table(whole: Collection, number: int) -> tuple[Table, ...]:
    """The table that `gaps` points to; nothing where no strand is shown."""
    return tuple(block for block in _of(whole, number) if isinstance(block, Table))


def highest(collection: Collection, measure: Measure) -> tuple[StrandLabel, Rate] | None:
    """The strand with the highest rate of a measure in all units together; None where all are 0.

    None too where others are withheld and no second is shown: there is nothing to compare.
    """
    if hides_strands(collection) and len(_shown(collection)) < 2:
        return None
    rates = [
        (strand, rate)
        for strand in collection.strands
        if (recorded := shown(collection, strand.name))
        and (rate := recorded.measures.get(measure))
        and rate.count
    ]
    return max(rates, key=lambda one: one[1].rate or 0.0, default=None)


def _of(collection: Collection, number: int) -> Iterator[Block]:
    if not any(shown(collection, strand.name) for strand in collection.strands):
        return
    table = _table(collection, number)
    said = " ".join(_highest(collection)) or _none(collection)
    yield Paragraph(
        (Strong(f"{collection.title} ("), Link("", f"#{table.id}"), Strong("). "), said)
    )
    yield table


def _none(collection: Collection) -> str:
    if not hides_strands(collection):
        return "No strand has any of these."
    if len(_shown(collection)) < 2:
        return "One strand is shown, so there is nothing to compare."
    return "No strand that is shown has any of these."


def _shown(collection: Collection) -> list[StrandLabel]:
    return [strand for strand in collection.strands if shown(collection, strand.name)]


def _highest(collection: Collection) -> Iterator[str]:
    of = among(collection)
    for measure, words in (
        (Measure.UNKNOWN, "unknown is highest for"),
        (Measure.UNEXPLAINED, "‘not stated’ without a reason is highest for"),
        (Measure.DECLINED, "declined is highest for"),
    ):
        found = highest(collection, measure)
        if found:
            strand, rate = found
            yield f"{_begun(f'{of}{words}')} {within(strand.label)}, {rate_of(rate)}."


def among(collection: Collection) -> str:
    """What a superlative is said of where rates of other strands are withheld, else nothing."""
    return "of the strands shown, " if hides_strands(collection) else ""


def _begun(said: str) -> str:
    at = 1 if said.startswith("‘") else 0
    return f"{said[:at]}{said[at].upper()}{said[at + 1 :]}"


def _table(collection: Collection, number: int) -> Table:
    recorded = overall(collection)
    return Table(
        id=f"table-gaps-{number}",
        label="",
        title=f"{collection.title}: what is not known of each strand, by kind",
        columns=(
            Column("Strand", "name"),
            Column("Applicable", "count"),
            *(Column(title, "count") for title in UNKNOWN),
            Column("Unknown, %", "percent"),
            *(Column(title, "count") for title in FURTHER),
        ),
        rows=tuple(_row(s, recorded.get(s.name)) for s in collection.strands),
        notes=(
            (
                "Numbers of applicable records. Unknown: not known, not recorded and blank, in per "
                "cent of applicable records, number in brackets. Default: a placeholder posing as "
                "a value. Invalid: text that the code list does not know.",
            ),
        ),
    )


def _row(strand: StrandLabel, recorded: Recorded | None) -> tuple[Cell, ...]:
    name = cells.word(strand.label)
    if recorded is None or recorded.withheld:
        return (name, *(cells.WITHHELD,) * (2 + len(UNKNOWN) + len(FURTHER)))

    def counts(of: dict[str, Recording]) -> list[Cell]:
        return [cells.count(recorded.recordings.get(kind, 0)) for kind in of.values()]

    unknown = cells.percent(recorded.measures.get(Measure.UNKNOWN))
    return (name, cells.count(recorded.applicable), *counts(UNKNOWN), unknown, *counts(FURTHER))
