"""Brings a report to its readers: each format to stdout or to its file, for its audience."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from eqmon.cli.folder import make_folder, make_private
from eqmon.errors import OutputError
from eqmon.vocabulary import Audience

if TYPE_CHECKING:
    from eqmon.cli.copies import Copies
    from eqmon.cli.plan import Delivery
    from eqmon.report.model import Report

MARKS = "✓✗·—│─"
OWNER_ALONE = 0o600
"""Permissions of an internal report: its figures are exact, and a few may be about somebody."""
OF_FILES = {"width": 100}
"""What a format is told of the reader of a file."""

Write = Callable[..., bytes]
"""Writes a copy of a report in the format of a name, given what is known of its reader."""


def deliver(copies: Copies, delivery: Delivery, write: Write) -> None:
    """Write every format: files first, so that a closed pipe loses none.

    Internal reports are for their owner's eyes alone, whatever the file that was there let others
    see; public ones have the permissions that files are given here.
    """
    from eqmon.writing import write_atomically

    inputs = [path for given in delivery.inputs for path in _input_files(given)]
    for folder in delivery.folders:
        make_folder(folder)
    for name, path in delivery.to_files:
        copy = copies.of(delivery.audience_of(name))
        mode = OWNER_ALONE if copy.audience is Audience.INTERNAL else None
        write_atomically(path, write(copy, name, **OF_FILES), mode=mode, inputs=inputs)
        if not delivery.quiet:
            typer.echo(f"eqmon: wrote {path}", err=True)
    if delivery.audit is not None:
        data = copies.audit().encode("utf-8-sig")
        write_atomically(delivery.audit, data, mode=OWNER_ALONE, inputs=inputs)
        if not delivery.quiet:
            typer.echo(f"eqmon: wrote {delivery.audit}", err=True)
    for name in delivery.to_stdout:
        copy = copies.of(delivery.audience_of(name))
        print_text(write(copy, name, **console()).decode())
    if "github" in (*delivery.to_stdout, *(name for name, _ in delivery.to_files)):
        _append_job_summary(copies.of(delivery.audience_of("github")))


def deliver_each_unit(copies: Copies, folder: Path, delivery: Delivery, write: Write) -> None:
    """Write one report a unit: its own figures, beside those of all units together.

    They are internal unless public ones are asked for, and these are cut out of the public copy of
    the whole: a unit alone does not show what could be subtracted from the figures of all.
    """
    from eqmon.records.write import file_names
    from eqmon.report.each_unit import report_of_unit, units_of
    from eqmon.writing import write_atomically

    make_private(folder)
    named = dict.fromkeys([name for name, _ in delivery.to_files] + list(delivery.to_stdout))
    # What is sent is read elsewhere, not on this terminal.
    endings = {n: delivery.formats[n].ending for n in named if n != "terminal"}
    formats = {n: ending for n, ending in endings.items() if ending} or {"markdown": ".md"}
    whole = copies.of(delivery.audience or Audience.INTERNAL)
    units = file_names(units_of(whole))
    for unit, file_name in units.items():
        one = report_of_unit(whole, unit)
        for name, ending in formats.items():
            path = (folder / file_name).with_suffix(ending)
            write_atomically(path, write(one, name, **OF_FILES), mode=OWNER_ALONE)
    if not delivery.quiet:
        typer.echo(f"eqmon: wrote reports of {len(units):,} units to {folder}", err=True)


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


def _input_files(path: Path) -> list[Path]:
    return [p for p in path.rglob("*") if p.is_file()] if path.is_dir() else [path]
