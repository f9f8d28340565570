"""Measures beyond the body of a paper: unit by unit, and what can be concluded of every group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Section
from eqmon.paper.measure_matrix import matrix, telling
from eqmon.paper.measure_tables import by_unit, without_figures
from eqmon.paper.own_unit import as_a_whole

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report


def measures_appendix(report: Report) -> tuple[Block, ...]:
    """A section a collection that has measures."""
    whole = as_a_whole(report).collections
    both = enumerate(zip(report.collections, whole, strict=True), 1)
    sections = (
        Section(f"appendix-measures-{number}", one.title, tuple(_of(one, together, number)))
        for number, (one, together) in both
    )
    return tuple(section for section in sections if section.blocks)


def _of(collection: Collection, together: Collection, number: int) -> Iterator[Block]:
    yield from without_figures(collection, number)
    yield from by_unit(collection, number)
    yield from matrix(together, number)
    yield from telling(together, number)
