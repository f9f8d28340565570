"""Every kind of bad input ends in one clear error, and nothing else."""

from __future__ import annotations

import errno
import gzip
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import assert_one_clear_error, run_command
from forked import start
from small_extracts import MONTH, gaps, records, text, write_drop, write_extract

from eqmon.extract import archive

TOKEN = "zebra-quartz"
ROWS = records(5, religion_belief=TOKEN)
CSV = text(ROWS).encode()
HEADER = text([]).encode()
ROW = CSV.splitlines(keepends=True)[1]
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
Make = Callable[[Path], Path]


def file(name: str, data: bytes) -> Make:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return make


def archive_of(name: str, *, encrypted: bool = False, data: bytes = CSV) -> Make:
    def make(folder: Path) -> Path:
        path = folder / "drop.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(name, data)
        if encrypted:
            raw = bytearray(path.read_bytes())
            raw[6] |= 1
            raw[raw.index(b"PK\x01\x02") + 8] |= 1
            path.write_bytes(raw)
        return path

    return make


def empty_folder(folder: Path) -> Path:
    (folder / "drop").mkdir()
    (folder / "drop" / "README.md").write_text(TOKEN)
    return folder / "drop"


def absent(folder: Path) -> Path:
    return folder / "absent.csv"


STRUCTURE = f"BOCU,Post,Holder\nYE,Commander,{TOKEN}\n".encode()
SPEND = f"Supplier,Amount\n{TOKEN},1000\n".encode()
TWICE = text(ROWS, gender="Victim SDE").encode()

BAD = [
    # what                      how it is made                                  said
    ("no such file", absent, "absent.csv: no such file"),
    ("a folder without extracts", empty_folder, "drop: holds no extracts"),
    ("an empty file", file("a.csv", b""), "a.csv: is empty"),
    ("a heading only, alone", file("a.csv", HEADER), "a.csv: has a heading and no record"),
    ("a binary", file("a.csv", bytes(range(1, 256)) * 20), "a.csv: holds bytes"),
    ("an image", file("a.csv", PNG + CSV), "a.csv: is an image"),
    ("a PDF", file("a.csv", b"%PDF-1.7\n" + CSV), "a.csv: is a PDF"),
    ("a NUL in a cell", file("a.csv", CSV + b"\0" + ROW), "a.csv: holds NUL bytes"),
    ("a 10 MB line", file("a.csv", CSV + b"y" * 10_000_000 + b"\n" + CSV), "a.csv: has a row long"),
    ("a 10 MB heading", file("a.csv", b"y" * 10_000_000), "a.csv: "),
    ("a truncated gzip", file("a.csv.gz", gzip.compress(CSV * 99)[:-20]), "is cut short"),
    ("a zip bomb", archive_of("a.csv", data=bytes(3 << 20)), "unpacks to more than"),
    ("a gzip bomb", file("a.csv.gz", gzip.compress(HEADER + ROW * 60_000)), "decompression bomb"),
    ("an encrypted zip", archive_of("a.csv", encrypted=True), "is an encrypted archive"),
    ("a zip with ../", archive_of("../a.csv"), "names that point outside it"),
    ("undecodable bytes", file("a.csv", CSV + ROW.replace(b"W1", b"\x81\xe9")), "utf-8 or cp1252"),
    ("structure tables", file("a.csv", STRUCTURE), "no column is recognised as a strand"),
    ("spend data", file("a.csv", SPEND), "no column is recognised as a strand"),
    ("two columns of one field", file("a.csv", TWICE), "2 columns claim the field"),
    ("a workbook", archive_of("[Content_Types].xml"), "drop.zip: "),
]  # fmt: skip


@pytest.fixture
def _small_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FREE_BYTES", 1 << 20)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the report should go: it holds an old one, which a failed run leaves alone."""
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / "report.json"
    path.write_bytes(b"old")
    return path


def assert_untouched(target: Path) -> None:
    assert target.read_bytes() == b"old"
    assert [p.name for p in target.parent.iterdir()] == ["report.json"]


@pytest.mark.usefixtures("_small_bombs")
@pytest.mark.parametrize(("make", "said"), [pytest.param(*row[1:], id=row[0]) for row in BAD])
def test_bad_input(tmp_path: Path, target: Path, make: Make, said: str) -> None:
    path = make(tmp_path)
    run = run_command("check", path, "-o", target)
    assert_one_clear_error(run, said)
    assert TOKEN not in run.err
    assert len(run.err) < 600
    assert_untouched(target)


@pytest.mark.usefixtures("_small_bombs")
@pytest.mark.parametrize("make", [pytest.param(row[1], id=row[0]) for row in BAD[2:]])
def test_bad_input_by_stdin(tmp_path: Path, make: Make) -> None:
    run = run_command("check", "-", stdin=make(tmp_path).read_bytes())
    assert_one_clear_error(run)
    assert TOKEN not in run.err


def test_a_bad_file_in_a_drop_holds_nobody_up_and_quotes_nothing(tmp_path: Path) -> None:
    drop = write_drop(tmp_path / MONTH, {"good.csv": gaps(1)})
    for number, (_, make, _) in enumerate(BAD):
        inner = tmp_path / f"made-{number}"
        inner.mkdir()
        made = make(inner)
        if made.is_file() and made.suffix in (".csv", ".gz") and made.stat().st_size < 1 << 20:
            made.rename(drop / f"{number}-{made.name}")
    for name in ("terminal", "json"):
        run = run_command("check", drop, "--format", name)
        assert run.code == 2
        assert TOKEN not in run.out + run.err
        assert "Traceback" not in run.err
        assert "holds NUL" in " ".join(run.out.split())


RULES = {
    "an alias bomb": ("a: &a [x, x]\nb: [*a, *a]\n", "alias"),
    "duplicate keys": ("suite: one\nsuite: two\n", "suite"),
    "no YAML": ("{[", "own.yaml"),
    "no mapping": ("- a\n", "own.yaml"),
}


@pytest.mark.parametrize(("content", "said"), RULES.values(), ids=RULES)
def test_a_rule_file_that_cannot_be_meant(
    tmp_path: Path, target: Path, content: str, said: str
) -> None:
    (tmp_path / "rules" / "suites").mkdir(parents=True)
    (tmp_path / "rules" / "suites" / "own.yaml").write_text(content)
    extract = write_extract(tmp_path / "a.csv", gaps(1))
    run = run_command("check", extract, "--rules", tmp_path / "rules", "-o", target)
    assert_one_clear_error(run, said)
    assert_untouched(target)


def test_a_threshold_of_five(tmp_path: Path, target: Path) -> None:
    shipped = Path(__file__).parent.parent / "rules" / "suites" / "stop_and_search.yaml"
    (tmp_path / "rules" / "suites").mkdir(parents=True)
    own = tmp_path / "rules" / "suites" / "stop_and_search.yaml"
    own.write_text(shipped.read_text(encoding="utf-8").replace("fail_above: 0.05", "fail_above: 5"))
    extract = write_extract(tmp_path / "a.csv", gaps(1))
    run = run_command("check", extract, "--rules", tmp_path / "rules", "-o", target)
    assert_one_clear_error(run, "stop_and_search.yaml", "line ", "fail_above")
    assert_untouched(target)


UNKNOWN = [
    (("--suite", "burglary"), ("burglary", "domestic_violence")),
    (("--format", "yaml"), ("yaml", "json")),
    (("--rules", "no/such/rules"), ("no/such/rules",)),
    (("--audience", "everybody"), ("everybody", "public")),
    (("--baseline", "no-such.json"), ("no-such.json",)),
]


@pytest.mark.parametrize(("arguments", "said"), UNKNOWN, ids=lambda u: u[0])
def test_unknown_names(tmp_path: Path, arguments: tuple[str], said: tuple[str]) -> None:
    extract = write_extract(tmp_path / "a.csv", gaps(1))
    assert_one_clear_error(run_command("check", extract, *arguments), *said)


def test_an_unknown_rule() -> None:
    assert_one_clear_error(run_command("rules", "show", "DV-XXX-99"), "DV-XXX-99")


# What cannot be written


def test_an_unwritable_folder(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)  # whoever runs the tests may be root
    extract = write_extract(tmp_path / "a.csv", gaps(1))
    run = run_command("check", extract, "-o", target)
    assert_one_clear_error(run, "may not be written to")
    assert_untouched(target)


@pytest.mark.parametrize("where", ["write", "fsync", "replace"])
def test_a_full_disk(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    extract = write_extract(tmp_path / "a.csv", gaps(1))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if where == "write":
        monkeypatch.setattr(os, "fdopen", full)
    else:
        monkeypatch.setattr(os, where, full)
    run = run_command("check", extract, "--period", MONTH, "-o", target)
    monkeypatch.undo()
    assert_one_clear_error(run, "report.json: the disk is full")
    assert_untouched(target)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_device(tmp_path: Path) -> None:
    extract = write_extract(tmp_path / "a.csv", gaps(1))
    run = run_command("check", extract, "--period", MONTH, "--format", "json", "-o", "/dev/full")
    assert_one_clear_error(run, "/dev/full: the disk is full")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_behind_stdout(tmp_path: Path) -> None:
    extract = write_extract(tmp_path / "a.csv", gaps(1))
    reading, err = os.pipe()
    with Path("/dev/full").open("wb") as full:
        child = start(
            *("check", str(extract), "--format", "json"),
            stdout=full.fileno(),
            stderr=err,
            environment={},
        )
    os.close(err)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    assert child.wait() == 2
    assert said.startswith(b"eqmon: standard output: cannot be written: no space left")
    assert b"Traceback" not in said


# Ctrl-C

DRIVER = """
import sys
from eqmon import worker
from eqmon.__main__ import run
worker.LARGE = 0
if __name__ == "__main__":
    print("ready", file=sys.stderr, flush=True)
    run()
"""
"""The command line with a process aside for reading, which says when it is about to start."""


def assert_interrupted(code: int, stderr: str) -> None:
    assert code == 2
    assert stderr == "eqmon: interrupted; nothing was left half written.\n"


@pytest.mark.skipif(os.name != "posix", reason="named pipes and signals as POSIX has them")
def test_ctrl_c_while_reading(tmp_path: Path, target: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    command = [
        sys.executable,
        "-m",
        "eqmon",
        "check",
        str(tmp_path / "pipe.csv"),
        "-o",
        str(target),
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    with process, (tmp_path / "pipe.csv").open("wb", buffering=0) as pipe:  # once it is read
        pipe.write(HEADER)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
    assert_interrupted(process.returncode, stderr)
    assert_untouched(target)


@pytest.mark.skipif(os.name != "posix", reason="signals and process groups as POSIX has them")
@pytest.mark.parametrize("seconds", [0.05, 0.4, 1.2])
def test_ctrl_c_beside_the_process_that_reads(tmp_path: Path, target: Path, seconds: float) -> None:
    drop = write_drop(tmp_path / MONTH, {"a.csv": records(20_000)})
    driver = tmp_path / "driver.py"
    driver.write_text(DRIVER)
    command = [sys.executable, str(driver), "check", str(drop), "-o", str(target)]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "ready\n"
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal sends it: to all of the group
        _, stderr = process.communicate(timeout=60)
    assert_interrupted(process.returncode, stderr)
    assert_untouched(target)
    assert_group_ends(process.pid)


def assert_group_ends(group: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("a process of the run lives on")
