"""What was due and what came, as blocks of a document: a section of a paper, or one of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Cell, Column, Paragraph, Section, Strong, Table
from eqmon.registers.grid import grid_of
from eqmon.registers.model import CAME, VERDICT_OF, Standing
from eqmon.registers.phrases import number, short_date
from eqmon.registers.sentences import due_line, made_of, made_word, silent_lines
from eqmon.report.words import VERDICTS

if TYPE_CHECKING:
    from eqmon.registers.grid import Grid, Row
    from eqmon.registers.model import Made, RegisterMade, ReturnMade, Returns

TITLE = "What was due and what came"
DATES_SHOWN = 6
"""Columns of dates that a page has room for beside the bodies."""
COUNTED = (
    "Made: what came, in time or late. Of what was due by the day alone: what is due later is in "
    "no figure. Full counts, compared as they stand."
)


def due_and_came(
    returns: Returns, *, id: str = "returns", every: bool = False
) -> tuple[Block, ...]:
    """What came of everything in words, then each register with its table.

    Of more than a dozen bodies those that made all that was due are left out of the tables, and
    counted, unless `every` one is wanted. Labels are left to whoever settles the document; `id`
    begins the ids of all blocks.
    """
    blocks: list[Block] = [Paragraph((returns.headline,))]
    blocks += [Paragraph((line,)) for line in silent_lines(returns)]
    for place, register in enumerate(returns.registers, 1):
        inside = tuple(_register(register, f"{id}-{place}", every=every))
        name = f" ({register.name})" if register.name else ""
        blocks.append(Section(f"{id}-{place}", f"{register.title}{name}", inside))
    return tuple(blocks)


def _register(register: RegisterMade, id: str, *, every: bool) -> Iterator[Block]:
    for place, made in enumerate(register.returns, 1):
        stands = Strong(f"{made.id} {made.title}: {VERDICTS[made.counts.verdict]}. ")
        yield Paragraph((stands, " ".join((made.sentence, *made.notes))))
        for calendar in made.calendars:
            yield Paragraph((calendar.sentence,))
        if made.entries:
            yield _by_date(made, f"{id}-{place}", every=every)
        if not made.by_date and (table := _overdue(made, register, f"{id}-{place}-overdue")):
            yield table


def _by_date(made: ReturnMade, id: str, *, every: bool) -> Table:
    grid = grid_of(made, DATES_SHOWN)
    shown = grid.rows if every else grid.told
    columns = (
        Column("Body", "name"),
        Column(f"{made_word(made)} of due", "text"),
        *((Column("Late", "count"),) if made.counts.late else ()),
        *(Column(short_date(period), "text") for period in grid.periods),
    )
    rows = tuple(_row(made, row) for row in shown)
    together = _together(made, grid)
    notes = [COUNTED, f"Asked of: {made.owner}. Source: {made.source}."]
    if whole := len(grid.rows) - len(shown):
        bodies = number(whole, "body that made all of it is", "bodies that made all of it are")
        all_bodies = f"All {number(whole, 'body', 'bodies')} made all that was due: none is shown."
        notes.append(f"{bodies} not shown." if shown else all_bodies)
    if grid.left_out:
        left = number(grid.left_out, "earlier date is", "earlier dates are")
        notes.append(f"{left} not shown; the counts hold them too.")
    title = f"{made.title}: what was made of what was due"
    return Table(id, "", title, columns, (together, *rows), tuple((n,) for n in notes), totals=1)


def _row(made: ReturnMade, row: Row) -> tuple[Cell, ...]:
    cells = tuple(
        Cell(cell.text, verdict=None if cell.standing is None else VERDICT_OF[cell.standing])
        for cell in row.cells
    )
    return (*_counted(made, row.body, row.counts), *cells)


def _counted(made: ReturnMade, body: str, counts: Made) -> tuple[Cell, ...]:
    late = (Cell(f"{counts.late:,}", counts.late),) if made.counts.late else ()
    return (Cell(body), Cell(made_of(counts), verdict=counts.verdict), *late)


def _together(made: ReturnMade, grid: Grid) -> tuple[Cell, ...]:
    """All bodies together, with how many made each date's of those who were asked."""
    cells = []
    for period in grid.periods:
        entries = [e for e in made.entries if e.period == period]
        due = [e for e in entries if e.standing is not Standing.NOT_DUE]
        came = sum(entry.standing in CAME for entry in due)
        said = f"{came:,} of {len(due):,}" if due else made.words[Standing.NOT_DUE]
        cells.append(Cell(said))
    return (*_counted(made, "All together", made.counts), *cells)


def _overdue(made: ReturnMade, register: RegisterMade, id: str) -> Table | None:
    due = [e for e in made.entries if e.standing not in (*CAME, Standing.NOT_DUE)]
    if not due:
        return None
    columns = (Column(register.one.capitalize(), "name"), Column("When", "text"))
    rows = tuple((Cell(entry.item or entry.body), Cell(due_line(entry))) for entry in due)
    title = f"{register.many.capitalize()} {made.words[Standing.MISSING]}"
    return Table(id, "", title, columns, rows)
