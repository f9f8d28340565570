"""Tables of a measure by answer: rate, ratio to the comparator, bounds, and what is concluded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Cell, Column, Table, Text
from eqmon.paper import cells
from eqmon.paper.measure_cells import ROUGH, of_few
from eqmon.report.measure_words import (
    answers,
    bounds,
    conclusion,
    contrasts,
    figure,
    hides_not_known,
    interval,
    name_of,
    point,
    ratio,
    with_status,
)

if TYPE_CHECKING:
    from eqmon.measures.model import ByAnswer, Contrast, GroupRate, Measured
    from eqmon.report.measures_model import Measuring

NOT_KNOWN = "not known"
BESIDE: Text = (
    "Rate: per cent, with number and denominator in brackets. Ratio: of the group's rate to that "
    "of what it is compared with, among known answers, with its 95 % interval. Bounds: the lowest "
    "and the highest ratio that answers not known leave possible. Overturned: the smallest share "
    "of those not known that would have to be of the group. At random: the ratio if answers were "
    "missing at random within each unit, which is an assumption and no finding.",
)
COLUMNS = (
    Column("Strand and answer", "name"),
    Column("Rate, %", "percent"),
    Column("Compared with", "text"),
    Column("Ratio", "text"),
    Column("Bounds", "text"),
    Column("Overturned", "text"),
    Column("At random", "text"),
    Column("What can be concluded", "text"),
)


def by_answer(
    collection: Measuring, number: int, *, crossed: bool | None = None
) -> Iterator[Block]:
    """A table a measure, of every strand in all units together; of crossed strands too, or not."""
    which = 0
    for measured in with_status(collection.measures, "measured"):
        found = answers(measured, crossed=crossed)
        if found:
            which += 1
            yield _of_measure(collection, measured, found, f"table-answers-{number}-{which}")


def _of_measure(collection: Measuring, measured: Measured, found: list[ByAnswer], id: str) -> Table:
    hidden = any(by.withheld for by in found)
    withheld: Text = ("Some answers are withheld, so that nobody can be made out.",)
    return Table(
        id=id,
        label="",
        title=f"{collection.title}: {measured.measure} {name_of(measured)}, by answer",
        columns=COLUMNS,
        rows=tuple(row for by in found for row in _rows(by)),
        notes=(BESIDE, ROUGH, *((withheld,) if hidden else ())),
    )


def _rows(by: ByAnswer) -> Iterator[tuple[Cell, ...]]:
    for group in by.groups:
        yield (cells.word(f"{by.label}: {group.group}"), of_few(group.rate), *_beside(by, group))
    nothing = (cells.NOT_APPLICABLE,) * (len(COLUMNS) - 3)
    name = cells.word(f"{by.label}: {NOT_KNOWN}")
    gap = cells.word(f"{figure(by.gap)} of all") if by.gap.denominator else cells.WITHHELD
    yield (name, of_few(by.not_known, withheld=hides_not_known(by)), gap, *nothing)


def _beside(by: ByAnswer, group: GroupRate) -> tuple[Cell, ...]:
    contrast = group.contrast
    if contrast is None:
        is_comparator = any(c.comparator == group.group for _, c in contrasts((by,)))
        what = cells.word("the comparator") if is_comparator else cells.NOT_APPLICABLE
        return (what, *(cells.NOT_APPLICABLE,) * (len(COLUMNS) - 3))
    reach = interval(contrast)
    return (
        cells.word(contrast.comparator),
        _word(f"{point(contrast)} ({reach})" if reach else ""),
        _word(bounds(contrast)),
        _word(overturned(contrast)),
        _word(ratio(contrast.at_random, contrast)),
        cells.word(conclusion(contrast)),
    )


def overturned(contrast: Contrast) -> str:
    """The tipping point in per cent; empty where no share would overturn it or nothing is said."""
    return "" if contrast.tipping is None else f"{contrast.tipping * 100:.1f} %"


def _word(text: str) -> Cell:
    return cells.word(text) if text else cells.NOT_APPLICABLE
