"""How many records each day of a date field has, over all units: one count a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eqmon.engines.dates import is_day
from eqmon.engines.readings import Ints
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from eqmon.engines.rows import Rows

FIRST, LAST = (
    int(np.datetime64(day, "D").astype(np.int64)) for day in ("1850-01-01", "2149-12-31")
)
"""Days counted, since 1970; a day before or after them is nobody's and no record's."""


class DayCounts:
    """The records of each day; a date of birth that stands in for none is not counted."""

    def __init__(self, field: str, counts: Ints | None = None) -> None:
        self.field = field
        self._counts = np.zeros(LAST - FIRST + 1, dtype=np.int64) if counts is None else counts

    def add(self, rows: Rows) -> None:
        """Count one chunk, each distinct text once."""
        if not rows.has(self.field):
            return
        days = rows.days_of_texts(self.field)
        wanted = is_day(days) & (days >= FIRST) & (days <= LAST)
        if rows.readers.suite.fields[self.field].kind == "code":
            numbers = rows.categories(self.field)
            readings = rows.readers[self.field].readings
            known = np.array([r.recording is Recording.KNOWN for r in readings], dtype=bool)
            wanted &= known[numbers]
        per_text = np.bincount(rows.column(self.field).codes, minlength=len(days))
        np.add.at(self._counts, days[wanted] - FIRST, per_text[wanted])

    def copy(self) -> DayCounts:
        """The same counts, which further records do not change."""
        return DayCounts(self.field, self._counts.copy())

    def found(self) -> dict[int, int]:
        """Records by day since 1970, days without any left out."""
        at = np.flatnonzero(self._counts)
        return dict(zip((at + FIRST).tolist(), self._counts[at].tolist(), strict=True))
