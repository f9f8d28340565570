"""Cohen's kappa against published tables, and by brute force."""

from __future__ import annotations

from itertools import product
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.agreement import agreement

Table = list[list[int]]

PUBLISHED = [
    # Cohen (1960), table 2, as counts of 200
    ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.492),
    # Fleiss, Statistical Methods for Rates and Proportions (1981), table 13.1, of 100
    ([[75, 1, 4], [5, 4, 1], [0, 0, 10]], 0.676),
    # Boyd and others (1982), as in Stata's manual: two readings of 85 mammograms
    ([[21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]], 0.4728),
    ([[10, 0], [0, 10]], 1.0),
    ([[0, 10], [10, 0]], -1.0),
    ([[5, 5], [5, 5]], 0.0),
]


def pairs(table: Table) -> dict[tuple[str, str], int]:
    return {(str(i), str(j)): n for i, row in enumerate(table) for j, n in enumerate(row)}


@pytest.mark.parametrize(("table", "kappa"), PUBLISHED)
def test_kappa_is_the_published_one(table: Table, kappa: float) -> None:
    found = agreement(pairs(table))
    assert found.kappa == pytest.approx(kappa, abs=5e-4)
    assert found.records == sum(map(sum, table))
    assert found.agreeing == sum(row[i] for i, row in enumerate(table))


def test_standard_error_is_the_published_one() -> None:
    found = agreement(pairs(PUBLISHED[1][0]))  # Fleiss (1981), section 13.1, from rounded terms
    assert found.lower is not None
    assert found.upper is not None
    assert (found.upper - found.lower) / 2 / 1.959964 == pytest.approx(0.087, abs=1e-3)


@pytest.mark.parametrize("table", [[[]], [[0, 0], [0, 0]], [[7]], [[7, 0], [0, 0]]])
def test_kappa_is_not_defined_where_chance_agrees_on_all(table: Table) -> None:
    found = agreement(pairs(table))
    assert (found.kappa, found.lower, found.upper) == (None, None, None)
    assert found.agreeing == found.records


def test_a_class_that_one_alone_uses_is_no_agreement() -> None:
    assert agreement({("White", "Black"): 4}).kappa == 0.0
    assert agreement({("White", "White"): 4, ("Asian", "White"): 4}).kappa == 0.0


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        agreement({("White", "Black"): -1})


@st.composite
def tables(draw: st.DrawFn) -> Table:
    size = draw(st.integers(1, 4))
    row = st.lists(st.integers(0, 40), min_size=size, max_size=size)
    return draw(st.lists(row, min_size=size, max_size=size))


def by_definition(table: Table) -> float | None:
    """Kappa from every pair of records drawn from the two classifications."""
    n = sum(map(sum, table))
    size = range(len(table))
    one = [i for i in size for _ in range(sum(table[i]))]
    other = [j for j in size for _ in range(sum(row[j] for row in table))]
    by_chance = sum(one.count(k) * other.count(k) for k in size)
    if not n or by_chance == n * n:
        return None
    expected = by_chance / n / n
    return (sum(table[k][k] for k in size) / n - expected) / (1 - expected)


def by_gradient(table: Table) -> float:
    """Its standard error by the delta method, the derivatives taken in small steps."""
    n = sum(map(sum, table))
    size = range(len(table))
    shares = [[c / n for c in row] for row in table]

    def kappa(p: list[list[float]]) -> float:
        total = sum(map(sum, p))
        q = [[c / total for c in row] for row in p]
        observed = sum(q[k][k] for k in size)
        expected = sum(sum(q[k]) * sum(row[k] for row in q) for k in size)
        return (observed - expected) / (1 - expected)

    step = 1e-6
    slopes = {}
    for i, j in product(size, size):
        ends = []
        for sign in (1, -1):
            moved = [row[:] for row in shares]
            moved[i][j] += sign * step
            ends.append(kappa(moved))
        slopes[i, j] = (ends[0] - ends[1]) / (2 * step)
    mean = sum(shares[i][j] * s for (i, j), s in slopes.items())
    return sqrt(sum(shares[i][j] * (s - mean) ** 2 for (i, j), s in slopes.items()) / n)


@given(tables())
def test_kappa_is_what_its_definition_counts(table: Table) -> None:
    found = agreement(pairs(table))
    if found.kappa is None or found.lower is None or found.upper is None:
        assert by_definition(table) is None
        return
    assert found.kappa == pytest.approx(by_definition(table), abs=1e-9)
    assert -1 <= found.lower <= found.kappa <= found.upper <= 1
    spread = 1.959964 * by_gradient(table)
    assert found.lower == pytest.approx(max(-1, found.kappa - spread), abs=1e-4)
    assert found.upper == pytest.approx(min(1, found.kappa + spread), abs=1e-4)


@given(tables())
def test_kappa_is_the_same_whichever_comes_first(table: Table) -> None:
    turned = [list(row) for row in zip(*table, strict=True)]
    one, other = agreement(pairs(table)).kappa, agreement(pairs(turned)).kappa
    assert (one is None) == (other is None)
    assert one is None or one == pytest.approx(other)
