"""Small measures over small tables of records, for tests of what measures count."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counting import a_rulebook, a_suite, chunk, table

from eqmon.engines.counter import Counter, Plan
from eqmon.engines.measure_counter import MeasureCounts
from eqmon.rulebook.measures import Measures

SOURCE = {"work": "a test"}


def a_measure(measure_id: str = "TS-TST-01", **changes: Any) -> dict[str, Any]:
    """One measure as its file says it: records that are marked, of all."""
    said = {
        "id": measure_id,
        "kind": "share",
        "title": "A measure",
        "topic": "Test",
        "tells": "nothing",
        "owner": "a post",
        "limb": "advance",
        "versions": [a_version()],
        "source": [SOURCE],
    }
    return said | changes


def a_version(
    numerator: list[dict[str, Any]] | None = None,
    denominator: list[dict[str, Any]] | None = None,
    **changes: Any,
) -> dict[str, Any]:
    """One version: the numerator's conditions and the denominator's."""
    said = {
        "numerator": {"says": "what counts", "where": numerator or []},
        "denominator": {"says": "all of them", "where": denominator or []},
    }
    return said | changes


def measures(*said: dict[str, Any], **changes: Any) -> Measures:
    """A file of measures of the tests' suite."""
    return Measures.model_validate(
        {"measures_of": "small", "measures": said or [a_measure()], **changes}
    )


def a_plan_of(asked: Measures, **suite: Any) -> Plan:
    """A plan to count these measures."""
    told = a_suite(**suite)
    book = replace(a_rulebook(told), measures={told.suite: asked})
    return Plan(told, book)


def counts_of(asked: Measures, *texts: str, **suite: Any) -> MeasureCounts:
    """What is counted of tables of records, each of them a chunk."""
    plan = a_plan_of(asked, **suite)
    counter = Counter(plan)
    for text in texts:
        counter.add(chunk(table(text), plan))
    return counter.measure_counts()
