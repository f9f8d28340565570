"""eqmon paper: from a report or from extracts, to a file for each format, for its audience."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from command_line import Run, assert_one_clear_error, run_command
from reports import small_report
from small_extracts import MONTH, records, write_extract

from eqmon.cli.formats import OF_PAPER
from eqmon.disclosure.protect import protect
from eqmon.report import write

STARTS = {
    "word": b"PK",
    "pdf": b"%PDF-",
    "html": b"<!DOCTYPE html>",
    "workbook": b"PK",
    "ods": b"PK",
    "markdown": b"# ",
    "json": b"{\n",
}
GIVEN = (
    *("--board", "Equal Opportunities & Diversity Board", "--meeting", "2007-02-06"),
    *("--number", "7", "--by", "Chief Executive & Clerk", "--author", "Race and Diversity Unit"),
    *("--contact", "the Clerk's office", "--due", "6 March 2007"),
)


def paper(*arguments: str | Path, environment: dict[str, str] | None = None) -> Run:
    return run_command("paper", *arguments, environment=environment)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report.json of a check."""
    path = tmp_path_factory.mktemp("checked") / "report.json"
    path.write_text(write(small_report(), "json"), encoding="utf-8")
    return path


def outputs(folder: Path) -> dict[str, Path]:
    return {name: folder / f"paper{format.ending}" for name, format in OF_PAPER.items()}


def to_every_format(checked: Path, folder: Path, *options: str, **context: str) -> dict[str, bytes]:
    folder.mkdir(exist_ok=True)
    files = outputs(folder)
    arguments = [argument for path in files.values() for argument in ("-o", path)]
    run = paper(checked, *GIVEN, *options, *arguments, "-q", environment=context)
    assert (run.code, run.out, run.err) == (0, "", "")
    return {name: path.read_bytes() for name, path in files.items()}


@pytest.fixture(scope="module")
def written(checked: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A paper in every format."""
    return to_every_format(checked, tmp_path_factory.mktemp("written"))


@pytest.mark.parametrize("name", OF_PAPER)
def test_every_format_from_a_report(written: dict[str, bytes], name: str) -> None:
    assert written[name].startswith(STARTS[name])


def test_a_paper_bears_the_title_that_it_is_given(checked: Path) -> None:
    run = paper(checked, "--title", "Monitoring\x07 in January", "-q")
    assert run.code == 0
    assert run.out.startswith("# Monitoring\ufffd in January\n")


def test_the_same_report_gives_the_same_bytes_from_anywhere(
    written: dict[str, bytes], checked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "elsewhere.json"
    copy.write_bytes(checked.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert to_every_format(copy, tmp_path / "again") == written


def test_source_date_epoch_dates_every_document(
    written: dict[str, bytes], checked: Path, tmp_path: Path
) -> None:
    dated = to_every_format(checked, tmp_path / "dated", SOURCE_DATE_EPOCH="1170000000")
    same = {name for name in dated if dated[name] == written[name]}
    assert same == {"markdown", "json"}


def test_markdown_goes_to_stdout_with_what_is_missing_on_stderr(checked: Path) -> None:
    run = paper(checked, "--number", "7")
    assert run.code == 0
    assert run.out.startswith("# Equality monitoring")
    assert "[report number]" not in run.err
    for gap in ("[date of the meeting]", "[report author]", "[contact details]"):
        assert gap in run.err


def test_what_is_given_stands_in_the_paper(checked: Path) -> None:
    run = paper(checked, *GIVEN)
    assert run.err == (
        "eqmon: to be filled in by hand: [financial implications: for the author to tell]\n"
    )
    for said in ("6 February 2007", "Chief Executive", "Race and Diversity Unit", "6 March 2007"):
        assert said in run.out


def test_a_paper_is_public_unless_told_otherwise(checked: Path, tmp_path: Path) -> None:
    public, internal = tmp_path / "public.md", tmp_path / "internal.md"
    assert paper(checked, "-o", public).code == 0
    assert paper(checked, "-o", internal, "--audience", "internal").code == 0
    assert "Public" in public.read_text(encoding="utf-8")
    assert "not for publication" in internal.read_text(encoding="utf-8")
    assert stat.S_IMODE(internal.stat().st_mode) == 0o600


def test_json_is_the_report_that_the_paper_shows(written: dict[str, bytes]) -> None:
    assert json.loads(written["json"])["audience"] == "public"


@pytest.mark.usefixtures("judged_once")
def test_from_an_extract_the_paper_is_that_of_its_check(tmp_path: Path) -> None:
    extract = write_extract(tmp_path / "barnet.csv", records(40))
    made = tmp_path / "made.json"
    assert run_command("check", extract, "--period", MONTH, "-o", made, "-q").code == 0
    from_extract = paper(extract, "--period", MONTH)
    assert from_extract.code == 0
    assert from_extract.out == paper(made).out


def test_what_could_not_run_ends_with_2_after_the_paper(tmp_path: Path) -> None:
    path = tmp_path / "part.json"
    report = small_report(could_not_run=("dv-brent.csv cannot be read.",))
    path.write_text(write(report, "json"), encoding="utf-8")
    run = paper(path, "-q")
    assert run.code == 2
    assert run.out.startswith("# ")


def test_settings_say_what_is_the_same_each_month(
    checked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = '[paper]\nauthor = "Race and Diversity Unit"\nmeeting = "2007-02-06"\n'
    (tmp_path / "eqmon.toml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EQMON_NO_SETTINGS", raising=False)
    run = paper(checked)
    assert "6 February 2007" in run.out
    assert "eqmon.toml sets meeting, author" in run.err


WRONG = [
    ("two reports", ["{checked}", "{checked}"], ["stands alone"]),
    (
        "options for extracts",
        ["{checked}", "--suite", "hate_crime"],
        ["--suite", "to read extracts"],
    ),
    ("no path", [], ["no PATH"]),
    ("no such report", ["absent.json"], ["absent.json", "cannot be read"]),
    ("no such form", ["{checked}", "--form", "letter"], ["letter", "committee"]),
    ("no such format", ["{checked}", "--format", "doc"], ["doc", "word"]),
    ("bytes on stdout", ["{checked}", "--format", "pdf"], ["pdf", "--output paper.pdf"]),
    ("a meeting that is no day", ["{checked}", "--meeting", "6/2/2007"], ["--meeting"]),
    ("an internal baseline missing", ["{checked}", "--baseline", "no.json"], ["no.json"]),
    ("onto its input", ["{checked}", "-o", "{checked}"], ["one of the inputs"]),
]


@pytest.mark.parametrize(
    ("arguments", "words"), [row[1:] for row in WRONG], ids=[r[0] for r in WRONG]
)
def test_what_is_wrong_is_one_clear_error(
    checked: Path, arguments: list[str], words: list[str]
) -> None:
    run = paper(*(argument.format(checked=checked) for argument in arguments))
    assert_one_clear_error(run, *words)


def test_a_public_report_cannot_become_internal(tmp_path: Path) -> None:
    path = tmp_path / "public.json"
    path.write_text(write(protect(small_report()), "json"), encoding="utf-8")
    assert paper(path, "-q").code == 0
    assert_one_clear_error(paper(path, "--audience", "internal"), "public copy")


def test_a_report_of_another_version_is_refused(checked: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    text = checked.read_text(encoding="utf-8")
    path.write_text(text.replace('"schema_version": "1.0"', '"schema_version": "9.0"'))
    assert_one_clear_error(paper(path), "not a report of schema version 1.0")


def test_what_was_published_is_a_public_report_whatever_its_month(
    checked: Path, tmp_path: Path
) -> None:
    path = tmp_path / "internal.json"
    path.write_text(write(small_report(period="2006-12"), "json"), encoding="utf-8")
    assert_one_clear_error(paper(checked, "--published", path), "no public copy")


def test_a_report_that_is_none_is_not_quoted(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text('{"verdict": "Jane Roe"}', encoding="utf-8")
    run = paper(path)
    assert_one_clear_error(run, "not a report of schema version")
    assert "Jane" not in run.err
