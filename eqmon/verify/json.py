"""A verification as JSON, and the published JSON Schema that it keeps to."""

from __future__ import annotations

from eqmon.report.json import as_json, schema_of
from eqmon.verify.model import SCHEMA_VERSION, Verification


def write(verification: Verification) -> str:
    """The verification as indented JSON: equal ones give equal bytes, all of them ASCII."""
    return as_json(verification)


def schema_text() -> str:
    """The JSON Schema (2020-12) of a verification, as published in verification.schema.json."""
    return schema_of(Verification, f"urn:eqmon:verification:{SCHEMA_VERSION}", SCHEMA_VERSION)
