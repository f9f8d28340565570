"""Tables of the terminal report that grow sideways: cut to the width, never wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.report import figures, grid
from eqmon.report.look import STYLES, Look
from eqmon.report.words import MEASURES
from eqmon.vocabulary import Level, Measure, Strand, Verdict

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from eqmon.report.model import Collection, Finding, Recorded, StrandLabel

UNITS_SHOWN = 40
UNIT_AT_MOST = 24
STRAND_AT_MOST = 20
SHORT = {
    Strand.AGE: "Age",
    Strand.DISABILITY: "Disab",
    Strand.ETHNICITY: "Ethnic",
    Strand.GENDER: "Gender",
    Strand.RELIGION_BELIEF: "Relig",
    Strand.SEXUAL_ORIENTATION: "SexOri",
}


@dataclass(frozen=True)
class Column:
    """One column that may be moved to a further table when it does not fit."""

    head: Text
    cells: tuple[Text, ...]
    at_most: int = 1000
    """Columns of the terminal; longer names go on in a further line."""

    @property
    def width(self) -> int:
        """Of its longest line."""
        lines = (line for cell in (self.head, *self.cells) for line in cell.split())
        return min(self.at_most, max(line.cell_len for line in lines))

    def to_the_right(self, text: Text) -> Text:
        """The text with each of its lines padded on the left to the column's width."""
        lines = text.split()
        for line in lines:
            line.pad_left(self.width - line.cell_len)
        return _stacked(*lines)


def heat_map(collection: Collection, look: Look) -> list[RenderableType]:
    """Units by strands, the worst first, all units on top; areas too where units were too few."""
    overall = grid.rows(collection, Level.OVERALL)
    units = grid.rows(collection, Level.UNIT)
    drawn: list[RenderableType] = _drawn("Unit", (*overall, *units[:UNITS_SHOWN]), collection, look)
    if len(units) > UNITS_SHOWN:
        more = f"{len(units) - UNITS_SHOWN:,} more units, none of them worse, are in the csv report"
        drawn.append(look.text(more, "dim"))
    areas = grid.rows(collection, Level.AREA)
    few = any(cell.figure == grid.TOO_FEW for row in units for cell in row.cells)
    if areas and few:
        drawn += ["", look.text("The same by area, as some units have too few records to judge:")]
        drawn += _drawn("Area", areas, collection, look)
    shown = [cell for row in (*overall, *units, *areas) for cell in row.cells]
    return [*drawn, *_legend(shown, look)]


def overall_measures(collection: Collection, look: Look) -> list[RenderableType]:
    """Every measure of every strand over all units: rates, and the counts beneath them."""
    found = {r.strand: r for r in collection.recorded if r.level is Level.OVERALL}
    judged = {
        f.strand: f
        for f in collection.findings
        if f.level is Level.OVERALL and f.measure is Measure.NOT_OBTAINED
    }
    strands = [s for s in collection.strands if s.name in found]
    keys = [
        Column(look.text("Strand"), tuple(_named(s, look) for s in strands), STRAND_AT_MOST),
        Column(look.text("n"), tuple(_applicable(found[s.name], look) for s in strands)),
    ]
    columns = [
        Column(
            _stacked(*(look.text(word) for word in words.split())),
            tuple(_measured(found[s.name], measure, judged.get(s.name), look) for s in strands),
        )
        for measure, words in MEASURES.items()
    ]
    return _fitted(keys, columns, look)


def _named(strand: StrandLabel, look: Look) -> Text:
    return _stacked(
        look.text(strand.label), look.text(strand.duty.label if strand.duty else "", "dim")
    )


def _applicable(recorded: Recorded, look: Look) -> Text:
    return look.text(figures.WITHHELD if recorded.withheld else f"{recorded.applicable:,}")


def _measured(recorded: Recorded, measure: Measure, finding: Finding | None, look: Look) -> Text:
    rate = recorded.measures.get(measure)
    if recorded.withheld or rate is None:
        return look.text(figures.WITHHELD if recorded.withheld else "")
    if measure is not Measure.NOT_OBTAINED:
        return _stacked(look.text(figures.percent(rate)), look.text(f"{rate.count:,}", "dim"))
    limits = (finding.warn_above, finding.fail_above) if finding else ()
    first = look.text(figures.percent(rate, limits), STYLES[finding.verdict] if finding else "")
    first.append(f" {look.mark(finding.verdict if finding else None)}")
    second = look.text(f"{rate.count:,}", "dim")
    second.append("  ")
    return _stacked(first, second)


def _stacked(*lines: Text) -> Text:
    return type(lines[0])("\n").join(lines)


def _drawn(
    head: str, rows: Sequence[grid.Row], collection: Collection, look: Look
) -> list[RenderableType]:
    keys = [
        Column(look.text(head), tuple(look.text(row.name) for row in rows), UNIT_AT_MOST),
        Column(look.text("n"), tuple(look.text(row.applicable) for row in rows)),
    ]
    titles = _titles(collection.strands, look)

    def columns(*, counts: bool) -> list[Column]:
        return [
            Column(title, tuple(_cell(row.cells[place], look, counts=counts) for row in rows))
            for place, title in enumerate(titles)
        ]

    with_counts = columns(counts=True)
    if _width([*keys, *with_counts]) <= look.width:
        return _fitted(keys, with_counts, look)
    return _fitted(keys, columns(counts=False), look)


def _cell(cell: grid.Cell, look: Look, *, counts: bool) -> Text:
    style = STYLES[cell.verdict] if cell.verdict else ""
    figure = f"{cell.figure} ({cell.count})" if counts and cell.count else cell.figure
    text = look.text(figure, style)
    text.append(f" {look.mark(cell.verdict)}")
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


def _fitted(keys: list[Column], columns: list[Column], look: Look) -> list[RenderableType]:
    """As many tables as the width needs, each starting with the key columns."""
    fixed = _width(keys)
    tables: list[list[Column]] = [[]]
    used = fixed
    for column in columns:
        if tables[-1] and used + 1 + column.width > look.width:
            tables.append([])
            used = fixed
        tables[-1].append(column)
        used += 1 + column.width
    drawn: list[RenderableType] = []
    for part in tables:
        drawn += [*([""] if drawn else []), _table([*keys, *part])]
    return drawn


def _width(columns: Sequence[Column]) -> int:
    return sum(1 + column.width for column in columns) - 1


def _table(columns: Sequence[Column]) -> Table:
    """Numbers are padded here: Rich's right alignment would drop a mark that is a space."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for place, column in enumerate(columns):
        table.add_column(
            column.to_the_right(column.head) if place else column.head,
            no_wrap=place > 0,
            overflow="fold",
            width=column.width,
        )
    names, *numbers = columns
    padded = [[c.to_the_right(cell) for cell in c.cells] for c in numbers]
    for cells in zip(names.cells, *padded, strict=True):
        table.add_row(*cells)
    return table


def _legend(cells: Sequence[grid.Cell], look: Look) -> list[RenderableType]:
    figure_words = {
        grid.TOO_FEW: "too few applicable records to judge",
        grid.NO_COLUMN: "no column for the strand",
        grid.NO_RECORDS: "no applicable records",
        grid.OTHERWISE: "could not be judged",
        figures.WITHHELD: "withheld, so that nobody can be made out",
    }
    marks = {
        Verdict.FAIL: "fail",
        Verdict.WARN: "warn",
        Verdict.PASS: "pass",
        Verdict.NOT_ASSESSED: "not assessed",
    }
    told = {cell.verdict for cell in cells}
    parts = [f"{look.mark(v)} {word}" for v, word in marks.items() if v in told]
    words = [f"{f}: {w}" for f, w in figure_words.items() if any(c.figure == f for c in cells)]
    words.insert(0, "n: applicable records")
    if len("   ".join([*parts, words[0]])) <= look.width:
        parts.append(words.pop(0))
    return [look.text(line, "dim") for line in ("   ".join(parts), *words)]
