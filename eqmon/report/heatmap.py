"""The heat map of the terminal report: units by strands, marks and words besides colour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from eqmon.report import figures, grid
from eqmon.report.columns import Column, fitted, width_of
from eqmon.report.look import STYLES, Look
from eqmon.report.words import number_of
from eqmon.vocabulary import Strand, Verdict

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from eqmon.report.model import Collection, StrandLabel

UNITS_SHOWN = 40
UNIT_AT_MOST = (24, 14)
"""Columns of the terminal for a unit's name, the second where the first would split the table."""
SHORT = {
    Strand.AGE: "Age",
    Strand.DISABILITY: "Disab",
    Strand.ETHNICITY: "Ethnic",
    Strand.GENDER: "Gender",
    Strand.RELIGION_BELIEF: "Relig",
    Strand.SEXUAL_ORIENTATION: "SexOri",
}
FIGURE_WORDS = {
    grid.TOO_FEW: "too few applicable records to judge",
    grid.NO_COLUMN: "no column for the strand",
    grid.NO_RECORDS: "no applicable records",
    grid.OTHERWISE: "could not be judged",
    figures.WITHHELD: "withheld, so that nobody can be made out",
}


def heat_map(collection: Collection, look: Look) -> list[RenderableType]:
    """All units on top, then the worst first; units with too few records by their areas."""
    found = grid.grid_of(collection)
    units = found.units[:UNITS_SHOWN]
    keys, columns = _columns((*found.overall, *units, *found.areas), collection, look)
    of_units = len(found.overall) + len(units)
    drawn = _part(keys, columns, (0, of_units), None, look)
    if len(found.units) > UNITS_SHOWN:
        more = number_of(len(found.units) - UNITS_SHOWN, "more unit")
        drawn.append(look.text(f"{more}, none of them worse: see the csv report", "dim"))
    drawn += [look.text(said) for said in found.in_words]
    if found.areas:
        end = of_units + len(found.areas)
        drawn += _part(keys, columns, (of_units, end), look.text("Area"), look)
    return [*drawn, *_legend([cell for row in found.rows for cell in row.cells], look)]


def _columns(
    rows: Sequence[grid.Row], collection: Collection, look: Look
) -> tuple[list[Column], list[Column]]:
    """The names and applicable records, and the strands: with counts where the width allows."""
    titles = _titles(collection.strands, look)
    number = Column(look.text("n"), tuple(look.text(row.applicable) for row in rows))

    def columns(*, counts: bool) -> list[Column]:
        return [
            Column(title, tuple(_cell(row.cells[place], look, counts=counts) for row in rows))
            for place, title in enumerate(titles)
        ]

    wide, narrow = (
        Column(look.text("Unit"), tuple(look.text(row.name) for row in rows), at_most)
        for at_most in UNIT_AT_MOST
    )
    full, short = columns(counts=True), columns(counts=False)
    for name, strands in ((wide, full), (wide, short), (narrow, short)):
        if width_of([name, number, *strands]) <= look.width:
            return [name, number], strands
    return [wide, number], short


def _part(
    keys: list[Column], columns: list[Column], rows: tuple[int, int], head: Text | None, look: Look
) -> list[RenderableType]:
    name, *others = keys
    fixed = [name.part(*rows, head), *(column.part(*rows) for column in others)]
    return fitted(fixed, [column.part(*rows) for column in columns], look.width)


def _cell(cell: grid.Cell, look: Look, *, counts: bool) -> Text:
    style = STYLES[cell.verdict] if cell.verdict else ""
    figure = f"{cell.figure} ({cell.count})" if counts and cell.count else cell.figure
    text = look.text(figure, style)
    text.append(f" {look.mark(cell.verdict, excepted=cell.excepted)}")
    return text


def _titles(strands: Sequence[StrandLabel], look: Look) -> list[Text]:
    """Short names, with what tells apart two columns of one strand on a second line."""
    titles = []
    for strand in strands:
        twins = [s for s in strands if s.strand is strand.strand and s is not strand]
        shared = {word for s in twins for word in _words(s.label)}
        own = [word for word in _words(strand.label) if word not in shared] if twins else []
        title = look.text(f"{SHORT[strand.strand]}  ")
        if own:
            title.append(f"\n{look.plain(own[0])[:8]}")
        titles.append(title)
    return titles


def _words(label: str) -> list[str]:
    return re.findall(r"\w+", label.casefold())


def _legend(cells: Sequence[grid.Cell], look: Look) -> list[RenderableType]:
    marks = {
        (Verdict.FAIL, False): "fail",
        (Verdict.FAIL, True): "FAIL, excepted",
        (Verdict.WARN, False): "warn",
        (Verdict.PASS, False): "pass",
        (Verdict.NOT_ASSESSED, False): "not assessed",
    }
    told = {(cell.verdict, cell.excepted) for cell in cells}
    parts = [
        f"{look.mark(verdict, excepted=excepted)} {word}"
        for (verdict, excepted), word in marks.items()
        if (verdict, excepted) in told
    ]
    words = [f"{f}: {w}" for f, w in FIGURE_WORDS.items() if any(c.figure == f for c in cells)]
    words.insert(0, "n: applicable records")
    if len("   ".join([*parts, words[0]])) <= look.width:
        parts.append(words.pop(0))
    return [look.text(line, "dim") for line in ("   ".join(parts), *words)]
