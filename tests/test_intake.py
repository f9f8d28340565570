"""Intake: every input of a drop is read once, and none is counted by half."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from small_extracts import HEADINGS, MONTH, record, records, text, write_drop

from eqmon.errors import InputError
from eqmon.extract.declared import Declared
from eqmon.extract.drop import find_drop
from eqmon.intake import Taken, take_in
from eqmon.rulebook.load import load_rulebook
from eqmon.tally import RECORD

BOOK = load_rulebook()


def taken(path: Path) -> Taken:
    drop = find_drop([str(path)], period=MONTH)
    return take_in(drop, BOOK, period=drop.period, declared=Declared())


def counted(drop: Taken) -> dict[str, int]:
    """Records by unit of the drop's only collection."""
    [collection] = drop.collections
    rows = collection.tally[collection.tally["subject"] == RECORD]
    return {str(unit): int(n) for unit, n in rows.groupby("unit")["n"].sum().items()}


def statuses(drop: Taken) -> dict[str, str]:
    return {one.name: one.status for one in drop.inputs}


def test_files_of_one_collection_are_counted_together(tmp_path: Path) -> None:
    drop = write_drop(tmp_path / "d", {"a.csv": records(3), "b.csv": records(2, "Camden", 50)})
    assert counted(taken(drop)) == {"Barnet": 3, "Camden": 2}


def test_the_same_file_again_is_not_counted(tmp_path: Path) -> None:
    drop = write_drop(tmp_path / "d", {"a.csv": records(3), "copy.csv": records(3)})
    found = taken(drop)
    assert statuses(found) == {"a.csv": "read", "copy.csv": "repeated"}
    assert found.inputs[1].repeats == "a.csv"
    assert counted(found) == {"Barnet": 3}


def test_a_heading_without_records_is_a_nil_return(tmp_path: Path) -> None:
    drop = write_drop(tmp_path / "d", {"a.csv": records(3), "camden.csv": []})
    found = taken(drop)
    assert statuses(found)["camden.csv"] == "nil_return"
    assert counted(found) == {"Barnet": 3}


def test_every_nil_return_speaks_for_its_own_unit(tmp_path: Path) -> None:
    files = {"a.csv": records(3), "camden.csv": [], "enfield.csv": []}
    found = statuses(taken(write_drop(tmp_path / "d", files)))
    assert found == {"a.csv": "read", "camden.csv": "nil_return", "enfield.csv": "nil_return"}


def test_a_heading_alone_is_refused_where_it_stands_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text([]))
    with pytest.raises(InputError, match="no record"):
        taken(file)


def test_an_unreadable_file_hides_nobody(tmp_path: Path) -> None:
    drop = write_drop(tmp_path / "d", {"a.csv": records(3)})
    (drop / "torn.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    found = taken(drop)
    assert statuses(found) == {"a.csv": "read", "torn.csv": "unreadable"}
    assert counted(found) == {"Barnet": 3}
    assert all(one.sha256 for one in found.inputs)


def test_an_unreadable_file_given_alone_is_refused(tmp_path: Path) -> None:
    (tmp_path / "torn.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    with pytest.raises(InputError):
        taken(tmp_path / "torn.csv")


def test_a_file_that_cannot_be_read_to_its_end_is_not_counted_at_all(tmp_path: Path) -> None:
    """The first megabytes of b.csv are good and are counted before its row of 10 MB is met."""
    drop = write_drop(tmp_path / "d", {"a.csv": records(3), "b.csv": records(60_000, first=9)})
    with (drop / "b.csv").open("a") as file:
        file.write("x" * 10_000_000 + "\n")
    found = taken(drop)
    assert statuses(found) == {"a.csv": "read", "b.csv": "unreadable"}
    assert counted(found) == {"Barnet": 3}


def test_a_reference_that_two_files_bear_breaks_uniqueness_in_both(tmp_path: Path) -> None:
    twice = {"a.csv": records(3), "b.csv": [record(2, "Camden"), record(70, "Camden")]}
    [collection] = taken(write_drop(tmp_path / "d", twice)).collections
    [rule] = [r for r in BOOK.suites["domestic_violence"].rules if r.kind == "key_unique"]
    rows = collection.tally[collection.tally["subject"] == rule.id]
    broken = rows[rows["recording"] == "broken"]
    assert dict(zip(broken["unit"], broken["n"], strict=True)) == {"Barnet": 1, "Camden": 1}


def test_headings_are_told_as_they_stand(tmp_path: Path) -> None:
    drop = write_drop(tmp_path / "d", {"a.csv": records(1)})
    assert dict(taken(drop).inputs[0].headings) == HEADINGS


def test_each_chunk_is_told_as_it_is_counted(tmp_path: Path) -> None:
    drop = find_drop([str(write_drop(tmp_path / "d", {"a.csv": records(5)}))], period=MONTH)
    told: list[int] = []
    take_in(drop, BOOK, period=MONTH, declared=Declared(), told=told.append)
    assert sum(told) == 5


def test_another_collection_s_file_is_left_out_by_suite(tmp_path: Path) -> None:
    folder = write_drop(tmp_path / "d", {"dv.csv": records(3)})
    hate = text(records(2, first=90), relationship="Motivation", risk_level="")
    (folder / "hc.csv").write_text(hate)
    drop = find_drop([str(folder)], period=MONTH)
    found = take_in(drop, BOOK, period=MONTH, declared=Declared(suite="domestic_violence"))
    assert statuses(found) == {"dv.csv": "read", "hc.csv": "set_aside"}
    assert counted(found) == {"Barnet": 3}


def test_headings_that_no_field_accepts_are_named_where_a_column_is_missing(tmp_path: Path) -> None:
    rows = records(2)
    drop = write_drop(tmp_path / "d", {"whole.csv": rows})
    (drop / "lacking.csv").write_text(text(records(2, first=9), religion_belief="Faith group"))
    whole, lacking = sorted(taken(drop).inputs, key=lambda one: one.name, reverse=True)
    assert whole.notes == ()
    assert lacking.notes == ("no column for Religion and belief; columns not read: Faith group",)


def test_a_packed_copy_is_the_same_extract(tmp_path: Path) -> None:
    drop = write_drop(tmp_path / "d", {"a.csv": records(3)})
    (drop / "a.csv.gz").write_bytes(gzip.compress((drop / "a.csv").read_bytes()))
    found = taken(drop)
    assert statuses(found) == {"a.csv": "read", "a.csv.gz": "repeated"}
    assert counted(found) == {"Barnet": 3}
