"""The benchmarks are those that a paper of 2008 used; they are no figures of today."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.bounds import share_bounds
from eqmon.statistics.estimate import fixed, population_rate, proportion
from eqmon.statistics.margin import Margin, Region, Usability, region_of
from eqmon.statistics.ratio import ratio_interval
from eqmon.statistics.representation import (
    compare_population_rates,
    compare_share,
    tipping_of_population_rates,
    tipping_of_share,
)

BME, FEMALE = 0.26, 0.44


@pytest.mark.parametrize(
    ("count", "joiners", "low", "high", "benchmark", "ratio", "differs", "region"),
    [
        (220, 1133, 17.2, 21.8, BME, 0.75, True, "not told"),  # police recruits, 19.4 %
        (453, 1133, 37.2, 42.9, FEMALE, 0.91, True, "alike"),  # 40.0 %
        (371, 1407, 24.1, 28.7, BME, 1.01, False, "alike"),  # PCSO, 26.4 %
        (366, 1132, 29.7, 35.1, BME, 1.24, True, "not told"),  # specials, 32.3 %
        (43, 750, 4.3, 7.6, BME, 0.22, True, "lower"),  # transfers: no count of 750 is 5.8 %
    ],
)
def test_recruits_against_the_economically_active(
    count: int,
    joiners: int,
    low: float,
    high: float,
    benchmark: float,
    ratio: float,
    differs: bool,
    region: str,
) -> None:
    found = compare_share(count, joiners, 0, benchmark)
    assert found.ratio.interval is not None
    assert found.difference.interval is not None
    shares = [100 * benchmark * limit for limit in found.ratio.interval]
    assert [round(limit, 1) for limit in shares] == [low, high]
    assert found.ratio.point is not None
    assert round(found.ratio.point, 2) == ratio
    gaps = [100 * (limit + benchmark) for limit in found.difference.interval]
    assert gaps == pytest.approx(shares)
    assert (found.differs, found.region) == (differs, region)


@pytest.mark.parametrize(("known", "low", "high"), [(610, 24.4, 63.4), (510, 20.4, 69.4)])
def test_bounds_are_those_of_the_share(known: int, low: float, high: float) -> None:
    count = round(0.4 * known)
    found = compare_share(count, known, 1000 - known, 0.4)
    assert found.ratio.point == pytest.approx(1)
    assert found.ratio.bounds is not None
    assert found.difference.bounds is not None
    assert [round(40 * limit, 1) for limit in found.ratio.bounds] == [low, high]
    assert [round(40 + 100 * limit, 1) for limit in found.difference.bounds] == [low, high]
    assert found.ratio.bounds == pytest.approx(
        [limit / 0.4 for limit in share_bounds(count, 1000 - known, 1000)]
    )


COUNTS = st.tuples(st.integers(0, 400), st.integers(0, 400), st.integers(0, 30))
MARGINS = st.sampled_from([Margin(), Margin(1, 1), Margin(0.5, 2)])


@given(COUNTS, st.floats(0.05, 1), MARGINS)
def test_verdict_and_tipping_of_a_share_are_those_of_every_completion(
    counts: tuple[int, int, int], benchmark: float, margin: Margin
) -> None:
    count, others, unknown = counts
    known = count + others
    found = compare_share(count, known, unknown, benchmark, margin)
    tipping = tipping_of_share(count, known, unknown, benchmark, margin)
    if not known:
        assert found.usability is Usability.NOT_USABLE
        assert tipping is not None
        assert tipping.count == 0
        return
    here = region_of(ratio_interval(proportion(count, known), fixed(benchmark)), margin)
    cases = [
        region_of(
            ratio_interval(proportion(count + more, known + unknown), fixed(benchmark)), margin
        )
        for more in range(unknown + 1)
    ]
    check(found.usability, found.region, here, cases)
    check_tipping(tipping, here, cases, count / known)


@given(COUNTS, st.integers(50, 5000), st.integers(50, 5000), MARGINS)
def test_verdict_and_tipping_of_rates_are_those_of_every_completion(
    counts: tuple[int, int, int], people: int, others: int, margin: Margin
) -> None:
    a, b, unknown = counts

    def at(more: int, further: int) -> Region:
        rates = population_rate(a + more, people), population_rate(b + further, others)
        return region_of(ratio_interval(*rates), margin)

    found = compare_population_rates((a, people), (b, others), unknown, margin)
    cases = [at(more, unknown - more) for more in range(unknown + 1)]
    check(found.usability, found.region, at(0, 0), cases)
    if unknown < 12:
        open_cases = {at(i, j) for i in range(unknown + 1) for j in range(unknown + 1 - i)}
        assert (found.usability is Usability.USABLE) == (
            len(open_cases) == 1 and found.region is not Region.NOT_TOLD
        )
    tipping = tipping_of_population_rates((a, people), (b, others), unknown, margin)
    check_tipping(tipping, at(0, 0), cases, a / (a + b) if a + b else 0.0)


def test_population_rates_are_the_stated_formula() -> None:
    found = compare_population_rates((30, 1000), (60, 4000), 10)
    assert found.ratio.point == pytest.approx(2)
    assert found.ratio.bounds == pytest.approx(
        ((30 / 1000) / (70 / 4000), (40 / 1000) / (60 / 4000))
    )
    assert found.difference.point == pytest.approx(0.015)
    assert found.difference.bounds == pytest.approx((0.0125, 0.025))


def check(usability: Usability, region: Region, known: Region, cases: list[Region]) -> None:
    assert region is known
    if known is Region.NOT_TOLD:
        assert usability is Usability.NOT_USABLE
    else:
        assert (usability is Usability.USABLE) == (set(cases) <= {known})


def check_tipping(found: object, known: Region, cases: list[Region], expected: float) -> None:
    from eqmon.statistics.tipping import Tipping

    unknown = len(cases) - 1
    if known is Region.NOT_TOLD:
        assert found == Tipping(0, unknown)
        return
    overturned = [n for n, case in enumerate(cases) if case is not known]
    assert (found is None) == (not overturned)
    if isinstance(found, Tipping):
        assert found.count in overturned
        beyond = range(found.count, unknown + 1) if found.at_least else range(found.count + 1)
        assert set(beyond) <= set(overturned)
        if overturned and unknown:
            # None of those that overturn is nearer to what is expected, unless beyond this one.
            nearer = [
                n for n in overturned if abs(n / unknown - expected) < abs(found.share - expected)
            ]
            assert not nearer or set(nearer) <= set(beyond)


@pytest.mark.parametrize("benchmark", [0, -0.1, 1.2])
def test_a_benchmark_is_a_share(benchmark: float) -> None:
    with pytest.raises(ValueError, match="benchmark share"):
        compare_share(1, 2, 0, benchmark)


@pytest.mark.parametrize("counts", [(3, 2, 0), (-1, 2, 0), (1, 2, -1)])
def test_counts_that_do_not_fit_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="at least 0"):
        compare_share(*counts, 0.4)
