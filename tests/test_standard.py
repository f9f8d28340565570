"""The standard: within a limit or not, unit by unit, and what that makes of a collection."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.counts import Count
from eqmon.standard import deciding, is_met, judge_counts
from eqmon.statistics.wilson import wilson_interval
from eqmon.vocabulary import BLANK_UNIT, UNKNOWN_UNIT, Level

UNIT, AREA, OVERALL = Level.UNIT, Level.AREA, Level.OVERALL


def one(count: int, denominator: int, **how: Any) -> bool | None:
    """How one unit's count is judged."""
    usual = {"limit": 0.1, "bound": "observed", "min_records": 1}
    [(_, ok)] = judge_counts([Count(UNIT, "Ash", count, denominator)], **(usual | how))
    return ok


@pytest.mark.parametrize(
    ("count", "denominator", "limit", "within"),
    [
        (25, 250, 0.1, True),
        (26, 250, 0.1, False),
        (3, 10, 0.3, True),  # 0.1 + 0.2 is not 0.3 in binary
        (7, 100, 0.07, True),
        (0, 5, 0.0, True),
        (1, 1_000_000, 0.0, False),
        (5, 5, 1.0, True),
    ],
)
def test_an_observed_rate_exactly_at_the_limit_passes(
    count: int, denominator: int, limit: float, within: bool
) -> None:
    assert one(count, denominator, limit=limit) is within


@pytest.mark.parametrize(
    ("count", "within"),
    [(25, True), (34, True), (35, False), (250, False)],
)
def test_a_rate_is_over_a_limit_beyond_chance_by_its_wilson_lower_bound(
    count: int, within: bool
) -> None:
    assert one(count, 250, bound="wilson_lower") is within
    assert (wilson_interval(count, 250)[0] <= 0.1) is within


@pytest.mark.parametrize(
    ("denominator", "min_records", "judged"),
    [(30, 30, True), (29, 30, False), (1, 1, True), (0, 1, False), (0, 0, False)],
)
def test_fewer_records_than_enough_are_not_judged(
    denominator: int, min_records: int, judged: bool
) -> None:
    assert (one(0, denominator, min_records=min_records) is not None) is judged


def above_the_others(ash: tuple[int, int], elm: tuple[int, int], limit: float = 0.1) -> Any:
    counts = [
        Count(UNIT, "Ash", *ash),
        Count(UNIT, "Elm", *elm),
        Count(OVERALL, "", ash[0] + elm[0], ash[1] + elm[1]),
    ]
    judged = judge_counts(counts, limit=limit, bound="above_the_others", min_records=1)
    return {count.unit: ok for count, ok in judged}


@pytest.mark.parametrize(
    ("ash", "elm", "within"),
    [
        ((50, 1000), (50, 1000), {"Ash": True, "Elm": True, "": True}),
        ((400, 1000), (50, 1000), {"Ash": False, "Elm": True, "": True}),
        ((150, 1000), (50, 1000), {"Ash": True, "Elm": True, "": True}),  # 10 % more, by chance
        ((4, 10), (0, 10), {"Ash": True, "Elm": True, "": True}),  # too few to be beyond chance
        ((10, 10), (0, 0), {"Ash": True, "Elm": None, "": True}),  # there are no others
    ],
)
def test_a_unit_is_compared_with_all_others_together(ash, elm, within) -> None:
    assert above_the_others(ash, elm) == within


def judged(*rows: tuple[Level, str, bool | None]) -> list[tuple[Count, bool | None]]:
    return [(Count(level, unit, 1, 10), ok) for level, unit, ok in rows]


TWO_OF_FIVE = judged(
    *((UNIT, unit, unit in "ab") for unit in "abcde"),
    (AREA, "x", False),
    (OVERALL, "", True),
)


@pytest.mark.parametrize(
    ("decided_by", "at_least", "met"),
    [
        ("overall", None, True),
        ("any_unit", None, False),
        ("share_of_units", 0.4, True),  # exactly at the share is enough
        ("share_of_units", 0.41, False),
    ],
)
def test_the_suite_says_what_decides(decided_by, at_least, met: bool) -> None:
    assert is_met(TWO_OF_FIVE, decided_by, at_least) is met


@pytest.mark.parametrize("decided_by", ["overall", "any_unit", "share_of_units"])
@pytest.mark.parametrize(
    "nothing",
    [[], judged((UNIT, "a", None), (OVERALL, "", None))],
)
def test_nothing_assessed_is_neither_met_nor_not(decided_by, nothing) -> None:
    assert is_met(nothing, decided_by, 0.5) is None


@pytest.mark.parametrize("unit", [BLANK_UNIT, UNKNOWN_UNIT])
def test_records_of_no_unit_decide_nothing(unit: str) -> None:
    rows = judged((UNIT, "a", True), (UNIT, unit, False), (OVERALL, "", True))
    assert is_met(rows, "any_unit", None) is True
    assert is_met(rows, "share_of_units", 1.0) is True
    assert is_met(judged((UNIT, unit, False)), "any_unit", None) is None


def test_units_that_were_not_judged_are_no_part_of_the_share() -> None:
    rows = judged((UNIT, "a", True), (UNIT, "b", None), (UNIT, "c", False))
    assert is_met(rows, "share_of_units", 0.5) is True


counts_within = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts_within, st.integers(0, 100))
def test_what_is_over_beyond_chance_is_over_as_observed(pair, hundredths: int) -> None:
    limit = hundredths / 100
    if one(*pair, limit=limit) is True:
        assert one(*pair, limit=limit, bound="wilson_lower") is True


@given(counts_within, st.integers(0, 99))
def test_a_higher_limit_never_turns_a_pass_into_a_fail(pair, hundredths: int) -> None:
    for bound in ("observed", "wilson_lower"):
        if one(*pair, limit=hundredths / 100, bound=bound) is True:
            assert one(*pair, limit=(hundredths + 1) / 100, bound=bound) is True


@pytest.mark.parametrize(
    ("places", "level", "assessed"),
    [
        ([(UNIT, "a", True), (AREA, "x", False), (OVERALL, "", False)], UNIT, [True]),
        ([(UNIT, "a", None), (AREA, "x", False), (OVERALL, "", True)], AREA, [False]),
        ([(UNIT, "a", None), (AREA, "x", None), (OVERALL, "", True)], OVERALL, [True]),
        ([(UNIT, "(unit blank)", True), (AREA, "x", False)], AREA, [False]),
        ([(UNIT, "a", None), (AREA, "x", None), (OVERALL, "", None)], UNIT, []),
    ],
)
def test_where_no_unit_has_enough_its_records_are_pooled(places, level, assessed) -> None:
    for decided_by in ("any_unit", "share_of_units"):
        assert deciding(judged(*places), decided_by) == (level, assessed)


@pytest.mark.parametrize("bound", ["observed", "wilson_lower"])
@pytest.mark.parametrize("records", [1, 29, 30])
def test_without_a_column_no_number_of_records_is_too_few(bound, records: int) -> None:
    count = Count(UNIT, "a", records, records)
    without = judge_counts([count], limit=0.5, bound=bound, min_records=30, bare={(UNIT, "a")})
    assert without == [(count, False)]


def test_where_there_is_a_column_few_records_stay_too_few() -> None:
    count = Count(UNIT, "a", 5, 5)
    assert judge_counts([count], limit=0.5, bound="observed", min_records=30) == [(count, None)]
