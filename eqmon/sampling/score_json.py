"""A score as JSON, and the published JSON Schema that it keeps to."""

from __future__ import annotations

from eqmon.report.json import as_json, schema_of
from eqmon.sampling.model import Score


def write(score: Score) -> str:
    """The score as indented JSON: equal ones give equal bytes, all of them ASCII."""
    return as_json(score)


def schema_text() -> str:
    """The JSON Schema (2020-12) of a score, as published in score.schema.json."""
    return schema_of(Score, "urn:eqmon:sample-score:1", "1")
