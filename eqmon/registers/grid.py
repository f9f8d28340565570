"""Bodies by the dates on which something was due: the table that every writer lays out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.registers.model import CAME, VERDICT_OF, Standing
from eqmon.vocabulary import Verdict

if TYPE_CHECKING:
    from eqmon.registers.model import Entry, Made, ReturnMade

ALL_TOLD = 12
NOT_ASKED = "not asked"
"""Of a body that was asked for nothing on a date on which others were."""


@dataclass(frozen=True)
class Cell:
    """What came of what one body was due on one date."""

    text: str
    """The standing's word; `5 of 6` where several things were due; `not asked`. What is not due by
    the day is in no figure."""
    standing: Standing | None
    """The worst of them; None where nothing was asked."""


@dataclass(frozen=True)
class Row:
    """One body, with all that it made and what came of each date."""

    body: str
    counts: Made
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """Bodies by dates, the earliest date first."""

    periods: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: int = 0
    """Earlier dates that are not among `periods`."""

    @property
    def told(self) -> tuple[Row, ...]:
        """Every body of a dozen; of more, those that did not make all that was due, the least
        first."""
        if len(self.rows) <= ALL_TOLD:
            return self.rows
        lacking = [row for row in self.rows if row.counts.verdict is not Verdict.PASS]
        lacking.sort(key=lambda row: row.counts.made / max(row.counts.required, 1))
        return tuple(lacking)


def grid_of(made: ReturnMade, latest: int | None = None) -> Grid:
    """The table of a return, with no more than so many of the latest dates.

    Without dates where entries have cycles of their own.
    """
    by_place: dict[tuple[str, str], list[Entry]] = {}
    dates: dict[str, str] = {}
    for entry in made.entries if made.by_date else ():
        by_place.setdefault((entry.body, entry.period), []).append(entry)
        dates[entry.period] = entry.due.isoformat() if entry.due else entry.period
    periods = sorted(dates, key=lambda period: dates[period])
    shown = periods if latest is None else periods[max(0, len(periods) - latest) :]
    rows = tuple(
        Row(
            body.body,
            body.counts,
            tuple(_cell(by_place.get((body.body, period), ()), made.words) for period in shown),
        )
        for body in made.bodies
    )
    return Grid(tuple(shown), rows, len(periods) - len(shown))


def _cell(entries: Sequence[Entry], words: dict[Standing, str]) -> Cell:
    if not entries:
        return Cell(NOT_ASKED, None)
    worst = max((e.standing for e in entries), key=_gravity)
    if len(entries) == 1:
        return Cell(words[worst], worst)
    if all(entry.standing is Standing.MISSING for entry in entries):
        return Cell(words[worst], worst)
    due = [entry for entry in entries if entry.standing is not Standing.NOT_DUE]
    if not due:
        return Cell(words[Standing.NOT_DUE], Standing.NOT_DUE)
    came = sum(entry.standing in CAME for entry in due)
    return Cell(f"{came:,} of {len(due):,}", max((e.standing for e in due), key=_gravity))


def _gravity(standing: Standing) -> int:
    return VERDICT_OF[standing].gravity
