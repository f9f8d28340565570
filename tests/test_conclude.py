from __future__ import annotations

import pytest
from completions import completions, interval
from hypothesis import given
from hypothesis import strategies as st

from eqmon.measures.conclude import ALL_OTHERS, conclude
from eqmon.measures.sums import Answers, Split
from eqmon.statistics.bounds import Outcome, Table
from eqmon.statistics.margin import Margin, Region, region_of

MARGIN = (0.8, 1.25)
Counts = tuple[int, int]


def answers(not_known: Counts = (0, 0), **known: Counts) -> Answers:
    found = Answers(not_known=Split(*not_known))
    found.known.update({group: Split(*counts) for group, counts in known.items()})
    return found


def test_each_group_is_held_against_the_named_one() -> None:
    whole = answers((30, 70), White=(200, 800), Black=(120, 380), Asian=(20, 180))
    found = conclude(whole, {"Camden": whole}, "White", MARGIN)
    assert list(found) == ["Black", "Asian"]
    black = found["Black"]
    assert black.comparator == "White"
    assert (black.comparator_rate.count, black.comparator_rate.denominator) == (200, 1000)
    assert black.ratio == pytest.approx(1.2)
    assert (black.least, black.most) == pytest.approx(
        ((120 / 570) / (230 / 1030), (150 / 530) / (200 / 1070))
    )
    assert (black.difference_least, black.difference_most) == pytest.approx(
        (120 / 570 - 230 / 1030, 150 / 530 - 200 / 1070)
    )
    assert (found["Asian"].usable, found["Asian"].region) == ("usable with bounds", "lower")
    assert found["Asian"].tipping == pytest.approx(0.03)
    assert found["Asian"].margin == MARGIN


@pytest.mark.parametrize("comparator", [None, "Martian"])
def test_without_a_comparator_it_is_all_others(comparator: str | None) -> None:
    whole = answers(White=(200, 800), Black=(120, 380), Asian=(20, 180))
    found = conclude(whole, {}, comparator, MARGIN)
    assert list(found) == ["White", "Black", "Asian"]
    assert {one.comparator for one in found.values()} == {ALL_OTHERS}
    assert found["Black"].comparator_rate.denominator == 1200


@pytest.mark.parametrize(
    ("records", "compared", "low"), [(7, False, False), (8, True, True), (29, True, True)]
)
def test_small_groups(records: int, compared: bool, low: bool) -> None:
    for whole in (answers(A=(3, records - 3), B=(50, 50)), answers(A=(50, 50), B=(3, records - 3))):
        found = conclude(whole, {}, "B", MARGIN)
        assert ("A" in found) == compared
        if compared:
            assert found["A"].low_reliability == low
            assert found["A"].sentence.endswith("Few records: of low reliability.")
    assert not conclude(answers(A=(10, 20), B=(50, 50)), {}, "B", MARGIN)["A"].low_reliability


def test_missing_at_random_is_within_each_unit() -> None:
    one = answers((40, 0), A=(10, 40), B=(30, 20), C=(0, 50))
    two = answers((0, 40), A=(30, 20), B=(10, 40))
    whole = answers((40, 40), A=(40, 60), B=(40, 60), C=(0, 50))
    found = conclude(whole, {"one": one, "two": two}, "B", MARGIN)["A"]
    a = (40 + 10, 60 + 40 * 20 / 60)
    b = (40 + 30, 60 + 40 * 40 / 60)
    assert found.at_random == pytest.approx((a[0] / sum(a)) / (b[0] / sum(b)))
    assert found.ratio == 1.0


def test_what_has_no_end_is_none() -> None:
    found = conclude(answers((5, 5), A=(20, 20), B=(0, 40)), {}, "B", MARGIN)["A"]
    assert (found.ratio, found.ratio_upper, found.most, found.most_upper) == (None,) * 4
    assert found.ratio_lower is not None
    assert found.ratio_lower > 1
    neither = conclude(answers(A=(0, 20), B=(0, 40)), {}, "B", MARGIN)["A"]
    assert (neither.ratio, neither.least, neither.tipping) == (None, None, None)
    assert neither.usable == "not usable"


PAIR = st.tuples(st.integers(8, 400), st.integers(8, 400))


@given(PAIR, PAIR, PAIR, st.tuples(st.integers(0, 3), st.integers(0, 3)))
def test_what_is_concluded_is_that_of_every_completion(
    one: Counts, other: Counts, third: Counts, not_known: Counts
) -> None:
    whole = answers(not_known, A=one, B=other, C=third)
    found = conclude(whole, {"x": whole}, "B", MARGIN)["A"]
    table = Table(Outcome(*one), Outcome(*other), Outcome(*not_known))
    regions = {region_of(interval(case), Margin()) for case in completions(table)}
    told = regions - {Region.NOT_TOLD}
    assert (found.usable == "usable") == (len(regions) == 1 == len(told))
    assert (found.usable == "not usable") == (
        region_of(interval(table), Margin()) is Region.NOT_TOLD
    )
    assert (found.tipping is None) == (found.usable != "usable with bounds")
    assert found.least is not None
    assert found.at_random is not None
    assert found.most is not None
    assert found.least - 1e-9 <= found.at_random <= found.most + 1e-9
