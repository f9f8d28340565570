"""Settles, before anything is read, which format goes where, and refuses what cannot be."""

from __future__ import annotations

import os
from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path

from eqmon.cli.folder import refuse_folder
from eqmon.cli.formats import Formats, format_of_ending
from eqmon.errors import OutputError, UsageError
from eqmon.vocabulary import Audience

STDIN = "-"


@dataclass(frozen=True)
class Delivery:
    """Which formats go where."""

    formats: Formats
    """All that the command writes."""
    to_stdout: tuple[str, ...]
    to_files: tuple[tuple[str, Path], ...]
    folders: tuple[Path, ...]
    """To be made where they are not there."""
    each_unit: Path | None
    audience: Audience | None
    audit: Path | None
    inputs: tuple[Path, ...]
    quiet: bool

    def audience_of(self, format: str) -> Audience:
        """For whom a format is written."""
        return self.audience or self.formats[format].audience


@dataclass(frozen=True)
class Places:
    """Where a command's formats may go."""

    formats: Formats
    default: str
    """The format that goes to stdout, or into a folder, where none is asked for."""
    stem: str
    """The name, without its ending, of files in a folder."""


def plan_delivery(
    places: Places,
    wanted: Sequence[str],
    outputs: Sequence[str],
    audience: Audience | None,
    *,
    each_unit: Path | None = None,
    audit: Path | None = None,
    inputs: Sequence[str],
    quiet: bool,
) -> Delivery:
    """Settle where each wanted format goes; UsageError or OutputError where it cannot.

    A format that is asked for and fits no output goes to stdout: one and no more, for a program
    that reads it could not tell where the next begins.
    """
    for name in wanted:
        if name not in places.formats:
            raise UsageError(
                f"--format {name}", "there is no such format", allowed=", ".join(places.formats)
            )
    folders = tuple(Path(output) for output in outputs if _is_folder(output))
    files = [file for output in outputs for file in _files_of(output, wanted, places)]
    given = tuple(Path(path) for path in inputs if path != STDIN)
    _refuse_targets([path for _, path in files] + ([audit] if audit else []), folders, given)
    if each_unit is not None:
        refuse_folder(each_unit, given)
    asked = wanted if outputs else wanted or [places.default]
    return Delivery(
        formats=places.formats,
        to_stdout=_to_stdout(asked, {name for name, _ in files}, places),
        to_files=tuple(files),
        folders=folders,
        each_unit=each_unit,
        audience=audience,
        audit=audit,
        inputs=given,
        quiet=quiet,
    )


def _refuse_targets(
    targets: Sequence[Path], folders: Sequence[Path], inputs: Sequence[Path]
) -> None:
    for number, path in enumerate(targets):
        _refuse_twice(path, targets[:number])
        _refuse_input(path, inputs)
        if path.parent not in folders:
            _require_writable(path)
    for folder in folders:
        _require_folder(folder)


def _to_stdout(asked: Sequence[str], written: Container[str], places: Places) -> tuple[str, ...]:
    """What fits no output; UsageError where that is not one text."""
    names = tuple(dict.fromkeys(name for name in asked if name not in written))
    for name in names:
        if not places.formats[name].is_text:
            raise UsageError(
                f"--format {name}",
                "it is no text, and stdout is for text",
                hint=f"give it a file: --output {places.stem}{places.formats[name].ending}",
            )
    if len(names) > 1:
        raise UsageError(
            " ".join(f"--format {name}" for name in names),
            "only one format can go to stdout",
            hint="give each of the others its own --output",
        )
    return names


def refuse_output(path: Path, inputs: Sequence[str]) -> None:
    """OutputError where a file cannot be written, or is an input or lies in one."""
    _refuse_input(path, tuple(Path(given) for given in inputs if given != STDIN))
    _require_writable(path)


def _is_folder(output: str) -> bool:
    return output.endswith(tuple(filter(None, (os.sep, os.altsep)))) or Path(output).is_dir()


def _files_of(output: str, wanted: Sequence[str], places: Places) -> list[tuple[str, Path]]:
    path, formats = Path(output), places.formats
    if _is_folder(output):
        named = [name for name in wanted or [places.default] if formats[name].ending]
        if not named:
            raise UsageError(
                f"--format {wanted[0]}", "it has no file of its own; it goes to stdout"
            )
        return [(name, path / f"{places.stem}{formats[name].ending}") for name in named]
    if len(wanted) == 1 and not path.suffix:
        return [(wanted[0], path)]
    return [(format_of_ending(path, formats), path)]


def _refuse_twice(path: Path, others: Sequence[Path]) -> None:
    if any(os.path.realpath(path) == os.path.realpath(other) for other in others):
        raise UsageError(f"--output {path}", "it is named twice", hint="name each file once")


def _refuse_input(path: Path, inputs: Sequence[Path]) -> None:
    """Nothing is written to an input, nor where the next run would read it as an extract."""
    from eqmon.extract.drop import would_be_read

    place = Path(os.path.realpath(path))
    for given in inputs:
        read = Path(os.path.realpath(given))
        in_drop = read.is_dir() and would_be_read(place, read)
        same = read.is_file() and place.exists() and place.samefile(read)
        if same or (in_drop and place.exists()):
            raise OutputError(
                str(path),
                "it is one of the inputs, and those are never written to",
                hint="give the report another name",
            )
        if in_drop:
            raise OutputError(
                str(path),
                f"it lies in the drop '{given}', and the next run would read it as an extract",
                hint="write it to another folder",
            )


def _require_writable(path: Path) -> None:
    """Find out before minutes of reading, not after."""
    if path.exists() and not path.is_file():
        return  # a device or a pipe: its folder need not be writable
    if not path.parent.is_dir():
        raise OutputError(str(path), "its folder does not exist", hint="make the folder first")
    if not os.access(path.parent, os.W_OK):
        raise OutputError(str(path), "its folder may not be written to", hint="choose another")


def _require_folder(folder: Path) -> None:
    existing = next(p for p in (folder, *folder.absolute().parents) if p.exists())
    if not existing.is_dir():
        raise OutputError(str(folder), "it is a file, or lies in one", hint="name a folder")
    if not os.access(existing, os.W_OK):
        raise OutputError(str(folder), "it may not be written to", hint="choose another")
