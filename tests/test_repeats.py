"""Repeats: keys that several records bear, found exactly whatever their hashes are."""

from __future__ import annotations

from collections import Counter as Counts

import numpy as np
import pandas as pd
import pytest
from counting import a_check, a_plan, chunk, of, pieces, table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eqmon.engines import keys
from eqmon.engines.counter import Counter
from eqmon.engines.repeats import Keys, settle_repeats, shared_keys, shared_references

UNIQUE = a_check("key_unique")


@pytest.fixture(params=["true hashes", "one hash for all", "two hashes"])
def hashing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Hashes as they are, and hashes that collide: no result may change."""
    parts = {"one hash for all": 1, "two hashes": 2}.get(request.param)
    if parts:
        true_hash = keys.hash_texts
        monkeypatch.setattr(keys, "hash_texts", lambda texts: true_hash(texts) % np.uint64(parts))
    return str(request.param)


def settled(
    *frames: pd.DataFrame, rules: list | None = None, **suite: object
) -> tuple[Keys, pd.DataFrame]:
    plan = a_plan(rules=[UNIQUE] if rules is None else rules, **suite)
    counter = Counter(plan)
    chunks = [chunk(frame, plan) for frame in frames]
    for frame in chunks:
        counter.add(frame)
    found = settle_repeats(counter, [lambda frame=frame: [frame] for frame in chunks])
    return found, counter.frame()


def broken(*frames: pd.DataFrame, **suite: object) -> dict[str, int]:
    return of(settled(*frames, **suite)[1], UNIQUE["id"])


@pytest.mark.usefixtures("hashing")
@pytest.mark.parametrize(
    ("refs", "expected"),
    [
        ("1 2 3", {"holds": 3}),
        ("1 2 1", {"holds": 1, "broken": 2}),
        ("1 1 1", {"broken": 3}),
        ("1 1", {"broken": 2}),
        ("1 2 1 2 3", {"holds": 1, "broken": 4}),
        ("'' '' 1", {"holds": 1, "not_concerned": 2}),
        ("'\\0' '' '\\t'", {"not_concerned": 3}),
        ("1 '1\\t'", {"broken": 2}),
        ("ab AB", {"holds": 2}),
    ],
)
def test_every_record_that_shares_its_key_counts(refs: str, expected: dict[str, int]) -> None:
    records = table("\n".join(("ref", *refs.split(" "))))
    assert broken(records) == expected
    assert broken(*pieces(records, [1, 2])) == expected


@pytest.mark.usefixtures("hashing")
def test_a_key_of_two_parts_is_repeated_where_both_are() -> None:
    records = table("ref | person\n1 | a\n1 | b\n2 | a\n2 | a\n3 | ''\n3 | ''\n'' | a\n'' | a")
    assert broken(records, key=["ref", "person"]) == {
        "holds": 2,
        "broken": 4,
        "not_concerned": 2,
    }


@pytest.mark.usefixtures("hashing")
def test_the_parts_of_a_key_that_an_extract_has_are_used() -> None:
    whole, part = table("ref | person\n1 | a\n1 | b"), table("ref\n1\n2\n2")
    assert broken(whole, part, key=["ref", "person"]) == {"holds": 3, "broken": 2}


@pytest.mark.usefixtures("hashing")
def test_an_extract_without_references_beside_one_with_repeats_repeats_nothing() -> None:
    assert broken(table("ref\n1\n1"), table("unit\nAsh"), table("ref")) == {
        "broken": 2,
        "not_concerned": 1,
    }


@pytest.mark.usefixtures("hashing")
def test_a_repeat_is_counted_where_each_of_its_records_stands() -> None:
    one = table("ref | unit | day\n1 | Ash | 2007-01-05\n2 | Ash | 2007-01-05")
    other = table("ref | unit | day\n3 | Elm | 2007-01-05\n1 | Oak | 2007-02-05")
    _, tally = settled(one, other)
    assert of(tally, UNIQUE["id"], "unit", "month", "recording") == {
        ("Ash", "2007-01", "broken"): 1,
        ("Ash", "2007-01", "holds"): 1,
        ("Elm", "2007-01", "holds"): 1,
        ("Oak", "2007-02", "broken"): 1,
    }


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["", "a", "b", "c", "aa", "a ", " a", "ab"]), min_size=1, max_size=20),
    st.lists(st.integers(0, 20), max_size=2),
)
def test_repeats_are_those_of_the_texts(hashing: str, refs: list[str], cuts: list[int]) -> None:
    times = Counts(ref.strip() for ref in refs if ref.strip())
    expected = {
        "holds": sum(1 for n in times.values() if n == 1),
        "broken": sum(n for n in times.values() if n > 1),
        "not_concerned": sum(1 for ref in refs if not ref.strip()),
    }
    found = broken(*pieces(pd.DataFrame({"ref": refs}, dtype="str"), cuts))
    assert found == {result: n for result, n in expected.items() if n}


@pytest.mark.parametrize("refs", ["1 2 1", "1 1"])
def test_without_a_rule_on_it_a_repeat_is_nobodys_fault(refs: str) -> None:
    rules = [a_check("key_present")]
    _, tally = settled(table("\n".join(("ref", *refs.split()))), rules=rules)
    assert of(tally, UNIQUE["id"]) == {"holds": len(refs.split())}


def test_nothing_is_read_again_where_no_key_can_be_repeated() -> None:
    plan = a_plan(rules=[UNIQUE])
    counter = Counter(plan)
    counter.add(chunk(table("ref\n1\n2"), plan))

    def never() -> list[pd.DataFrame]:
        pytest.fail("the records were read again")

    settle_repeats(counter, [never])


@pytest.mark.usefixtures("hashing")
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("ref\n1\n2\n2", "ref\n2\n3", 1),
        ("ref\n1\n2", "ref\n3\n4", 0),
        ("ref\n''", "ref\n''", 0),
        ("ref | person\n1 | a\n1 | b", "ref | person\n1 | c\n2 | a", 1),
        ("ref | person\n1 | a", "ref\n1", 1),
        ("ref\n1", "unit\nAsh", 0),
        ("ref\n1", "ref", 0),
    ],
)
@pytest.mark.parametrize("key", [["ref"], ["ref", "person"]])
def test_two_collections_share_the_references_that_both_hold(
    one: str, other: str, expected: int, key: list[str]
) -> None:
    first, _ = settled(table(one), key=key)
    second, _ = settled(table(other), key=key)
    assert shared_references(first, second) == expected
    assert shared_references(second, first) == expected


@pytest.mark.usefixtures("hashing")
@pytest.mark.parametrize("key", [["ref"], ["ref", "person"]])
def test_records_that_bear_a_shared_key_are_found_again(key: list[str]) -> None:
    records = table("ref | person\n1 | a\n2 | a\n1 | a\n1 | b\n'' | a\n'' | a")
    plan = a_plan(rules=[UNIQUE], key=key)
    counter = Counter(plan)
    frame = chunk(records, plan)
    counter.add(frame)
    shared = shared_keys(counter, [lambda: [frame]])
    fourth = len(key) == 1
    rows = counter.rows(frame)
    assert shared.borne_by(counter, rows).tolist() == [True, False, True, fourth, False, False]
    without = counter.rows(chunk(table("unit\nAsh"), plan))
    assert shared.borne_by(counter, without).tolist() == [False]


def test_where_no_key_is_shared_no_record_bears_one() -> None:
    plan = a_plan(rules=[UNIQUE])
    counter = Counter(plan)
    frame = chunk(table("ref\n1\n2"), plan)
    counter.add(frame)
    shared = shared_keys(counter, [lambda: [frame]])
    assert shared.texts == frozenset()
    assert shared.borne_by(counter, counter.rows(frame)).tolist() == [False, False]
