"""How many comparisons came to what, by measure and strand; and those that tell something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Cell, Column, Table
from eqmon.paper import cells
from eqmon.paper.concluded import FIRST, Compared, called, compared_in
from eqmon.paper.measure_answers import overturned
from eqmon.report.measure_words import USABLE, bounds, conclusion, figure, interval, name_of, point

if TYPE_CHECKING:
    from eqmon.report.measures_model import Measuring


def matrix(collection: Measuring, number: int) -> Iterator[Table]:
    """A row a measure, a column a strand: `2 / 1 / 3` usable, with bounds, not usable."""
    found = compared_in(collection)
    if not found:
        return
    labels = {one.by.by: one.by.label for one in found}
    strands = [s.name for s in collection.strands if s.name in labels]
    measures = {(m.measure, m.version): m for m in collection.measures}
    told = {(one.measured.measure, one.measured.version): None for one in found}
    yield Table(
        id=f"table-matrix-{number}",
        label="",
        title=f"{collection.title}: groups that can be compared, by measure and strand",
        columns=(
            Column("Measure", "name"),
            *(Column(labels[strand], "text") for strand in strands),
        ),
        rows=tuple(
            (
                cells.word(f"{key[0]} {name_of(measures[key])}"),
                *(_cell(found, key, strand) for strand in strands),
            )
            for key in measures
            if key in told
        ),
        notes=(
            (
                "Groups whose ratio to what they are compared with is usable / usable with bounds "
                "/ not usable. [z]: no group has records enough.",
            ),
        ),
    )


def _cell(found: list[Compared], key: tuple[str, str], strand: str) -> Cell:
    number = Counter(
        one.contrast.usable
        for one in found
        if (one.measured.measure, one.measured.version) == key and one.by.by == strand
    )
    if not number:
        return cells.NOT_APPLICABLE
    return cells.word(" / ".join(str(number[verdict]) for verdict in USABLE))


def telling(collection: Measuring, number: int) -> Iterator[Table]:
    """Every group told to differ, and those of ethnicity and gender told to be alike.

    The usable stand before the usable with bounds, those that differ before the alike.
    """
    strands = {strand.name: strand.strand for strand in collection.strands}
    found = [
        one
        for one in compared_in(collection)
        if one.contrast.usable != "not usable" and (one.differs or strands.get(one.by.by) in FIRST)
    ]
    found.sort(key=lambda one: (USABLE.index(one.contrast.usable), not one.differs))
    if found:
        yield Table(
            id=f"table-telling-{number}",
            label="",
            title=f"{collection.title}: what can be concluded of groups on measures",
            columns=(
                Column("Measure and group", "name"),
                Column("Rate", "text"),
                Column("Compared with", "text"),
                Column("Concluded", "text"),
                Column("Ratio (95 % interval)", "text"),
                Column("Bounds", "text"),
                Column("Overturned", "text"),
            ),
            rows=tuple(_telling(one) for one in found),
            notes=(
                (
                    "Bounds: the lowest and the highest ratio that answers not known leave "
                    "possible. Overturned: the smallest share of those not known that would have "
                    "to be of the group for the conclusion not to hold; [z] where none would. "
                    "Groups of other strands that are alike are in the table before, in number.",
                ),
            ),
        )


def _telling(one: Compared) -> tuple[Cell, ...]:
    contrast = one.contrast
    tips = overturned(contrast)
    return (
        cells.word(called(one)),
        cells.word(figure(one.group.rate)),
        cells.word(f"{contrast.comparator}, {figure(contrast.comparator_rate)}"),
        cells.word(conclusion(contrast)),
        cells.word(f"{point(contrast)} ({interval(contrast)})"),
        cells.word(bounds(contrast)),
        cells.word(tips) if tips else cells.NOT_APPLICABLE,
    )
