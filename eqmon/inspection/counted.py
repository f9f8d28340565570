"""One pass over an extract: how often each text comes in each column, in bounded memory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from eqmon.engines.readings import SPACES, Column
from eqmon.extract.read import Records

if TYPE_CHECKING:
    import pandas as pd

    from eqmon.inspection.opened import Opened
    from eqmon.rulebook.load import Rulebook

MOST_DISTINCT = 10_000
"""Distinct texts that are counted of a column; with more it is free text or a reference."""
MOST_OF_A_STRAND = 100_000
"""The same of a strand's column, each of whose texts is read: dates of birth are many."""
LOOKED_AT = 200
"""Texts by which a column's first chunk tells whether they are moments."""
MOMENT = re.compile(r"(.*\d)([T ]+\d{1,2}:\d{2}.*)")
_DIGIT = re.compile(r"\d")


@dataclass
class Texts:
    """The texts of one column, spaces around them apart, and how often each comes."""

    most: int = MOST_DISTINCT
    on_more: Callable[[str, int], None] | None = None
    """Is told of texts beyond `most` that were not met before, with their count."""
    counts: Counter[str] = field(default_factory=Counter)
    """Of no more than `most` texts; blank ones are not among them."""
    filled: int = 0
    blank: int = 0
    is_whole: bool = True
    """Whether `counts` has every text."""
    moments: bool | None = None
    """Whether texts are days with a time, which is then left out of them; None: not looked at."""
    endings: Counter[str] = field(default_factory=Counter)
    """What was left out, its digits as 9: `T99:99:99+99:99`."""

    def add(self, series: pd.Series[Any]) -> None:
        """Take in the column of a chunk, a categorical of text."""
        import numpy as np

        if not self.is_whole and self.on_more is None:
            # A reference or free text: how much of it is filled is all that is still to be told.
            blank_texts = (series.array.categories.str.strip(SPACES) == "").nonzero()[0]
            self._count_blank(int(np.isin(series.array.codes, blank_texts).sum()), len(series))
            return
        column = Column.of(series)
        numbers = np.bincount(column.codes, minlength=len(column.texts)).tolist()
        found = [(t.strip(SPACES), n) for t, n in zip(column.texts, numbers, strict=True) if n]
        self._count_blank(sum(n for text, n in found if not text), len(series))
        if self.moments is None:
            self.moments = self.on_more is None and _are_moments([text for text, _ in found])
        for text, n in found:
            if text:
                self._count(text, n)

    @property
    def distinct(self) -> int | None:
        """How many texts there are; None where there are more than are counted."""
        return len(self.counts) if self.is_whole else None

    def _count_blank(self, blank: int, of: int) -> None:
        self.blank += blank
        self.filled += of - blank

    def _count(self, text: str, n: int) -> None:
        if self.moments and (match := MOMENT.fullmatch(text)):
            text = match[1]
            ending = _DIGIT.sub("9", match[2])
            if len(self.endings) < LOOKED_AT:
                self.endings[ending] += n
        if text in self.counts or len(self.counts) < self.most:
            self.counts[text] += n
            return
        self.is_whole = False
        if self.on_more is not None:
            self.on_more(text, n)


@dataclass(frozen=True)
class Counted:
    """What one pass counted."""

    texts: tuple[Texts, ...]
    """One a column, in their order."""
    records: int
    left_out: dict[str, int]
    """Rows that are no records, by why."""


def count(
    opened: Opened,
    rulebook: Rulebook,
    on_more: Mapping[int, Callable[[str, int], None]],
    told: Callable[[int], Any] = lambda _: None,
) -> Counted:
    """Count every column; `on_more` has the strands' positions, `told` hears of more records.

    InputError where the rows cannot be read.
    """
    extract = opened.extract
    records = Records(extract, rulebook, tuple(extract.columns), beside=opened.beside)
    at = {**extract.columns, **opened.beside}
    texts = {
        position: Texts(MOST_OF_A_STRAND, on_more[position]) if position in on_more else Texts()
        for position in range(len(opened.table.header))
    }
    for chunk in records:
        for name, position in at.items():
            texts[position].add(chunk[name])
        told(len(chunk))
    left_out = {
        "ragged": records.ragged_rows,
        "blank": records.blank_rows,
        "total": records.total_rows,
        "text": records.text_rows,
        "heading": records.heading_rows,
    }
    in_order = tuple(texts[position] for position in sorted(texts))
    return Counted(in_order, records.records, left_out)


def _are_moments(texts: list[str]) -> bool:
    looked_at = list(islice(filter(None, texts), LOOKED_AT))
    return sum(MOMENT.fullmatch(t) is not None for t in looked_at) * 2 > len(looked_at)
