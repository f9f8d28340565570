"""The report of measures alone, and how it is taken from the report of a drop."""

from __future__ import annotations

from collections.abc import Collection as Container
from typing import TYPE_CHECKING

from eqmon.measures.model import Measured
from eqmon.part import Part
from eqmon.report.model import Disclosure, Input
from eqmon.vocabulary import Audience

if TYPE_CHECKING:
    from eqmon.report.model import Report

SCHEMA_VERSION = "1.0"


class MeasuresOf(Part):
    """The measures of one collection."""

    suite: str
    title: str
    grain: str
    """What one record is."""
    about: str
    """Whose strands they are shown by."""
    units_called: str
    """`borough` or `bcu`; empty where no units are expected."""
    records: int
    applicable: int
    months: dict[str, int]
    units: tuple[str, ...]
    min_records: int
    """From so many records on a unit is shown by its answers."""
    strands: dict[str, str]
    """The label of each strand by its name, in the suite's order."""
    measures: tuple[Measured, ...]


class MeasuresReport(Part):
    """What the papers ask of a drop beyond recording: every measure, or why it has no figure."""

    schema_version: str = SCHEMA_VERSION
    eqmon: str
    """Version of eqmon."""
    audience: Audience
    period: str | None
    extracted_on: str | None
    rulebook: str
    rulebook_sha256: str
    unit: str | None = None
    """The unit that it was cut down for; None for all units."""
    inputs: tuple[Input, ...]
    collections: tuple[MeasuresOf, ...]
    disclosure: Disclosure | None = None
    """None in an internal report."""
    could_not_run: tuple[str, ...] = ()
    """Inputs that could not be read; not empty means exit code 2."""


def measures_report(report: Report, only: Container[str] = ()) -> MeasuresReport:
    """The measures of a report, for whom the report itself is for; `only` those of these ids.

    Collections without measures are left out.
    """
    collections = (
        MeasuresOf(
            suite=one.suite,
            title=one.title,
            grain=one.grain,
            about=one.about,
            units_called=one.arrival.level,
            records=one.records,
            applicable=one.applicable,
            months=one.months,
            units=one.units,
            min_records=one.min_records,
            strands={strand.name: strand.label for strand in one.strands},
            measures=tuple(m for m in one.measures if not only or m.measure in only),
        )
        for one in report.collections
    )
    return MeasuresReport(
        eqmon=report.eqmon,
        audience=report.audience,
        period=report.period,
        extracted_on=report.extracted_on,
        rulebook=report.rulebook,
        rulebook_sha256=report.rulebook_sha256,
        unit=report.unit,
        inputs=report.inputs,
        collections=tuple(one for one in collections if one.measures),
        disclosure=report.disclosure,
        could_not_run=report.could_not_run,
    )
