"""Which units fail most strands, as far as their figures are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.report import figures, grid
from eqmon.vocabulary import BUCKETS, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection

AT_LEAST = 2
"""Units whose figures of a strand are shown; of fewer nobody can say where it is worst."""


@dataclass(frozen=True, slots=True)
class Failing:
    """How many strands each known unit fails whose figures are shown."""

    strands: tuple[tuple[str, int], ...]
    """Units that fail any with how many, the most first, else in the order of the grid."""
    units: int
    """Units with figures of any strand, whether they fail or not."""
    withheld: int
    """Units without any, for they are withheld."""
    in_part: bool
    """Whether figures of some strands are withheld of the units that have others."""

    @property
    def hides(self) -> bool:
        """Whether anything is withheld that could be worse than what is shown."""
        return bool(self.withheld) or self.in_part


def failing(collection: Collection, found: grid.Grid, *, compared: bool = False) -> Failing:
    """The units of a grid by how many strands they fail.

    Where they are to be `compared` and figures are withheld, only strands shown of two units and
    more count: of one alone there is nothing to compare.
    """
    units = [row for row in found.units if row.name not in BUCKETS]
    shown = [[cell.figure != figures.WITHHELD for cell in row.cells] for row in units]
    in_part = not all(map(all, shown))
    told = [
        not (compared and in_part) or sum(row[place] for row in shown) >= AT_LEAST
        for place in range(len(collection.strands))
    ]
    fails = [(row.name, _number(row, told)) for row in units]
    return Failing(
        strands=tuple(sorted((one for one in fails if one[1]), key=lambda one: -one[1])),
        units=len(units),
        withheld=len(found.withheld),
        in_part=in_part,
    )


def _number(row: grid.Row, told: list[bool]) -> int:
    cells = zip(told, row.cells, strict=True)
    return sum(counts and cell.verdict is Verdict.FAIL for counts, cell in cells)
