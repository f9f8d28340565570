"""All that one look at an extract gathers, before it is put into words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from eqmon.inspection.counted import Counted, count
from eqmon.inspection.headless import is_headless
from eqmon.inspection.looks import looks_of
from eqmon.inspection.model import DateColumn, Looks
from eqmon.inspection.suggest import Suggestion, suggest
from eqmon.inspection.values import Further
from eqmon.inspection.written_dates import read_dates

if TYPE_CHECKING:
    from eqmon.inspection.catalogue import Catalogue
    from eqmon.inspection.opened import Opened


@dataclass(frozen=True)
class Looked:
    """An extract, counted, with what stands for what; positions are from 0."""

    opened: Opened
    counted: Counted
    further: Mapping[int, Further] = field(repr=False)
    dates: tuple[DateColumn | None, ...]
    looks: tuple[Looks, ...]
    headless: bool

    @property
    def catalogue(self) -> Catalogue:
        """What the columns may stand for."""
        return self.opened.catalogue

    @cached_property
    def claims(self) -> Mapping[str, list[int]]:
        """The columns of every field that has any by its heading; none without headings."""
        return {} if self.headless else self.opened.claims

    @cached_property
    def field_at(self) -> Mapping[int, str]:
        """The field that each column stands for by its heading."""
        return {at: field for field, positions in self.claims.items() for at in positions}

    @cached_property
    def said_of_all(self) -> Mapping[str, str]:
        """What the layout says of every record alike."""
        return self.opened.layout.every_record if self.opened.layout else {}

    @cached_property
    def missing_strands(self) -> tuple[str, ...]:
        """Names of strands without a column: of the suite that fits, else of all."""
        has = {*self.claims, *self.said_of_all}
        suite = self.catalogue.suite
        return tuple(
            name
            for name, strand in self.catalogue.strands.items()
            if has.isdisjoint(strand.fields) and (name in suite.strands or not self.catalogue.fits)
        )

    @cached_property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """What columns without a field may be, of strands and units that have no column."""
        missing = [f for name in self.missing_strands for f in self.catalogue.strands[name].fields]
        if not self.catalogue.units & {*self.claims, *self.said_of_all}:
            missing += sorted(self.catalogue.units)
        free = set(range(len(self.counted.texts))) - self.field_at.keys()
        return suggest(
            self.catalogue,
            self.opened.table.header,
            self.counted.texts,
            free=free,
            missing=missing,
            by_heading=not self.headless,
        )

    @cached_property
    def date_field(self) -> str | None:
        """The field that places records in months; where no suite fits, the only date."""
        told = next((f for f in self.catalogue.dates if f in self.claims), None)
        if told is not None or self.catalogue.fits:
            return told
        fields = self.catalogue.fields
        only = [f for f in self.claims if fields[f].kind == "date"]
        return only[0] if len(only) == 1 else None

    @cached_property
    def unit_field(self) -> str | None:
        """The field that names the unit."""
        return next((f for f in self.claims if f in self.catalogue.units), None)

    def heading(self, at: int) -> str | None:
        """The heading of a column, spaces around it apart; None where it may be a record's cell."""
        return None if self.headless else self.opened.table.header[at].strip()


def look(opened: Opened, told: Callable[[int], Any] = lambda _: None) -> Looked:
    """Read an opened extract once; `told` hears of so many more records."""
    catalogue = opened.catalogue
    of_strands = {
        at: Further(catalogue, name)
        for name, positions in opened.claims.items()
        if name in catalogue.strand_of
        for at in positions
    }
    counted = count(opened, catalogue.rulebook, of_strands, told)
    field_at = {at: name for name, positions in opened.claims.items() for at in positions}
    dates = tuple(
        _dates(catalogue, field_at.get(at), texts) for at, texts in enumerate(counted.texts)
    )
    looks = tuple(looks_of(t, d) for t, d in zip(counted.texts, dates, strict=True))
    headless = is_headless(catalogue, opened.table.header, counted.texts, looks)
    return Looked(opened, counted, of_strands, dates, looks, headless)


def _dates(catalogue: Catalogue, name: str | None, texts: Any) -> DateColumn | None:
    if name is None:
        return read_dates(texts)
    told = catalogue.fields[name]
    if told.kind != "date" and not told.formats:
        return None
    return read_dates(texts, told.formats, sure=True)
