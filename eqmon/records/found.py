"""What was found to break, held in columns; past the listing each line is four texts."""

from __future__ import annotations

from collections import Counter as Bag
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa

    from eqmon.engines.readings import Ints
    from eqmon.intake import Taken, TakenInput

AT_ONCE = 50_000
"""Lines made into texts at a time."""


class About(NamedTuple):
    """What all lines of one rule from one extract share."""

    rule: str
    field: str
    reason: str
    source: str


class Line(NamedTuple):
    """One line of a unit's list."""

    reference: str
    """The record's reference, or where it stands if it has none."""
    rule: str
    field: str
    reason: str


class Kind(IntEnum):
    """How a line names what it is about, in the order of the lists."""

    WHOLE = 0
    """All of a unit's records in an extract, which lacks the column."""
    REFERENCE = 1
    NUMBER = 2


@dataclass(frozen=True)
class Listing:
    """All lines of a drop, sorted by unit, rule and reference."""

    period: str | None
    inputs: tuple[TakenInput, ...]
    suites: tuple[str, ...]
    records: Mapping[str, int]
    """By unit, sorted: records that break at least one rule."""
    _lines: pa.Table
    _abouts: tuple[About, ...]
    _starts: Mapping[str, tuple[int, int]]

    def lines(self, unit: str) -> Iterator[Line]:
        """The lines of one unit."""
        start, stop = self._starts[unit]
        for batch in self._lines.slice(start, stop - start).to_batches(AT_ONCE):
            columns = (
                batch.column(n).to_pylist() for n in ("kind", "reference", "number", "about")
            )
            for kind, reference, number, about in zip(*columns, strict=True):
                shared = self._abouts[about]
                name = _name(kind, reference, number, shared.source)
                yield Line(name, shared.rule, shared.field, shared.reason)


@dataclass
class Found:
    """Gathers lines while extracts are read."""

    _units: dict[str, int] = field(default_factory=dict)
    _abouts: dict[About, int] = field(default_factory=dict)
    _parts: list[pa.Table] = field(default_factory=list)
    _wholes: Bag[tuple[int, int]] = field(default_factory=Bag)
    _records: Bag[int] = field(default_factory=Bag)

    def unit(self, name: str) -> int:
        """The number of a unit."""
        return self._units.setdefault(name, len(self._units))

    def records(self, units: Ints) -> None:
        """Count the records that break any rule, each once, by their units."""
        self._records.update(_bag(units))

    def lines(self, about: About, units: Ints, references: pa.Array, numbers: Ints) -> None:
        """Add records by reference, or by number where that is not 0."""
        kinds = np.where(numbers > 0, Kind.NUMBER, Kind.REFERENCE)
        self._parts.append(_table(units, kinds, references, numbers, self._about(about)))

    def whole(self, about: About, units: Ints) -> None:
        """Add records of units whose extract lacks the column, as one line a unit."""
        number = self._about(about)
        self._wholes.update({(unit, number): n for unit, n in _bag(units).items()})

    def listing(self, period: str | None, taken: Taken) -> Listing:
        """Everything found, in its order."""
        units, abouts = sorted(self._units), sorted(self._abouts)
        table = self._sorted(units, abouts)
        ends = np.searchsorted(table["unit"].to_numpy(), np.arange(len(units)), side="right")
        starts = [0, *ends.tolist()]
        return Listing(
            period=period,
            inputs=taken.inputs,
            suites=tuple(collection.suite for collection in taken.collections),
            records={u: n for u in units if (n := self._records[self._units[u]])},
            _lines=table,
            _abouts=tuple(abouts),
            _starts={u: (starts[i], starts[i + 1]) for i, u in enumerate(units)},
        )

    def _about(self, about: About) -> int:
        return self._abouts.setdefault(about, len(self._abouts))

    def _sorted(self, units: list[str], abouts: list[About]) -> pa.Table:
        """All lines by unit, rule and reference; numbers of units and abouts by their order."""
        import pyarrow as pa

        table = pa.concat_tables([*self._parts, self._whole_lines()])
        self._parts.clear()
        rules = sorted({about.rule for about in abouts})
        unit = _renumbered(table["unit"], [units.index(u) for u in self._units])
        about = _renumbered(table["about"], [abouts.index(a) for a in self._abouts])
        rule = _renumbered(pa.chunked_array([about]), [rules.index(a.rule) for a in abouts])
        table = table.drop_columns(["unit", "about"])
        for name, column in (("unit", unit), ("about", about), ("rule", rule)):
            table = table.append_column(name, column)
        order = ("unit", "rule", "kind", "reference", "about", "number")
        return table.sort_by([(name, "ascending") for name in order])

    def _whole_lines(self) -> pa.Table:
        import pyarrow as pa

        n = len(self._wholes)
        units, abouts = (np.array([key[i] for key in self._wholes], dtype=np.int64) for i in (0, 1))
        counts = np.array(list(self._wholes.values()), dtype=np.int64)
        references = pa.array([""] * n, pa.large_string())
        return _table(units, np.full(n, Kind.WHOLE), references, counts, abouts)


def _bag(units: Ints) -> dict[int, int]:
    numbers, counts = np.unique(units, return_counts=True)
    return dict(zip(numbers.tolist(), counts.tolist(), strict=True))


def _table(
    units: Ints, kinds: Any, references: pa.Array, numbers: Ints, about: int | Ints
) -> pa.Table:
    import pyarrow as pa

    columns = {
        "unit": pa.array(units, pa.int32()),
        "kind": pa.array(kinds.astype(np.int8)),
        "reference": references,
        "number": pa.array(numbers, pa.int64()),
        "about": pa.array(np.broadcast_to(about, len(units)).astype(np.int32)),
    }
    return pa.table(columns)


def _renumbered(column: pa.ChunkedArray, numbers: list[int]) -> pa.Array:
    import pyarrow as pa

    return pa.array(np.array(numbers, dtype=np.int32)[column.to_numpy()])


def _name(kind: int, reference: str, number: int, source: str) -> str:
    if kind == Kind.WHOLE:
        return f"every record in {source} ({number:,})"
    return reference if kind == Kind.REFERENCE else f"record {number} of {source}"
