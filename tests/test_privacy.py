"""No cell's text leaves an extract: a planted token is in no output, log, warning or error."""

from __future__ import annotations

import csv
import io
import logging
import warnings
from pathlib import Path
from typing import Any

import pytest
from command_line import Run, run_command
from small_extracts import MONTH

import eqmon.expectations  # noqa: F401 - so that its loggers are there to be listened to
from eqmon import intake, pipeline, worker
from eqmon.extract.declared import Declared
from eqmon.extract.drop import Drop
from eqmon.report import WRITERS
from eqmon.rulebook.load import load_rulebook
from eqmon.rulebook.model import Suite

BOOK = load_rulebook()
SUITES = sorted(BOOK.suites)
TOKEN = "Xyzzyqua"
EVERYWHERE = [argument for name in WRITERS for argument in ("--format", name)]
OF_A_KEY = f"{TOKEN}Ref"
DAY = {"date": "15/01/2007", "searched_at": "2007-01-15T10:00:00+00:00"}


def planted_extract(path: Path, suite: Suite) -> Path:
    """Every column holds the token: once each amid good records, then in all columns of many rows.

    Many, so that the token is the most common value, and that each unit has enough to be judged.
    """
    fields = {name: field.headings[0] for name, field in suite.fields.items()}
    good = dict.fromkeys(fields, "") | {suite.unit: "Barnet", suite.date: DAY["date"]}
    if suite.date in DAY:
        good[suite.date] = DAY[suite.date]
    token = {name: OF_A_KEY if name in suite.key else TOKEN + name.title() for name in fields}
    rows = [good] * 40
    rows += [good | {name: token[name]} for name in fields]
    rows += [token] * 40
    rows += [token | {suite.unit: "Camden"}] * 40
    rows += [token | {suite.unit: "Brent", suite.date: good[suite.date]}] * 40
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*fields.values(), "Remarks"])
    writer.writerows([*row.values(), f"{TOKEN} in free text"] for row in rows)
    writer.writerow([TOKEN, TOKEN])  # a row of another width
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def assert_silent(text: str) -> None:
    at = text.casefold().find(TOKEN.casefold())
    assert at < 0, f"...{text[max(0, at - 80) : at + 40]}..."


def assert_silent_run(run: Run, caught: pytest.LogCaptureFixture, folder: Path) -> None:
    assert "unexpected" not in run.err
    assert_silent(run.out)
    assert_silent(run.err)
    for record in caught.records:
        assert_silent(record.getMessage())
        assert_silent(str(record.__dict__))
    for file in folder.rglob("*"):
        assert_silent(file.name)
        if file.is_file():
            assert_silent(file.read_bytes().decode("utf-8"))


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    for name in ("", "great_expectations", "eqmon", "pyarrow"):
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


@pytest.mark.parametrize("audience", ["internal", "public"])
@pytest.mark.parametrize("name", SUITES)
def test_check_tells_nothing_of_a_cell(
    tmp_path: Path, name: str, audience: str, everything_logged: pytest.LogCaptureFixture
) -> None:
    path = planted_extract(tmp_path / "extract.csv", BOOK.suites[name])
    out = tmp_path / "out"
    summary = tmp_path / "out" / "summary.md"
    out.mkdir()
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        run = run_command(
            "check", path, "--suite", name, "--period", MONTH, "--audience", audience,
            "--each-unit", out / "units", *EVERYWHERE, "-o", f"{out}/",
            environment={"GITHUB_STEP_SUMMARY": str(summary)},
        )  # fmt: skip
    assert run.code == 1, run.err
    assert (out / "report.json").is_file()
    assert summary.is_file()
    assert (out / "units" / "barnet.json").is_file()
    assert_silent_run(run, everything_logged, out)
    for warning in warned:
        assert_silent(str(warning.message))


def test_the_token_is_read_and_counted(tmp_path: Path) -> None:
    """Were the planted cells not looked at, their absence would show nothing."""
    path = planted_extract(tmp_path / "extract.csv", BOOK.suites["domestic_violence"])
    text = path.read_text(encoding="utf-8")
    assert text.count(TOKEN) > 100 * len(BOOK.suites["domestic_violence"].fields)
    run = run_command("check", path, "--suite", "domestic_violence", "--format", "csv")
    broken = {
        row["rule"] for row in csv.DictReader(io.StringIO(run.out)) if row["verdict"] == "fail"
    }
    assert {"DV-ETH-01", "DV-DAT-01", "DV-KEY-03", "DV-UNT-01"} <= broken


@pytest.mark.parametrize("name", SUITES)
def test_records_tells_references_and_nothing_else(
    tmp_path: Path, name: str, everything_logged: pytest.LogCaptureFixture
) -> None:
    path = planted_extract(tmp_path / "extract.csv", BOOK.suites[name])
    lists = tmp_path / "lists"
    run = run_command("records", path, "--suite", name, "--period", MONTH, "-o", lists)
    assert run.code == 0, run.err
    assert_silent_run(run, everything_logged, tmp_path / "nowhere")
    files = list(lists.iterdir())
    assert len(files) >= 3
    for file in files:
        assert_silent(file.name)
        rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"))))
        at = next(n for n, row in enumerate(rows) if row[:1] == ["reference"])
        for row in rows[:at]:
            assert_silent(" ".join(row))
        for reference, *others in rows[at + 1 :]:
            assert_silent(" ".join(others))
            assert_silent(reference.replace(OF_A_KEY, ""))


def test_an_unreadable_extract_is_not_quoted(tmp_path: Path) -> None:
    for content in (
        f"{TOKEN},{TOKEN}\n{TOKEN}\n",
        f'CRIS No,SDE\n1,"{TOKEN}\n' + f"2,{TOKEN}\n" * 5,
        f"CRIS No,SDE\n{TOKEN},\0\n",
        f"CRIS No,SDE\n{TOKEN}\n{TOKEN}\n",
    ):
        (tmp_path / "a.csv").write_text(content)
        run = run_command("check", tmp_path / "a.csv")
        assert run.code == 2
        assert_silent(run.err.replace(content.partition("\n")[0], ""))


@pytest.mark.parametrize("place", [(pipeline, "judge_collection"), (intake, "open_extract")])
def test_a_crash_tells_its_kind_and_no_more(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    everything_logged: pytest.LogCaptureFixture,
    place: tuple[Any, str],
) -> None:
    path = planted_extract(tmp_path / "extract.csv", BOOK.suites["domestic_violence"])

    def crash(*_: object, **__: object) -> None:
        raise ValueError(TOKEN) from KeyError(TOKEN)

    monkeypatch.setattr(*place, crash)
    output = tmp_path / "out" / "report.json"
    output.parent.mkdir()
    run = run_command("check", path, "--suite", "domestic_violence", "-o", output)
    assert run.code == 2
    assert run.out == ""
    assert run.err.startswith("eqmon: ")
    assert "unexpected ValueError" in run.err
    assert len(run.err.splitlines()) == 1
    assert_silent(run.err)
    assert list(output.parent.iterdir()) == []
    for record in everything_logged.records:
        assert_silent(str(record.__dict__))


def test_a_crash_beside_sends_its_kind_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []

    class Connection:
        def recv(self) -> worker.Errand:
            return worker.Errand(Drop("x", (), None, None, False), BOOK, None, Declared())

        def send(self, answer: object) -> None:
            sent.append(answer)

    def crash(*_: object, **__: object) -> None:
        raise ValueError(TOKEN)

    monkeypatch.setattr(worker, "take_in", crash)
    worker._work(Connection(), Connection(), None)  # type: ignore[arg-type]
    (answer,) = sent
    assert "unexpected ValueError" in str(answer)
    assert_silent(str(answer))
    assert_silent(repr(answer.__dict__))
