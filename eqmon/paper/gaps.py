"""What is not known, told apart: not known, not recorded and blank; not stated; declined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Cell, Column, Link, Paragraph, Strong, Table
from eqmon.paper import cells
from eqmon.paper.phrases import rate_of
from eqmon.paper.standing import overall, shown
from eqmon.vocabulary import Measure, Recording

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Rate, Recorded, Report, StrandLabel

COLUMNS = {
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


def gaps(report: Report) -> tuple[Block, ...]:
    """What the three kinds mean and, for each collection, how many records have each."""
    blocks = [
        block for number, one in enumerate(report.collections, 1) for block in _of(one, number)
    ]
    return tuple(blocks)


def _of(collection: Collection, number: int) -> Iterator[Block]:
    worst = _worst(collection)
    if not any(shown(collection, strand.name) for strand in collection.strands):
        return
    table = _table(collection, number)
    said = (
        " tells the kinds of gap apart. ‘Not known’, ‘Not recorded’ and blank together are "
        "‘unknown’, the figure that the papers of 2006 gave."
    )
    if worst:
        strand, rate = worst
        said += f" It is highest for {strand.label}: {rate_of(rate)} of applicable records."
    else:
        said += " No strand has any."
    yield Paragraph((Strong(f"{collection.title}. "), Link("", f"#{table.id}"), said))
    answered = _answers(collection)
    if answered:
        yield Paragraph((answered,))
    yield table


def _worst(collection: Collection) -> tuple[StrandLabel, Rate] | None:
    """The strand with the highest rate unknown; None where none has any."""
    rates = [
        (strand, recorded.measures[Measure.UNKNOWN])
        for strand in collection.strands
        if (recorded := shown(collection, strand.name)) and Measure.UNKNOWN in recorded.measures
    ]
    some = [(strand, rate) for strand, rate in rates if rate.count]
    return max(some, key=lambda one: one[1].rate or 0.0, default=None)


def _answers(collection: Collection) -> str:
    """How many declined and how many are not stated, on the strand with most of each."""
    parts = []
    for measure, words in (
        (Measure.DECLINED, "Most people declined to tell"),
        (Measure.UNEXPLAINED, "Most is ‘not stated’, without a reason, for"),
    ):
        rates = [
            (recorded.measures[measure], strand.label)
            for strand in collection.strands
            if (recorded := shown(collection, strand.name)) and measure in recorded.measures
        ]
        rate, label = max(rates, key=lambda one: one[0].rate or 0.0, default=(None, ""))
        if rate is not None and rate.count:
            parts.append(f"{words} {label}: {rate_of(rate)}.")
    if not parts:
        return ""
    return (
        f"{' '.join(parts)} To decline is an answer and no fault of anybody. ‘Not stated’ may hide "
        "that nobody asked, so it is shown apart and never fails."
    )


def _table(collection: Collection, number: int) -> Table:
    recorded = overall(collection)
    return Table(
        id=f"table-gaps-{number}",
        label="",
        title=f"{collection.title}: what is not known of each strand, by kind",
        columns=(
            Column("Strand", "name"),
            Column("Applicable", "count"),
            *(Column(title, "count") for title in COLUMNS),
            Column("Unknown, %", "percent"),
            *(Column(title, "count") for title in FURTHER),
        ),
        rows=tuple(_row(s, recorded.get(s.name)) for s in collection.strands),
        notes=(
            (
                "Numbers of applicable records. Unknown: not known, not recorded and blank, in per "
                "cent of applicable records with their number in brackets.",
            ),
            (
                "Default: a placeholder posing as a value, such as a birth on 1 January 1900. "
                "Invalid: text that the code list does not know.",
            ),
        ),
    )


def _row(strand: StrandLabel, recorded: Recorded | None) -> tuple[Cell, ...]:
    name = cells.word(strand.label)
    if recorded is None or recorded.withheld:
        return (name, *(cells.WITHHELD,) * (2 + len(COLUMNS) + len(FURTHER)))

    def counts(of: dict[str, Recording]) -> list[Cell]:
        return [cells.count(recorded.recordings.get(kind, 0)) for kind in of.values()]

    unknown = cells.percent(recorded.measures.get(Measure.UNKNOWN))
    return (name, cells.count(recorded.applicable), *counts(COLUMNS), unknown, *counts(FURTHER))
