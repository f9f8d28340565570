"""Tables of measures: all of them together, unit by unit, and those without figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Cell, Column, Paragraph, Table
from eqmon.paper import cells
from eqmon.paper.measure_cells import ROUGH, of_few
from eqmon.paper.phrases import place, sentence
from eqmon.report import figures
from eqmon.report.measure_units import AT_LEAST, stand_out, units_of
from eqmon.report.measure_words import (
    CANNOT,
    NO_RECORDS,
    USABLE,
    by_topic,
    concluded,
    name_of,
    notes_of,
    reason_of,
    together,
    with_status,
)
from eqmon.report.words import number_of
from eqmon.vocabulary import BUCKETS, Level

if TYPE_CHECKING:
    from eqmon.measures.model import Measured, Placed
    from eqmon.report.measures_model import Measuring

MOST = 0.8
"""Where so large a part of units is withheld, a table of them tells next to nothing."""
COLUMNS_AT_MOST = 4
"""Measures of one table by unit: more make it too wide to read."""


def overview(collection: Measuring, number: int) -> Table:
    """Every measure with figures, all units together: rate, interval, what groups' ratios tell."""
    found = [m for of in by_topic(collection.measures).values() for m in of]
    several = Counter(measured.measure for measured in found)
    return Table(
        id=f"table-measures-{number}",
        label="",
        title=f"{collection.title}: what each measure came to, all together",
        columns=(
            Column("Measure", "name"),
            Column("Of", "count"),
            Column("Rate, %", "percent"),
            Column("95 % interval", "text"),
            *(Column(verdict.capitalize(), "count") for verdict in USABLE),
        ),
        rows=tuple(
            _overview(one, name_of(one) if several[one.measure] > 1 else one.title) for one in found
        ),
        notes=(
            (
                "Of: the records that the measure is of. Rate: per cent of these, number in "
                "brackets. Usable, usable with bounds, not usable: how many groups of single "
                "strands can be compared with others so far.",
            ),
            *((note,) for note in notes_of(found)),
        ),
    )


def _overview(measured: Measured, called: str) -> tuple[Cell, ...]:
    rate, found = together(measured), concluded((measured,))
    name = cells.word(called)
    if rate is None:
        return (name, *(cells.WITHHELD,) * (3 + len(USABLE)))
    return (
        name,
        cells.count(rate.denominator),
        cells.percent(rate),
        cells.word(figures.interval(rate) or "none"),
        *(cells.count(found[verdict]) for verdict in USABLE),
    )


def without_figures(collection: Measuring, number: int) -> Iterator[Table]:
    """Measures that cannot be computed with the fields that are missing; those of no record."""
    for key, title, status in (
        ("cannot", CANNOT, "not measurable"),
        ("none", NO_RECORDS, "no records"),
    ):
        found = with_status(collection.measures, status)
        if found:
            yield Table(
                id=f"table-measures-{key}-{number}",
                label="",
                title=f"{collection.title}: {title[:1].lower()}{title[1:]}",
                columns=(Column("Measure", "name"), Column("Why", "text")),
                rows=tuple(
                    (cells.word(f"{m.measure} {name_of(m)}"), cells.word(reason_of(m)))
                    for m in found
                ),
            )


def by_unit(
    collection: Measuring, number: int, only: Sequence[Measured] | None = None
) -> Iterator[Block]:
    """Each topic's measures in every unit, a few beside one another; of all measures, or `only`."""
    which = 0
    measures = collection.measures if only is None else only
    for topic, found in by_topic(measures).items():
        for start in range(0, len(found), COLUMNS_AT_MOST):
            which += 1
            some = found[start : start + COLUMNS_AT_MOST]
            yield _by_unit(collection, topic, some, f"table-measures-units-{number}-{which}")


def stands_out(collection: Measuring) -> list[Measured]:
    """The measures on which a unit lies outside the 99.8 % limits of chance."""
    found = with_status(collection.measures, "measured")
    return [one for one in found if stand_out(one, collection.min_records)]


def outstanding_units(collection: Measuring, number: int) -> Iterator[Block]:
    """The same of measures on which a unit stands out; of the others how many, in a sentence."""
    telling = stands_out(collection)
    yield from by_unit(collection, number, telling)
    hidden = still = 0
    for one in with_status(collection.measures, "measured"):
        every = units_of(one)
        if one not in telling and len(every) >= AT_LEAST:
            withheld = sum(unit.withheld for unit in every) >= MOST * len(every)
            hidden, still = hidden + withheld, still + (not withheld)
    units = f"all or nearly all {place(collection, 2)}"
    most = f"of {number_of(hidden, 'measure')} {units} are withheld, so that nobody can be made out"
    said = [
        *([f"on {number_of(still, 'measure')} none is shown outside chance"] if still else []),
        *([most] if hidden else []),
    ]
    if said:
        lead = f"No table by {place(collection)} is given where it would tell nothing"
        yield Paragraph((f"{lead}: {'; '.join(said)}.",))


def _by_unit(collection: Measuring, topic: str, found: Sequence[Measured], id: str) -> Table:
    where = {(p.level, p.unit): None for measured in found for p in measured.places if _is_shown(p)}
    order = sorted(where, key=lambda at: (at[0] is Level.UNIT, at[1] in BUCKETS, at[1] or ""))
    told = [{(p.level, p.unit): p for p in measured.places} for measured in found]
    one = sentence(place(collection)).rstrip(".")
    return Table(
        id=id,
        label="",
        title=f"{collection.title}: {topic[:1].lower()}{topic[1:]}, by {place(collection)}",
        columns=(
            Column(one, "name"),
            *(Column(f"{name_of(measured)}, %", "percent") for measured in found),
        ),
        rows=tuple(
            (cells.word(at[1] or "All together"), *(_placed(of.get(at)) for of in told))
            for at in order
        ),
        notes=(
            ("Per cent, with number and denominator in brackets.",),
            ROUGH,
            *((note,) for note in notes_of(found)),
        ),
        totals=sum(level is Level.OVERALL for level, _ in order),
    )


def _is_shown(place: Placed) -> bool:
    return place.level is not Level.AREA


def _placed(place: Placed | None) -> Cell:
    if place is None:
        return cells.NOT_APPLICABLE
    return of_few(place.rate, withheld=place.withheld)
