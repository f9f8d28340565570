"""Workbooks in a drop: found, read as their CSV would be, and none hides another."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from command_line import Run
from small_extracts import HEADINGS, MONTH, gaps, records, text
from workbooks import Rows, ods, xls, xlsb, xlsx

from eqmon.errors import InputError, UsageError
from eqmon.extract.declared import NOTHING, Declared
from eqmon.extract.drop import find_drop
from eqmon.intake import Taken, take_in
from eqmon.rulebook.load import load_rulebook

BOOK = load_rulebook()
RECORDS = gaps(3, of=30)


def cells(rows: list[dict[str, str]]) -> Rows:
    return [*HEADINGS.values()], *([row[field] for field in HEADINGS] for row in rows)


def taken(*paths: Path | str, stdin: bytes = b"", declared: Declared = NOTHING) -> Taken:
    drop = find_drop([*map(str, paths)], period=MONTH, stdin=io.BytesIO(stdin))
    return take_in(drop, BOOK, period=MONTH, declared=declared)


def tally(found: Taken) -> pd.DataFrame:
    [collection] = found.collections
    columns = [c for c in collection.tally.columns if c != "n"]
    return collection.tally.sort_values(columns, ignore_index=True)


@pytest.fixture(scope="module")
def as_csv(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    file = tmp_path_factory.mktemp("csv") / "a.csv"
    file.write_text(text(RECORDS))
    return tally(taken(file))


@pytest.mark.parametrize("make", [xlsx, xlsb, xls, ods])
def test_every_format_gives_the_tally_of_its_csv(
    make: Callable[[Rows], bytes], tmp_path: Path, as_csv: pd.DataFrame
) -> None:
    file = tmp_path / "named as it likes.csv"
    file.write_bytes(make(cells(RECORDS)))
    found = taken(file)
    pd.testing.assert_frame_equal(tally(found), as_csv)
    assert found.inputs[0].records == 30


def test_titles_totals_and_blank_rows_are_left_out_as_from_text(
    tmp_path: Path, as_csv: pd.DataFrame
) -> None:
    heading, *rows = cells(RECORDS)
    blank = [""] * len(heading)
    file = tmp_path / "a.xlsx"
    total = ["", "", "", "Total", "30"]
    file.write_bytes(xlsx([["DV return, January 2007"], heading, *rows, blank, total]))
    found = taken(file)
    pd.testing.assert_frame_equal(tally(found), as_csv)
    assert found.inputs[0].notes == (
        "1 title row above the heading",
        "1 row left out: blank",
        "1 row left out: totals of other rows",
    )


def test_a_workbook_is_found_wherever_an_extract_may_be(
    tmp_path: Path, as_csv: pd.DataFrame
) -> None:
    data = xlsx(cells(RECORDS))
    archive = tmp_path / "drop.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("in/a.xlsx", data)
    packed = tmp_path / "packed.xlsx.gz"
    packed.write_bytes(gzip.compress(data))
    for found in (taken(archive), taken(packed), taken("-", stdin=data)):
        pd.testing.assert_frame_equal(tally(found), as_csv)
    assert [one.name for one in taken(archive).inputs] == ["drop.zip/in/a.xlsx"]


def test_one_bad_workbook_hides_nobody_and_a_lock_file_is_none(tmp_path: Path) -> None:
    folder = tmp_path / MONTH
    folder.mkdir()
    (folder / "barnet.xlsx").write_bytes(xlsx(cells(records(5))))
    (folder / "camden.ods").write_bytes(ods(cells(records(5, "Camden", 50))))
    (folder / "torn.xlsx").write_bytes(xlsx(cells(records(5)))[:900])
    (folder / "~$barnet.xlsx").write_bytes(b"\x05Owner")
    found = taken(folder)
    assert {one.name: one.status for one in found.inputs} == {
        "barnet.xlsx": "read",
        "camden.ods": "read",
        "torn.xlsx": "unreadable",
    }


def test_a_sheet_of_headings_alone_is_a_nil_return(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(xlsx(cells([])))
    with pytest.raises(InputError, match="has a heading and no record"):
        taken(file)


def test_the_report_names_the_sheet(tmp_path: Path, run_cli: Callable[..., Run]) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(xlsx(cells(records(5)), February=cells(records(7))))
    refused = run_cli("check", file, "--quiet")
    assert refused.code == 2
    assert "'Data', 'February'" in refused.err
    ran = run_cli("check", file, "--sheet", "2", "--fail-on", "never", "--format", "json")
    [read] = json.loads(ran.out)["inputs"]
    assert (read["written_as"], read["sheet"], read["records"]) == ("Excel", "February", 7)
    listed = run_cli("records", file, "--sheet", "February", "-o", tmp_path / "out", "--quiet")
    assert listed.code == 0


def test_a_sheet_that_no_workbook_has(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(xlsx(cells(records(5))))
    with pytest.raises(UsageError, match=r"no sheet 'Feb'.*'Data'"):
        taken(file, declared=Declared(sheet="Feb"))
