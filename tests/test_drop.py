"""A drop is found in a folder, an archive or several paths, with its period."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from eqmon.errors import EqmonError, InputError, UsageError
from eqmon.extract.drop import find_drop

CSV = "BOCU,Ethnicity\nYE,W1\n"


def make(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def zipped(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def names(*paths: Path | str) -> list[str]:
    return [source.name for source in find_drop([str(p) for p in paths]).sources]


def test_a_folder_holds_extracts_and_leaves_the_rest_aside(tmp_path: Path) -> None:
    extracts = [
        "b.csv",
        "A.CSV",
        "c.tsv",
        "d.txt",
        "e.psv",
        "f.csv.gz",
        "hate/g.csv",
        "figures.xlsx",
    ]
    aside = [
        "README.txt",
        "notes.md",
        "drop.json",
        ".hidden.csv",
        ".git/h.csv",
        "~$figures.xlsx",
        "letter.pdf",
    ]
    files = dict.fromkeys((*extracts, *aside, "__MACOSX/i.csv"), CSV)
    make(tmp_path, files)
    zipped(tmp_path / "more.zip", {"j.csv": CSV, "README.csv": CSV, "in/k.csv": CSV})
    assert names(tmp_path) == [
        "A.CSV",
        "b.csv",
        "c.tsv",
        "d.txt",
        "e.psv",
        "f.csv.gz",
        "figures.xlsx",
        "more.zip/in/k.csv",
        "more.zip/j.csv",
        "hate/g.csv",
    ]


def test_an_archive_is_a_drop_and_its_members_open(tmp_path: Path) -> None:
    inner = gzip.compress(CSV.encode())
    path = zipped(tmp_path / "2007-01.zip", {"x/a.csv": CSV})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("x/b.csv.gz", inner)
    drop = find_drop([str(path)])
    assert (drop.name, drop.period, drop.is_many) == ("2007-01.zip", "2007-01", True)
    assert [s.name for s in drop.sources] == ["2007-01.zip/x/a.csv", "2007-01.zip/x/b.csv.gz"]
    assert [s.open().read().decode() for s in drop.sources] == [CSV, CSV]


@pytest.mark.parametrize("pack", [str.encode, lambda text: gzip.compress(text.encode())])
def test_stdin_is_one_extract(pack: object) -> None:
    drop = find_drop(["-"], stdin=io.BytesIO(pack(CSV)))  # type: ignore[operator]
    assert (drop.name, drop.is_many) == ("-", False)
    assert [s.open().read().decode() for s in drop.sources] == [CSV]


def test_stdin_may_be_an_archive(tmp_path: Path) -> None:
    data = zipped(tmp_path / "a.zip", {"2007-02/a.csv": CSV}).read_bytes()
    drop = find_drop(["-"], stdin=io.BytesIO(data))
    assert [s.name for s in drop.sources] == ["-/2007-02/a.csv"]
    assert (drop.period, drop.sources[0].open().read().decode()) == ("2007-02", CSV)


PERIODS = [
    # what                          files beside the extract              given      period
    ("nothing says it", {"any/a.csv": CSV}, None, None),
    ("the folder's name", {"2007-01/a.csv": CSV}, None, "2007-01"),
    ("a folder's name within", {"any/2007-01/a.csv": CSV}, None, "2007-01"),
    (
        "a folder without extracts does not count",
        {"2007-01/a.csv": CSV, "2007-01/2007-02/README": ""},
        None,
        "2007-01",
    ),
    (
        "drop.yaml beats the name",
        {"2007-01/a.csv": CSV, "2007-01/drop.yaml": "period: 2007-02"},
        None,
        "2007-02",
    ),
    (
        "what is given beats both",
        {"2007-01/a.csv": CSV, "2007-01/drop.yaml": "period: 2007-02"},
        "2007-03",
        "2007-03",
    ),
    ("thirteen is no month", {"2007-13/a.csv": CSV}, None, None),
]


@pytest.mark.parametrize(
    ("files", "given", "period"), [pytest.param(*row[1:], id=row[0]) for row in PERIODS]
)
def test_the_period_is_given_stated_or_named(
    tmp_path: Path, files: dict[str, str], given: str | None, period: str | None
) -> None:
    folder = make(tmp_path, files) / next(iter(files)).split("/")[0]
    assert find_drop([str(folder)], period=given).period == period
    if (folder / "a.csv").is_file():
        assert find_drop([str(folder / "a.csv")], period=given).period == period
    archive = zipped(tmp_path / "drop.zip", files)
    assert find_drop([str(archive)], period=given).period == period


def test_drop_yaml_states_when_it_was_extracted(tmp_path: Path) -> None:
    make(tmp_path, {"a.csv": CSV, "drop.yaml": "extracted_on: 2007-02-05\n"})
    assert find_drop([str(tmp_path)]).extracted_on == date(2007, 2, 5)
    given = find_drop([str(tmp_path)], extracted_on=date(2007, 2, 6))
    assert given.extracted_on == date(2007, 2, 6)


def test_paths_of_one_name_are_told_apart(tmp_path: Path) -> None:
    make(tmp_path, {"a/x.csv": CSV, "b/x.csv": CSV, "b/y.csv": CSV})
    a, b = tmp_path / "a", tmp_path / "b"
    assert names(a / "x.csv", b / "x.csv") == [(a / "x.csv").as_posix(), (b / "x.csv").as_posix()]
    assert names(a / "x.csv", b / "y.csv") == ["x.csv", "y.csv"]
    assert names(a, b) == ["a/x.csv", "b/x.csv", "b/y.csv"]
    assert find_drop([str(a), str(b)]).is_many


def test_a_bad_archive_in_a_folder_hides_no_other_extract(tmp_path: Path) -> None:
    make(tmp_path, {"a.csv": CSV, "bad.zip": "no archive"})
    good, bad = find_drop([str(tmp_path)]).sources
    assert (good.name, bad.name) == ("a.csv", "bad.zip")
    with pytest.raises(InputError, match=r"bad\.zip: is damaged"):
        bad.open()


def test_a_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = zipped(tmp_path / "drop.zip", {"a\x1b[31m\n.csv": CSV})
    (source,) = find_drop([str(path)]).sources
    assert source.name == "drop.zip/a?[31m?.csv"
    assert source.open().read().decode() == CSV


REFUSED = [
    # what                          files                                       phrase
    ("no extracts", {"README.md": "", "notes.pdf": ""}, "holds no extracts"),
    ("two months", {"2007-01/a.csv": CSV, "2007-02/a.csv": CSV}, "several drops: 2007-01, 2007-02"),
    (
        "two dates",
        {
            "a/a.csv": CSV,
            "a/drop.yaml": "extracted_on: 2007-02-01",
            "b/b.csv": CSV,
            "b/drop.yaml": "extracted_on: 2007-03-01",
        },
        "several drops: extracted on 2007-02-01",
    ),
    ("an unknown key", {"a.csv": CSV, "drop.yaml": "month: 2007-01"}, "unknown key 'month'"),
    ("a wrong period", {"a.csv": CSV, "drop.yaml": "period: January"}, "period is not a month"),
    (
        "a wrong date",
        {"a.csv": CSV, "drop.yaml": "extracted_on: today"},
        "extracted_on is not a date",
    ),
    ("no YAML", {"a.csv": CSV, "drop.yaml": "{"}, "not YAML"),
]


@pytest.mark.parametrize(("files", "phrase"), [pytest.param(*r[1:], id=r[0]) for r in REFUSED])
def test_what_is_no_drop_is_refused(tmp_path: Path, files: dict[str, str], phrase: str) -> None:
    with pytest.raises(InputError, match=phrase):
        find_drop([str(make(tmp_path / "folder", files))])
    with pytest.raises(InputError, match=phrase):
        find_drop([str(zipped(tmp_path / "drop.zip", files))])


def test_paths_that_cannot_be_meant_are_refused(tmp_path: Path) -> None:
    make(tmp_path, {"a.csv": CSV})
    a = str(tmp_path / "a.csv")
    for paths, phrase in (
        ([], "no path was given"),
        ([a, a], "given twice"),
        (["-", "-"], "given twice"),
        (["-"], "no standard input"),
    ):
        with pytest.raises(UsageError, match=phrase):
            find_drop(paths)
    with pytest.raises(UsageError, match="'2007-1' is not a period"):
        find_drop([a], period="2007-1")
    with pytest.raises(EqmonError, match=r"absent\.csv: no such file or folder"):
        find_drop([a, str(tmp_path / "absent.csv")])


def test_only_a_folder_or_archive_is_a_whole_drop(tmp_path: Path) -> None:
    files = {"a.csv": CSV, "b.csv": CSV + "YE,W2\n"}
    folder = make(tmp_path / "2007-01", files)
    archive = zipped(tmp_path / "drop.zip", files)
    by_name = find_drop([str(folder / name) for name in files])
    assert (by_name.is_many, by_name.is_whole) == (True, False)
    assert find_drop([str(folder)]).is_whole
    assert find_drop([str(archive)]).is_whole
    assert not find_drop([str(folder / "a.csv")]).is_whole
