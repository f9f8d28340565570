"""eqmon inspect on the command line: what it shows, where it writes, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import assert_one_clear_error, run_command
from small_extracts import records, write_drop, write_extract


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    rows = [
        *records(40),
        *records(3, gender="Male", first=41),
        *records(12, gender="Womn", first=44),
    ]
    return write_extract(tmp_path / "extract.csv", rows)


def test_everything_is_shown_in_eighty_columns(extract: Path) -> None:
    run = run_command("inspect", extract)
    assert (run.code, run.err) == (0, "")
    assert max(map(len, run.out.split("\nNext\n")[0].splitlines())) <= 80
    for told in (
        "extract.csv: 55 records, 16 columns",
        "text, utf-8, comma",
        "domestic_violence",
        "%d/%m/%Y, 55 read",
        " 5  Date Reported",
        "Gender: column 12 'Sex'",
        "     12  Womn",
        "    [c]  Female",
        "NOT RECOGNISED",
    ):
        assert told in run.out
    assert run.out.endswith(f"Next\n  eqmon check {extract}\n")


@pytest.mark.parametrize(
    ("width", "headings"),
    [
        ("44", ["Heading", "Taken for", "How sure"]),
        ("80", ["Heading", "Taken for", "How sure", "Looks like", "Blank"]),
        ("120", ["Heading", "Taken for", "How sure", "Looks like", "Blank", "Distinct", "Why"]),
    ],
)
def test_a_narrow_terminal_has_what_cannot_be_spared(
    extract: Path, width: str, headings: list[str]
) -> None:
    run = run_command("inspect", extract, environment={"COLUMNS": width})
    lines = run.out.split("\nNext\n")[0].splitlines()
    assert max(map(len, lines)) <= int(width)
    titles = next(line for line in lines if "Heading" in line)
    assert "".join(titles.split()) == "".join("".join(headings).split())


def test_nothing_but_ascii_and_no_colour_where_there_is_none(extract: Path) -> None:
    run = run_command("inspect", extract, encoding="ascii")
    assert run.code == 0
    assert run.out.isascii()
    assert "\x1b" not in run.out


def test_public_is_the_default_and_internal_is_exact(extract: Path) -> None:
    public = json.loads(run_command("inspect", extract, "--format", "json").out)
    inside = json.loads(
        run_command("inspect", extract, "--format", "json", "--audience", "internal").out
    )
    genders = [
        {
            v["text"]: v["count"]
            for s in one["strands"]
            if s["field"] == "gender"
            for v in s["values"]
        }
        for one in (public, inside)
    ]
    assert genders[0] == {"Womn": 12, "Female": None, "Male": None}
    assert genders[1] == {"Female": 40, "Womn": 12, "Male": 3}
    assert (public["audience"], inside["audience"]) == ("public", "internal")


def test_the_nearest_codes_stand_beside_what_is_not_recognised(tmp_path: Path) -> None:
    rows = [*records(40), *records(12, gender="Femal", first=41)]
    run = run_command("inspect", write_extract(tmp_path / "extract.csv", rows))
    assert "NOT RECOGNISED; nearest: F" in run.out


@pytest.mark.parametrize(("ending", "starts"), [(".json", "{\n"), (".txt", "eqmon ")])
def test_the_ending_of_the_output_says_its_format(
    extract: Path, tmp_path: Path, ending: str, starts: str
) -> None:
    out = tmp_path / f"found{ending}"
    run = run_command("inspect", extract, "-o", out)
    assert (run.code, run.out, run.err) == (0, "", f"eqmon: wrote {out}\n")
    assert out.read_text("utf-8").startswith(starts)
    assert run_command("inspect", extract, "-o", out, "--quiet").err == ""


def test_a_command_to_run_next_repeats_what_was_declared(tmp_path: Path) -> None:
    path = write_extract(tmp_path / "an extract.csv", records(40), unit="Patch")
    run = run_command("inspect", path, "--unit", "Patch")
    assert run.out.splitlines()[-1] == f"  eqmon check '{path}' --unit Patch"


def test_questions_are_told_with_the_option_that_answers_them(tmp_path: Path) -> None:
    path = write_extract(tmp_path / "extract.csv", records(40), ethnicity="Ethnictiy")
    run = run_command("inspect", path)
    assert run.code == 0
    assert "? ethnicity-column: Is column 13 ('Ethnictiy') the one for ethnicity?" in run.out
    command = f"eqmon init DIR --from {path} --confirm ethnicity-column"
    assert run.out.splitlines()[-1].strip() == command


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.csv"], ["no such file"]),
        (["extract.csv", "--suite", "domestic"], ["no such suite", "domestic_violence"]),
        (["extract.csv", "--format", "csv"], ["no such format", "terminal, json"]),
        (["extract.csv", "-o", "found.pdf"], ["names no format", ".txt, .json"]),
        (["extract.csv", "-o", "extract.csv", "--format", "json"], ["one of the inputs"]),
        (["extract.csv", "--unit", "Nowhere"], ["no column has the heading"]),
        (["drop"], ["holds 2 extracts"]),
        (["empty.csv"], ["is empty"]),
    ],
)
def test_what_cannot_be_inspected_is_one_clear_error(
    extract: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: list[str]
) -> None:
    monkeypatch.chdir(extract.parent)
    write_drop(extract.parent / "drop", {"a.csv": records(2), "b.csv": records(3)})
    (extract.parent / "empty.csv").write_bytes(b"")
    assert_one_clear_error(run_command("inspect", *arguments), *words)


def test_stdin_is_inspected_too(extract: Path) -> None:
    run = run_command("inspect", "-", stdin=extract.read_bytes())
    assert run.code == 0
    assert "-: 55 records, 16 columns" in run.out
