"""One unit's own report: its figures beside those of all units together, and no other unit's."""

from __future__ import annotations

from eqmon.report.model import Collection, Report
from eqmon.vocabulary import BLANK_UNIT, UNKNOWN_UNIT, Level


def units_of(report: Report) -> tuple[str, ...]:
    """Every unit that has a figure in the report, in order."""
    named = {unit for collection in report.collections for unit in collection.units}
    return tuple(sorted(named - {BLANK_UNIT, UNKNOWN_UNIT}))


def report_of_unit(report: Report, unit: str) -> Report:
    """The report as one unit should see it."""
    collections = tuple(_only(c, unit) for c in report.collections if unit in c.units)
    headline = " ".join(
        f"{unit}, {c.title}: {sum(f.verdict == 'fail' for f in c.findings if f.unit == unit):,} "
        f"of {sum(f.unit == unit for f in c.findings):,} findings fail."
        for c in collections
    )
    return report.model_copy(
        update={"collections": collections, "headline": headline, "inputs": ()}
    )


def _only(collection: Collection, unit: str) -> Collection:
    mine = (unit, None)
    return collection.model_copy(
        update={
            "units": (unit,),
            "recorded": tuple(
                r for r in collection.recorded if r.level is not Level.AREA and r.unit in mine
            ),
            "findings": tuple(
                f for f in collection.findings if f.level is not Level.AREA and f.unit in mine
            ),
        }
    )
