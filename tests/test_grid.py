"""The cells of the heat map: the worst verdict on what was not obtained, or a word for why not."""

from __future__ import annotations

from typing import Any

import pytest
from reports import rate_of
from writer_reports import full_report

from eqmon.report.grid import Cell, rows
from eqmon.report.model import Collection
from eqmon.vocabulary import Level, Measure, Verdict


def collection_with(**of_finding: Any) -> Collection:
    """Barnet's age changed, all else as it was."""
    [collection] = full_report().collections
    findings = tuple(
        f.model_copy(update=of_finding) if (f.unit, f.strand) == ("Barnet", "age") else f
        for f in collection.findings
    )
    return collection.model_copy(update={"findings": findings})


def barnets_age(collection: Collection) -> Cell:
    [row] = [r for r in rows(collection, Level.UNIT) if r.name == "Barnet"]
    return row.cells[0]


@pytest.mark.parametrize(
    ("changes", "figure", "verdict"),
    [
        ({}, "24.5", Verdict.FAIL),
        ({"verdict": Verdict.NOT_ASSESSED, "reason": "too few"}, "few", Verdict.NOT_ASSESSED),
        ({"verdict": Verdict.NOT_ASSESSED, "reason": "other"}, "n/a", Verdict.NOT_ASSESSED),
        ({"rate": rate_of(0, 0), "verdict": Verdict.NOT_ASSESSED}, "nil", Verdict.NOT_ASSESSED),
        ({"rate": rate_of(5001, 100_000), "verdict": Verdict.WARN}, "5.001", Verdict.WARN),
        ({"withheld": True, "verdict": Verdict.NOT_ASSESSED}, "[c]", Verdict.NOT_ASSESSED),
        ({"measure": Measure.UNKNOWN}, "24.5", None),
    ],
)
def test_a_cell(changes: dict[str, Any], figure: str, verdict: Verdict | None) -> None:
    cell = barnets_age(collection_with(**changes))
    assert (cell.figure, cell.verdict) == (figure, verdict)


def test_the_worst_of_two_rules_is_the_cells() -> None:
    collection = collection_with()
    lenient = next(f for f in collection.findings if (f.unit, f.strand) == ("Barnet", "age"))
    second = lenient.model_copy(update={"rule": "DV-AGE-09", "verdict": Verdict.PASS})
    both = collection.model_copy(update={"findings": (*collection.findings, second)})
    assert barnets_age(both).verdict is Verdict.FAIL
    turned = collection.model_copy(update={"findings": (second, *collection.findings)})
    assert barnets_age(turned).verdict is Verdict.FAIL


def test_rows_are_the_worst_first_with_their_applicable_records() -> None:
    [collection] = full_report().collections
    found = [(row.name, row.applicable) for row in rows(collection, Level.UNIT)]
    assert found == [
        ("Barnet", "551"),
        ("Brent", "803"),
        ("Kensington and Chelsea", "1,240"),
        ("Bexley", "10,000"),
        ("Sutton", "14"),
    ]
    assert [row.name for row in rows(collection, Level.OVERALL)] == ["All units"]
    assert rows(collection, Level.AREA) == ()


def test_a_strand_without_a_column_says_so() -> None:
    [collection] = full_report().collections
    assert {row.cells[-1].figure for row in rows(collection, Level.UNIT)} == {"none"}
    assert {row.cells[-1].count for row in rows(collection, Level.UNIT)} == {""}
