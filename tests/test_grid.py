"""The cells of the heat map: the worst verdict on what was not obtained, or a word for why not."""

from __future__ import annotations

from typing import Any

import pytest
from reports import AREA_OF, Unit, collection_of, rate_of, report_of
from writer_reports import full_report

from eqmon.disclosure.protect import protect
from eqmon.report.grid import Cell, grid_of, rows
from eqmon.report.model import Collection
from eqmon.vocabulary import BLANK_UNIT, UNKNOWN_UNIT, Level, Measure, Recording, Verdict

LAST = (("Barnet", 100), (BLANK_UNIT, 800), ("Essex", 900), (UNKNOWN_UNIT, 900), ("Brent", 200))
WITH_ONE_SMALL = (("Harrow", 5), ("Brent", 400), ("Barnet", 12), ("Camden", 500), ("Sutton", 20))


def gap(records: int) -> dict[Recording, int]:
    return {Recording.BLANK: records}


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


def test_by_failing_strands_then_by_how_far_they_are_above_their_limit() -> None:
    units = [
        Unit("two fails", 1000, gaps={"age": gap(100), "ethnicity": gap(400)}),
        Unit("far above", 1000, gaps={"age": gap(900)}),
        Unit("just above", 1000, gaps={"age": gap(100), "ethnicity": gap(200)}),
        Unit("warns", 1000, gaps={"age": gap(50), "ethnicity": gap(200)}),
        Unit("passes", 1000),
    ]
    found = rows(collection_of(list(reversed(units))), Level.UNIT)
    assert [row.name for row in found] == [unit.name for unit in units]


def test_units_not_expected_and_records_of_no_unit_come_last() -> None:
    units = [Unit(name, 1000, gaps={"age": gap(n)}) for name, n in LAST]
    collection = collection_of(units)
    arrival = collection.arrival.model_copy(update={"not_expected": ("Essex",)})
    found = rows(collection.model_copy(update={"arrival": arrival}), Level.UNIT)
    assert [row.name for row in found] == ["Brent", "Barnet", "Essex", UNKNOWN_UNIT, BLANK_UNIT]


def test_units_with_too_few_for_every_strand_are_named_with_their_areas() -> None:
    few = {"Sutton": 12, "Harrow": 29, "Nowhere": 3, BLANK_UNIT: 2}
    units = [Unit(name, n) for name, n in few.items()]
    units += [Unit("Brent", 400), Unit("Camden", 500)]
    collection = collection_of(units).model_copy(update={"areas": dict(AREA_OF)})
    found = grid_of(collection)
    assert [row.name for row in found.units] == ["Brent", "Camden"]
    assert [row.name for row in found.few] == ["Harrow", "Sutton", "Nowhere"]
    assert [row.name for row in found.areas] == ["North West", "South Area"]
    assert found.in_words == [
        "3 units have fewer than 30 applicable records: Harrow 29, Sutton 12, Nowhere 3. "
        "The areas they lie in:"
    ]


def test_no_area_is_shown_for_units_that_lie_in_none() -> None:
    units = [Unit("Heathrow", 12), Unit("Brent", 400)]
    found = grid_of(collection_of(units).model_copy(update={"areas": {"Brent": "North West"}}))
    assert found.areas == ()
    assert found.in_words == ["1 unit has fewer than 30 applicable records: Heathrow 12."]


def test_withheld_units_are_named_and_never_their_areas_figures() -> None:
    report = protect(report_of([collection_of([Unit(n, r) for n, r in WITH_ONE_SMALL])]), AREA_OF)
    [collection] = report.collections
    found = grid_of(collection.model_copy(update={"areas": dict(AREA_OF)}))
    assert "Harrow" in {row.name for row in found.withheld}
    assert "Harrow" in found.in_words[0]
    shown = {row.name for row in (*found.units, *found.few)}
    assert not shown & {row.name for row in found.withheld}
    assert not [row for row in found.areas if row.applicable == "[c]"]


def test_an_excepted_fail_stays_a_fail() -> None:
    cell = barnets_age(collection_with(excepted="the new form"))
    assert (cell.verdict, cell.excepted) == (Verdict.FAIL, True)
    passing = barnets_age(collection_with(excepted="the new form", verdict=Verdict.PASS))
    assert not passing.excepted


def test_a_strand_without_a_column_says_so() -> None:
    [collection] = full_report().collections
    assert {row.cells[-1].figure for row in rows(collection, Level.UNIT)} == {"none"}
    assert {row.cells[-1].count for row in rows(collection, Level.UNIT)} == {""}


def test_one_unit_that_is_all_stands_alone() -> None:
    alone = grid_of(collection_of([Unit("Brent", 400)]))
    assert [row.name for row in alone.rows] == ["Brent"]
    few = grid_of(collection_of([Unit("Brent", 20)]))
    assert [row.name for row in few.rows] == ["All units"]
    with_bucket = grid_of(collection_of([Unit("Brent", 400), Unit(BLANK_UNIT, 1)]))
    assert [row.name for row in with_bucket.rows] == ["All units", "Brent"]


def test_a_unit_without_a_column_that_others_have_says_so() -> None:
    cell = barnets_age(collection_with(reason="no column"))
    assert (cell.figure, cell.count, cell.verdict) == ("none", "", Verdict.FAIL)
    assert cell.above == pytest.approx(0.95)
