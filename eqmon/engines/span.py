"""From which day to which records were given, whatever single days are written wrongly."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import numpy as np

from eqmon.engines.readings import Ints

SPARSE = 20
"""A month with fewer than one in so many records of the fullest month sets no span."""
_EPOCH = date(1970, 1, 1)


class Days:
    """How many records each day has."""

    def __init__(self) -> None:
        self._records: Counter[int] = Counter()

    def add(self, days: Ints) -> None:
        """Count some records' days, each a number of days since 1970."""
        met, times = np.unique(days, return_counts=True)
        self._records.update(dict(zip(met.tolist(), times.tolist(), strict=True)))

    def span(self) -> tuple[date | None, date | None, int]:
        """The first and the last day of the months that hold records, and how many lie outside.

        A month with next to no records sets no span: mostly its days are written wrongly.
        """
        of_day = {_EPOCH + timedelta(days=day): n for day, n in self._records.items()}
        if not of_day:
            return None, None, 0
        of_month: Counter[tuple[int, int]] = Counter()
        for day, records in of_day.items():
            of_month[day.year, day.month] += records
        fullest = max(of_month.values())
        within = [d for d in of_day if of_month[d.year, d.month] * SPARSE >= fullest]
        first, last = min(within), max(within)
        return first, last, sum(n for day, n in of_day.items() if not first <= day <= last)
