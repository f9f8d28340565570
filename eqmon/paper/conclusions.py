"""What can and cannot be concluded: how far what is not known reaches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Cell, Column, Link, Paragraph, Strong, Table
from eqmon.paper import cells
from eqmon.paper.phrases import listed, rate_of
from eqmon.paper.standing import known, shown
from eqmon.report import figures

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report, StrandLabel

SPAN = (
    "Where the answer of some people is not known, a group's share of all cannot be known either. "
    "If k of n people are known to be of a group and u are not known, its share lies somewhere "
    "from k in n to k and u in n. That span is as wide as the share not known. A difference that "
    "is smaller than the span cannot be told from the gap, and who is in the gap need not be like "
    "those whose answer is known."
)


def conclusions(report: Report) -> tuple[Block, ...]:
    """For each collection which shares can be known how well; nothing where nobody is recorded."""
    found = [
        block
        for number, collection in enumerate(report.collections, 1)
        for block in _of(collection, number)
    ]
    if not found:
        return (Paragraph(("Nothing can be concluded: no figure of any strand can be shown.",)),)
    return (Paragraph((SPAN,)), *found)


def _of(collection: Collection, number: int) -> Iterator[Block]:
    spans = [
        (strand, cells.rate_over(recorded.applicable - known(recorded), recorded.applicable))
        for strand in collection.strands
        if (recorded := shown(collection, strand.name))
    ]
    if not spans:
        return
    table = _table(collection, number)
    widest, rate = max(spans, key=lambda one: one[1].rate or 0.0)
    said = (
        f" has the span of each strand. The widest is {widest.label}'s: for {rate_of(rate)} of "
        "applicable records it is not known, so no group's share of all is known to within "
        f"{figures.points(rate)} percentage points."
    )
    whole = [strand.label for strand, of in spans if not of.count]
    if len(whole) == len(spans):
        said = " has the span of each strand. Every answer is known."
    elif whole:
        said += f" Every answer is known for {listed(whole)}."
    yield Paragraph((Strong(f"{collection.title}. "), Link("", f"#{table.id}"), said))
    yield table


def _table(collection: Collection, number: int) -> Table:
    return Table(
        id=f"table-spans-{number}",
        label="",
        title=f"{collection.title}: how well any group's share can be known",
        columns=(
            Column("Strand", "name"),
            Column("Applicable", "count"),
            Column("Known, %", "percent"),
            Column("Not known: the span, %", "percent"),
            Column("A group of half of those known is of all", "text"),
        ),
        rows=tuple(_row(collection, strand) for strand in collection.strands),
        notes=(
            (
                "Not known: applicable less known, that is not obtained, not stated and declined "
                "together, in per cent of applicable records with their number in brackets.",
            ),
        ),
    )


def _row(collection: Collection, strand: StrandLabel) -> tuple[Cell, ...]:
    recorded = shown(collection, strand.name)
    name = cells.word(strand.label)
    if recorded is None:
        return (name, *(cells.NOT_AVAILABLE,) * 4)
    n, k = recorded.applicable, known(recorded)
    half = k // 2
    low, high = cells.rate_over(half, n), cells.rate_over(half + n - k, n)
    example = (
        f"{figures.points(low)} to {figures.points(high)} % ({half:,} to {half + n - k:,} of {n:,})"
    )
    return (name, cells.count(n), cells.share(k, n), cells.share(n - k, n), cells.word(example))
