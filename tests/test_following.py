"""Who comes again: against every pair looked at one by one, and whatever the order."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.engines.dates import NO_DAY
from eqmon.engines.following import PersonRecords, followed

Entry = tuple[str, str, int | None]
"""Person, reference and day."""


def ask(entries: list[Entry], within: int) -> dict[str, Any]:
    """What is found of people, by the entries themselves."""
    records = PersonRecords(
        np.array([ord(person) for person, _, _ in entries], dtype=np.uint64),
        np.array([ord(reference) for _, reference, _ in entries], dtype=np.uint32),
        np.array([NO_DAY if day is None else day for *_, day in entries], dtype=np.int64),
        lambda at: [],
    )
    found = followed(records, within)
    latest = [entries[at] for at in found.latest.tolist()]
    return {
        "people": sorted(person for person, *_ in latest),
        "latest": sorted(latest),
        "came again": sorted(
            person for (person, *_), again in zip(latest, found.came_again, strict=True) if again
        ),
        "following": sorted(entries[at] for at in found.following.tolist()),
        "again": len(found.again),
        "same day": sorted(entries[at][0] for at in found.same_day.tolist()),
    }


def brute(entries: list[Entry], within: int) -> dict[str, Any]:
    """The same by looking at every pair, the earliest of each reference standing for it."""
    first: dict[tuple[str, str], int | None] = {}
    for person, reference, day in entries:
        held = first.setdefault((person, reference), day)
        if day is not None and (held is None or day < held):
            first[person, reference] = day
    records = [(person, reference, day) for (person, reference), day in first.items()]
    following = [
        one
        for one in records
        if any(
            other[0] == one[0]
            and None not in (one[2], other[2])
            and 0 < one[2] - other[2] <= within  # type: ignore[operator]
            for other in records
        )
    ]
    people = sorted({person for person, *_ in records})
    came_again = sorted({person for person, *_ in following})
    on_one_day = {
        a[0]
        for a, b in itertools.combinations(records, 2)
        if a[0] == b[0] and a[2] == b[2] is not None
    }
    latest = [
        max(
            (one for one in records if one[0] == person),
            key=lambda one: (one[2] is not None, one[2] or 0, one[1]),
        )
        for person in people
    ]
    return {
        "people": people,
        "latest": sorted(latest),
        "came again": came_again,
        "following": sorted(following),
        "again": len(entries) - len(records),
        "same day": sorted(on_one_day - set(came_again)),
    }


@pytest.mark.parametrize(
    ("entries", "came_again", "following"),
    [
        ([("A", "1", 10)], [], 0),
        ([("A", "1", 10), ("A", "2", 40)], ["A"], 1),
        ([("A", "1", 10), ("A", "2", 41)], [], 0),  # a day too late
        ([("A", "1", 10), ("A", "2", 10)], [], 0),  # nothing says which came first
        ([("A", "1", 10), ("A", "1", 20)], [], 0),  # one record, written down twice
        ([("A", "1", 10), ("B", "2", 20)], [], 0),
        ([("A", "1", None), ("A", "2", 20)], [], 0),
        ([("A", "1", 10), ("A", "2", 10), ("A", "3", 11)], ["A"], 1),
        ([("A", "1", 10), ("A", "2", 30), ("A", "3", 60)], ["A"], 2),
        ([("A", "1", 1), ("A", "2", 50), ("A", "3", 80), ("B", "4", 80)], ["A"], 1),
    ],
)
def test_who_comes_again_within_thirty_days(entries, came_again, following) -> None:
    found = ask(entries, 30)
    assert (found["came again"], len(found["following"])) == (came_again, following)


ENTRIES = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.sampled_from("12345"),
        st.one_of(st.none(), st.integers(-3, 12)),
    ),
    max_size=25,
)


@given(ENTRIES, st.integers(0, 8))
def test_it_is_what_every_pair_says(entries: list[Entry], within: int) -> None:
    assert ask(entries, within) == brute(entries, within)


@given(ENTRIES.flatmap(lambda e: st.tuples(st.just(e), st.permutations(e))), st.integers(0, 8))
def test_the_order_of_records_decides_nothing(pair: Any, within: int) -> None:
    entries, shuffled = pair
    assert ask(entries, within) == ask(shuffled, within)
