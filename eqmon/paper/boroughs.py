"""How each strand was recorded unit by unit: the heat map as a shaded table, and who is worst."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Cell, Column, Link, Paragraph, Shade, Strong, Table
from eqmon.paper import cells
from eqmon.paper.phrases import listed, place, places, sentence, some, verb
from eqmon.paper.pictures import beyond_chance
from eqmon.paper.standing import total_withheld
from eqmon.paper.worst import failing
from eqmon.report import figures, grid
from eqmon.report.words import VERDICTS, number_of
from eqmon.vocabulary import Level, Measure, Verdict

if TYPE_CHECKING:
    from eqmon.rates import Rate
    from eqmon.report.model import Collection, Recorded, Report

NO_FIGURE = {
    grid.TOO_FEW: Cell("too few", shorthand="z"),
    grid.NO_COLUMN: Cell("no column", shorthand="x"),
    grid.NO_RECORDS: Cell("no records", shorthand="z"),
    grid.OTHERWISE: Cell("not judged", shorthand="z"),
    figures.WITHHELD: cells.WITHHELD,
}
WORST_NAMED = 3
TOLD = (Verdict.FAIL, Verdict.WARN)
"""Verdicts that a cell says; one without a word passes, or no rule judges it."""


def by_borough(report: Report) -> tuple[Block, ...]:
    """For each collection who is worst, in words, and the table of all units by strands."""
    return tuple(
        block
        for number, one in enumerate(report.collections, 1)
        for block in _of(one, number, report.unit)
    )


def _of(collection: Collection, number: int, alone: str | None) -> Iterator[Block]:
    if not collection.strands or not (collection.applicable or total_withheld(collection)):
        return
    found = grid.grid_of(collection)
    title = Strong(f"{collection.title}. ")
    apart = tuple(_apart(collection, found))
    if not any(row.n for row in found.rows):
        yield Paragraph((title, " ".join(apart)))
        return
    table = heat_map(collection, found, number)
    if alone is not None:
        said = " ".join((f" has {alone} beside all units together.", *apart))
        yield Paragraph((title, Link("", f"#{table.id}"), said))
        yield table
        return
    said = _holds(collection, found)
    rest = " ".join(filter(None, (said, _standing(collection, found), *apart)))
    spread = beyond_chance(collection, number)
    yield Paragraph((title, Link("", f"#{table.id}"), rest.rstrip(), *spread))
    yield table


def _holds(collection: Collection, found: grid.Grid) -> str:
    """What the table has in its rows."""
    one = place(collection)
    if found.units:
        if any(cell.figure == figures.WITHHELD for row in found.units for cell in row.cells):
            return f" has every {one} with enough records to judge of which figures are shown."
        shown = " and figures that are shown" if found.withheld else ""
        return f" has every {one} with enough records to judge{shown}, the worst first."
    rows = "areas that are judged instead" if found.areas else "all together"
    shown = " that are shown" if found.withheld else ""
    return f" has the {rows}: no {one} has enough records{shown}.".replace("the all", "all")


def _apart(collection: Collection, found: grid.Grid) -> Iterator[str]:
    """The units that have no row of their own, and why."""
    if found.few:
        number = len(found.few)
        named = some([row.name for row in found.few])
        areas = _areas(collection, found)
        yield (
            f"{places(collection, number)} ({named}) {verb(number, 'has', 'have')} fewer than "
            f"{found.min_records} applicable records, too few to judge alone{areas}."
        )
    if found.withheld:
        number = len(found.withheld)
        named = some([row.name for row in found.withheld])
        yield (
            f"The figures of {places(collection, number)} are withheld ({figures.WITHHELD}), so "
            f"that nobody can be made out: {named}."
        )


def _areas(collection: Collection, found: grid.Grid) -> str:
    """Where units too small to judge are judged; empty where they lie in no area."""
    of = {collection.areas[row.name] for row in found.few if row.name in collection.areas}
    there = {row.name for row in grid.rows(collection, Level.AREA)} & of
    shown = len(found.areas)
    withheld = len(there) - shown
    if not there:
        return ""
    if not withheld:
        return "; they are judged with their areas, which stand at the foot"
    if not shown:
        areas = number_of(withheld, "area")
        return f"; they are judged with their areas, but the figures of {areas} are withheld"
    stand = f"{shown:,} {verb(shown, 'stands', 'stand')} at the foot"
    return (
        f"; they are judged with their areas, of which {stand} and the figures of {withheld:,} are "
        "withheld"
    )


def _standing(collection: Collection, found: grid.Grid) -> str:
    """How many units fail, and how many strands the worst of them."""
    of = failing(collection, found)
    if not of.units or (of.hides and of.units == 1):
        return ""
    units, strand = places(collection, of.units), "strand shown" if of.in_part else "strand"
    if of.hides:
        units = f"the {units} shown"
    if not of.strands:
        return f"None of {units} fails a {strand}."
    number = len(of.strands)
    said = f"{number:,} of {units} {verb(number, 'fails', 'fail')} at least one {strand}"
    most = of.strands[0][1]
    worst = [name for name, fails in of.strands if fails == most]
    if of.units > 1 and len(worst) <= WORST_NAMED and not of.in_part:
        fails = verb(len(worst), "fails", "fail")
        return f"{said}; {listed(worst)} {fails} {most:,} of {len(collection.strands):,}."
    return f"{said}."


def heat_map(collection: Collection, found: grid.Grid, number: int) -> Table:
    """The grid as a table: all units together first, then units, then areas of small units."""
    strands = collection.strands
    recorded = {(r.level, r.unit, r.strand): r for r in collection.recorded}

    def rows(of: Sequence[grid.Row], level: Level) -> Iterator[tuple[Cell, ...]]:
        for row in of:
            unit = None if level is Level.OVERALL else row.name
            name = f"{row.name} (area)" if level is Level.AREA else row.name
            of_strands = (
                _cell(cell, recorded.get((level, unit, strand.name)), row.n)
                for cell, strand in zip(row.cells, strands, strict=True)
            )
            n = cells.WITHHELD if row.applicable == figures.WITHHELD else cells.count(row.n)
            yield (cells.word(name), n, *of_strands)

    return Table(
        id=f"table-boroughs-{number}",
        label="",
        title=f"{collection.title}: not obtained, by {place(collection)} and strand",
        columns=(
            Column(sentence(place(collection)).rstrip("."), "name"),
            Column("Applicable", "count"),
            *(Column(f"{strand.label}, %", "percent") for strand in strands),
        ),
        rows=(
            *rows(found.overall, Level.OVERALL),
            *rows(found.units, Level.UNIT),
            *rows(found.areas, Level.AREA),
        ),
        notes=(
            (
                "Per cent of applicable records for which the strand was not obtained, number in "
                "brackets; FAIL or warn by the rule's limits, no word where it passes.",
            ),
            ("The darker a cell, the more was not obtained: from 10, 25, 50 and 75 % on.",),
        ),
        shading=1,
        totals=len(found.overall),
    )


def _cell(cell: grid.Cell, recorded: Recorded | None, n: int) -> Cell:
    if cell.figure in NO_FIGURE:
        word = NO_FIGURE[cell.figure]
        said = f" {VERDICTS[cell.verdict]}" if cell.verdict in TOLD else ""
        return Cell(f"{word.text}{said}", shorthand=word.shorthand, verdict=cell.verdict)
    rate = recorded.measures.get(Measure.NOT_OBTAINED) if recorded else None
    of = "" if recorded is None or recorded.applicable == n else f" of {recorded.applicable:,}"
    verdict = f" {VERDICTS[cell.verdict]}" if cell.verdict in TOLD else ""
    excepted = ", excepted" if cell.excepted else ""
    return Cell(
        f"{cell.figure} ({cell.count}{of}){verdict}{excepted}",
        float(cell.figure),
        _decimals(cell.figure),
        shade=_shade(rate),
        verdict=cell.verdict,
    )


def _shade(rate: Rate | None) -> Shade:
    return cells.shade(rate) if rate else ""


def _decimals(figure: str) -> int:
    return len(figure.partition(".")[2])
