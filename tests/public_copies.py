"""Public copies of small collections, for the tests of disclosure."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from reports import AREA_OF, Unit, collection_of, report_of

from eqmon.disclosure.protect import protect
from eqmon.report.model import Collection, Finding
from eqmon.vocabulary import Level, Recording

BOROUGHS = ("Barnet", "Brent", "Harrow", "Camden", "Islington", "Sutton")


def public(*units: Unit, areas: bool = True, **changes: Any) -> Collection:
    """The public copy of one collection of these units."""
    report = report_of([collection_of(units)], **changes)
    return protect(report, AREA_OF if areas else None).collections[0]


def withheld_units(collection: Collection) -> set[str | None]:
    return {r.unit for r in collection.recorded if r.withheld and r.level is Level.UNIT}


def of(collection: Collection, rule: str, level: Level, unit: str | None = None) -> Finding:
    (finding,) = (
        f
        for f in collection.findings
        if (f.rule, f.level) == (rule, level) and unit in (f.unit, None)
    )
    return finding


@st.composite
def boroughs(draw: st.DrawFn) -> tuple[Unit, ...]:
    """One to six boroughs, many with few records, some with few applicable ones."""
    units = []
    for name in BOROUGHS[: draw(st.integers(1, 6))]:
        records = draw(st.one_of(st.integers(1, 14), st.integers(1, 60), st.integers(60, 400)))
        left_out = draw(st.sampled_from([0, 0, records // 10, max(0, records - 4)]))
        blank = draw(st.integers(0, records - left_out))
        gaps = {"ethnicity": {Recording.BLANK: blank}}
        month = draw(st.sampled_from(["2007-01", "2007-02", "2007-03"]))
        units.append(Unit(name, records, left_out, gaps, month=month))
    return tuple(units)
