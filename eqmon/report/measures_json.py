"""measures.json: the whole report of measures, and the published JSON Schema that it keeps to."""

from __future__ import annotations

from eqmon.report.json import as_json, schema_of
from eqmon.report.measures_model import SCHEMA_VERSION, MeasuresReport


def write(report: MeasuresReport) -> str:
    """The report of measures as indented JSON, as `eqmon.report.json` writes a check's."""
    return as_json(report)


def schema_text() -> str:
    """The JSON Schema (2020-12) of it, as published in measures.schema.json."""
    return schema_of(MeasuresReport, f"urn:eqmon:measures:{SCHEMA_VERSION}", SCHEMA_VERSION)
