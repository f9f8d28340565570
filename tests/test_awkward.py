"""Awkward files, each a real kind of mess, in folders by what must become of them.

`alike`: the tally of `alike/plain.csv`. `left_out`: the same tally, rows left out and said.
`counted`: nothing is lost, and the mess is counted where the snapshot says. `nil_return`: a heading
and no record. `refused`: one clear error, the snapshot's. What made them stands beside them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from writer_reports import snapshot

from eqmon.errors import InputError
from eqmon.extract.declared import Declared
from eqmon.extract.drop import find_drop
from eqmon.intake import Taken, TakenInput, take_in
from eqmon.rulebook.load import load_rulebook
from eqmon.tally import Entry, entries

FOLDER = Path(__file__).parent / "awkward"
BOOK = load_rulebook()
MONTH = "2007-01"
RECORDS = 12
LOOKED_AT = {"DV-KEY-01", "DV-DAT-01", "DV-UNT-01"}
"""Of the checks, those that a mess of writing could upset."""


def files(outcome: str) -> list[Path]:
    return sorted(path for path in (FOLDER / outcome).iterdir() if not path.name.startswith("."))


def by_file(outcome: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", files(outcome), ids=lambda path: path.name)


@cache
def taken(path: Path) -> Taken:
    return take_in(find_drop([str(path)]), BOOK, period=MONTH, declared=Declared())


def tally(path: Path) -> pd.DataFrame:
    (collection,) = taken(path).collections
    assert collection.suite == "domestic_violence"
    return collection.tally


@cache
def plain() -> pd.DataFrame:
    return tally(FOLDER / "alike" / "plain.csv")


def the_input(path: Path) -> TakenInput:
    (one,) = taken(path).inputs
    return one


def test_there_are_many() -> None:
    assert sum(len(files(folder.name)) for folder in FOLDER.iterdir() if folder.is_dir()) >= 60


@by_file("alike")
def test_it_is_read_as_if_it_were_plain(path: Path) -> None:
    pd.testing.assert_frame_equal(tally(path), plain())


@by_file("left_out")
def test_what_is_no_record_is_left_out_and_said(path: Path) -> None:
    one = the_input(path)
    assert one.records == RECORDS
    assert any("left out" in note for note in one.notes)
    pd.testing.assert_frame_equal(tally(path), plain())


@by_file("counted")
def test_nothing_is_lost(path: Path) -> None:
    counted = tally(path).groupby("subject")["n"].sum()
    for strand in BOOK.suites["domestic_violence"].strands:
        assert counted[strand] == the_input(path).records


def test_the_mess_is_counted_where_it_is_said() -> None:
    said = [line for path in files("counted") for line in (path.name, *_apart(path), "")]
    assert snapshot("awkward_counted.txt", "\n".join(said)) == "\n".join(said)


def _apart(path: Path) -> list[str]:
    """How a file's counts are other than the plain one's, over all units: `+2 ethnicity blank`."""
    moved: dict[str, int] = {}
    for found, sign in ((entries(tally(path)), 1), (entries(plain()), -1)):
        for entry in found:
            for what in _places(entry):
                moved[what] = moved.get(what, 0) + sign * entry.n
    notes = [f"   {note}" for note in the_input(path).notes]
    return [f"  {n:+} {what}" for what, n in sorted(moved.items()) if n] + notes


def _places(entry: Entry) -> list[str]:
    if entry.subject == "record":
        return [f"unit {entry.unit}", f"month {entry.month}", f"applicable {entry.applicable}"]
    if entry.subject in BOOK.suites["domestic_violence"].strands:
        return [f"{entry.subject} {entry.recording} {entry.code}".strip()]
    if entry.subject.startswith("DV-KEY") or entry.subject in LOOKED_AT:
        return [f"{entry.subject} {entry.recording}"]
    return []


@by_file("nil_return")
def test_a_heading_without_a_record_is_a_nil_return(path: Path, tmp_path: Path) -> None:
    (tmp_path / path.name).write_bytes(path.read_bytes())
    assert the_input(tmp_path).status == "nil_return"
    with pytest.raises(InputError, match="has a heading and no record"):
        taken(path)


@by_file("refused")
def test_it_is_refused_alone_and_hides_nobody_in_a_drop(path: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        taken(path)
    (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "plain.csv").write_bytes((FOLDER / "alike" / "plain.csv").read_bytes())
    statuses = {one.name: one.status for one in taken(tmp_path).inputs}
    assert statuses.pop("plain.csv") == "read"
    assert set(statuses.values()) == {"unreadable"}


def test_each_refusal_says_what_is_wrong_and_what_to_do() -> None:
    said = []
    for path in files("refused"):
        with pytest.raises(InputError) as caught:
            taken(path)
        assert caught.value.hint, path.name
        said.append(str(caught.value))
    assert snapshot("awkward_refused.txt", "\n".join(said)) == "\n".join(said)
