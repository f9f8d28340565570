"""The report of measures alone, and how it is taken from the report of a drop."""

from __future__ import annotations

from collections import abc
from typing import TYPE_CHECKING

from eqmon.measures.model import Measured
from eqmon.measures.represented import Represented
from eqmon.part import Part
from eqmon.report.measures_nothing import why_nothing
from eqmon.report.model import Arrival, Collection, Disclosure, Input, StrandLabel
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
    records: int
    applicable: int
    months: dict[str, int]
    units: tuple[str, ...]
    min_records: int
    """From so many records on a unit is shown by its answers."""
    strands: tuple[StrandLabel, ...]
    arrival: Arrival
    measures: tuple[Measured, ...]
    represented: tuple[Represented, ...] = ()
    """Its people beside populations of the user's own; none where single measures are asked for."""
    unfit_populations: tuple[str, ...] = ()


Measuring = Collection | MeasuresOf
"""What holds the measures of one collection: its part of a check's report, or that of measures."""


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
    nothing: str = ""
    """Why it tells of no collection; empty where it tells of one."""


def measures_report(
    report: Report, only: abc.Collection[str] = (), of: abc.Mapping[str, str] | None = None
) -> MeasuresReport:
    """The measures of a report, for whom the report itself is for; `only` those of these ids.

    Collections without measures are left out. `of` tells the title of the suite of each measure.
    """
    collections = [
        MeasuresOf(
            suite=one.suite,
            title=one.title,
            grain=one.grain,
            about=one.about,
            records=one.records,
            applicable=one.applicable,
            months=one.months,
            units=one.units,
            min_records=one.min_records,
            strands=one.strands,
            arrival=one.arrival,
            measures=tuple(m for m in one.measures if not only or m.measure in only),
            represented=() if only else one.represented,
            unfit_populations=() if only else one.unfit_populations,
        )
        for one in report.collections
    ]
    told = tuple(
        one for one in collections if one.measures or one.represented or one.unfit_populations
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
        collections=told,
        disclosure=report.disclosure,
        could_not_run=report.could_not_run,
        nothing="" if told else why_nothing([one.title for one in collections], only, of or {}),
    )
