"""A report is written whole or not at all, and never over an input."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from eqmon import writing
from eqmon.errors import OutputError
from eqmon.writing import write_atomically

POSIX = os.name == "posix"
needs_posix = pytest.mark.skipif(not POSIX, reason="permissions and links as POSIX has them")


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.fixture
def old(tmp_path: Path) -> Path:
    target = tmp_path / "report.json"
    target.write_bytes(b"old")
    return target


def dead_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_bytes_are_written_as_given_and_nothing_is_left_beside(old: Path) -> None:
    write_atomically(old, b"new\r\n\x00\n")
    assert old.read_bytes() == b"new\r\n\x00\n"
    assert names(old.parent) == ["report.json"]


def test_a_new_file_is_made(tmp_path: Path) -> None:
    write_atomically(tmp_path / "new.md", b"new")
    assert names(tmp_path) == ["new.md"]


@needs_posix
def test_permissions_are_kept_or_as_asked(old: Path) -> None:
    old.chmod(0o640)
    write_atomically(old, b"new")
    assert old.stat().st_mode & 0o777 == 0o640
    write_atomically(old, b"new", mode=0o600)
    assert old.stat().st_mode & 0o777 == 0o600


@needs_posix
def test_a_private_file_is_private_from_its_first_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    fsync = os.fsync

    def look(number: int) -> None:
        seen.append(os.fstat(number).st_mode & 0o777)
        fsync(number)

    monkeypatch.setattr(os, "fsync", look)
    before = os.umask(0)
    try:
        write_atomically(tmp_path / "records.csv", b"x", mode=0o600)
    finally:
        os.umask(before)
    assert seen == [0o600]


@needs_posix
def test_a_link_stays_a_link(old: Path) -> None:
    link = old.with_name("latest.json")
    link.symlink_to(old)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert old.read_bytes() == b"new"


def test_an_input_is_never_written_to(old: Path) -> None:
    with pytest.raises(OutputError, match="one of the inputs"):
        write_atomically(old, b"new", inputs=[old.parent / "gone.csv", old])
    again = old.parent / "." / "report.json"
    with pytest.raises(OutputError, match="one of the inputs"):
        write_atomically(again, b"new", inputs=[old])
    assert old.read_bytes() == b"old"


@needs_posix
def test_an_input_under_another_name_is_never_written_to(old: Path) -> None:
    hard = old.with_name("hard.json")
    hard.hardlink_to(old)
    with pytest.raises(OutputError, match="one of the inputs"):
        write_atomically(hard, b"new", inputs=[old])
    assert old.read_bytes() == b"old"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"it is a folder\. Hint: name a file in it"):
        write_atomically(tmp_path, b"new")


def test_a_missing_folder_is_named_as_the_fault(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"no such folder.*Hint: create the folder"):
        write_atomically(tmp_path / "reports" / "a.md", b"new")
    assert names(tmp_path) == []


def failing(code: int, *, second: str | None = None) -> object:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code), "first", None, second)

    return fail


@pytest.mark.parametrize(
    ("call", "code", "second", "said"),
    [
        ("fsync", errno.ENOSPC, None, r"the disk is full.*Hint: free some space"),
        ("open", errno.EROFS, None, r"this disk is read-only.*Hint: write to another folder"),
        ("open", errno.EACCES, None, r"this folder may not be written to.*Hint: write to another"),
        ("replace", errno.EACCES, "x", r"open in another program.*Hint: close it"),
        ("open", errno.ENAMETOOLONG, None, r"file name too long"),
    ],
)
def test_each_failure_is_clear_and_leaves_the_old_file_alone(
    old: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    code: int,
    second: str | None,
    said: str,
) -> None:
    monkeypatch.setattr(os, call, failing(code, second=second))
    with pytest.raises(OutputError, match=said) as raised:
        write_atomically(old, b"new")
    monkeypatch.undo()
    assert raised.value.where == str(old)
    assert old.read_bytes() == b"old"
    assert names(old.parent) == ["report.json"]


def test_an_interrupted_write_leaves_the_old_file_alone(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(old, b"new")
    assert old.read_bytes() == b"old"
    assert names(old.parent) == ["report.json"]


@needs_posix
def test_a_protected_file_is_not_replaced(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # whoever runs the tests may be root
    with pytest.raises(OutputError, match="may not be written to"):
        write_atomically(old, b"new")
    assert old.read_bytes() == b"old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_device_is_clear_and_stays_a_device() -> None:
    with pytest.raises(OutputError, match="the disk is full"):
        write_atomically(Path("/dev/full"), b"new")
    assert Path("/dev/full").is_char_device()


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no null device")
def test_a_device_is_written_into_and_stays_a_device() -> None:
    write_atomically(Path("/dev/null"), b"new")
    assert Path("/dev/null").is_char_device()


@needs_posix
def test_what_dead_runs_left_for_this_target_is_removed_and_nothing_else(old: Path) -> None:
    mine = old.with_name(f".report.json.eqmon-{dead_process()}.tmp")
    reused = old.with_name(f".report.json.eqmon-{os.getpid()}.tmp")
    impossible = old.with_name(f".report.json.eqmon-{10**30}.tmp")
    aged = old.with_name(f".report.json.eqmon-{os.getppid()}.tmp")
    living = old.with_name(".report.json.eqmon-1.tmp")
    other = old.with_name(f".other.json.eqmon-{dead_process()}.tmp")
    alike = old.with_name(f".report-json.eqmon-{dead_process()}.tmp")
    for path in (mine, reused, impossible, aged, living, other, alike):
        path.write_bytes(b"half")
    long_ago = time.time() - 2 * writing.SECONDS_A_WRITE_LASTS
    os.utime(aged, (long_ago, long_ago))
    write_atomically(old, b"new")
    assert names(old.parent) == sorted([living.name, other.name, alike.name, "report.json"])


WRITER = """
import sys
from pathlib import Path
from eqmon.writing import write_atomically
print("ready", flush=True)
while True:
    write_atomically(Path(sys.argv[1]), sys.argv[2].encode() * 4_000_000)
"""


def test_a_killed_run_leaves_all_of_one_report(old: Path) -> None:
    for moment in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(old), "n"], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.002 * moment)
            process.kill()
        assert old.read_bytes() in (b"old", b"n" * 4_000_000)
    write_atomically(old, b"new")
    assert names(old.parent) == ["report.json"]


def test_the_temporary_name_tells_whose_it_is(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, seen = os.replace, []

    def look(source: Path, target: Path) -> None:
        seen.append(Path(source).name)
        replace(source, target)

    monkeypatch.setattr(os, "replace", look)
    write_atomically(old, b"new")
    assert re.fullmatch(rf"\.report\.json\.eqmon-{os.getpid()}\.tmp", seen[0])
