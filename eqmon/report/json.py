"""report.json: the whole document, and the published JSON Schema that it keeps to."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import Enum
from typing import Any

from pydantic import BaseModel, TypeAdapter

from eqmon.document.harmless import whole
from eqmon.report.model import SCHEMA_VERSION, Report

ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def write(report: Report) -> str:
    """The report as indented JSON: equal reports give equal bytes, all of them ASCII.

    ASCII, so that a pipe or console of any encoding carries it unharmed.
    """
    return as_json(report)


def as_json(document: BaseModel) -> str:
    """A document as `write` writes a report."""
    text = ANYTHING.dump_json(_ordered(document), indent=2).decode()
    return NOT_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n"


def schema_text() -> str:
    """The JSON Schema (2020-12) of report.json, as published in report.schema.json."""
    return schema_of(Report, f"urn:eqmon:report:{SCHEMA_VERSION}", SCHEMA_VERSION)


def schema_of(model: type[BaseModel], name: str, version: str) -> str:
    """The JSON Schema (2020-12) of a document that says its `schema_version`, under a name."""
    schema = model.model_json_schema(mode="serialization")
    schema["properties"]["schema_version"] = {"const": version}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": name}
    return json.dumps(head | schema, indent=2) + "\n"


def _ordered(value: object) -> Any:
    """Fields in the model's order, keys of mappings in their enum's order or the alphabet's."""
    if isinstance(value, BaseModel):
        return {name: _ordered(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        return {whole(str(key)): _ordered(value[key]) for key in sorted(value, key=_place)}
    if isinstance(value, tuple):
        return [_ordered(item) for item in value]
    return whole(value) if isinstance(value, str) else value


def _place(key: object) -> tuple[int, str]:
    rank = list(type(key)).index(key) if isinstance(key, Enum) else 0
    return rank, str(key)
