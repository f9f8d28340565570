"""JSON Schemas of rule files, by which editors complete and check them."""

from __future__ import annotations

import json

from pydantic import BaseModel

from eqmon.rulebook.frameworks import Framework
from eqmon.rulebook.layouts import Layout
from eqmon.rulebook.model import Suite
from eqmon.rulebook.registers import RegisterDefinition

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas() -> dict[str, str]:
    """The schemas of suites, layouts, registers and frameworks, by the names of their files.

    They say what a key may hold; that names are there and headings differ is for lint.
    """
    written = {}
    models: dict[str, type[BaseModel]] = {
        "suite": Suite,
        "layout": Layout,
        "register": RegisterDefinition,
        "framework": Framework,
    }
    for name, model in models.items():
        schema = {"$schema": DIALECT, **model.model_json_schema()}
        written[f"{name}.schema.json"] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return written
