from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from attacker import domain, sums
from hypothesis import example, given
from hypothesis import strategies as st

from eqmon.disclosure import differencing
from eqmon.disclosure.differencing import Withheld, safe_to_add_up, to_withhold

TABLES = [  # counts of a, b, c ...; which are withheld; whether their total is too
    ([], "", False),
    ([10, 40, 0], "", False),
    ([5, 40, 90], "ab", False),  # the next smallest goes with a single small one
    ([5, 0, 40, 90], "ac", False),  # nothing is hidden behind an empty unit
    ([5, 6, 40], "ab", False),  # two that hide one another
    ([4, 5, 40, 90], "abc", False),  # two of fewer than ten together
    ([9, 9, 40, 90], "abc", False),  # a sum of 18 can only be 9 and 9
    ([1, 1, 40, 90], "abc", False),
    ([1, 10, 40, 90], "abc", False),  # 11 with 10 or more in the other leaves only 1
    ([9, 40, 40, 90], "abc", False),  # 49 with 40 or fewer in the other leaves only 9
    ([3], "a", True),
    ([1, 10], "ab", True),
    ([5, 200], "ab", False),
]


@pytest.mark.parametrize(("counts", "names", "total"), TABLES)
def test_what_is_withheld(counts: list[int], names: str, total: bool) -> None:
    table = {chr(ord("a") + place): (n,) for place, n in enumerate(counts)}
    assert to_withhold(table) == Withheld(frozenset(names), total)


def test_a_name_is_withheld_in_every_column() -> None:
    table = {"a": (50, 4), "b": (60, 55), "c": (70, 70), "d": (20, 20)}
    assert to_withhold(table).names == {"a", "d"}


def test_every_column_is_made_safe() -> None:
    """In the second column a and c would leave a single count, c being empty there."""
    table = {"a": (5, 5), "c": (20, 0), "b": (90, 90), "d": (100, 100)}
    assert to_withhold(table).names == {"a", "b", "c"}


tables = st.lists(
    st.one_of(st.integers(0, 12), st.integers(0, 45), st.integers(0, 2000)), max_size=8
)


@given(tables)
@example([9, 30, 30, 30])
@example([1, 10, 10, 11])
def test_no_small_count_can_be_worked_out(counts: list[int]) -> None:
    table = {f"u{place}": (n,) for place, n in enumerate(counts)}
    withheld = to_withhold(table)
    hidden = [n for name, (n,) in table.items() if name in withheld.names]
    shown = [n for name, (n,) in table.items() if name not in withheld.names]
    assert not any(0 < n < 10 for n in shown)
    assert 0 not in hidden
    if not hidden or withheld.total:
        return
    assert len(hidden) >= 2
    assert sum(hidden) >= 10
    ceiling = min((n for n in shown if n), default=sum(hidden))
    domains = [domain(n, ceiling) for n in hidden]
    for place, n in enumerate(hidden):
        if n < 10:
            beside = sums(domains[:place] + domains[place + 1 :], sum(hidden))
            assert len([v for v in domains[place] if sum(hidden) - v in beside]) >= 3


def assert_hidden_from_a_reader_who_repeats_the_suppression(most: int) -> int:
    """Of every table of three units of up to `most`: which show the same, and the same total?

    Gives how many differ in what they show.
    """
    same: defaultdict[object, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(most + 1), repeat=3):
        withheld = to_withhold({str(place): (n,) for place, n in enumerate(counts)})
        hidden = [str(place) in withheld.names for place in range(3)]
        shown = tuple(-1 if hide else n for hide, n in zip(hidden, counts, strict=True))
        # Above that there are more tables like it, which are not tried here.
        tried = any(n > 0 for n in shown) or sum(counts) <= most
        if any(hidden) and not withheld.total and tried:
            known = tuple((n < 10, n >= 30) for n, h in zip(counts, hidden, strict=True) if h)
            same[shown, sum(counts), known].append(counts)
    for (shown, _, _), alike in same.items():  # type: ignore[misc]
        for place in (p for p, n in enumerate(shown) if n < 0 and alike[0][p] < 10):
            assert len({counts[place] for counts in alike}) >= 3
    return len(same)


def test_nor_by_a_reader_who_repeats_the_suppression() -> None:
    assert assert_hidden_from_a_reader_who_repeats_the_suppression(60) > 5000


def test_the_last_test_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differencing, "LEAST_VALUES", 1)
    with pytest.raises(AssertionError):
        assert_hidden_from_a_reader_who_repeats_the_suppression(20)


def test_a_sum_without_small_counts_tells_none() -> None:
    assert safe_to_add_up([0, 10, 400], 5)
