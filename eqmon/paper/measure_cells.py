"""Cells of tables of measures: rates that few records make rough or leave out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eqmon.document.model import Cell, Text
from eqmon.paper import cells
from eqmon.report.measure_words import FEW, LOW

if TYPE_CHECKING:
    from eqmon.rates import Rate

TOO_FEW = Cell("too few", shorthand="z")
ROUGH: Text = (
    f"Too few: fewer than {FEW} records, of which no rate is told. [u]: of low reliability, of "
    f"{FEW} to {LOW - 1} records.",
)


def of_few(rate: Rate | None, *, withheld: bool = False) -> Cell:
    """A rate in per cent with its count and denominator: `24.5 (135 of 551)`, as far as told."""
    if withheld:
        return cells.WITHHELD
    if rate is None or not rate.denominator:
        return cells.NOT_APPLICABLE
    if rate.denominator < FEW:
        return TOO_FEW
    cell = cells.percent(rate)
    said = cell.text.replace(")", f" of {rate.denominator:,})")
    if rate.denominator < LOW:
        return replace(cell, text=f"{said} [u]", shorthand="u")
    return replace(cell, text=said)
