"""eqmon records as it is typed: private lists, no token of any cell but references, exit codes."""

from __future__ import annotations

import csv
import io
import os
import stat
from pathlib import Path

import pytest

from eqmon.__main__ import main
from eqmon.rulebook.load import load_rulebook

SUITE = load_rulebook().suites["domestic_violence"]
TOKEN = "zebraquartz"
HEADINGS = {name: field.headings[0] for name, field in SUITE.fields.items()}
ETHNICITY = "DV-ETH-01"


def extract(folder: Path, name: str, *records: dict[str, str]) -> Path:
    """A domestic violence extract with a column for every field and one more."""
    folder.mkdir(parents=True, exist_ok=True)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [*HEADINGS, "notes"], restval="")
    writer.writerow({**HEADINGS, "notes": "Notes"})
    writer.writerows(records)
    path = folder / name
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def record(reference: str, unit: str = "Barnet", **cells: str) -> dict[str, str]:
    return {"crime_ref": reference, "unit": unit, "reported_on": "2007-01-05", **cells}


def ran(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(["records", *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


def listed(path: Path) -> list[list[str]]:
    """The lines under the heading of a list."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    return rows[rows.index([]) + 2 :]


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    folder = tmp_path / "2007-01"
    extract(folder, "barnet.csv", record("0100001/07"), record("0100002/07", ethnicity="W1"))
    extract(folder, "others.csv", record("0100003/07", "Brent"), record("0100004/07", ""))
    return folder


def test_each_unit_gets_a_private_list(
    drop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "lists"
    code, printed, said = ran(capsys, drop, "-o", out, "--rule", ETHNICITY)
    assert (code, printed) == (0, "")
    lists = sorted(path.name for path in out.iterdir())
    assert lists == ["barnet.csv", "brent.csv", "unit-blank.csv"]
    assert listed(out / "barnet.csv") == [
        ["0100001/07", ETHNICITY, HEADINGS["ethnicity"], "see rule"]
    ]
    assert said.splitlines() == [
        "eqmon: (unit blank): 1 record",
        "eqmon: Barnet: 1 record",
        "eqmon: Brent: 1 record",
        f"eqmon: wrote 3 lists to {out}: 3 records that break a rule",
    ]
    if os.name == "posix":
        modes = {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()}
        assert (modes, stat.S_IMODE(out.stat().st_mode)) == ({0o600}, 0o700)


def test_a_list_that_was_open_to_all_becomes_private(
    drop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "barnet.csv"
    old.write_text("old")
    old.chmod(0o644)
    (tmp_path / "letter.txt").write_text("mine")
    code, _, said = ran(capsys, drop, "-o", tmp_path, "--rule", ETHNICITY)
    assert code == 0
    assert "old" not in old.read_text()
    assert (tmp_path / "letter.txt").read_text() == "mine"
    assert "also holds 2 files that this run did not write" in said  # the letter and the drop
    if os.name == "posix":
        assert stat.S_IMODE(old.stat().st_mode) == 0o600


def test_planted_tokens_appear_as_references_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fields = [*HEADINGS, "notes"]
    planted = {f: f"{TOKEN}{f.replace('_', '')}" for f in fields}
    records = [
        planted,
        planted | {"unit": "Barnet"},
        planted | {"unit": "Barnet", "reported_on": "2007-01-05", "flags": "GT", "ethnicity": "W1"},
        planted | {"unit": "Brent", "age": "20", "date_of_birth": "01/01/1950"},
    ]
    folder = tmp_path / "2007-01"
    path = extract(folder, "x.csv", *records, *records)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{TOKEN}ragged,{TOKEN}ragged\n")
    (folder / "y.csv").write_text(f"{TOKEN}heading,{TOKEN}other\n{TOKEN}cell,1\n")
    out = tmp_path / "lists"
    code, printed, said = ran(capsys, folder, "-o", out)
    assert code == 2
    assert TOKEN not in printed + said
    found = {path.name: listed(path) for path in out.iterdir()}
    assert set(found) == {"barnet.csv", "brent.csv", "unit-not-recognised.csv"}
    assert {line[0] for lines in found.values() for line in lines} == {planted["crime_ref"]}
    assert not any(TOKEN in cell for lines in found.values() for line in lines for cell in line[1:])
    for path in out.iterdir():
        assert path.read_text(encoding="utf-8-sig").count(TOKEN) == len(found[path.name])


@pytest.mark.parametrize("answer", ["Refused", "Not stated", "Prefer not to say", "NS"])
def test_an_answer_is_in_no_list(
    answer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read = load_rulebook().read(SUITE, "ethnicity", answer).recording
    path = extract(tmp_path / "2007-01", "x.csv", record("0100001/07", ethnicity=answer))
    code, _, said = ran(capsys, path, "-o", tmp_path / "out", "--rule", ETHNICITY)
    assert code == 0
    assert ("no record breaks a rule that is listed" in said) == (read in ("refused", "not_stated"))


def test_with_nothing_to_list_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = extract(tmp_path / "2007-01", "x.csv", record("0100001/07", ethnicity="W1"))
    code, printed, said = ran(capsys, path, "-o", tmp_path / "out", "--rule", ETHNICITY)
    assert (code, printed, list((tmp_path / "out").iterdir())) == (0, "", [])
    assert said.startswith("eqmon: no record breaks a rule that is listed")


def test_an_unreadable_file_hides_nobody_and_exits_2(
    drop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (drop / "broken.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    out = tmp_path / "lists"
    code, _, said = ran(capsys, drop, "-o", out, "--quiet")
    assert code == 2
    assert {"barnet.csv", "brent.csv"} <= {path.name for path in out.iterdir()}
    assert len(said.splitlines()) == 1
    assert said.startswith("eqmon: broken.csv")


def test_the_same_file_twice_is_listed_once(
    drop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (drop / "again.csv").write_bytes((drop / "barnet.csv").read_bytes())
    code, _, said = ran(capsys, drop, "-o", tmp_path / "lists", "--rule", ETHNICITY)
    assert code == 0
    assert len(listed(tmp_path / "lists" / "barnet.csv")) == 1
    assert "the same file as again.csv, listed once" in said


def test_a_run_again_gives_the_same_bytes(
    drop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = []
    for name in ("one", "two", "one"):
        assert ran(capsys, drop, "-o", tmp_path / name)[0] == 0
        runs.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert runs[0] == runs[1] == runs[2]


@pytest.mark.parametrize(
    ("given", "output", "problem"),
    [
        ("2007-01", "2007-01", "lies in, one of the inputs"),
        ("2007-01", "2007-01/lists", "lies in, one of the inputs"),
        ("2007-01", "other/../2007-01/lists", "lies in, one of the inputs"),
        ("2007-01/barnet.csv", "2007-01", "one of the inputs lies in it"),
        ("2007-01/barnet.csv", "2007-01/barnet.csv", "lies in, one of the inputs"),
        ("2007-01", "file.txt", "it is a file"),
        ("2007-01", "file.txt/lists", "it is a file"),
    ],
)
def test_no_list_is_written_among_the_inputs(
    given: str, output: str, problem: str, drop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = drop.parent
    (home / "file.txt").write_text("mine")
    (home / "other").mkdir()
    before = sorted(home.rglob("*"))
    code, printed, said = ran(capsys, home / given, "-o", home / output)
    assert (code, printed, sorted(home.rglob("*"))) == (2, "", before)
    assert problem in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--rule", "DV-XX-99"], "there is no such rule"),
        (["--rule", "DV-ETH-02"], "never listed"),
        (["--suite", "none_such"], "there is no suite"),
        (["--rules", "none-such"], "no such directory"),
        (["--period", "January"], "period"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    arguments: list[str], problem: str, drop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = drop.parent / "lists"
    code, _, said = ran(capsys, drop, "-o", out, *arguments)
    assert (code, out.exists()) == (2, False)
    assert problem in said


def test_options_of_reading_reach_the_reader(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.txt"
    text = "Référence\tPlace\tEthnicity\tCrime Ref\n1\tBrent\t\t0100001/07\n"
    path.write_bytes(text.encode("cp1252"))
    code, _, said = ran(
        capsys, path, "-o", tmp_path / "out", "--delimiter", "\\t", "--encoding", "cp1252",
        "--unit", "Place", "--suite", "domestic_violence", "--rule", ETHNICITY,
    )  # fmt: skip
    assert (code, said.splitlines()[0]) == (0, "eqmon: Brent: 1 record")
    assert listed(tmp_path / "out" / "brent.csv")[0][:2] == ["0100001/07", ETHNICITY]
