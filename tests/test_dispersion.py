"""Over-dispersion: winsorised scores, phi, the variance between units and wider limits."""

from __future__ import annotations

from math import asin, log, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.dispersion import (
    Dispersion,
    between_variance,
    dispersion,
    outside_random,
    random_limits_at,
    winsorised,
    z_score,
)
from eqmon.statistics.funnel import limits_at, outside

# Vaccinated with and without the disease, controls with and without: G. A. Colditz and others,
# J. Am. Med. Assoc. 271 (1994) 698-702, the worked example of most programs for meta-analysis.
BCG = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
    (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
    (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
]  # fmt: skip


def test_the_variance_between_units_is_the_published_one() -> None:
    """DerSimonian and Laird's Q of 152.23 and tau squared of 0.3088 for log relative risks."""
    effects, weights = [], []
    for ill, well, ill_without, well_without in BCG:
        treated, control = ill + well, ill_without + well_without
        effects.append(log(ill / treated) - log(ill_without / control))
        weights.append(1 / (1 / ill - 1 / treated + 1 / ill_without - 1 / control))
    centre = sum(w * y for w, y in zip(weights, effects, strict=True)) / sum(weights)
    z = [sqrt(w) * (y - centre) for w, y in zip(weights, effects, strict=True)]
    assert sum(score * score for score in z) == pytest.approx(152.2330, abs=5e-5)
    assert between_variance(z, weights) == pytest.approx(0.3088, abs=5e-5)


@pytest.mark.parametrize(
    ("units", "drawn_in"),
    [(2, 0), (9, 0), (10, 1), (19, 1), (20, 2), (32, 3)],
)
def test_a_tenth_of_the_scores_is_drawn_in_at_either_end(units: int, drawn_in: int) -> None:
    z = [float(place) for place in range(units)][::-1]
    found = winsorised(z)
    assert sorted(set(z) - set(found)) == [
        *map(float, range(drawn_in)),
        *map(float, range(units - drawn_in, units)),
    ]
    assert (min(found), max(found)) == (drawn_in, units - 1 - drawn_in)
    assert found == sorted(found, reverse=True), "each score stays at its unit"


def test_phi_is_the_mean_of_squared_scores() -> None:
    units = [(10, 100), (20, 100), (60, 100), (30, 100)]
    z = [20 * (asin(sqrt(k / 100)) - asin(sqrt(0.3))) for k, _ in units]
    found = dispersion(units, 0.3)
    assert found.units == 4
    assert found.phi == pytest.approx(sum(s * s for s in z) / 4)
    weight = 4 * 100
    assert found.between == pytest.approx((sum(s * s for s in z) - 3) / (3 * weight))
    assert found.is_significant


@pytest.mark.parametrize(  # upper 5 % points of chi-square, of any printed table
    ("freedom", "point"), [(1, 3.841), (3, 7.815), (9, 16.919)]
)
def test_the_test_is_chi_square_with_one_degree_of_freedom_fewer_than_units(
    freedom: int, point: float
) -> None:
    n = 10**8  # so many records that any score can be met
    score = sqrt(point / (freedom + 1))
    middle = asin(sqrt(0.3))
    signs = [(-1) ** place for place in range(freedom + 1)]
    units = [(round(n * sin(middle + s * score / (2 * sqrt(n))) ** 2), n) for s in signs]
    assert dispersion(units, 0.3).p_value == pytest.approx(0.05, abs=2e-4)


def test_units_that_are_alike_are_not_over_dispersed() -> None:
    found = dispersion([(30, 100), (60, 200), (3, 10)], 0.3)
    assert (found.phi, found.between) == (pytest.approx(0), 0)
    assert not found.is_significant


@pytest.mark.parametrize("units", [[], [(3, 10)], [(3, 10), (0, 0)]])
def test_fewer_than_two_units_are_not_compared(units: list[tuple[int, int]]) -> None:
    assert dispersion(units, 0.3) == Dispersion(len([u for u in units if u[1]]), 0, 1, 0)


def test_a_few_far_away_do_not_make_all_of_them_over_dispersed() -> None:
    near = [(300 + place % 7 - 3, 1000) for place in range(29)]
    far = [(900, 1000), (950, 1000), (990, 1000)]
    assert not dispersion(near + far, 0.3).is_significant


@pytest.mark.parametrize("centre", [0.0, 1.0])
def test_at_the_ends_nothing_varies(centre: float) -> None:
    found = dispersion([(int(40 * centre), 40)] * 5, centre)
    assert (found.phi, found.is_significant) == (0, False)


COUNTS = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS, st.floats(0.01, 0.99), st.floats(0, 0.2))
def test_random_limits_hold_the_binomial_ones_and_say_what_is_outside(
    unit: tuple[int, int], centre: float, between: float
) -> None:
    count, n = unit
    [chance], [wide] = limits_at([n], centre), random_limits_at([n], centre, between)
    assert 0 <= wide.lower_998 <= wide.lower_95 <= chance.lower_95
    assert chance.upper_95 <= wide.upper_95 <= wide.upper_998 <= 1
    said = outside_random(count, n, centre, between)
    rate, hair = count / n, 1e-9
    if wide.lower_95 + hair < rate < wide.upper_95 - hair:
        assert said == ""
    elif rate < wide.lower_998 - hair or rate > wide.upper_998 + hair:
        assert said == "99.8"
    assert said <= outside(count, n, centre), "never further outside than of the binomial limits"


def test_the_variance_between_units_widens_limits_by_as_much_everywhere() -> None:
    few, many = random_limits_at([100, 10**7], 0.3, 0.01)
    # sin²(arcsin(sqrt(0.3)) ± 1.96 × 0.1), and hardly anything of chance at ten million records.
    assert (many.lower_95, many.upper_95) == (
        pytest.approx(0.14010, abs=1e-5),
        pytest.approx(0.49024, abs=1e-5),
    )
    assert few.lower_95 < many.lower_95 < 0.3 < many.upper_95 < few.upper_95


@given(st.lists(COUNTS, min_size=2, max_size=40), st.randoms())
def test_the_order_of_units_tells_nothing(units: list[tuple[int, int]], random) -> None:
    centre = sum(k for k, _ in units) / sum(n for _, n in units)
    found = dispersion(units, centre)
    random.shuffle(units)
    again = dispersion(units, centre)
    assert again.phi == pytest.approx(found.phi)
    assert again.between == pytest.approx(found.between)


def test_scores_rise_with_the_rate_and_with_the_records() -> None:
    assert z_score(30, 100, 0.3) == pytest.approx(0)
    assert z_score(40, 100, 0.3) == pytest.approx(2.1016, abs=1e-4)
    assert z_score(160, 400, 0.3) == pytest.approx(2 * z_score(40, 100, 0.3))


@pytest.mark.parametrize("wrong", [([(3, 2)], 0.5), ([(-1, 2)], 0.5), ([(1, 2)], 1.5)])
def test_figures_that_are_none_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match="between 0 and"):
        dispersion(*wrong)
