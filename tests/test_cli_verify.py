"""eqmon verify: where its formats go, its exit codes, and what it says of files that are none."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Run, assert_one_clear_error

from eqmon.cli.formats import OF_VERIFY

PAPERS = Path(__file__).parent.parent / "examples/verify/papers.csv"
TRUE = b"id,kind,value,n\r\na,percentage,84 %,45\r\n"
OPEN = b"id,kind,value,n\r\na,percentage,84 %,\r\n"
FALSE = b"id,kind,value,n\r\na,percentage,90 %,45\r\n"

Cli = Callable[..., Run]


@pytest.mark.parametrize(
    ("claims", "options", "code"),
    [
        (TRUE, [], 0),
        (OPEN, [], 0),
        (FALSE, [], 1),
        (TRUE, ["--fail-on", "warn"], 0),
        (OPEN, ["--fail-on", "warn"], 1),
        (FALSE, ["--fail-on", "warn"], 1),
        (FALSE, ["--fail-on", "never"], 0),
    ],
)
def test_exit_codes(claims: bytes, options: list[str], code: int, run_cli: Cli) -> None:
    assert run_cli("verify", "-", *options, stdin=claims).code == code


def test_the_worst_stand_first_in_80_plain_columns(run_cli: Cli) -> None:
    run = run_cli("verify", PAPERS)
    assert (run.code, run.err) == (1, "")
    assert "47 claims: 4 impossible, 6 inconsistent, 5 cannot be checked, 32 consistent" in run.out
    titles = ["── Impossible: 4", "── Inconsistent: 6", "── Cannot be", "── Consistent: 32"]
    places = [run.out.index(title) for title in titles]
    assert places == sorted(places)
    assert "\x1b" not in run.out
    assert max(map(len, run.out.splitlines())) <= 80


def test_a_terminal_of_ascii_gets_ascii(run_cli: Cli) -> None:
    run = run_cli("verify", PAPERS, encoding="ascii")
    assert run.out.isascii()
    assert "-- Impossible: 4" in run.out


def test_every_format_goes_into_a_folder(tmp_path: Path, run_cli: Cli) -> None:
    wanted = [word for name in OF_VERIFY for word in ("--format", name)]
    run = run_cli("verify", PAPERS, *wanted, "-o", f"{tmp_path}/new/")
    assert run.code == 1
    written = {path.suffix: path.read_bytes() for path in (tmp_path / "new").iterdir()}
    assert set(written) == {format.ending for format in OF_VERIFY.values()}
    assert json.loads(written[".json"])["claims"][0]["outcome"] == "consistent"
    rows = list(csv.DictReader(io.StringIO(written[".csv"].decode())))
    assert len(rows) == 47
    assert rows[2]["outcome"] == "cannot be checked"
    for text in (".md", ".html", ".txt"):
        assert "No whole count out of 45 is printed as 90 %" in written[text].decode().replace(
            "\xa0", " "
        )
    assert run.err.count("eqmon: wrote ") == len(OF_VERIFY)


def test_several_files_are_told_apart(tmp_path: Path, run_cli: Cli) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_bytes(TRUE)
    other.write_bytes(FALSE)
    run = run_cli("verify", one, other, "--format", "json")
    claims = json.loads(run.out)["claims"]
    assert [(c["file"], c["line"], c["outcome"]) for c in claims] == [
        (str(one), 2, "consistent"),
        (str(other), 2, "impossible"),
    ]
    assert_one_clear_error(run_cli("verify", one, one), "named twice")


def test_the_same_claims_give_the_same_bytes(tmp_path: Path, run_cli: Cli) -> None:
    for name in ("a.docx", "b.docx"):
        run_cli("verify", PAPERS, "-o", tmp_path / name, "--quiet")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_the_template_is_checked_as_it_is(tmp_path: Path, run_cli: Cli) -> None:
    file = tmp_path / "figures.csv"
    run = run_cli("verify", "--template", "-o", file)
    assert (run.code, run.out, run.err) == (0, "", f"eqmon: wrote {file}\n")
    assert file.read_bytes().decode("utf-8-sig") == run_cli("verify", "--template").out
    assert run_cli("verify", file).code == 1


def test_text_that_a_spreadsheet_would_run_is_guarded(run_cli: Cli) -> None:
    claims = b"id,kind,value,n,note\r\n=1+1,percentage,84 %,45,@SUM(A1)\r\n"
    run = run_cli("verify", "-", "--format", "csv", stdin=claims)
    assert "'=1+1" in run.out
    assert "'@SUM(A1)" in run.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no FIGURES are given"),
        (["--template", "figures.csv"], "it reads no FIGURES"),
        (["no-such.csv"], "no-such.csv: "),
        (["."], "is a folder"),
        (["-", "--format", "junit"], "there is no such format"),
        (["-", "-o", "x.odp"], "means no format"),
        (["-", "-o", "none/x.json"], "its folder does not exist"),
        (["-", "--fail-on", "often"], "often"),
    ],
)
def test_what_cannot_be_done_is_one_clear_error(
    arguments: list[str], said: str, run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_one_clear_error(run_cli("verify", *arguments, stdin=TRUE), said)


def test_no_file_of_claims_is_written_to(tmp_path: Path, run_cli: Cli) -> None:
    file = tmp_path / "figures.csv"
    file.write_bytes(TRUE)
    assert_one_clear_error(run_cli("verify", file, "-o", file), "one of the inputs")
    assert file.read_bytes() == TRUE


def test_every_problem_is_told_and_nothing_written(tmp_path: Path, run_cli: Cli) -> None:
    claims = b"id,kind,value,n\r\na,percentage,Okapi,45\r\na,quagga,1,2\r\n"
    run = run_cli("verify", "-", "-o", tmp_path / "x.json", stdin=claims)
    assert_one_clear_error(run, "3 problems", "line 2, value", "line 3, kind", "line 3, id")
    assert "Okapi" not in run.err
    assert "quagga" not in run.err
    assert not (tmp_path / "x.json").exists()
