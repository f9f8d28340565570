"""What was due and what came, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.registers.grid import grid_of
from eqmon.registers.model import CAME, VERDICT_OF, Standing
from eqmon.registers.phrases import number, short_date, when
from eqmon.registers.sentences import due_line, made_of, made_word, silent_lines
from eqmon.report.blocks import draw, heading, pairs, rule
from eqmon.report.look import STYLES, Look
from eqmon.report.words import VERDICTS
from eqmon.vocabulary import Verdict

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from eqmon.registers.grid import Grid, Row
    from eqmon.registers.model import ReturnMade, Returns

LEAST_WIDTH = 40
SHA_SHOWN = 12
BODIES_SHOWN = 40
LATE_SHOWN = 20
BODY_AT_MOST = 24
GAP = 2


def write(returns: Returns, *, width: int = 80, colour: bool = False, ascii: bool = False) -> str:
    """The returns for a terminal of this many columns; without `colour` no escape code is in it."""
    look = Look(max(width, LEAST_WIDTH), ascii)
    return draw(_parts(returns, look), look, colour=colour)


def _parts(returns: Returns, look: Look) -> Iterator[RenderableType]:
    rulebook = f"rulebook {returns.rulebook} {returns.rulebook_sha256[:SHA_SHOWN]}"
    as_at = f"as at {when(returns.on.isoformat())}"
    yield look.text(look.dot.join((f"eqmon {returns.eqmon}", as_at, rulebook)), "dim")
    yield ""
    yield look.text(returns.headline, STYLES[returns.verdict])
    for register in returns.registers:
        yield ""
        yield rule(f"{register.title}: {register.name}", look)
        for place, made in enumerate(register.returns):
            if place:
                yield ""
            yield from _return(made, look)
    if returns.silent:
        yield from heading(f"Never heard from: {len(returns.silent):,}", look)
        for line in silent_lines(returns):
            yield look.text(line)


def _return(made: ReturnMade, look: Look) -> Iterator[RenderableType]:
    verdict = made.counts.verdict
    head = look.text(f"{look.mark(verdict)} {made.id} {made.title}", "bold")
    head.append_text(look.text(f": {VERDICTS[verdict]}", STYLES[verdict]))
    yield head
    yield look.text(made.sentence)
    for calendar in made.calendars:
        style = "yellow" if calendar.regular is False else ""
        yield look.text(calendar.sentence, style)
    for note in made.notes:
        yield look.text(note, "dim")
    yield ""
    yield from _table(made, look)
    if not made.by_date:
        yield from _overdue(made, look)


def _table(made: ReturnMade, look: Look) -> Iterator[RenderableType]:
    grid, drawn = _fitting(made, look)
    if grid.told:
        yield drawn
    if grid.left_out:
        dates = number(grid.left_out, "earlier date", "earlier dates")
        yield look.text(f"{dates} not shown here: see the csv report", "dim")
    whole = len(grid.rows) - len(grid.told)
    if whole:
        more_bodies = number(whole, "more body", "more bodies")
        bodies = more_bodies if grid.told else f"all {number(whole, 'body', 'bodies')}"
        yield look.text(f"{bodies} made all that was due: see the csv report", "dim")
    if (more := len(grid.told) - BODIES_SHOWN) > 0:
        yield look.text(f"{number(more, 'more body', 'more bodies')}: see the csv report", "dim")


def _fitting(made: ReturnMade, look: Look) -> tuple[Grid, Table]:
    """The table with as many of the latest dates as the terminal has room for."""
    full = grid_of(made)
    names = min(max([len(row.body) for row in full.rows] + [4]), BODY_AT_MOST)
    counts = max((len(made_of(row.counts)) for row in full.rows), default=0)
    room = look.width - names - counts - GAP
    widths = [
        GAP + max([len(short_date(period)), *(len(row.cells[n].text) for row in full.rows)])
        for n, period in enumerate(full.periods)
    ]
    latest = 0
    while latest < len(widths) and sum(widths[len(widths) - latest - 1 :]) <= room:
        latest += 1
    grid = grid_of(made, latest)
    return grid, _drawn(grid, made, look)


def _drawn(grid: Grid, made: ReturnMade, look: Look) -> Table:
    from rich.table import Table

    table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="bold")
    table.add_column("Body", overflow="fold", max_width=BODY_AT_MOST)
    table.add_column(look.text(made_word(made)), justify="right", no_wrap=True)
    for period in grid.periods:
        table.add_column(look.text(short_date(period)), no_wrap=True)
    for row in grid.told[:BODIES_SHOWN]:
        table.add_row(*_cells(row, look))
    return table


def _cells(row: Row, look: Look) -> Iterator[RenderableType]:
    yield look.text(row.body)
    yield look.text(made_of(row.counts), STYLES[row.counts.verdict])
    for cell in row.cells:
        verdict = Verdict.NOT_ASSESSED if cell.standing is None else VERDICT_OF[cell.standing]
        yield look.text(cell.text, STYLES[verdict])


def _overdue(made: ReturnMade, look: Look) -> Iterator[RenderableType]:
    """What is not made, one by one, where no table of dates tells it."""
    due = [e for e in made.entries if e.standing not in (*CAME, Standing.NOT_DUE)]
    if not due:
        return
    yield from heading(f"{made.words[Standing.MISSING].capitalize()}: {len(due):,}", look)
    yield pairs(((e.item or e.body, "", due_line(e)) for e in due[:LATE_SHOWN]), look)
    if len(due) > LATE_SHOWN:
        yield look.text(f"{len(due) - LATE_SHOWN:,} more: see the csv report", "dim")
