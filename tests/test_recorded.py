"""Recorded: every strand's counts in every unit, area and overall, and the duty then."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from counting import a_plan, count, table

from eqmon.rates import rate_of
from eqmon.report.model import Recorded
from eqmon.report.recorded import duties, recorded_strands
from eqmon.rulebook.duties import DutyInForce
from eqmon.rulebook.rules import Source
from eqmon.vocabulary import Level, Measure, Recording, Strand

PLAN = a_plan()
RECORDS = table(
    """Ref | Unit | Day        | Kind | Ethnicity | Age | Born
       1   | Ash  | 01/12/2006 |      | yes       | 30  |
       2   | Ash  | 04/12/2006 |      | not_known |     | 1970-05-01
       3   | Ash  | 05/12/2006 | firm |           |     |
       4   | Elm  | 03/12/2006 |      | refused   |     |
       5   | Oak  |            |      | not_stated | 200 |"""
)
FIELDS = {"Ref": "ref", "Unit": "unit", "Day": "day", "Kind": "kind", "Ethnicity": "ethnicity"}


@pytest.fixture(scope="module")
def tally() -> pd.DataFrame:
    named = RECORDS.rename(columns={**FIELDS, "Age": "age", "Born": "born"})
    return count(PLAN, named)


@pytest.fixture(scope="module")
def recorded(tally: pd.DataFrame) -> dict[tuple[str, Level, str | None], Recorded]:
    found = recorded_strands(PLAN.suite, tally)
    return {(r.strand, r.level, r.unit): r for r in found}


@pytest.mark.parametrize(
    ("level", "unit", "recordings"),
    [
        (Level.UNIT, "Ash", {"known": 1, "not_known": 1}),
        (Level.UNIT, "Elm", {"refused": 1}),
        (Level.AREA, "East", {"known": 1, "not_known": 1, "refused": 1}),
        (Level.OVERALL, None, {"known": 1, "not_known": 1, "refused": 1, "not_stated": 1}),
    ],
)
def test_applicable_recordings_add_up_in_each_place(
    recorded: dict[tuple[str, Level, str | None], Recorded],
    level: Level,
    unit: str | None,
    recordings: dict[str, int],
) -> None:
    found = recorded["ethnicity", level, unit]
    assert {r.value: n for r, n in found.recordings.items()} == recordings
    assert found.applicable == sum(recordings.values())


def test_as_read_has_the_records_that_are_not_applicable_too(
    recorded: dict[tuple[str, Level, str | None], Recorded],
) -> None:
    ash = recorded["ethnicity", Level.UNIT, "Ash"]
    assert ash.as_read == {Recording.KNOWN: 1, Recording.NOT_KNOWN: 1, Recording.BLANK: 1}
    assert (ash.records, ash.applicable) == (3, 2)


@pytest.mark.parametrize(
    ("measure", "count"),
    [
        (Measure.UNKNOWN, 1),
        (Measure.NOT_OBTAINED, 1),
        (Measure.UNEXPLAINED, 1),
        (Measure.DECLINED, 1),
        (Measure.MISSING, 3),
    ],
)
def test_each_measure_is_over_applicable_records(
    recorded: dict[tuple[str, Level, str | None], Recorded], measure: Measure, count: int
) -> None:
    rate = recorded["ethnicity", Level.OVERALL, None].measures[measure]
    assert (rate.count, rate.denominator) == (count, 4)


def test_what_told_a_known_value_is_reported(
    recorded: dict[tuple[str, Level, str | None], Recorded],
) -> None:
    assert recorded["age", Level.UNIT, "Ash"].reported_in == {"age": 1, "born": 1}


def test_overall_comes_first_and_strands_in_the_suite_s_order(tally: pd.DataFrame) -> None:
    found = recorded_strands(PLAN.suite, tally)
    assert list(dict.fromkeys(r.strand for r in found)) == ["ethnicity", "age"]
    assert found[0].level is Level.OVERALL


def test_no_records_have_no_rate() -> None:
    rate = rate_of(0, 0)
    assert (rate.rate, rate.lower, rate.upper) == (None, None, None)


@pytest.mark.parametrize(
    ("level", "unit", "label", "in_force", "not_then", "undated"),
    [
        (Level.UNIT, "Ash", "duty in force for part", 1, 1, 0),
        (Level.UNIT, "Elm", "no duty then", 0, 1, 0),
        (Level.UNIT, "Oak", "not dated", 0, 0, 1),
        (Level.OVERALL, "", "duty in force for part", 1, 2, 1),
    ],
)
def test_a_duty_is_in_force_from_its_very_day(
    tally: pd.DataFrame,
    level: Level,
    unit: str,
    label: str,
    in_force: int,
    not_then: int,
    undated: int,
) -> None:
    duty = DutyInForce(
        strand=Strand.DISABILITY,
        commencement=date(2006, 12, 4),
        name="Disability Equality Duty",
        source=Source(work="a test"),
    )
    plan = a_plan(
        strands={
            **a_plan().suite.model_dump()["strands"],
            "disability": {"strand": "disability", "label": "D", "fields": ["religion"]},
        }
    )
    named = RECORDS.rename(columns={**FIELDS, "Age": "age", "Born": "born"})
    found = duties(count(plan, named), duty)[level, unit]
    assert (found.label, found.in_force, found.not_then, found.undated) == (
        label,
        in_force,
        not_then,
        undated,
    )


def test_a_cell_that_says_not_applicable_leaves_the_denominator() -> None:
    said = table("ref | unit | day | ethnicity\n 1 | Ash | | n/a\n 2 | Ash | | yes")
    [overall] = [
        r
        for r in recorded_strands(PLAN.suite, count(PLAN, said))
        if (r.strand, r.level) == ("ethnicity", Level.OVERALL)
    ]
    assert (overall.records, overall.applicable) == (2, 1)
    assert overall.as_read[Recording.NOT_APPLICABLE] == 1
    assert Recording.NOT_APPLICABLE not in overall.recordings
