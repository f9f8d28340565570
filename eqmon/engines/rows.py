"""One chunk of records with what is derived from its columns, each derived once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt

from eqmon.engines import keys
from eqmon.engines.dates import NO_DAY, DayReader
from eqmon.engines.readings import Bools, Column, Ints, Reader
from eqmon.rulebook.reading import is_respelt, respelt, scheme_told
from eqmon.rulebook.spelling import tidy_cell
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite
    from eqmon.rulebook.rules import Condition
    from eqmon.rulebook.where import Where


Value = TypeVar("Value", bound=np.generic)

YES_NO, NO = "yes_no", "N"
"""The code list of a yes or no, and what it calls a no."""


class Readers:
    """The readers of a suite's coded columns, shared by all chunks of extracts of one layout."""

    def __init__(self, suite: Suite, rulebook: Rulebook) -> None:
        self.suite = suite
        self.units = rulebook.units_of(suite)
        self._rulebook = rulebook
        self._readers: dict[str, Reader] = {}
        self._nothing: dict[str, bool] = {}
        self._reads_no = YES_NO in rulebook.code_lists
        self._day_readers: dict[tuple[str, ...], DayReader] = {}

    def __getitem__(self, name: str) -> Reader:
        """The reader of the field of this name."""
        if name not in self._readers:
            code_lists = self._rulebook.code_lists
            self._readers[name] = Reader(
                lambda text: self._rulebook.read(self.suite, name, text),
                lambda text: scheme_told(self.suite.fields[name], code_lists, text),
            )
        return self._readers[name]

    def says_nothing(self, text: str) -> bool:
        """Whether a cell without a digit says that there is nothing: blank, a dash, `none`, `N/A`.

        That is what a yes or no would be read as no, or as not recorded.
        """
        if text not in self._nothing:
            reading = self._rulebook.code_lists[YES_NO].read(text) if self._reads_no else None
            told = reading is None or reading.recording in (Recording.KNOWN, Recording.INVALID)
            is_no = reading is not None and reading.code == NO
            self._nothing[text] = is_no or not told or not tidy_cell(text).strip("-.")
        return self._nothing[text]

    def days_of(self, name: str) -> DayReader:
        """The reader of the days of the field of this name."""
        # Of the same formats: the dates of a month stand in most of its date columns.
        formats = self.suite.fields[name].formats
        if formats not in self._day_readers:
            self._day_readers[formats] = DayReader(formats)
        return self._day_readers[formats]


@dataclass
class Rows:
    """A chunk: one categorical column a field, and arrays of one entry a record."""

    frame: pd.DataFrame
    readers: Readers
    _columns: dict[str, Column] = field(default_factory=dict)
    _days: dict[str, Ints] = field(default_factory=dict)
    _categories: dict[str, Ints] = field(default_factory=dict)
    _parts: dict[str, Any] = field(default_factory=dict)
    _hashes: dict[str, keys.Hashes] = field(default_factory=dict)
    answered: dict[Where, Bools] = field(default_factory=dict)
    """Which records conditions hold for that were asked of this chunk before."""

    def __len__(self) -> int:
        return len(self.frame)

    def has(self, name: str) -> bool:
        """Whether the extract has a column for this field."""
        return name in self.frame.columns

    def is_text(self, name: str) -> bool:
        """Whether a field was read as text, its references nearly all different."""
        return str(self.frame[name].dtype) != "category"

    def text(self, name: str) -> pd.Series[Any]:
        """The column of a field as it was read."""
        return self.frame[name]

    def column(self, name: str) -> Column:
        """The column of a field as codes; parts of a key are read as text and coded here.

        Its texts are respelt where the field has spellings of its own; of several codes in one
        cell each is respelt where they are told apart.
        """
        if name not in self._columns:
            column, told = Column.of(self.frame[name]), self.readers.suite.fields[name]
            if is_respelt(told) and told.kind != "flags":
                column = column._replace(texts=[respelt(told, text) for text in column.texts])
            self._columns[name] = column
        return self._columns[name]

    def reference_part(self, name: str) -> pa.Array:
        """A part of the key as an Arrow array, without outer spaces."""
        if name not in self._parts:
            self._parts[name] = keys.trimmed(self.text(name))
        return self._parts[name]

    def hashes(self, name: str) -> keys.Hashes:
        """The hash of each text of a part of the key, or of another reference; 0 where blank."""
        if name not in self._hashes:
            self._hashes[name] = keys.hash_texts(self.reference_part(name))
        return self._hashes[name]

    def reference_words(self, name: str) -> keys.Hashes:
        """The hash of each reference whatever its case; 0 where it holds no digit and is none."""
        words = keys.hash_texts(keys.case_apart(self.reference_part(name)))
        held = np.flatnonzero(words != 0)
        words[held[~self.holds_digit(name, held)]] = 0
        return words

    def hashes_in_any_case(self, name: str) -> keys.Hashes:
        """The same, a reference in capitals and one in small letters being one."""
        import pyarrow.compute as pc

        return keys.hash_texts(pc.utf8_upper(self.reference_part(name)))

    def holds_digit(self, name: str, at: Ints) -> Bools:
        """Whether the references at these positions hold a digit: words name nobody."""
        import pyarrow.compute as pc

        texts = self.reference_part(name)
        held = keys.ends_in_digit(texts)[at]
        others = np.flatnonzero(~held)
        if len(others):
            within = pc.match_substring_regex(texts.take(at[others]), r"\d")
            held[others] = within.to_numpy(zero_copy_only=False)
        return held

    def numbers(self, name: str) -> Ints:
        """Each record's reading of a coded field, by its reader's number."""
        return self.column(name).take(self.categories(name))

    def categories(self, name: str) -> Ints:
        """The reading of each category of a coded field, by its reader's number."""
        if name not in self._categories:
            self._categories[name] = self.readers[name].numbers(self.column(name).texts)
        return self._categories[name]

    def days(self, name: str | None) -> Ints:
        """Each record's day of a date field; all without a day where there is no column."""
        return self.by_day(name, lambda days: days)

    def by_day(
        self, name: str | None, of_days: Callable[[Ints], npt.NDArray[Value]]
    ) -> npt.NDArray[Value]:
        """What a function gives for each record's day, put only to the days that there are."""
        if name is None or not self.has(name):
            return np.broadcast_to(of_days(np.array([NO_DAY], dtype=np.int64))[0], len(self))
        return self.column(name).take(of_days(self.days_of_texts(name)))

    def days_of_texts(self, name: str) -> Ints:
        """The day of each category of a date field that the extract has."""
        if name not in self._days:
            self._days[name] = self.readers.days_of(name).read(self.column(name).texts)
        return self._days[name]

    def true(self, condition: Condition) -> Bools:
        """Which records a condition holds for; none where its field has no column."""
        if not self.has(condition.field):
            return np.zeros(len(self), dtype=bool)
        column = self.column(condition.field)
        texts = column.texts
        if condition.recording is not None:
            holds = [self._read(condition, t).recording in condition.recording for t in texts]
        elif condition.has_flag is not None:
            wanted = {tidy_cell(flag) for flag in condition.has_flag}
            holds = [bool(wanted & self.flags(condition.field, t)) for t in texts]
        else:
            wanted = {tidy_cell(text) for text in condition.is_in or ()}
            holds = [tidy_cell(t) in wanted or self._code(condition, t) in wanted for t in texts]
        return column.take(np.array(holds, dtype=bool))

    def flags(self, name: str, text: str) -> set[str]:
        """The codes that a cell of a field of kind `flags` holds, tidied and respelt."""
        told = self.readers.suite.fields[name]
        spaced = text.translate({ord(s): "\n" for s in told.separators})
        return {tidy_cell(respelt(told, flag)) for flag in spaced.split("\n")} - {""}

    def _read(self, condition: Condition, text: str) -> Any:
        return self.readers[condition.field].reading(text)

    def _code(self, condition: Condition, text: str) -> str | None:
        if self.readers.suite.fields[condition.field].kind != "code":
            return None
        return tidy_cell(self._read(condition, text).code)
