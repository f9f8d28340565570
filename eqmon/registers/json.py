"""Returns as JSON, and the published JSON Schema that it keeps to."""

from __future__ import annotations

from eqmon.registers.model import SCHEMA_VERSION, Returns
from eqmon.report.json import as_json, schema_of


def write(returns: Returns) -> str:
    """The returns as indented JSON: equal ones give equal bytes, all of them ASCII."""
    return as_json(returns)


def schema_text() -> str:
    """The JSON Schema (2020-12) of returns, as published in returns.schema.json."""
    return schema_of(Returns, f"urn:eqmon:returns:{SCHEMA_VERSION}", SCHEMA_VERSION)
