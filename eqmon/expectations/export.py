"""Writes a suite as the JSON that a user of plain Great Expectations loads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from eqmon.expectations.suite import build_suite
from eqmon.expectations.tripwire import tripwire

if TYPE_CHECKING:
    from eqmon.engines.counter import Plan


def export_suite(plan: Plan) -> str:
    """The suite's judged rules as `ExpectationSuite(**json.loads(text))` takes them.

    Sealed, and guarded by a tripwire: see `eqmon.expectations.tripwire`. Rules about what arrived
    are left out: they are put to a drop, and plain Great Expectations sees one table.
    """
    suite = build_suite(plan, tripwire())
    return json.dumps(suite.to_json_dict(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
