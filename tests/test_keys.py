"""Keys: hashes that find every possible repeat, and nothing but the text that decides."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.engines import keys

TEXTS = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(["", "a", "b", "ab", "abcdefgh", "abcdefghi", "abcdefgh" * 2]),
        st.builds(lambda a, b: a * 8 + b, st.sampled_from("xy"), st.sampled_from(["", "p", "q"])),
    ),
    max_size=40,
)


def arrow(texts: list[str]) -> pa.Array:
    return pa.array(texts, type=pa.large_string())


@given(TEXTS)
def test_equal_texts_hash_alike_and_others_do_not(texts: list[str]) -> None:
    hashes = keys.hash_texts(arrow(texts)).tolist()
    assert len(set(hashes)) == len(set(texts))
    assert len(set(zip(hashes, texts, strict=True))) == len(set(texts))


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_a_text_hashes_alike_wherever_it_stands(texts: list[str], skip: int, n: int) -> None:
    whole = keys.hash_texts(arrow(texts))
    part = keys.hash_texts(arrow(texts).slice(skip, n))
    assert part.tolist() == whole[skip : skip + n].tolist()


def test_a_hash_is_of_every_byte_and_of_the_length() -> None:
    text = "abcdefghijklmnopq"
    altered = [text[:at] + "#" + text[at + 1 :] for at in range(len(text))]
    shorter = [text[:at] for at in range(len(text))]
    padded = [text + "\0", "\0" + text, text + "\0" * 8]
    every = [text, *altered, *shorter, *padded]
    assert len(set(keys.hash_texts(arrow(every)).tolist())) == len(every)


PARTS = st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), min_size=1, max_size=30)


@given(PARTS)
def test_a_key_of_two_parts_is_both_of_them_in_their_order(pairs) -> None:
    first, second = (arrow(list(side)) for side in zip(*pairs, strict=True))
    hashes = [keys.hash_texts(first), keys.hash_texts(second)]
    assert len(set(keys.combined(hashes).tolist())) == len(set(pairs))
    assert keys.combined(hashes[:1]).tolist() == hashes[0].tolist()


def test_parts_do_not_run_into_one_another() -> None:
    first, second = arrow(["a", "ab", "", "b", "a"]), arrow(["b", "", "ab", "a", ""])
    hashes = [keys.hash_texts(first), keys.hash_texts(second)]
    assert len(set(keys.combined(hashes).tolist())) == 5
    assert len(set(keys.joined([first, second]).tolist())) == 5
    assert keys.joined([first]).tolist() == ["a", "ab", "", "b", "a"]


@pytest.mark.parametrize("at_once", [1, 2, 7, keys.AT_ONCE])
@given(numbers=st.lists(st.integers(0, 20)))
def test_hashes_that_stand_more_than_once_are_each_given_once(
    at_once: int, numbers: list[int]
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(keys, "AT_ONCE", at_once)
        found = keys.repeated(np.sort(np.array(numbers, dtype=np.uint64)))
    assert found.tolist() == sorted(n for n, times in Counter(numbers).items() if times > 1)


@given(st.lists(st.integers(0, 20)))
def test_sorted_hashes_lose_their_repeats(numbers: list[int]) -> None:
    ascending = np.sort(np.array(numbers, dtype=np.uint64))
    assert keys.each_once(ascending).tolist() == sorted(set(numbers))


@given(st.lists(st.integers(0, 20)), st.sets(st.integers(0, 20), min_size=1))
def test_a_hash_is_among_the_candidates_or_not(numbers: list[int], candidates: set[int]) -> None:
    found = keys.is_among(
        np.array(numbers, dtype=np.uint64), np.array(sorted(candidates), dtype=np.uint64)
    )
    assert found.tolist() == [n in candidates for n in numbers]


@pytest.mark.parametrize("kind", ["str", "object", "category", "string[pyarrow]"])
def test_texts_lose_what_stands_around_them_whatever_else_is_in_the_column(kind: str) -> None:
    for beside in ("plain", "with a space", "trailing\t"):
        column = pd.Series(["a", " a", "a\t", "\0a\0", "\xa0a", "", " \0", beside], dtype=kind)
        assert keys.trimmed(column).to_pylist()[:-1] == ["a"] * 5 + ["", ""]
    assert keys.trimmed(pd.Series(["a\t", "a"], dtype=kind)).to_pylist() == ["a", "a"]
    assert keys.trimmed(pd.Series(["a\xa0", "a"], dtype=kind)).to_pylist() == ["a", "a"]
    assert keys.trimmed(pd.Series(["", ""], dtype=kind)).to_pylist() == ["", ""]


def test_a_text_is_blank_where_it_holds_nothing() -> None:
    assert keys.not_blank(arrow(["a", "", "0"])).tolist() == [True, False, True]


@given(st.lists(st.text("aZ19-é ", max_size=4), max_size=8), st.integers(0, 3))
def test_which_references_end_in_a_digit(texts: list[str], cut: int) -> None:
    expected = [text[-1:] in {*"0123456789"} for text in texts[cut:]]
    assert keys.ends_in_digit(arrow(texts).slice(cut)).tolist() == expected
