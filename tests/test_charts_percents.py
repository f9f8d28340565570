"""Rates in per cent beside a limit."""

from __future__ import annotations

import pytest

from eqmon.charts.percents import percent_of


@pytest.mark.parametrize(
    ("rate", "limits", "shown"),
    [
        (0.245, (), "24.5 %"),
        (0.24495, (), "24.5 %"),
        (0.0, (), "0.0 %"),
        (1.0, (), "100.0 %"),
        (0.0001, (), "0.01 %"),
        (0.99999, (), "99.999 %"),
        (0.05, (0.05,), "5.0 %"),
        (0.05001, (0.05,), "5.001 %"),
        (0.04999, (0.05, 0.25), "4.999 %"),
        (1e-9, (), "0.0000001 %"),
    ],
)
def test_a_rate_is_never_shown_at_a_limit_that_it_is_beside(
    rate: float, limits: tuple[float, ...], shown: str
) -> None:
    assert percent_of(rate, limits) == shown
