"""Readings: each distinct text is read once and keeps its number."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.engines import readings
from eqmon.engines.readings import Column, Reader, everywhere, is_everywhere
from eqmon.rulebook.codelists import Reading
from eqmon.vocabulary import Recording


class Asked:
    """A way of reading that notes what it was asked."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, text: str) -> Reading:
        self.texts.append(text)
        return Reading(Recording.KNOWN, text.strip().casefold())


def category(*texts: str, of: list[str] | None = None) -> Column:
    return Column.of(pd.Series(pd.Categorical(list(texts), categories=of)))


def read(reader: Reader, column: Column) -> list[str]:
    numbers = column.take(reader.numbers(column.texts))
    return [reader.readings[number].code for number in numbers]


def test_rows_take_the_entry_of_their_category() -> None:
    column = category("b", "a", "b", of=["a", "b"])
    assert column.take(np.array([10, 20])).tolist() == [20, 10, 20]


def test_texts_that_read_alike_have_one_number() -> None:
    reader = Reader(Asked())
    assert read(reader, category("Yes", "yes ", "no")) == ["yes", "yes", "no"]
    assert len(reader.readings) == 2


def test_numbers_stay_the_same_in_later_chunks() -> None:
    reader = Reader(Asked())
    read(reader, category("a", "b"))
    before = list(reader.readings)
    assert read(reader, category("c", "b", "a")) == ["c", "b", "a"]
    assert reader.readings[: len(before)] == before


def test_a_distinct_text_is_read_once() -> None:
    asked = Asked()
    reader = Reader(asked)
    for _ in range(3):
        read(reader, category("a", "b", "a"))
        reader.reading("a")
    assert sorted(asked.texts) == ["a", "b"]


def test_free_text_is_not_remembered_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "REMEMBERED", 1)
    asked = Asked()
    reader = Reader(asked)
    for _ in range(2):
        assert read(reader, category("a", "b")) == ["a", "b"]
    assert asked.texts == ["a", "b", "b"]


def test_a_reading_that_no_text_has_can_be_numbered_too() -> None:
    reader = Reader(Asked())
    reading = Reading(Recording.INVALID, "impossible")
    assert reader.number(reading) == reader.number(reading) == 0
    assert read(reader, category("a")) == ["a"]


@pytest.mark.parametrize("rows", [1, 5])
def test_one_code_for_all_rows_is_known_as_such(rows: int) -> None:
    codes = everywhere(3, rows)
    assert codes.tolist() == [3] * rows
    assert is_everywhere(codes)
    assert not is_everywhere(np.full(rows, 3))


@given(st.lists(st.lists(st.sampled_from(["a", "A", "b", " c", "c", ""]), min_size=1)))
def test_what_is_read_does_not_depend_on_the_chunks(chunks: list[list[str]]) -> None:
    reader = Reader(Asked())
    found = [code for texts in chunks for code in read(reader, category(*texts))]
    assert found == [text.strip().casefold() for texts in chunks for text in texts]
