"""A collection's keys: one word a record, sorted when they are taken, nothing forgotten."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.engines import key_hashes
from eqmon.engines.key_hashes import (
    REST,
    KeyHashes,
    key_words,
    reference_words,
    shared_words,
)

NUMBERS = st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 3), max_size=12)


def words(numbers: list[int]) -> np.ndarray:
    return np.array(numbers, dtype=np.uint64)


@pytest.fixture(params=[1, 3, 8])
def block(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Small blocks, which fill within a chunk."""
    monkeypatch.setattr(key_hashes, "BLOCK", request.param)
    return request.param


@pytest.mark.usefixtures("block")
def test_all_words_are_taken_sorted_and_once() -> None:
    @given(st.lists(NUMBERS, max_size=6))
    def check(chunks: list[list[int]]) -> None:
        held = KeyHashes()
        for chunk in chunks:
            held.add(words(chunk))
        everything = sorted(number for chunk in chunks for number in chunk)
        assert len(held) == len(everything)
        assert held.take().tolist() == everything
        assert len(held) == 0
        assert held.take().tolist() == []

    check()


@pytest.mark.usefixtures("block")
def test_what_was_added_since_a_mark_is_forgotten() -> None:
    @given(NUMBERS, NUMBERS, NUMBERS)
    def check(first: list[int], forgotten: list[int], last: list[int]) -> None:
        held = KeyHashes()
        held.add(words(first))
        mark = len(held)
        held.add(words(forgotten))
        held.go_back(mark)
        held.add(words(last))
        assert held.take().tolist() == sorted(first + last)

    check()


def test_a_reference_alone_is_its_own_word() -> None:
    assert key_words([words([5, 2**63])]).tolist() == [5, 2**63]


@given(st.lists(st.tuples(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1)), min_size=1))
def test_a_word_tells_the_reference_and_something_of_the_rest(pairs: list[tuple[int, int]]) -> None:
    first, second = (words(list(side)) for side in zip(*pairs, strict=True))
    found = key_words([first, second])
    assert reference_words(found).tolist() == reference_words(first).tolist()
    assert key_words([first, second]).tolist() == found.tolist()


def test_the_rest_of_a_key_tells_records_of_one_reference_apart() -> None:
    people = np.arange(1000, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    found = key_words([np.full(1000, 7 << 40, dtype=np.uint64), people])
    assert len(set(found.tolist())) == 1000
    assert set(reference_words(found).tolist()) == {7 << 40 >> int(REST)}


@pytest.mark.parametrize("at_once", [1, 4, key_hashes.AT_ONCE])
@given(first=NUMBERS, second=NUMBERS)
def test_references_that_two_collections_hold_are_each_given_once(
    at_once: int, first: list[int], second: list[int]
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(key_hashes, "AT_ONCE", at_once)
        found = shared_words(np.sort(words(first)), np.sort(words(second)))
    mine, theirs = ({number >> int(REST) for number in numbers} for numbers in (first, second))
    assert found.tolist() == sorted(mine & theirs)
