"""Counts the cells that measures compare with words and that hold none they know, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eqmon.engines.dates import is_day
from eqmon.engines.measure_counts import WordCount
from eqmon.engines.measure_states import OUTSIDE, Versioned, has_columns, undated_states
from eqmon.engines.measure_states import within_dates as of_its_dates
from eqmon.engines.readings import Bools, everywhere
from eqmon.engines.where import DASHES, all_hold
from eqmon.rulebook.spelling import tidy_cell
from eqmon.rulebook.words import ANY_WORD, NO_WORD, Compared, compared, known_words
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eqmon.engines.measure_chunk import Chunk
    from eqmon.engines.rows import Rows
    from eqmon.rulebook.measures import Measures
    from eqmon.rulebook.model import Suite

Words = Mapping[tuple[str, int, str], WordCount]
"""By measure, version and field."""


class WordMark(NamedTuple):
    """A point in these counts, to go back to."""

    words: Words
    undated: Mapping[str, int]


class _Cells(NamedTuple):
    strange: Bools
    blank: Bools


class WordCounter:
    """Counts chunk by chunk; a column's distinct texts are looked at, not its rows."""

    def __init__(
        self, versions: Sequence[Versioned], measures: Measures | None, suite: Suite
    ) -> None:
        self._versions = [(one, compared(one.version, suite)) for one in versions]
        self._known = known_words(measures, suite)
        self._last = {
            one.measure.id: one for one in versions if one.version.since or one.version.until
        }
        self._words: dict[tuple[str, int, str], WordCount] = {}
        self._undated: dict[str, int] = {}

    def mark(self) -> WordMark:
        """Where the counts stand."""
        return WordMark(dict(self._words), dict(self._undated))

    def go_back(self, mark: WordMark) -> None:
        """Forget all that was added since the mark."""
        self._words, self._undated = dict(mark.words), dict(mark.undated)

    def found(self) -> tuple[Words, Mapping[str, int]]:
        """The cells of each field that a version compares; records without a day, by measure."""
        return self._words, self._undated

    def add(self, chunk: Chunk) -> None:
        """Count one chunk."""
        cells: dict[str, _Cells] = {}
        for versioned, fields in self._versions:
            if fields and has_columns(chunk.rows, versioned):
                for one, asked in _asked(chunk, versioned, fields):
                    if one.field not in cells:
                        cells[one.field] = self._cells(chunk.rows, one.field)
                    self._count(versioned, one, asked, cells[one.field])
        self._count_undated(chunk)

    def _count(self, versioned: Versioned, one: Compared, asked: Bools, cells: _Cells) -> None:
        key = (versioned.measure.id, versioned.number, one.field)
        blank = np.count_nonzero(asked & cells.blank) if one.tells_blank else 0
        found = (np.count_nonzero(asked & cells.strange), blank, np.count_nonzero(asked))
        held = self._words.get(key, WordCount())
        if found[-1]:
            self._words[key] = WordCount(*(a + int(b) for a, b in zip(held, found, strict=True)))

    def _count_undated(self, chunk: Chunk) -> None:
        without = ~is_day(chunk.days)
        if not self._last or not without.any():
            return
        for id_, versioned in self._last.items():
            if has_columns(chunk.rows, versioned):
                of_it = undated_states(chunk.rows, versioned) != OUTSIDE
                asked = without & of_it & _who(chunk, versioned)
                self._undated[id_] = self._undated.get(id_, 0) + int(np.count_nonzero(asked))

    def _cells(self, rows: Rows, field: str) -> _Cells:
        column = rows.column(field)
        told = [self._of_text(rows, field, text) for text in column.texts]
        strange, blank = np.array(told, dtype=bool).reshape(-1, 2).T
        return _Cells(column.take(strange), column.take(blank))

    def _of_text(self, rows: Rows, field: str, text: str) -> tuple[bool, bool]:
        """Whether a cell holds a word that is not known, and whether it holds nothing."""
        kind = rows.readers.suite.fields[field].kind
        held = rows.flags(field, text) if kind == "flags" else {tidy_cell(text)}
        known = self._known[field]
        strange = held - DASHES - known if ANY_WORD not in known else set()
        if strange and kind == "code":
            recording = rows.readers[field].reading(text).recording
            return recording is Recording.INVALID, recording is Recording.BLANK
        return bool(strange), held <= DASHES and NO_WORD not in known


def _asked(
    chunk: Chunk, versioned: Versioned, fields: Sequence[Compared]
) -> Iterator[tuple[Compared, Bools]]:
    """Of which records a version asks each field: a numerator's of those of its denominator."""
    everyone = everywhere(1, len(chunk.groups))
    dated = of_its_dates(versioned.version, chunk.days, everyone) != OUTSIDE
    of_version = dated & _who(chunk, versioned)
    within = of_version & all_hold(chunk.rows, versioned.version.denominator.where)
    for one in fields:
        yield one, of_version if one.of_denominator else within


def _who(chunk: Chunk, versioned: Versioned) -> Bools:
    return np.asarray(chunk.applicable | (not versioned.measure.persons_only))
