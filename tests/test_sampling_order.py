"""From a drop to a sample: whose questions, which flags, and the same sample drawn again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from samples import RULEBOOK, a_drop, a_flag, a_sample

from eqmon.errors import InputError, UsageError
from eqmon.extract.declared import Declared
from eqmon.rulebook.load import Rulebook
from eqmon.sampling.aim import Aim
from eqmon.sampling.manifest import Manifest, read_manifest, write_manifest
from eqmon.sampling.order import Asked, Sample, draw_sample

FLAGS = (a_flag("G", whole_under=5), a_flag("M"))
BOOK: Rulebook = replace(RULEBOOK, samples={"small": a_sample(FLAGS)})


def records(count: int, *, first: int = 0, unit: str = "Ash", marks: str = "") -> pd.DataFrame:
    rows = [
        {"ref": f"r{n:03}", "unit": unit, "day": "2007-01-03", "marks": marks, "ethnicity": "yes"}
        for n in range(first, first + count)
    ]
    return pd.DataFrame(rows, dtype=str)


DROP = (records(40), records(4, first=100, marks="G"), records(20, first=200, unit="Elm"))


def sample(*frames: pd.DataFrame, asked: Asked | Manifest, rulebook: Rulebook = BOOK) -> Sample:
    return draw_sample(a_drop(*frames), rulebook, declared=Declared(suite="small"), asked=asked)


def drawn(one: Sample) -> dict[tuple[str, str], set[str]]:
    return {(s.place.unit, s.place.flag): set(s.references) for s in one.drawn.strata}


SIXTEEN = Asked(Aim("size", 16))
NONE = "none of the flags"


@pytest.fixture(scope="module")
def first() -> Sample:
    return sample(*DROP, asked=SIXTEEN)


def test_small_strata_of_a_flag_are_taken_whole(first: Sample) -> None:
    sizes = {place: len(references) for place, references in drawn(first).items()}
    assert sizes == {("Ash", "G"): 4, ("Ash", NONE): 8, ("Elm", NONE): 4}
    assert [s.whole for s in first.manifest.strata] == [True, False, False]


def test_each_new_sample_has_a_salt_of_its_own(first: Sample) -> None:
    one, other = first, sample(*DROP, asked=SIXTEEN)
    assert one.manifest.salt != other.manifest.salt
    assert len(bytes.fromhex(one.manifest.salt)) == 16
    assert one.manifest.frame_sha256 != other.manifest.frame_sha256


def test_a_manifest_draws_the_same_sample_again(first: Sample) -> None:
    again = sample(*reversed(DROP), asked=first.manifest)
    assert drawn(again) == drawn(first)
    assert again.manifest.model_copy(update={"inputs": ()}) == first.manifest.model_copy(
        update={"inputs": ()}
    )


@pytest.mark.parametrize("late", [1, 7])
def test_late_records_change_at_most_as_many(late: int, first: Sample) -> None:
    more = (records(late, first=300), records(late, first=400, marks="G"))
    after = drawn(sample(*DROP, *more[:1], asked=first.manifest))
    before = drawn(first)
    assert len(after["Ash", NONE] - before["Ash", NONE]) <= late
    assert len(after["Ash", NONE]) == len(before["Ash", NONE])
    assert {p: r for p, r in after.items() if p != ("Ash", NONE)} == {
        p: r for p, r in before.items() if p != ("Ash", NONE)
    }
    # What was taken whole is taken whole, also where it is now no longer small.
    whole = drawn(sample(*DROP, more[1], asked=first.manifest))
    assert whole["Ash", "G"] - before["Ash", "G"] == {f"r{n}" for n in range(400, 400 + late)}


def test_a_stratum_that_is_new_gives_the_least() -> None:
    first = sample(*DROP, asked=Asked(Aim("size", 16, at_least=2)))
    after = drawn(sample(*DROP, records(9, first=300, unit="Oak"), asked=first.manifest))
    assert len(after["Oak", NONE]) == 2


def test_flags_are_those_asked_for_in_that_order() -> None:
    both = records(3, marks="G, M, Q")
    for flags, first in (((), "G"), (("m", "G"), "M"), (("Q", "M"), "Q"), (("Z",), NONE)):
        asked = Asked(Aim("size", 3), flags=flags)
        found = drawn(sample(both, records(9, first=50), asked=asked))
        assert next(iter(found)) == ("Ash", first)


def test_the_manifest_says_what_was_read_and_left_out() -> None:
    frames = [*DROP, pd.concat([records(1), records(1).assign(ref="")])]
    told = sample(*frames, asked=SIXTEEN).manifest
    assert (told.records, told.without_reference, told.repeats) == (66, 1, 1)
    assert [one.records for one in told.inputs] == [40, 4, 20, 2]
    assert all(one.sha256 for one in told.inputs)
    assert sum(s.size for s in told.strata) == 64


def test_a_manifest_holds_no_reference(first: Sample) -> None:
    text = write_manifest(first.manifest).decode()
    assert not [r for s in first.drawn.strata for r in s.references if r in text]


@pytest.mark.parametrize(
    ("rulebook", "flags", "problem"),
    [
        (RULEBOOK, (), "no rule file says what to ask of its records"),
        (BOOK, ("=1+1",), "is no code of a flag"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    rulebook: Rulebook, flags: tuple[str, ...], problem: str
) -> None:
    with pytest.raises(UsageError, match=problem):
        sample(*DROP, asked=Asked(Aim("size", 3), flags=flags), rulebook=rulebook)


def test_without_references_there_is_nothing_to_draw() -> None:
    with pytest.raises(UsageError, match="no record has a reference"):
        sample(records(3).drop(columns="ref"), asked=SIXTEEN)


def test_a_manifest_is_read_back(first: Sample, tmp_path: Path) -> None:
    told = first.manifest
    path = tmp_path / "x.manifest.json"
    path.write_bytes(write_manifest(told))
    assert read_manifest(path) == told


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"drawn": 8', '"drawn": 9', "was altered"),
        ('"size": 40', '"size": 7', "was altered"),
        ('"stratum": 2', '"stratum": 1', "was altered"),
        ('"kind": "eqmon dip sample"', '"kind": "another"', "is no manifest of a sample. "),
        ('"salt": "', '"salt": "x', "altered: salt"),
        ("{", "", "is no manifest of a sample"),
    ],
)
def test_a_damaged_manifest_is_refused(
    old: str, new: str, problem: str, first: Sample, tmp_path: Path
) -> None:
    text = write_manifest(first.manifest).decode()
    assert old in text
    path = tmp_path / "x.manifest.json"
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(InputError, match=problem):
        read_manifest(path)


def test_no_manifest_has_a_record_twice(first: Sample, tmp_path: Path) -> None:
    one, other = (record.digest for record in first.manifest.drawn[:2])
    path = tmp_path / "x.manifest.json"
    path.write_text(write_manifest(first.manifest).decode().replace(other, one))
    with pytest.raises(InputError, match="was altered"):
        read_manifest(path)


def test_a_manifest_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such manifest"):
        read_manifest(tmp_path / "x.manifest.json")
