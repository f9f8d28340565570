"""Tables of days between two dates: the median and the 90th percentile, place by place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Cell, Column, Table
from eqmon.paper import cells
from eqmon.paper.phrases import place, sentence
from eqmon.report.measure_words import name_of, with_status
from eqmon.vocabulary import Level

if TYPE_CHECKING:
    from eqmon.measures.model import DaysTold, Measured
    from eqmon.report.measures_model import Measuring

NOTE = (
    "Records: those with both dates in order. Median: half of them took no more days. Nine in ten "
    "within: so many took no more."
)


COLUMNS = (
    Column("Records", "count"),
    Column("Median", "text"),
    Column("Nine in ten within", "text"),
)


def days_tables(collection: Measuring, number: int) -> Iterator[Table]:
    """A table for each measure of days, all together before units."""
    found = [m for m in with_status(collection.measures, "measured") if m.days]
    for which, measured in enumerate(found, 1):
        yield _table(collection, measured, f"table-days-{number}-{which}")


def days_together(collection: Measuring, number: int) -> Iterator[Table]:
    """A row for each measure of days, all units together."""
    found = [
        (measured, days)
        for measured in with_status(collection.measures, "measured")
        for days in measured.days
        if days.level is Level.OVERALL
    ]
    if found:
        yield Table(
            id=f"table-days-{number}",
            label="",
            title=f"{collection.title}: days between dates, all together",
            columns=(Column("Measure", "name"), *COLUMNS),
            rows=tuple((cells.word(name_of(one)), *_figures(days)) for one, days in found),
            notes=((NOTE,),),
        )


def _table(collection: Measuring, measured: Measured, id: str) -> Table:
    told = [days for days in measured.days if days.level is not Level.AREA]
    return Table(
        id=id,
        label="",
        title=f"{collection.title}: {name_of(measured)}, in days",
        columns=(
            Column(sentence(place(collection)).rstrip("."), "name"),
            *COLUMNS,
        ),
        rows=tuple(_row(days) for days in told),
        notes=((NOTE,),),
        totals=sum(days.level is Level.OVERALL for days in told),
    )


def _row(days: DaysTold) -> tuple[Cell, ...]:
    return (cells.word(days.unit or "All together"), *_figures(days))


def _figures(days: DaysTold) -> tuple[Cell, ...]:
    return (cells.count(days.records), _number(days.median), _number(days.ninetieth))


def _number(days: float | None) -> Cell:
    return cells.NOT_AVAILABLE if days is None else cells.word(f"{days:g}")
