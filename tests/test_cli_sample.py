"""eqmon sample as it is typed: drawn, filled in and scored, in private files and no cell told."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import stat
from pathlib import Path

import openpyxl
import pytest
from command_line import Run, run_command
from test_cli_records import HEADINGS, TOKEN, extract, record

REFERENCES = [f"01{number:05}/07" for number in range(1, 31)]
ANSWERS = ("yes", "no", "not applicable")


@pytest.fixture(scope="module")
def sheet_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sheet that was drawn by default, its manifest beside it: to be copied, not changed."""
    folder = tmp_path_factory.mktemp("drawn")
    assert sample(a_drop(folder), "-q", "-o", folder / "sheet.csv").code == 0
    return folder / "sheet.csv"


@pytest.fixture
def sheet(sheet_once: Path, tmp_path: Path) -> Path:
    for path in (sheet_once, sheet_once.with_name("sheet.manifest.json")):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path / "sheet.csv"


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    return a_drop(tmp_path)


def a_drop(home: Path) -> Path:
    folder = home / "2007-01"
    flags = ["GT", "RI", "DV", ""]
    some = [record(r, flags=flags[i % 4]) for i, r in enumerate(REFERENCES)]
    extract(folder, "barnet.csv", *some)
    extract(folder, "brent.csv", *(record(f"9{r[1:]}", "Brent", flags="DV") for r in REFERENCES))
    return folder


def sample(*arguments: object) -> Run:
    return run_command("sample", *map(str, arguments))


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def fill(path: Path, *answers: str) -> None:
    """Fill a CSV sheet with the same answers to every record."""
    rows = rows_of(path)
    for row in rows[rows.index([]) + 2 :]:
        row[2:] = answers
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def test_a_sheet_is_drawn_filled_and_scored(drop: Path, tmp_path: Path) -> None:
    sheet, manifest = tmp_path / "sheet.csv", tmp_path / "sheet.manifest.json"
    ran = sample(drop, "--size", 20, "-o", sheet)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines()[0] == (
        "eqmon: drawn 20 of 60 references in 5 strata by unit, flag, month; 1 taken whole"
    )
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in (sheet, manifest)} == {0o600}
    fill(sheet, "yes", "yes", "no")
    scored = sample("score", sheet, "--format", "json", "-q")
    assert (scored.code, scored.err) == (0, "")
    told = json.loads(scored.out)
    assert [q["question"]["id"] for q in told["questions"]] == [f"DV-SMP-0{n}" for n in (1, 2, 3)]
    assert [q["estimate"]["rate"] for q in told["questions"]] == [1, 1, 0]
    assert sum(s["counts"]["drawn"] for s in told["questions"][0]["strata"]) == 20


def test_the_word_draw_may_be_left_out(sheet: Path, drop: Path, tmp_path: Path) -> None:
    assert sample("draw", drop, "-q", "-o", tmp_path / "one.csv").code == 0
    assert len(rows_of(tmp_path / "one.csv")) == len(rows_of(sheet))
    assert "Commands:" in sample().out
    assert "The word draw may be left out" in sample("--help").out


def test_a_manifest_draws_the_same_sheet_again(drop: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    assert sample(drop, "--by", "flag", "-q", "-o", one).code == 0
    manifest = tmp_path / "one.manifest.json"
    assert sample(drop, "--manifest", manifest, "-q", "-o", two).code == 0
    assert one.read_bytes() == two.read_bytes()
    assert manifest.read_bytes() == (tmp_path / "two.manifest.json").read_bytes()


def test_planted_tokens_appear_as_references_alone(tmp_path: Path) -> None:
    fields = [*HEADINGS, "notes"]
    planted = {f: f"{TOKEN}{f.replace('_', '')}" for f in fields}
    folder = tmp_path / "2007-01"
    extract(
        folder, "x.csv", planted, planted | {"crime_ref": "=1", "unit": "Barnet", "flags": "GT"}
    )
    book, text_file = tmp_path / "a.xlsx", tmp_path / "b.csv"
    for path in (book, text_file):
        ran = sample(folder, "-o", path)
        assert ran.code == 0
        assert TOKEN not in ran.out + ran.err
    cells = [
        str(c.value) for s in openpyxl.load_workbook(book) for row in s.iter_rows() for c in row
    ]
    for text in ("\n".join(cells), text_file.read_text(encoding="utf-8-sig")):
        assert text.count(TOKEN) == 1
        assert planted["crime_ref"] in text
    assert TOKEN not in (tmp_path / "a.manifest.json").read_text()


def test_a_sheet_that_is_there_is_never_replaced(drop: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("filled")
    ran = sample(drop, "-o", sheet)
    assert (ran.code, sheet.read_text()) == (2, "filled")
    assert "is there already" in ran.err
    assert not (tmp_path / "sheet.manifest.json").exists()
    (tmp_path / "other.manifest.json").write_text("kept")
    assert sample(drop, "-o", tmp_path / "other.csv").code == 2
    assert not (tmp_path / "other.csv").exists()


def test_an_unreadable_file_hides_nobody_and_exits_2(drop: Path, tmp_path: Path) -> None:
    (drop / "broken.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    ran = sample(drop, "-q", "-o", tmp_path / "a.csv")
    assert ran.code == 2
    assert ran.err.startswith("eqmon: broken.csv")
    assert rows_of(tmp_path / "a.csv")[-1][0] == "Brent"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--size", "5", "--precision", "10"], "--size and --precision: each decides the size"),
        (["--show-under", "0"], "--show-under: is no share"),
        (["--precision", "ten"], "--precision: is no share"),
        (["--by", "unit,ward"], "strata cannot be made by that (allowed: unit, flag, month)"),
        (["--manifest", "none.json"], "there is no such manifest"),
        (["--manifest", "none.json", "--size", "5"], "--size: the manifest says it"),
        (["--suite", "stop_and_search"], "no extract of suite stop_and_search can be drawn from"),
        (["--flag", "=1"], "is no code of a flag"),
        (["-o", "sheet.pdf"], "is no sheet (allowed: .xlsx, .csv)"),
        (["-o", "none/sheet.csv"], "its folder does not exist"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    arguments: list[str],
    problem: str,
    drop: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(drop.parent)
    before = sorted(drop.parent.rglob("*"))
    output = [] if "-o" in arguments else ["-o", "sheet.csv"]
    ran = sample(drop.name, *output, *arguments)
    assert (ran.code, sorted(drop.parent.rglob("*"))) == (2, before)
    assert problem in ran.err


def test_a_drop_of_two_collections_asks_which(drop: Path, tmp_path: Path) -> None:
    (drop / "hate.csv").write_text(
        "Crime Ref,Borough,Date Reported,Motivation,Ethnicity\n1/07,Brent,01/01/2007,RI,W1\n"
    )
    ran = sample(drop, "-o", tmp_path / "a.csv")
    assert ran.code == 2
    assert "allowed: domestic_violence, hate_crime" in ran.err
    assert sample(drop, "--suite", "hate_crime", "-q", "-o", tmp_path / "a.csv").code == 0


def test_a_sheet_that_does_not_fit_its_manifest_is_refused(sheet: Path, tmp_path: Path) -> None:
    output = tmp_path / "score.md"
    fill(sheet, "yes", "zebra", "yes")
    ran = sample("score", sheet, "-o", output)
    assert (ran.code, output.exists()) == (2, False)
    assert "DV-SMP-02 is not answered with one of: yes, no, not applicable" in ran.err
    assert "zebra" not in ran.err
    fill(sheet, "yes", "no", "yes")
    assert sample("score", sheet, "--manifest", tmp_path / "none.json").code == 2
    assert sample("score", sheet, "-o", sheet).code == 2  # nothing is written to an input


def test_scores_are_written_for_their_owner_alone(sheet: Path, tmp_path: Path) -> None:
    out = tmp_path / "scores"
    fill(sheet, "yes", "no", "")
    ran = sample("score", sheet, "--format", "csv", "--format", "markdown", "-o", f"{out}/")
    assert (ran.code, ran.out) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == ["score.csv", "score.md"]
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}


def test_the_example_is_scored() -> None:
    sheet = Path(__file__).parent.parent / "examples" / "sample" / "sheet.csv"
    ran = sample("score", sheet)
    assert ran.code == 0
    assert "of Barnet alone: 38 of 72 records looked at" in " ".join(ran.out.split())
    assert "0 of 38 are no" in ran.out
