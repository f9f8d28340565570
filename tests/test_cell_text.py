"""Typed cells as the text that a CSV export would have."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.extract.cell_text import cell_text

HOUR = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        (" 034 ", " 034 "),
        ("=1+1", "=1+1"),
        (True, "TRUE"),
        (False, "FALSE"),
        (0, "0"),
        (-7, "-7"),
        (12345678901234567890, "12345678901234567890"),
        (34.0, "34"),
        (-0.0, "0"),
        (34.5, "34.5"),
        (0.1 + 0.2, "0.3"),
        (1e15, "1000000000000000"),
        (1e22, "1" + "0" * 22),
        (1.5e-7, "0.00000015"),
        (float("nan"), ""),
        (float("inf"), "inf"),
        (Decimal("34.00"), "34"),
        (Decimal("100"), "100"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.0"), "0"),
        (Decimal("NaN"), ""),
        (date(2007, 1, 31), "2007-01-31"),
        (datetime(2007, 1, 31), "2007-01-31"),
        (datetime(2007, 1, 31, 23, 59), "2007-01-31T23:59:00"),
        (datetime(2007, 1, 31, 23, 59, 0, 250000), "2007-01-31T23:59:00.250000"),
        (datetime(2007, 1, 31, tzinfo=HOUR), "2007-01-31T00:00:00+01:00"),
        (time(23, 59), "23:59:00"),
        (timedelta(hours=26, minutes=3, seconds=9), "26:03:09"),
        (timedelta(seconds=-61), "-00:01:01"),
        (timedelta(milliseconds=1500), "00:00:01.500000"),
    ],
)
def test_a_value_has_one_text(value: object, text: str) -> None:
    assert cell_text(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_plain_and_keeps_fifteen_digits(value: float) -> None:
    text = cell_text(value)
    assert "e" not in text.lower()
    assert float(text) == float(f"{value:.15g}")


def test_what_is_no_cell_is_refused_without_its_value() -> None:
    with pytest.raises(TypeError, match=r"^no cell of a table$"):
        cell_text(["W1"])
