"""report.json holds the whole report, keeps to its published schema and is stable."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from reports import small_report
from writer_reports import compared_report, full_report, hostile_report, public_report

from eqmon.report.json import schema_text, write
from eqmon.report.model import Report

PUBLISHED = files("eqmon.report").joinpath("report.schema.json")
MAKERS = [full_report, hostile_report, public_report, compared_report, small_report]


@pytest.mark.parametrize("make", MAKERS)
def test_nothing_is_lost(make: Any) -> None:
    report = make()
    assert Report.model_validate_json(write(report)) == report


@pytest.mark.parametrize("make", MAKERS)
def test_it_keeps_to_the_published_schema(make: Any) -> None:
    schema = json.loads(PUBLISHED.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(write(make())), schema, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "spoil",
    [
        {"schema_version": "0.9"},
        {"verdict": "good"},
        {"more": 1},
        {"records": "12"},
    ],
)
def test_the_schema_refuses_other_documents(spoil: dict[str, Any]) -> None:
    schema = json.loads(PUBLISHED.read_text("utf-8"))
    document = json.loads(write(full_report())) | spoil
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema, cls=jsonschema.Draft202012Validator)


def test_the_published_schema_is_the_models() -> None:
    assert PUBLISHED.read_text("utf-8") == schema_text()


def test_equal_reports_give_equal_bytes() -> None:
    report = full_report()
    [collection] = report.collections
    turned = tuple(
        r.model_copy(
            update={
                "recordings": dict(reversed(r.recordings.items())),
                "measures": dict(reversed(r.measures.items())),
            }
        )
        for r in collection.recorded
    )
    months = dict(reversed(collection.months.items()))
    again = collection.model_copy(update={"recorded": turned, "months": months})
    assert write(report.model_copy(update={"collections": (again,)})) == write(report)


def test_keys_stand_in_the_models_order() -> None:
    document = json.loads(write(full_report()))
    assert list(document) == list(Report.model_fields)
    first = document["collections"][0]["recorded"][0]
    assert list(first["recordings"]) == ["known", "refused", "not_stated", "blank"]
    assert list(first["measures"])[:2] == ["unknown", "not_obtained"]


def test_it_is_indented_ascii_with_a_newline_at_the_end() -> None:
    text = write(hostile_report())
    assert text.startswith('{\n  "schema_version": "1.0",\n  "eqmon": "0.1.0",\n')
    assert text.endswith("}\n")
    assert text.isascii()


def test_a_file_name_of_undecodable_bytes_does_no_harm() -> None:
    text = write(full_report(headline="caf\udce9"))
    assert json.loads(text)["headline"] == "caf\ufffd"
