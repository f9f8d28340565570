"""What a rule counts: a numerator over its denominator in each unit, area and overall."""

from __future__ import annotations

import pandas as pd
import pytest
from counting import TOKENS, a_plan, count, table, tally_of

from eqmon import counts as counting
from eqmon import tally as tallies
from eqmon.vocabulary import RECORDINGS_OF, Measure, Recording


def shown(counts: list[counting.Count]) -> dict[tuple[str, str], tuple[int, int]]:
    return {(c.level.value, c.unit): (c.count, c.denominator) for c in counts}


ONE_OF_EACH = [("Ash", recording.value, 2**at) for at, recording in enumerate(Recording)]


@pytest.mark.parametrize(
    ("measure", "recordings"),
    [
        (Measure.UNKNOWN, "blank not_recorded not_known"),
        (Measure.NOT_OBTAINED, "blank not_recorded not_known not_asked default invalid"),
        (Measure.UNEXPLAINED, "not_stated"),
        (Measure.DECLINED, "refused"),
        (
            Measure.MISSING,
            "blank not_recorded not_known not_asked default invalid not_stated refused",
        ),
    ],
)
def test_a_measure_counts_its_recordings_over_all_applicable(
    measure: Measure, recordings: str
) -> None:
    amounts = {recording: n for _, recording, n in ONE_OF_EACH}
    expected = sum(amounts[recording] for recording in recordings.split())
    found = shown(counting.recording_counts(tally_of(*ONE_OF_EACH), "ethnicity", measure))
    applicable = sum(amounts.values()) - amounts["not_applicable"]
    assert found["overall", ""] == (expected, applicable)
    assert {r.value for r in RECORDINGS_OF[measure]} == set(recordings.split())


PLACES = tally_of(
    ("Ash", "East", True, "known", 6),
    ("Ash", "East", True, "blank", 2),
    ("Ash", "East", False, "blank", 50),
    ("Elm", "East", True, "blank", 3),
    ("Oak", "", True, "known", 4),
    ("(unit blank)", "", True, "blank", 1),
    columns="unit area applicable recording n",
)


def test_units_areas_and_the_whole_are_each_added_up() -> None:
    assert shown(counting.recording_counts(PLACES, "ethnicity", Measure.UNKNOWN)) == {
        ("unit", "(unit blank)"): (1, 1),
        ("unit", "Ash"): (2, 8),
        ("unit", "Elm"): (3, 3),
        ("unit", "Oak"): (0, 4),
        ("area", "East"): (5, 11),
        ("overall", ""): (6, 16),
    }


def test_a_check_is_broken_over_those_it_concerns_applicable_or_not() -> None:
    tally = tally_of(
        ("Ash", "X-01", True, "holds", 5),
        ("Ash", "X-01", False, "broken", 3),
        ("Ash", "X-01", True, "not_concerned", 90),
        ("Ash", "X-02", True, "broken", 1),
        columns="unit subject applicable recording n",
    )
    assert shown(counting.check_counts(tally, "X-01")) == {
        ("unit", "Ash"): (3, 8),
        ("overall", ""): (3, 8),
    }


def test_left_out_records_are_counted_over_records_read() -> None:
    tally = tally_of(
        ("Ash", tallies.RECORD, False, "read", 1),
        ("Ash", tallies.RECORD, True, "read", 3),
        ("Elm", tallies.RECORD, True, "read", 4),
        columns="unit subject applicable recording n",
    )
    assert shown(counting.left_out_counts(tally)) == {
        ("unit", "Ash"): (1, 4),
        ("unit", "Elm"): (0, 4),
        ("overall", ""): (1, 8),
    }


def test_dominance_is_the_most_frequent_code_over_known_values() -> None:
    tally = tally_of(
        ("Ash", "East", "known", "yes", 3),
        ("Ash", "East", "known", "no", 4),
        ("Ash", "East", "blank", "", 70),
        ("Elm", "East", "known", "yes", 5),
        columns="unit area recording code n",
    )
    assert shown(counting.dominance_counts(tally, "ethnicity")) == {
        ("unit", "Ash"): (4, 7),
        ("unit", "Elm"): (5, 5),
        ("area", "East"): (8, 12),
        ("overall", ""): (8, 12),
    }


def test_one_code_over_several_months_is_one_code() -> None:
    tally = tally_of(
        ("2007-01", "yes", 3),
        ("2007-02", "yes", 3),
        ("2007-02", "no", 4),
        columns="month code n",
    )
    assert shown(counting.dominance_counts(tally, "ethnicity"))["overall", ""] == (6, 10)


@pytest.mark.parametrize(
    "counts_of",
    [
        lambda t: counting.recording_counts(t, "ethnicity", Measure.UNKNOWN),
        lambda t: counting.check_counts(t, "X-01"),
        counting.left_out_counts,
        lambda t: counting.dominance_counts(t, "ethnicity"),
    ],
)
@pytest.mark.parametrize(
    "tally",
    [
        pytest.param(count(a_plan()), id="no records at all"),
        pytest.param(tally_of(("other", 3), columns="subject n"), id="nothing of the subject"),
    ],
)
def test_where_nothing_was_counted_there_is_no_count(counts_of, tally: pd.DataFrame) -> None:
    assert counts_of(tally) == []


def test_counts_are_those_of_the_records() -> None:
    rows = "\n".join(f"{n} | Ash | {token}" for n, token in enumerate(TOKENS))
    tally = count(a_plan(), table(f"ref | unit | ethnicity\n{rows}"))
    found = shown(counting.recording_counts(tally, "ethnicity", Measure.NOT_OBTAINED))
    assert found == {
        ("unit", "Ash"): (4, 8),
        ("area", "East"): (4, 8),
        ("overall", ""): (4, 8),
    }


def test_a_place_has_a_column_where_any_of_its_extracts_has() -> None:
    tally = tally_of(
        ("Ash", "East", "ethnicity", 3),
        ("Elm", "East", "", 4),
        ("Oak", "", "", 2),
        columns="unit area field n",
    )
    assert counting.places_without_column(tally, "ethnicity") == {("unit", "Elm"), ("unit", "Oak")}
    assert counting.places_without_column(tally, "gender") == {("overall", "")}
