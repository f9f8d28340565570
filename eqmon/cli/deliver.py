"""Brings a report to its readers: each format to stdout or to its file, for its audience."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from eqmon.cli.folder import make_private
from eqmon.errors import OutputError
from eqmon.report import WRITERS, write
from eqmon.vocabulary import Audience

if TYPE_CHECKING:
    from eqmon.cli.plan import Delivery
    from eqmon.report.model import Report

MARKS = "✓✗·—│─"
OWNER_ALONE = 0o600
"""Permissions of an internal report: its figures are exact, and a few may be about somebody."""


def deliver(report: Report, delivery: Delivery) -> None:
    """Write every format: files first, so that a closed pipe loses none.

    Internal reports are for their owner's eyes alone, whatever the file that was there let others
    see; public ones have the permissions that files are given here.
    """
    from eqmon.writing import write_atomically

    inputs = [path for given in delivery.inputs for path in _input_files(given)]
    for folder in delivery.folders:
        _make_folder(folder)
    for name, path in delivery.to_files:
        copy = _for_audience(report, name, delivery)
        mode = OWNER_ALONE if copy.audience is Audience.INTERNAL else None
        data = write(copy, name, width=100).encode()
        write_atomically(path, data, mode=mode, inputs=inputs)
        if not delivery.quiet:
            typer.echo(f"eqmon: wrote {path}", err=True)
    for name in delivery.to_stdout:
        print_text(write(_for_audience(report, name, delivery), name, **console()))
    if "github" in (*delivery.to_stdout, *(name for name, _ in delivery.to_files)):
        _append_job_summary(_for_audience(report, "github", delivery))


def deliver_each_unit(report: Report, folder: Path, delivery: Delivery) -> None:
    """Write one report a unit: its own figures, beside those of all units together.

    They are internal unless public ones are asked for, and these are cut out of the public copy of
    the whole: a unit alone does not show what could be subtracted from the figures of all.
    """
    from eqmon.disclosure.protect import protect
    from eqmon.records.write import file_names
    from eqmon.report.each_unit import report_of_unit, units_of
    from eqmon.writing import write_atomically

    make_private(folder)
    named = dict.fromkeys([name for name, _ in delivery.to_files] + list(delivery.to_stdout))
    # What is sent is read elsewhere, not on this terminal.
    formats = [n for n in named if WRITERS[n].ending and n != "terminal"] or ["markdown"]
    whole = protect(report) if delivery.audience is Audience.PUBLIC else report
    units = file_names(units_of(whole))
    for unit, file_name in units.items():
        one = report_of_unit(whole, unit)
        for name in formats:
            path = (folder / file_name).with_suffix(WRITERS[name].ending)
            write_atomically(path, write(one, name, width=100).encode(), mode=OWNER_ALONE)
    if not delivery.quiet:
        typer.echo(f"eqmon: wrote reports of {len(units):,} units to {folder}", err=True)


def _for_audience(report: Report, name: str, delivery: Delivery) -> Report:
    from eqmon.disclosure.protect import protect

    by_default = Audience.PUBLIC if WRITERS[name].public_by_default else Audience.INTERNAL
    wanted = delivery.audience or by_default
    return protect(report) if wanted is Audience.PUBLIC else report


def console() -> dict[str, Any]:
    """How wide the terminal is, and whether it holds colour and more than ASCII."""
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    colour = colour and os.environ.get("TERM") != "dumb"
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        MARKS.encode(encoding)
        plain = False
    except (UnicodeEncodeError, LookupError):
        plain = True
    return {"width": shutil.get_terminal_size().columns, "colour": colour, "ascii": plain}


def print_text(text: str) -> None:
    """Print to stdout what its encoding can hold; OutputError where it cannot be written."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        typer.echo(text.encode(encoding, errors="replace").decode(encoding), nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            "standard output",
            f"cannot be written: {(error.strerror or 'unknown cause').lower()}",
            hint="write to a file with --output",
        ) from None


def _append_job_summary(report: Report) -> None:
    from eqmon.report import github

    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    try:
        with Path(path).open("a", encoding="utf-8", newline="\n") as summary:
            summary.write(github.summary(report))
    except OSError as error:
        raise OutputError(
            "GITHUB_STEP_SUMMARY",
            f"cannot be written: {error.strerror}",
            hint="unset it to do without the job summary",
        ) from None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(str(folder), f"cannot be made: {error.strerror}") from None


def _input_files(path: Path) -> list[Path]:
    return [p for p in path.rglob("*") if p.is_file()] if path.is_dir() else [path]
