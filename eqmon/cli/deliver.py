"""Brings a report to its readers: each format to stdout or to its file, for its audience."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from eqmon.errors import OutputError, UsageError
from eqmon.report import WRITERS, format_of_ending, write
from eqmon.vocabulary import Audience

if TYPE_CHECKING:
    from eqmon.report.model import Report

MARKS = "✓✗·—│─"


@dataclass(frozen=True)
class Delivery:
    """Which formats go where."""

    to_stdout: tuple[str, ...]
    to_files: tuple[tuple[str, Path], ...]
    audience: Audience | None
    inputs: tuple[Path, ...]
    quiet: bool


def plan_delivery(
    formats: Sequence[str],
    outputs: Sequence[Path],
    audience: Audience | None,
    *,
    inputs: Sequence[str],
    quiet: bool,
) -> Delivery:
    """Settle where each format goes before anything is read; UsageError where it cannot."""
    for name in formats:
        if name not in WRITERS:
            raise UsageError(
                f"--format {name}", "there is no such format", allowed=", ".join(WRITERS)
            )
    files: list[tuple[str, Path]] = []
    for output in outputs:
        if _is_folder(output):
            files += [(name, _in_folder(output, name)) for name in formats or ["terminal"]]
        elif len(formats) == 1 and not output.suffix:
            files.append((formats[0], output))
        else:
            files.append((format_of_ending(output), output))
    for _, path in files:
        _require_writable(path)
    to_stdout = () if outputs else tuple(formats or ["terminal"])
    return Delivery(to_stdout, tuple(files), audience, tuple(Path(i) for i in inputs), quiet)


def deliver(report: Report, delivery: Delivery) -> None:
    """Write every format: files first, so that a closed pipe loses none."""
    from eqmon.writing import write_atomically

    inputs = [path for given in delivery.inputs for path in _input_files(given)]
    for name, path in delivery.to_files:
        text = write(_for_audience(report, name, delivery), name, width=100)
        write_atomically(path, text.encode(), inputs=inputs)
        if not delivery.quiet:
            typer.echo(f"eqmon: wrote {path}", err=True)
    for name in delivery.to_stdout:
        _print(write(_for_audience(report, name, delivery), name, **_console()))
    if "github" in (*delivery.to_stdout, *(name for name, _ in delivery.to_files)):
        _append_job_summary(_for_audience(report, "github", delivery))


def deliver_each_unit(report: Report, folder: Path, delivery: Delivery) -> None:
    """Write one internal report a unit: its own figures, beside those of all units together."""
    from eqmon.report.each_unit import report_of_unit, units_of
    from eqmon.writing import write_atomically

    _make_folder(folder)
    named = [name for name, _ in delivery.to_files] + list(delivery.to_stdout)
    formats = [n for n in dict.fromkeys(named) if WRITERS[n].ending] or ["markdown"]
    units = units_of(report)
    for unit in units:
        one = report_of_unit(report, unit)
        for name in formats:
            path = folder / f"{_file_name(unit)}{WRITERS[name].ending}"
            write_atomically(path, write(one, name, width=100).encode(), mode=0o600)
    if not delivery.quiet:
        typer.echo(f"eqmon: wrote reports of {len(units):,} units to {folder}", err=True)


def _for_audience(report: Report, name: str, delivery: Delivery) -> Report:
    from eqmon.disclosure import protect

    by_default = Audience.PUBLIC if WRITERS[name].public_by_default else Audience.INTERNAL
    wanted = delivery.audience or by_default
    return protect(report) if wanted is Audience.PUBLIC else report


def _console() -> dict[str, object]:
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    colour = colour and os.environ.get("TERM") != "dumb"
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        MARKS.encode(encoding)
        plain = False
    except (UnicodeEncodeError, LookupError):
        plain = True
    return {"width": shutil.get_terminal_size().columns, "colour": colour, "ascii": plain}


def _print(text: str) -> None:
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    typer.echo(text.encode(encoding, errors="replace").decode(encoding), nl=False)


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


def _is_folder(path: Path) -> bool:
    return path.is_dir() or str(path).endswith(("/", os.sep))


def _in_folder(folder: Path, name: str) -> Path:
    if not WRITERS[name].ending:
        raise UsageError(f"--format {name}", "it has no file of its own; it goes to stdout")
    _make_folder(folder)
    return folder / f"report{WRITERS[name].ending}"


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(str(folder), f"cannot be made: {error.strerror}") from None


def _require_writable(path: Path) -> None:
    """Find out before minutes of reading, not after."""
    folder = path.parent
    if not folder.is_dir():
        raise OutputError(str(path), "its folder does not exist", hint="make the folder first")
    if not os.access(folder, os.W_OK):
        raise OutputError(str(path), "its folder may not be written to", hint="choose another")


def _input_files(path: Path) -> list[Path]:
    return [p for p in path.rglob("*") if p.is_file()] if path.is_dir() else [path]


def _file_name(unit: str) -> str:
    return re.sub(r"[^\w]+", "-", unit.strip("()")).strip("-").casefold()
