"""From which day to which records were given: a stray day sets no span."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from eqmon.engines.span import Days

EPOCH = date(1970, 1, 1)
CASES = {
    "one month": ({"2007-01-03": 30, "2007-01-20": 10}, ("2007-01-03", "2007-01-20", 0)),
    "stray days before and after": (
        {"1927-01-03": 1, "2007-01-03": 30, "2007-01-20": 10, "2007-12-20": 1},
        ("2007-01-03", "2007-01-20", 2),
    ),
    "few, but one in twenty": (
        {"2006-12-30": 2, "2007-01-03": 40}, ("2006-12-30", "2007-01-03", 0),
    ),
    "a thin month between": (
        {"2007-01-03": 40, "2007-02-03": 1, "2007-03-03": 40}, ("2007-01-03", "2007-03-03", 0),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), CASES.values(), ids=CASES)
def test_the_span_of_days(given: dict[str, int], expected: tuple[str, str, int]) -> None:
    days = Days()
    for day, records in given.items():
        days.add(np.full(records, (date.fromisoformat(day) - EPOCH) // timedelta(days=1)))
    first, last, astray = days.span()
    assert (str(first), str(last), astray) == expected


def test_no_day_has_no_span() -> None:
    assert Days().span() == (None, None, 0)
