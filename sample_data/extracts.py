"""One extract before it is bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import forms
from places import Place
from records import Record


@dataclass
class Extract:
    """One file of a drop: its records, how it is written, and what stands around them."""

    name: str
    collection: str
    style: int
    records: list[Record]
    unit: Callable[[Place], str] | None = None
    unit_heading: str = ""
    """Another heading than the style's, for the column that names the unit."""
    without: frozenset[str] = frozenset()
    """Fields that this file has no column for."""
    titles: Sequence[str] = ()
    total: tuple[str, str] | None = None
    """Field and text of a total row's words, its number in the next cell; a blank row before."""
    ragged_after: int | None = None
    """After this record comes a row with one cell too many."""
    compressed: bool = False
    texts: dict[tuple[int, str], str] = field(default_factory=dict)
    """Record number and field to a text that stands there instead."""

    @property
    def fields(self) -> list[str]:
        """The fields it has columns for, in their order."""
        return [f for f in forms.headings(self.collection, self.style) if f not in self.without]

    @property
    def file_name(self) -> str:
        """The name with the ending of its style."""
        ending = forms.STYLES[self.style].ending
        return f"{self.name}{ending}{'.gz' if self.compressed else ''}"

    def data(self, places: Mapping[str, Place]) -> bytes:
        """The file's bytes."""
        style, fields = forms.STYLES[self.style], self.fields
        table = forms.rows(style, fields, self.records, places, unit=self.unit)
        for (number, name), text in self.texts.items():
            table[number][fields.index(name)] = text
        if self.ragged_after is not None:
            spare = [*table[self.ragged_after], ""]
            spare[fields.index("crime_ref")] = "0999999/07"
            table.insert(self.ragged_after + 1, spare)
        heading = dict(forms.headings(self.collection, self.style))
        heading["unit"] = self.unit_heading or heading["unit"]
        lines = [[title] if title else [] for title in self.titles]
        lines += [[heading[f] for f in fields], *table]
        if self.total:
            total, at = [""] * len(fields), fields.index(self.total[0])
            total[at : at + 2] = [self.total[1], str(len(table))]
            lines += [[""] * len(fields), total]
        data = forms.encode(style, lines)
        return forms.gzipped(data) if self.compressed else data

    def of(self, borough: str) -> list[int]:
        """The numbers of a borough's records that describe a person."""
        return [
            number
            for number, record in enumerate(self.records)
            if record["unit"] == borough and record["victim_type"] == "person"
        ]
