"""The schemas of rule files: what is shipped validates, what is misspelt does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from rule_files import SUITE, rulebook_folder

from eqmon.rulebook.json_schemas import json_schemas
from eqmon.rulebook.load import load_rulebook

ROOT = Path(__file__).parent.parent
SCHEMAS = {name: json.loads(text) for name, text in json_schemas().items()}
FILES = {
    "suite": sorted([*ROOT.glob("rules/suites/*.yaml"), *ROOT.glob("examples/*/suites/*.yaml")]),
    "layout": sorted([*ROOT.glob("rules/layouts/*.yaml"), *ROOT.glob("examples/*/layouts/*.yaml")]),
    "register": sorted(ROOT.glob("rules/registers/*.yaml")),
    "framework": sorted(ROOT.glob("rules/frameworks/*.yaml")),
}

LAYOUT = {
    "layout": "camden",
    "title": "Camden",
    "suite": "domestic_violence",
    "files": "*camden*",
    "fields": {"ethnicity": {"headings": "Eth", "values": {"WB": "W1"}}},
    "every_record": {"unit": "Camden"},
}


def problems(kind: str, data: object) -> list[str]:
    validator = jsonschema.Draft202012Validator(SCHEMAS[f"{kind}.schema.json"])
    # Through JSON, for a schema knows no date.
    plain = json.loads(json.dumps(data, default=str))
    return [error.message for error in validator.iter_errors(plain)]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_one_that_explains_its_keys(name: str) -> None:
    schema = SCHEMAS[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    described = [key for key, value in schema["properties"].items() if "description" in value]
    assert len(described) > len(schema["properties"]) / 3


@pytest.mark.parametrize(
    ("kind", "path"), [(k, p) for k, paths in FILES.items() for p in paths], ids=str
)
def test_what_is_shipped_validates(kind: str, path: Path) -> None:
    assert problems(kind, yaml.safe_load(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("key: [ref, person]", "key: ref", ""),
        ("key: [ref, person]", "key: []", ""),
        ("key: [ref, person]", "key: 3", "3 is not valid"),
        ("fail_above: 0.5", "fail_above: 5", "is not valid under any"),
        ("fail_above: 0.5", "fial_above: 0.5", "is not valid under any"),
        ("collection: small", "colection: small", "'colection' was unexpected"),
        ("kind: date", "kind: dat", "'dat' is not one of"),
        ("level: overall", "level: over", "'over' is not one of"),
        ("title: Small\n", "", "'title' is a required property"),
    ],
)
def test_what_is_wrong_does_not(old: str, new: str, told: str) -> None:
    assert problems("suite", yaml.safe_load(SUITE)) == []
    assert old in SUITE
    found = " ".join(problems("suite", yaml.safe_load(SUITE.replace(old, new))))
    assert told in found
    assert bool(found) == bool(told)


@pytest.mark.parametrize(
    ("changed", "valid"),
    [
        ({}, True),
        ({"files": ["*a*", "*b*"]}, True),
        ({"encoding": "utf-9"}, False),
        ({"filse": ["*a*"]}, False),
    ],
)
def test_layouts(changed: dict[str, Any], valid: bool) -> None:
    assert (problems("layout", {**LAYOUT, **changed}) == []) is valid


def test_a_suite_may_name_its_schema_for_an_editor(tmp_path: Path) -> None:
    suite = "# yaml-language-server: $schema=../suite.schema.json\n" + SUITE
    folder = rulebook_folder(tmp_path, suite)
    for name, text in json_schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
    assert "small" in load_rulebook(folder).suites
