"""Dates as written, read once for each distinct text: days since 1970, or why there is none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from eqmon.engines.readings import REMEMBERED, SPACES, Ints
from eqmon.rulebook.serials import EARLIEST, LATEST, SERIALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

NO_DAY = np.iinfo(np.int32).min
"""The cell is blank."""
UNREADABLE_DAY = NO_DAY + 1
"""The cell holds something that is no date."""

ISO = r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?"

SERIAL = r"[0-9]{5}(?:\.[0-9]+)?"
"""A spreadsheet's number of a day; its fraction is the time. Others may be anything."""

NO_DATES = ("now", "today")
"""Words that pandas would read as the moment at which it reads them."""


def is_day(days: Ints) -> Any:
    """Which of them are real days."""
    return days > UNREADABLE_DAY


class DayReader:
    """Reads the dates of columns written alike, each distinct text once over all chunks."""

    def __init__(self, formats: Sequence[str]) -> None:
        self._formats = formats
        self._known: dict[str, int] = {}

    def read(self, texts: Iterable[str]) -> Ints:
        """The day of each text, as `parse_days` gives it."""
        import pandas as pd

        texts = list(texts)
        new = [text for text in texts if text not in self._known]
        if len(self._known) + len(new) > REMEMBERED:
            return parse_days(pd.Series(texts, dtype="str"), self._formats)
        if new:
            parsed = parse_days(pd.Series(new, dtype="str"), self._formats).tolist()
            self._known.update(zip(new, parsed, strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.int64)


def parse_days(texts: pd.Series[Any], formats: Sequence[str]) -> Ints:
    """Days since 1970-01-01 of texts: ISO 8601 first, then each format in its order.

    A format is strptime's, or one of SERIALS for days that a spreadsheet left as numbers.
    """
    import pandas as pd

    texts = texts.astype("str").str.strip(SPACES).reset_index(drop=True)
    days = np.full(len(texts), UNREADABLE_DAY, dtype=np.int64)
    days[(texts == "").to_numpy()] = NO_DAY
    texts = texts.mask(texts.str.lower().isin(NO_DATES), "")
    iso = texts[texts.str.fullmatch(ISO)].str.slice(0, 10)
    for format_, candidates in (("%Y-%m-%d", iso), *((f, texts) for f in formats)):
        rows = candidates.index[days[candidates.index] == UNREADABLE_DAY]
        if rows.empty:
            continue
        if format_ in SERIALS:
            numbers = candidates[rows][candidates[rows].str.fullmatch(SERIAL)]
            days[numbers.index] = _serial_days(numbers, SERIALS[format_])
            continue
        parsed = pd.to_datetime(candidates[rows], format=format_, errors="coerce").dropna()
        days[parsed.index] = parsed.to_numpy().astype("datetime64[D]").astype(np.int64)
    return days


def _serial_days(numbers: pd.Series[Any], first: date) -> Ints:
    days = numbers.str.slice(0, 5).astype(np.int64).to_numpy() + _since_1970(first)
    real = (days >= _since_1970(EARLIEST)) & (days <= _since_1970(LATEST))
    return np.where(real, days, UNREADABLE_DAY)


def _since_1970(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def months_of(days: Ints) -> Ints:
    """Months since January 1970, the two reasons for no date kept as they are."""
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.where(is_day(days), months, days)


def period_days(period: str) -> tuple[int, int]:
    """First and last day of a period written YYYY-MM."""
    month = np.datetime64(period, "M")
    first = month.astype("datetime64[D]").astype(np.int64)
    after = (month + 1).astype("datetime64[D]").astype(np.int64)
    return int(first), int(after) - 1
