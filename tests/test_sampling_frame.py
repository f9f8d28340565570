"""What can be drawn: each reference once, in one stratum, and everything else counted."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from counting import table
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import frame_from, strata_of

from eqmon.sampling.frame import NO_FLAG
from eqmon.vocabulary import BLANK_UNIT, UNKNOWN_UNIT

ONE = """ref|unit|day       |marks|kind|ethnicity
         r1 |Ash |2007-01-03|     |    |yes"""
JAN = "2007-01"


@pytest.mark.parametrize(
    ("unit", "day", "marks", "stratum"),
    [
        ("Ash", "2007-01-03", "", ("Ash", NO_FLAG, JAN)),
        ("a", "2007-01-31", "Q", ("Ash", NO_FLAG, JAN)),
        ("Elm", "2007-02-01", "M", ("Elm", "M", "2007-02")),
        (
            "Ash",
            "2007-01-03",
            "M, G",
            ("Ash", "G", JAN),
        ),  # the first asked for, not the first there
        ("Ash", "2007-01-03", "g; m", ("Ash", "G", JAN)),
        ("", "2007-01-03", "", (BLANK_UNIT, NO_FLAG, JAN)),
        ("Nowhere", "2007-01-03", "", (UNKNOWN_UNIT, NO_FLAG, JAN)),
        ("Ash", "", "", ("Ash", NO_FLAG, "(no date)")),
        ("Ash", "soon", "", ("Ash", NO_FLAG, "(unreadable date)")),
    ],
)
def test_a_record_stands_in_one_stratum(
    unit: str, day: str, marks: str, stratum: tuple[str, str, str]
) -> None:
    frame = frame_from(table(ONE).assign(unit=unit, day=day, marks=marks))
    assert strata_of(frame) == {stratum: {"r1"}}
    assert frame.units == (stratum[0],)


MANY = """ref|unit|day       |marks|kind|ethnicity
          r1 |Ash |2007-01-03|G    |    |yes
          r2 |Ash |2007-01-03|     |    |
          r3 |Elm |2007-01-03|M    |    |yes
          r4 |Elm |2007-02-03|     |    |yes
             |Elm |2007-01-03|     |    |yes
          r5 |Elm |2007-01-03|     |firm|yes
          r2 |Ash |2007-01-04|     |    |yes"""


@pytest.mark.parametrize(
    ("by", "strata"),
    [
        (
            ("unit", "flag", "month"),
            {
                ("Ash", "G", JAN): {"r1"},
                ("Elm", "M", JAN): {"r3"},
                ("Ash", NO_FLAG, JAN): {"r2"},
                ("Elm", NO_FLAG, "2007-02"): {"r4"},
            },
        ),
        (("unit",), {("Ash", "", ""): {"r1", "r2"}, ("Elm", "", ""): {"r3", "r4"}}),
        (
            ("flag",),
            {("", "G", ""): {"r1"}, ("", "M", ""): {"r3"}, ("", NO_FLAG, ""): {"r2", "r4"}},
        ),
        (("month",), {("", "", JAN): {"r1", "r2", "r3"}, ("", "", "2007-02"): {"r4"}}),
    ],
)
def test_strata_are_made_by_what_is_asked(
    by: tuple[str, ...], strata: dict[tuple[str, str, str], set[str]]
) -> None:
    frame = frame_from(MANY, by=by)
    assert strata_of(frame) == strata
    assert list(strata_of(frame)) == list(strata)  # flags first, in the order asked for
    units = dict(zip(frame.references.to_pylist(), frame.units, strict=True))
    assert units == {"r1": "Ash", "r2": "Ash", "r3": "Elm", "r4": "Elm"}


def test_what_cannot_be_drawn_is_counted() -> None:
    frame = frame_from(MANY)
    counts = (frame.records, frame.without_reference, frame.not_applicable, frame.repeats)
    assert counts == (7, 1, 1, 1)
    assert frame.elsewhere == 0
    assert len(frame.references) == sum(counts[:1]) - sum(counts[1:])


def test_a_reference_in_several_strata_is_drawn_from_the_first() -> None:
    rows = """ref|unit|day       |marks|kind|ethnicity
              r1 |Elm |2007-01-03|     |    |yes
              r1 |Oak |2007-01-03|G    |    |yes
              r1 |Ash |2007-02-03|     |    |yes
              r2 |Elm |2007-02-03|     |    |yes
              r2 |Elm |2007-01-03|     |    |yes"""
    frame = frame_from(rows)
    assert strata_of(frame) == {("Oak", "G", JAN): {"r1"}, ("Elm", NO_FLAG, JAN): {"r2"}}
    assert (frame.elsewhere, frame.repeats) == (2, 3)
    assert frame_from(rows, by=["unit"]).elsewhere == 1


def test_files_without_flags_or_references_are_said_so() -> None:
    plain = table(ONE).drop(columns="marks")
    assert frame_from(plain).notes == (
        f"a.csv has no column of flags: its records stand under '{NO_FLAG}'",
    )
    nameless = frame_from(table(ONE).drop(columns="ref"))
    assert (len(nameless.references), nameless.without_reference) == (0, 1)
    assert nameless.labels == ()


def test_the_same_file_twice_is_drawn_from_once() -> None:
    frame = frame_from(MANY, MANY)
    assert frame.records == 7
    assert [one.status for one in frame.inputs] == ["read", "repeated"]


def test_what_would_steer_a_terminal_is_no_part_of_a_reference() -> None:
    frame = frame_from(table(ONE).assign(ref="r\u202e1\t2"))
    assert frame.references.to_pylist() == ["r\ufffd1 2"]


RECORD = st.tuples(
    st.sampled_from(["r1", "r2", "r3", "r4", ""]),
    st.sampled_from(["Ash", "Elm", ""]),
    st.sampled_from(["2007-01-03", "2007-02-01"]),
    st.sampled_from(["", "G", "M", "G;M"]),
)


@settings(max_examples=4)
@given(st.lists(RECORD, min_size=2, max_size=12), st.randoms(use_true_random=False))
def test_neither_order_nor_files_tell(
    records: list[tuple[str, str, str, str]], rnd: random.Random
) -> None:
    def of(rows: list[tuple[str, str, str, str]]) -> pd.DataFrame:
        frame = pd.DataFrame(rows, columns=["ref", "unit", "day", "marks"], dtype=str)
        return frame.assign(ethnicity="yes", kind="")

    mixed = rnd.sample(records, len(records))
    whole, shuffled = frame_from(of(records)), frame_from(of(mixed))
    assert strata_of(whole) == strata_of(shuffled)
    assert whole.elsewhere == shuffled.elsewhere
    cut = rnd.randrange(1, len(records))
    if sorted(mixed[:cut]) != sorted(mixed[cut:]):
        assert strata_of(frame_from(of(mixed[:cut]), of(mixed[cut:]))) == strata_of(whole)
