"""The dictionary of measures: what each counts, over what, on whose word, and for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Cell, Column, Paragraph, Table
from eqmon.paper import cells
from eqmon.report.measure_words import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eqmon.measures.model import Measured
    from eqmon.report.measures_model import Measuring

LEAD = (
    "Report 8 of 16 July 2009 wished for ‘a clear outline of how the intended outcomes of the "
    "strategy will be measured’ (paragraph 29). Each measure is defined here: its numerator, its "
    "denominator, where it comes from, whose it is and how often it is looked at."
)
LIMBS: Mapping[str, str] = MappingProxyType(
    {
        "eliminate": "eliminate discrimination",
        "advance": "advance equality of opportunity",
        "foster": "foster good relations",
    }
)
"""The three limbs of the equality duty in the words of the Equality Act 2010, section 149."""


def dictionary(collections: Sequence[Measuring], *, in_full: bool = False) -> tuple[Block, ...]:
    """A table a collection; nothing where there is no measure.

    `in_full` also says of each what it tells, and how it may mislead.
    """
    tables = tuple(_tables(collections, in_full=in_full))
    return (Paragraph((LEAD,)), *tables) if tables else ()


def _tables(collections: Sequence[Measuring], *, in_full: bool) -> Iterator[Table]:
    for number, collection in enumerate(collections, 1):
        if collection.measures:
            yield Table(
                id=f"table-dictionary-{number}",
                label="",
                title=f"{collection.title}: dictionary of measures",
                columns=(
                    Column("Measure", "name"),
                    Column("Numerator", "text"),
                    Column("Denominator", "text"),
                    *((Column("What it tells", "text"),) if in_full else ()),
                    Column("Source", "text"),
                    Column("Owner, how often, limb of the duty", "text"),
                ),
                rows=tuple(_row(one, in_full=in_full) for one in collection.measures),
            )


def _row(measured: Measured, *, in_full: bool) -> tuple[Cell, ...]:
    return (
        cells.word(f"{measured.measure} {name_of(measured)}"),
        cells.word(measured.numerator),
        cells.word(measured.denominator),
        *((cells.word(measured.tells),) if in_full else ()),
        cells.word("; ".join(measured.source)),
        cells.word(f"{measured.owner}; {measured.frequency}; {LIMBS[measured.limb]}"),
    )
