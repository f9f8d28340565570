"""The draw is the same wherever, whenever and in whatever order, and late records move few."""

from __future__ import annotations

import hashlib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import SALT, a_frame

from eqmon.sampling.draw import Draw, digest_of, draw, sizes_of
from eqmon.sampling.frame import Place

REFERENCES = st.lists(
    st.tuples(st.sampled_from(["Ash", "Elm", "Oak"]), st.integers(0, 200).map(str)),
    min_size=1,
    max_size=40,
    unique_by=lambda member: member[1],
)


def place(unit: str) -> Place:
    return Place(unit, "", "")


def drawn(members: list[tuple[str, str]], number: int, *, salt: str = SALT) -> Draw:
    frame = a_frame(members)
    return draw(frame, salt, dict.fromkeys(frame.labels, number), ())


def of(sample: Draw) -> dict[str, set[str]]:
    return {stratum.place.unit: set(stratum.references) for stratum in sample.strata}


def test_the_order_is_that_of_the_salted_hash_alone() -> None:
    references = [f"01{number:05}/07" for number in range(50)]
    ranked = sorted(references, key=lambda r: hashlib.sha256(bytes(16) + r.encode()).digest())
    [stratum] = drawn([("Ash", reference) for reference in references], 7).strata
    assert list(stratum.references) == ranked[:7]
    assert stratum.digests == tuple(digest_of(reference, SALT) for reference in ranked[:7])
    assert stratum.digests[0] == hashlib.sha256(bytes(16) + ranked[0].encode()).hexdigest()


def test_another_salt_is_another_draw() -> None:
    members = [("Ash", str(number)) for number in range(200)]
    assert of(drawn(members, 10)) != of(drawn(members, 10, salt="01" * 16))


@settings(max_examples=40)
@given(REFERENCES, st.integers(1, 8), st.randoms(use_true_random=False))
def test_a_shuffle_changes_nothing(
    members: list[tuple[str, str]], number: int, rnd: random.Random
) -> None:
    assert drawn(rnd.sample(members, len(members)), number) == drawn(members, number)


@settings(max_examples=40)
@given(REFERENCES, st.integers(0, 12), st.integers(1, 8))
def test_so_many_late_records_change_at_most_so_many(
    members: list[tuple[str, str]], late: int, number: int
) -> None:
    before, after = of(drawn(members[late:] or members, number)), of(drawn(members, number))
    for unit, references in after.items():
        came = sum(at < late and one == unit for at, (one, _) in enumerate(members))
        new = references - before.get(unit, set())
        gone = before.get(unit, set()) - references
        assert len(new) <= came
        assert len(gone) <= came


@settings(max_examples=40)
@given(REFERENCES, st.integers(1, 8))
def test_a_stratum_gives_its_number_or_all_it_has(
    members: list[tuple[str, str]], number: int
) -> None:
    sample = drawn(members, number)
    for stratum in sample.strata:
        assert len(stratum.references) == min(number, stratum.size)
        assert set(stratum.units) == {stratum.place.unit}
    assert {s.place: s.size for s in sample.strata} == sizes_of(a_frame(members))
    assert sample.size == sum(len(stratum.references) for stratum in sample.strata)


def test_what_is_taken_whole_grows_with_its_stratum() -> None:
    frame = a_frame([("Ash", "1"), ("Ash", "2"), ("Elm", "3"), ("Elm", "4")])
    numbers = {place("Ash"): 1, place("Elm"): 1}
    assert of(draw(frame, SALT, numbers, {place("Ash")}))["Ash"] == {"1", "2"}
    assert len(of(draw(frame, SALT, numbers, {place("Ash")}))["Elm"]) == 1


@pytest.mark.parametrize(
    "other",
    [
        [("Ash", "1"), ("Elm", "2"), ("Elm", "3")],
        [("Ash", "1"), ("Ash", "2"), ("Ash", "4")],
        [("Ash", "1"), ("Ash", "2")],
    ],
)
def test_another_frame_has_another_hash(other: list[tuple[str, str]]) -> None:
    members = [("Ash", "1"), ("Ash", "2"), ("Elm", "3")]
    assert drawn(members, 1).frame_sha256 == drawn(members[::-1], 2).frame_sha256
    assert drawn(members, 1).frame_sha256 != drawn(other, 1).frame_sha256
