"""An inspection as JSON, and the published JSON Schema that it keeps to."""

from __future__ import annotations

from eqmon.inspection.model import SCHEMA_VERSION, Inspection
from eqmon.report.json import as_json, schema_of


def write(inspection: Inspection) -> str:
    """The inspection as indented JSON: equal ones give equal bytes, all of them ASCII."""
    return as_json(inspection)


def schema_text() -> str:
    """The JSON Schema (2020-12) of an inspection, as published in inspection.schema.json."""
    return schema_of(Inspection, f"urn:eqmon:inspection:{SCHEMA_VERSION}", SCHEMA_VERSION)
