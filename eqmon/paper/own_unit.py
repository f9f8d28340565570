"""A report cut down to one unit, as sections on all records together must see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from eqmon.vocabulary import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eqmon.measures.model import ByAnswer, DaysTold, Measured, Monthly, Placed
    from eqmon.report.model import Collection, Report

Told = TypeVar("Told", "Placed", "Monthly", "ByAnswer", "DaysTold")
"""What has figures of one place."""
WHOLE = {"level": Level.OVERALL, "unit": None}


def as_a_whole(report: Report) -> Report:
    """The report with its one unit's figures in the place of all units'; else as it is.

    Its rules are judged on the unit's own records, so figures of all units beside them would
    stand to other limits than theirs.
    """
    if report.unit is None:
        return report
    whole = tuple(_of(collection, report.unit) for collection in report.collections)
    return report.model_copy(update={"collections": whole})


def _of(collection: Collection, unit: str) -> Collection:
    recorded = (r.model_copy(update=WHOLE) for r in collection.recorded if r.unit == unit)
    findings = (f.model_copy(update=WHOLE) for f in collection.findings if f.unit == unit)
    measures = tuple(_measured(measured, unit) for measured in collection.measures)
    return collection.model_copy(
        update={
            "recorded": tuple(recorded),
            "findings": tuple(findings),
            "measures": measures,
        }
    )


def _measured(measured: Measured, unit: str) -> Measured:
    """Its own figures alone, in the place of all units'."""

    def own(found: Iterable[Told]) -> tuple[Told, ...]:
        return tuple(one.model_copy(update=WHOLE) for one in found if one.unit == unit)

    return measured.model_copy(
        update={
            "places": own(measured.places),
            "months": own(measured.months),
            "by": own(measured.by),
            "days": own(measured.days),
        }
    )
