"""Who is represented as a population or workforce would have it: sentences and their table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Cell, Column, Paragraph, Strong, Table
from eqmon.paper import cells
from eqmon.report.measure_words import conclusion, figure, ratio, span

if TYPE_CHECKING:
    from eqmon.measures.represented import Represented
    from eqmon.report.measures_model import Measuring

GIVEN = (
    "These populations are the rulebook's own, not eqmon's. That a group has another share than in "
    "a population does not say why: those at risk, or those who come forward, may be others than "
    "those who live there."
)
COLUMNS = (
    Column("Group", "name"),
    Column("Of known answers", "text"),
    Column("Held beside", "text"),
    Column("Ratio (95 % interval)", "text"),
    Column("Bounds", "text"),
    Column("Overturned", "text"),
    Column("At random", "text"),
    Column("Concluded", "text"),
)
NOTE = (
    "Bounds: the lowest and the highest ratio that answers not known leave possible. Overturned: "
    "the share of those not known that would have to be of the group for the conclusion not to "
    "hold; [z] where none would. At random: an assumption, no finding: the ratio if answers were "
    "missing at random within each unit; [z] where units are withheld."
)


def represented_in(collection: Measuring, number: int) -> Iterator[Block]:
    """What is concluded of all units together, a line a group; then the table of every place."""
    found = collection.represented
    if not found and not collection.unfit_populations:
        return
    said = " ".join((GIVEN, *collection.unfit_populations))
    yield Paragraph((Strong(f"{collection.title}, beside populations. "), said))
    told = [one for one in found if one.unit is None and one.usable != "not usable"]
    if told:
        lines = ((Strong(f"{one.label}, {one.usable}: "), one.sentence) for one in told)
        yield Bullets(tuple(lines))
    if not found:
        return
    yield Table(
        id=f"table-represented-{number}",
        label="",
        title=f"{collection.title}: groups beside their parts of populations",
        columns=COLUMNS,
        rows=tuple(_row(one) for one in found),
        notes=((NOTE,), (f"{_populations(collection)}.",)),
    )


def _row(one: Represented) -> tuple[Cell, ...]:
    interval = span(one.ratio_lower, one.ratio_upper, one)
    return (
        cells.word(f"{one.label}, {one.unit or 'all together'}: {one.beside.group}"),
        cells.word(figure(one.people)),
        cells.word(_beside(one)),
        cells.word(f"{ratio(one.ratio, one)} ({interval})"),
        cells.word(span(one.least, one.most, one)),
        cells.NOT_APPLICABLE if one.tipping is None else cells.word(_overturned(one)),
        cells.NOT_APPLICABLE if one.at_random is None else cells.word(ratio(one.at_random, one)),
        cells.word(conclusion(one)),
    )


def _beside(one: Represented) -> str:
    if one.beside.kind == "rate":
        return f"{one.beside.comparator}, per head of {one.beside.of}"
    return f"{100 * one.beside.share:.1f} % of {one.beside.of}"


def _overturned(one: Represented) -> str:
    which = "at most " if one.tipping_at_most else ""
    return f"{which}{100 * (one.tipping or 0.0):.1f} %"


def _populations(collection: Measuring) -> str:
    """Each population once, with its day and its source."""
    told = dict.fromkeys(
        f"{one.beside.of} on {one.beside.date}, {one.beside.source}"
        for one in collection.represented
    )
    return f"Populations: {'; '.join(told)}"
