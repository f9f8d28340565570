"""eqmon check as a user meets it: exit codes, options, formats, outputs."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import Any

import pytest
from command_line import Run, assert_one_clear_error, json_of, run_command
from expected_figures import SAMPLE_DATA
from small_extracts import MONTH, gaps, records, text, write_drop, write_extract

from eqmon import worker
from eqmon.report import WRITERS

Files = dict[str, list[dict[str, str]]]


def check(*arguments: str | Path, **options: Any) -> Run:
    return run_command("check", *arguments, **options)


def report_of(*arguments: str | Path, **options: Any) -> dict[str, Any]:
    """report.json as printed on stdout, of a run that read everything."""
    run = check(*arguments, "--format", "json", **options)
    assert (run.code in (0, 1), run.err) == (True, "")
    report: dict[str, Any] = json.loads(run.out)
    return report


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An extract that meets the standard."""
    rows = records() + records(unit="Camden", first=41)
    return write_extract(tmp_path_factory.mktemp("good") / "good.csv", rows)


@pytest.fixture(scope="session")
def poor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An extract in which half of the ethnicities are blank."""
    return write_extract(tmp_path_factory.mktemp("poor") / "poor.csv", gaps(20))


@pytest.fixture(scope="session")
def poor_report(poor: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("baseline") / "report.json"
    check(poor, "--period", MONTH, "-o", output)
    return output


# Exit codes


@pytest.mark.parametrize(
    ("blank", "fail_on", "code"),
    [
        (0, "fail", 0),
        (9, "fail", 0),
        (9, "warn", 1),
        (20, "fail", 1),
        (20, "warn", 1),
        (20, "never", 0),
    ],
)
def test_exit_code(tmp_path: Path, blank: int, fail_on: str, code: int) -> None:
    path = write_extract(tmp_path / "extract.csv", gaps(blank))
    run = check(path, "--period", MONTH, "--fail-on", fail_on, "--format", "csv")
    assert (run.code, run.err) == (code, "")
    verdicts = {
        r["verdict"] for r in csv.DictReader(io.StringIO(run.out)) if r["rate"] and not r["look"]
    }
    assert verdicts - {"not_assessed"} == {"pass"} | ({9: {"warn"}, 20: {"fail"}}.get(blank, set()))


def test_too_few_records_change_no_exit_code(tmp_path: Path) -> None:
    path = write_extract(tmp_path / "extract.csv", gaps(20, of=29))
    assert check(path, "--period", MONTH).code == 0


@pytest.mark.parametrize("fail_on", ["fail", "never"])
def test_one_bad_file_hides_nobody(tmp_path: Path, fail_on: str) -> None:
    drop = write_drop(tmp_path / MONTH, {"barnet.csv": gaps(20), "nil.csv": []})
    (drop / "torn.csv").write_bytes(b"\x89PNG\r\n\x1a\n")
    run = check(drop, "-o", tmp_path / "report.json", "--fail-on", fail_on)
    assert run.code == 2
    report = json_of(tmp_path / "report.json")
    assert {i["name"]: i["status"] for i in report["inputs"]} == {
        "barnet.csv": "read",
        "nil.csv": "nil_return",
        "torn.csv": "unreadable",
    }
    (said,) = report["could_not_run"]
    assert said.startswith("torn.csv: is an image")
    assert report["collections"][0]["records"] == 40


# Formats and outputs


def test_stdout_is_the_terminal_report_by_default(good: Path) -> None:
    run = check(good, "--period", MONTH)
    assert (run.code, run.err) == (0, "")
    assert "STANDARD MET" in run.out
    assert max(map(len, run.out.splitlines())) <= 80
    assert "\x1b" not in run.out


STARTS = {
    "terminal": "eqmon ",
    "json": "{\n",
    "csv": "collection,",
    "junit": "<?xml ",
    "github": "::",
    "markdown": "# ",
}


@pytest.mark.usefixtures("judged_once")
@pytest.mark.parametrize("name", WRITERS)
def test_every_format_on_stdout_by_option_or_environment(poor: Path, name: str) -> None:
    run = check(poor, "--period", MONTH, "--format", name)
    assert run.out.lstrip("\ufeff\n").startswith(STARTS[name])
    assert check(poor, "--period", MONTH, environment={"EQMON_FORMAT": name}).out == run.out


@pytest.mark.usefixtures("judged_once")
def test_an_option_beats_the_environment(poor: Path) -> None:
    run = check(poor, "--period", MONTH, "--format", "json", environment={"EQMON_FORMAT": "csv"})
    assert run.out.startswith("{")


@pytest.mark.usefixtures("judged_once")
def test_outputs_are_written_by_their_endings_from_one_reading(poor: Path, tmp_path: Path) -> None:
    names = [f"out{w.ending}" for w in WRITERS.values() if w.ending]
    outputs = [argument for name in names for argument in ("-o", tmp_path / name)]
    run = check(poor, "--period", MONTH, *outputs)
    assert (run.code, run.out) == (1, "")
    assert run.err.splitlines() == [f"eqmon: wrote {tmp_path / name}" for name in names]
    assert files_in(tmp_path) == sorted(names)
    assert json_of(tmp_path / "out.json")["verdict"] == "fail"
    assert ET.parse(tmp_path / "out.xml").getroot().tag == "testsuites"


@pytest.mark.usefixtures("judged_once")
def test_a_folder_takes_every_format_and_is_made(poor: Path, tmp_path: Path) -> None:
    both = ("--format", "json", "--format", "markdown")
    run = check(poor, "--period", MONTH, "-o", f"{tmp_path}/new/folder/", *both)
    assert run.out == ""
    assert files_in(tmp_path / "new/folder") == ["report.json", "report.md"]
    check(poor, "--period", MONTH, "-o", tmp_path / "new")
    assert (tmp_path / "new" / "report.txt").is_file()


@pytest.mark.usefixtures("judged_once")
def test_a_format_without_an_output_of_its_own_goes_to_stdout(poor: Path, tmp_path: Path) -> None:
    run = check(poor, "--period", MONTH, "--format", "github", "-o", tmp_path / "report.json")
    assert run.out.startswith("::")
    assert json_of(tmp_path / "report.json")["audience"] == "internal"


@pytest.mark.usefixtures("judged_once")
def test_one_format_and_a_name_without_ending(poor: Path, tmp_path: Path) -> None:
    check(poor, "--period", MONTH, "--format", "json", "-o", tmp_path / "report")
    assert json_of(tmp_path / "report")["period"] == MONTH


TOO_MANY_FOR_STDOUT = [
    # the formats               the outputs
    (("terminal", "github"), ()),
    (("json", "json", "csv"), ()),
    (("json", "csv", "markdown"), ("report.md",)),
]


@pytest.mark.parametrize(("formats", "outputs"), TOO_MANY_FOR_STDOUT)
def test_one_format_alone_goes_to_stdout(
    poor: Path, tmp_path: Path, formats: tuple[str, ...], outputs: tuple[str, ...]
) -> None:
    asked = [word for name in formats for word in ("--format", name)]
    asked += [word for name in outputs for word in ("-o", str(tmp_path / name))]
    assert_one_clear_error(
        check(poor, *asked), "only one format can go to stdout", "give each of the others its own"
    )
    environment = {"EQMON_FORMAT": " ".join(formats)}
    said = check(poor, *asked[2 * len(formats) :], environment=environment)
    assert_one_clear_error(said, "only one format can go to stdout")
    assert files_in(tmp_path) == []


REFUSED_OUTPUTS = [
    # what                        the output, in a drop's folder       said
    ("the input itself", "drop/barnet.csv", "one of the inputs"),
    ("the input by another way", "drop/../drop/barnet.csv", "one of the inputs"),
    ("an extract of the next run", "drop/report.csv", "lies in the drop"),
    ("deep in the drop", "drop/new/report.txt", "lies in the drop"),
    ("an unknown ending", "report.doc", "'.doc' means no format"),
    ("no ending", "report", "no ending says which format"),
    ("no such folder", "absent/report.json", "folder does not exist"),
]


@pytest.mark.parametrize("given", ["drop", "drop/barnet.csv"])
@pytest.mark.parametrize(
    ("name", "said"), [pytest.param(*row[1:], id=row[0]) for row in REFUSED_OUTPUTS]
)
def test_a_wrong_output_is_refused_before_anything_is_read(
    tmp_path: Path, given: str, name: str, said: str
) -> None:
    drop = write_drop(tmp_path / "drop", {"barnet.csv": gaps(20)})
    if "report" in name and "drop" in name:
        (drop / "new").mkdir()
        if given != "drop":
            pytest.skip("beside a single extract it is read by nobody")
    before = (drop / "barnet.csv").read_bytes()
    run = check(tmp_path / given, "--period", MONTH, "-o", f"{tmp_path}/{name}")
    assert_one_clear_error(run, said)
    assert (drop / "barnet.csv").read_bytes() == before
    assert [f for f in files_in(tmp_path) if f.endswith(("report.csv", "report.txt"))] == []


def test_a_folder_output_in_the_drop_is_refused_where_it_would_be_read(tmp_path: Path) -> None:
    drop = write_drop(tmp_path / "drop", {"barnet.csv": gaps(20)})
    assert_one_clear_error(check(drop, "-o", drop, "--format", "csv"), "lies in the drop")
    assert check(drop, "--period", MONTH, "-o", drop, "--format", "json", "-q").code == 1
    assert len(report_of(drop, "--period", MONTH)["inputs"]) == 1


@pytest.mark.skipif(os.name != "posix", reason="hard links as POSIX has them")
def test_the_input_under_another_name_is_never_written_to(poor: Path, tmp_path: Path) -> None:
    path = write_extract(tmp_path / "extract.csv", gaps(20))
    (tmp_path / "report.csv").hardlink_to(path)
    run = check(path, "--period", MONTH, "-o", tmp_path / "report.csv")
    assert_one_clear_error(run, "one of the inputs")
    assert path.read_text() == text(gaps(20))


def test_an_output_named_twice_is_refused(poor: Path, tmp_path: Path) -> None:
    twice = ("-o", tmp_path / "a.json", "-o", tmp_path / "." / "a.json")
    assert_one_clear_error(check(poor, *twice), "named twice")


def test_a_format_that_has_no_file_is_refused_for_a_folder(poor: Path, tmp_path: Path) -> None:
    run = check(poor, "--format", "github", "-o", tmp_path)
    assert_one_clear_error(run, "--format github")


def test_the_old_report_is_replaced_whole(good: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_text("old " * 1_000_000)
    check(good, "--period", MONTH, "-o", target)
    assert json_of(target)["verdict"] == "pass"
    assert files_in(tmp_path) == ["report.json"]


# Audience


@pytest.fixture(scope="session")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two units whose people declined in small numbers, which a public copy withholds."""
    rows = records(ethnicity="W1") + records(unit="Camden", first=41)
    rows[0]["religion_belief"] = "Refused"
    rows[1]["sexual_orientation"] = "Refused"
    return write_extract(tmp_path_factory.mktemp("mixed") / "mixed.csv", rows)


@pytest.mark.usefixtures("judged_once")
@pytest.mark.parametrize("name", WRITERS)
def test_what_goes_to_third_parties_is_public_unless_told_otherwise(mixed: Path, name: str) -> None:
    def out(*options: str) -> str:
        return check(mixed, "--period", MONTH, "--format", name, *options).out

    public, internal = out("--audience", "public"), out("--audience", "internal")
    assert out() == (public if name in ("junit", "github") else internal)
    if name == "json":
        assert json.loads(public)["audience"] == "public"
        assert json.loads(internal)["audience"] == "internal"
        assert "mixed.csv" not in public


@pytest.mark.usefixtures("judged_once")
def test_the_job_summary_is_public_too(mixed: Path, tmp_path: Path) -> None:
    def summary(*options: str) -> str:
        path = tmp_path / "summary.md"
        path.write_text("before\n")
        environment = {"GITHUB_STEP_SUMMARY": str(path)}
        check(mixed, "--period", MONTH, "--format", "github", *options, environment=environment)
        return path.read_text(encoding="utf-8")

    assert summary().startswith("before\n# ")
    assert summary() == summary("--audience", "public") != summary("--audience", "internal")


@pytest.mark.usefixtures("judged_once")
@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_internal_reports_are_for_their_owner_alone(mixed: Path, tmp_path: Path) -> None:
    def modes(*options: str) -> dict[str, int]:
        names = ("report.json", "report.csv", "report.xml")
        outputs = [word for name in names for word in ("-o", str(tmp_path / name))]
        check(mixed, "--period", MONTH, *outputs, *options)
        return {name: (tmp_path / name).stat().st_mode & 0o777 for name in names}

    before = os.umask(0o022)
    try:
        (tmp_path / "report.csv").touch(0o644)
        assert modes() == {"report.json": 0o600, "report.csv": 0o600, "report.xml": 0o644}
        for path in tmp_path.iterdir():
            path.unlink()
        assert set(modes("--audience", "public").values()) == {0o644}
        assert set(modes("--audience", "internal").values()) == {0o600}
    finally:
        os.umask(before)


# One report a unit


def test_each_unit_gets_its_own_figures_and_no_other_units(tmp_path: Path) -> None:
    rows = records() + records(unit="Camden", first=41) + records(1, "Nowhere", first=99)
    path = write_extract(tmp_path / "extract.csv", rows)
    folder = tmp_path / "units"
    run = check(path, "--period", MONTH, "--each-unit", folder, "--format", "json")
    assert (run.code, run.err) == (0, f"eqmon: wrote reports of 2 units to {folder}\n")
    assert files_in(folder) == ["barnet.json", "camden.json"]
    for name, other in (("barnet", "Camden"), ("camden", "Barnet")):
        report = json_of(folder / f"{name}.json")
        assert report["collections"][0]["units"] == [name.title()]
        assert other not in (folder / f"{name}.json").read_text(encoding="utf-8")
    if os.name == "posix":
        assert {p.stat().st_mode & 0o777 for p in folder.iterdir()} == {0o600}


def test_public_reports_of_units_withhold_what_the_public_copy_does(tmp_path: Path) -> None:
    """Barnet's 4 records, and Brent's, by whose figures and those of all they could be told."""
    rows = records(4, religion_belief="") + records(40, "Brent", first=41)
    rows += records(90, "Camden", first=81) + records(70, "Harrow", first=171)
    path = write_extract(tmp_path / "extract.csv", rows)
    whole, folder = tmp_path / "all.json", tmp_path / "units"
    check(path, "--period", MONTH, "--each-unit", folder, "-o", whole, "--audience", "public")
    of_all = json_of(whole)["collections"][0]
    for name, n in (("barnet", 0), ("brent", 0), ("camden", 90), ("harrow", 70)):
        report = json_of(folder / f"{name}.json")
        (collection,) = report["collections"]
        assert (report["audience"], report["records"], collection["records"]) == ("public", n, n)
        own = [f for f in collection["findings"] if f["unit"]]
        assert own
        assert all((f["rate"] is None) is (n == 0) for f in own if f["kind"] == "recording")
        assert all(f in of_all["findings"] for f in collection["findings"])
        assert all(r in of_all["recorded"] for r in collection["recorded"])


@pytest.mark.usefixtures("judged_once")
@pytest.mark.parametrize("options", [(), ("--audience", "internal")])
def test_reports_of_units_are_internal_unless_told_otherwise(
    mixed: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    folder = tmp_path / "units"
    check(mixed, "--period", MONTH, "--each-unit", folder, "--format", "junit", *options)
    assert '<property name="audience" value="internal"' in (folder / "barnet.xml").read_text()


@pytest.mark.usefixtures("judged_once")
def test_each_unit_is_markdown_where_nothing_else_is_asked_for(poor: Path, tmp_path: Path) -> None:
    check(poor, "--period", MONTH, "--each-unit", tmp_path / "units", "--format", "github")
    assert files_in(tmp_path / "units") == ["barnet.md"]


def test_each_unit_never_writes_over_an_extract(tmp_path: Path) -> None:
    drop = write_drop(tmp_path / "drop", {"barnet.csv": gaps(20)})
    for folder in (drop, drop / "units"):
        run = check(drop, "--period", MONTH, "--each-unit", folder, "--format", "csv")
        assert_one_clear_error(run, "one of the inputs")
    assert (drop / "barnet.csv").read_text() == text(gaps(20))


def test_units_that_would_share_a_file_name_do_not(poor: Path, tmp_path: Path) -> None:
    from rule_files import rulebook_folder

    (tmp_path / "rules").mkdir()
    rules = rulebook_folder(tmp_path / "rules")
    suite = rules / "suites" / "small.yaml"
    suite.write_text(suite.read_text().replace("units: london", "units: as_found"))
    path = tmp_path / "extract.csv"
    path.write_text("Borough,Faith\n" + "A-1,Sun\nA 1,Sun\n***,Moon\n" * 30)
    given = ("--rules", rules, "--suite", "small", "--each-unit", tmp_path / "units")
    run = check(path, *given, "--fail-on", "never")
    assert run.code == 0, run.err
    assert len(files_in(tmp_path / "units")) == 3


# Baseline


@pytest.mark.parametrize(
    ("blank", "movement", "code"),
    [(20, "no_worse", 0), (40, "worse", 1), (22, "no_worse", 0), (1, "better", 0)],
)
def test_with_a_baseline_the_exit_code_follows_what_became_worse(
    poor_report: Path, tmp_path: Path, blank: int, movement: str, code: int
) -> None:
    path = write_extract(tmp_path / "extract.csv", gaps(blank))
    output = tmp_path / "report.json"
    run = check(path, "--period", MONTH, "--baseline", poor_report, "-o", output)
    assert run.code == code
    report = json_of(output)
    (rule,) = (r for r in report["collections"][0]["rules"] if r["rule"] == "DV-ETH-01")
    assert rule["movement"] == movement
    assert rule["verdict"] == ("pass" if blank == 1 else "fail")
    assert report["standard_met"] is (blank == 1)
    assert report["baseline"]["name"] == "report.json"
    assert report["baseline"]["comparable"]


@pytest.mark.parametrize(("fail_on", "code"), [("fail", 0), ("warn", 1), ("never", 0)])
def test_a_rule_that_may_only_warn_turns_no_exit_code_by_becoming_worse(
    good: Path, tmp_path: Path, fail_on: str, code: int
) -> None:
    def rows(not_stated: int) -> list[dict[str, str]]:
        return [
            row | ({"ethnicity": "NS"} if n < not_stated else {})
            for n, row in enumerate(records() + records(unit="Camden", first=41))
        ]

    path = write_extract(tmp_path / "extract.csv", rows(0))
    before = tmp_path / "before.json"
    check(path, "--period", MONTH, "-o", before)
    write_extract(path, rows(40))
    options = ("--period", MONTH, "--baseline", before, "--fail-on", fail_on)
    run = check(path, *options, "-o", tmp_path / "report.json")
    rules = json_of(tmp_path / "report.json")["collections"][0]["rules"]
    worse = {r["rule"] for r in rules if r["movement"] == "worse"}
    assert (worse, run.code) == ({"DV-ETH-02"}, code)


def test_records_of_no_known_unit_turn_no_exit_code_by_becoming_worse(tmp_path: Path) -> None:
    path = write_extract(tmp_path / "extract.csv", records() + records(unit="", first=41))
    before = tmp_path / "before.json"
    check(path, "--period", MONTH, "-o", before)
    write_extract(path, records() + records(unit="", first=41, ethnicity=""))
    output = tmp_path / "report.json"
    check(path, "--period", MONTH, "--baseline", before, "-o", output)
    rules = json_of(output)["collections"][0]["rules"]
    assert not [r["rule"] for r in rules if r["movement"] == "worse"]


def test_with_a_baseline_structure_still_decides(poor_report: Path, tmp_path: Path) -> None:
    rows = gaps(20)
    for row in rows[:10]:
        row["crime_ref"] = ""
    path = write_extract(tmp_path / "extract.csv", rows)
    assert check(path, "--period", MONTH, "--baseline", poor_report).code == 1


def test_the_standards_verdict_is_shown_first_all_the_same(poor: Path, poor_report: Path) -> None:
    run = check(poor, "--period", MONTH, "--baseline", poor_report)
    assert run.code == 0
    assert run.out.index("STANDARD NOT MET") < run.out.lower().index("no worse")


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"schema_version": "1.0"}', "\x00"])
def test_a_baseline_that_is_no_report_is_refused(poor: Path, tmp_path: Path, content: str) -> None:
    (tmp_path / "old.json").write_text(content)
    assert_one_clear_error(check(poor, "--baseline", tmp_path / "old.json"), "old.json")


def test_a_public_copy_is_no_baseline(poor: Path, tmp_path: Path) -> None:
    copy = tmp_path / "public.json"
    check(poor, "--period", MONTH, "-o", copy, "--audience", "public")
    assert_one_clear_error(check(poor, "--period", MONTH, "--baseline", copy), "public copy")


# What a run may be told of its input


def test_quiet_says_nothing_beside_the_report(poor: Path, tmp_path: Path) -> None:
    run = check(poor, "-q", "-o", tmp_path / "a.json", "--each-unit", tmp_path / "units")
    assert (run.out, run.err) == ("", "")


def test_a_column_of_ones_own_names_the_unit(tmp_path: Path) -> None:
    path = write_extract(tmp_path / "extract.csv", records(), unit="Patch")
    named = report_of(path, "--period", MONTH, "--unit", "Patch")
    assert named["collections"][0]["units"] == ["Barnet"]
    assert_one_clear_error(check(path, "--unit", "Ward"), "--unit")


def test_the_period_is_told_by_the_option_or_the_folder(tmp_path: Path) -> None:
    drop = write_drop(tmp_path / MONTH, {"barnet.csv": records()})
    assert report_of(drop)["period"] == MONTH
    told = report_of(drop, "--period", "2007-02")
    assert told["period"] == "2007-02"
    (outside,) = (
        f for f in told["collections"][0]["findings"]
        if f["kind"] == "date_in_period" and f["level"] == "overall"
    )  # fmt: skip
    assert (outside["rate"]["count"], outside["rate"]["denominator"]) == (40, 40)
    assert_one_clear_error(check(drop, "--period", "January"), "YYYY-MM")
    assert_one_clear_error(check(drop, "--period", "2007-13"), "YYYY-MM")


def test_the_day_of_extraction_is_told(good: Path) -> None:
    report = report_of(good, "--period", MONTH, "--extracted-on", "2007-02-10")
    assert report["extracted_on"] == "2007-02-10"
    assert report["inputs"][0]["extracted_on"] == "2007-02-10"
    assert_one_clear_error(check(good, "--extracted-on", "10/02/2007"), "extracted-on")


@pytest.mark.parametrize(
    ("encoding", "delimiter", "option"),
    [("utf-8", ";", ";"), ("cp1252", "\t", "\\t"), ("utf-16", "|", "|"), ("latin-1", ",", ",")],
)
def test_the_form_is_told_or_found(
    tmp_path: Path, encoding: str, delimiter: str, option: str
) -> None:
    rows = records(sexual_orientation="Heterosexual – straight")
    if encoding == "latin-1":
        rows = records()
    path = tmp_path / "extract.txt"
    path.write_bytes(text(rows, delimiter=delimiter).encode(encoding))
    told = report_of(path, "--period", MONTH, "--encoding", encoding, "--delimiter", option)
    assert told["inputs"][0]["delimiter"] == delimiter
    found = report_of(path, "--period", MONTH)
    assert found["collections"] == told["collections"]
    assert found["records"] == 40


def test_a_wrong_encoding_or_delimiter_is_refused(good: Path) -> None:
    assert_one_clear_error(check(good, "--encoding", "klingon"), "klingon")
    assert_one_clear_error(check(good, "--delimiter", "ab"))


def test_a_suite_can_be_named(good: Path) -> None:
    report = report_of(good, "--period", MONTH, "--suite", "domestic_violence")
    assert report["collections"][0]["suite"] == "domestic_violence"
    suites = "domestic_violence, domestic_violence_calls, hate_crime"
    assert_one_clear_error(check(good, "--suite", "burglary"), suites)


@pytest.fixture(scope="session")
def plain(good: Path) -> list[dict[str, Any]]:
    """What the extract comes to as a plain file."""
    collections: list[dict[str, Any]] = report_of(good, "--period", MONTH)["collections"]
    return collections


def test_stdin_says_the_same_as_the_file(good: Path, plain: list[dict[str, Any]]) -> None:
    report = report_of("-", "--period", MONTH, stdin=good.read_bytes())
    assert report["collections"] == plain
    assert report["inputs"][0]["name"] == "-"


def test_gzip_says_the_same_as_the_file(good: Path, plain: Any, tmp_path: Path) -> None:
    packed = tmp_path / "good.csv.gz"
    packed.write_bytes(gzip.compress(good.read_bytes()))
    assert report_of(packed, "--period", MONTH)["collections"] == plain
    stdin = packed.read_bytes()
    assert report_of("-", "--period", MONTH, stdin=stdin)["collections"] == plain


def test_zip_says_the_same_as_the_folder(tmp_path: Path) -> None:
    files = {"barnet.csv": gaps(20), "camden.csv": records(unit="Camden")}
    drop = write_drop(tmp_path / MONTH, files)
    (drop / "drop.yaml").write_text("extracted_on: 2007-02-10\n")
    folder = report_of(drop)
    archive = tmp_path / f"{MONTH}.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(drop.iterdir()):
            packed.write(path, f"{MONTH}/{path.name}")
    for report in (report_of(archive), report_of("-", stdin=archive.read_bytes())):
        assert report["period"] == MONTH
        assert report["extracted_on"] == "2007-02-10"
        assert report["collections"] == folder["collections"]
        assert [i["sha256"] for i in report["inputs"]] == [i["sha256"] for i in folder["inputs"]]


# Known exceptions

EXCEPTION = """exceptions:
- rule: DV-ETH-01
  unit: Barnet
  reason: The form is being replaced.
  owner: Borough commander, Barnet
  until: {until}
"""


def test_an_excepted_fail_stays_a_fail_and_is_shown(poor: Path, tmp_path: Path) -> None:
    (tmp_path / "exceptions.yaml").write_text(EXCEPTION.format(until="2999-12-31"))
    run = check(poor, "--period", MONTH, "--rules", tmp_path, "--format", "json")
    assert run.code == 1
    report = json.loads(run.out)
    assert "The form is being replaced." in report["exceptions"][0]
    covered = [f for f in report["collections"][0]["findings"] if f["excepted"]]
    said = [(f["rule"], f["unit"], f["verdict"]) for f in covered]
    assert said == [("DV-ETH-01", "Barnet", "fail")]
    for name in ("terminal", "markdown", "junit", "csv"):
        shown = check(poor, "--period", MONTH, "--rules", tmp_path, "--format", name).out
        assert "The form is being replaced." in " ".join(shown.split()), name


def test_an_expired_exception_is_an_error(poor: Path, tmp_path: Path) -> None:
    (tmp_path / "exceptions.yaml").write_text(EXCEPTION.format(until="2007-01-31"))
    run = check(poor, "--period", MONTH, "--rules", tmp_path)
    assert_one_clear_error(run, "DV-ETH-01", "expired", "Barnet", "2007-01-31")


# Reproducible bytes


@pytest.fixture(scope="session")
def small_drop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files: Files = {
        "barnet.csv": gaps(20),
        "camden.csv": records(unit="Camden"),
        "nil-brent.csv": [],
        "again.csv": records(unit="Camden"),
    }
    drop = write_drop(tmp_path_factory.mktemp("small") / MONTH, files)
    (drop / "hate.csv").write_bytes((SAMPLE_DATA / "2007-01" / "hc-all-boroughs.csv").read_bytes())
    return drop


FORMATS = [argument for name in WRITERS for argument in ("--format", name)]


def every_format(drop: str | Path, folder: Path) -> dict[str, str]:
    """What a run writes: its files, and under `-` its stdout."""
    run = check(drop, *FORMATS, "-o", folder, "-q")
    assert (run.code, run.err) == (1, "")
    return bytes_in(folder) | {"-": run.out}


def bytes_in(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in folder.iterdir()}


@pytest.fixture(scope="session")
def first_bytes(small_drop: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    written = every_format(small_drop, tmp_path_factory.mktemp("first"))
    assert len(written) == len(WRITERS)
    assert all(written.values())
    return written


def test_the_same_input_gives_the_same_bytes_from_anywhere(
    small_drop: Path, first_bytes: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_drop.parent)
    assert every_format(MONTH, tmp_path) == first_bytes
    monkeypatch.chdir(tmp_path)
    assert every_format(small_drop, tmp_path) == first_bytes


def test_the_process_aside_for_large_drops_gives_the_same_bytes(
    small_drop: Path, first_bytes: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "LARGE", 0)
    assert every_format(small_drop, tmp_path) == first_bytes


def test_another_process_and_hash_seed_give_the_same_bytes(
    small_drop: Path, first_bytes: dict[str, str], tmp_path: Path
) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("CI", "FORCE_COLOR", "TERM")}
    environment |= {"PYTHONHASHSEED": "4242", "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    environment |= {"TZ": "Asia/Tokyo", "LC_ALL": "C", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "eqmon", "check", str(small_drop), *FORMATS]
    command += ["-o", str(tmp_path), "-q"]
    run = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (run.returncode, run.stderr) == (1, b"")
    assert bytes_in(tmp_path) | {"-": run.stdout.decode()} == first_bytes


# Beside check


def test_help_and_version_load_nothing_heavy() -> None:
    heavy = ("pandas", "great_expectations", "pyarrow", "scipy", "numpy")
    script = (
        "import sys; from eqmon.__main__ import main\n"
        "codes = [main(a) for a in (['--help'], ['--version'], ['check', '--help'], [])]\n"
        f"print(codes, [m for m in {heavy} if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[0, 0, 0, 0] []"


@pytest.mark.parametrize("line", ["check", "chek x", "check x --nope", "check x --fail-on x"])
def test_a_wrong_command_line_says_how_to_get_help(line: str) -> None:
    assert_one_clear_error(run_command(*line.split()), "--help")
