"""Puts a new rulebook into its folder: whole and checked, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from eqmon.errors import OutputError
from eqmon.writing import write_atomically

if TYPE_CHECKING:
    from eqmon.rulebook.load import Rulebook

MOST_NAMED = 10


def refuse_existing(directory: Path, names: Iterable[str]) -> None:
    """OutputError for files that are there, all of them, or a folder that cannot be one."""
    existing = next(p for p in (directory, *directory.absolute().parents) if p.exists())
    if not existing.is_dir():
        raise OutputError(str(directory), "it is a file, or lies in one", hint="name a folder")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise OutputError(str(directory), "it may not be written to", hint="choose another folder")
    there = [name for name in names if os.path.lexists(directory / name)]
    if there:
        more = f" and {len(there) - MOST_NAMED} more" if len(there) > MOST_NAMED else ""
        named = ", ".join(there[:MOST_NAMED]) + more
        raise OutputError(
            str(directory),
            f"nothing is written over, and these are there: {named}",
            hint="name another folder, or move them away",
        )


def place(directory: Path, texts: Mapping[str, str], check: Callable[[Path], Rulebook]) -> Rulebook:
    """Write the texts by name into a folder, made where there is none, and check it all.

    Where one cannot be written, the check refuses or the run is interrupted, whatever was written
    and made goes again, and what was there before is as it was.
    """
    refuse_existing(directory, texts)
    made: list[Path] = []
    is_done = False
    try:
        for name, text in texts.items():
            path = directory / name
            _make_folders(path.parent, made)
            made.append(path)
            write_atomically(path, text.encode("utf-8"))
        rulebook = check(directory)
        is_done = True
    finally:
        if not is_done:
            _remove(made)
    return rulebook


def _make_folders(folder: Path, made: list[Path]) -> None:
    missing = [p for p in (folder, *folder.absolute().parents) if not p.exists()]
    for path in reversed(missing):
        try:
            path.mkdir()
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise OutputError(str(path), f"cannot be made: {reason}") from None
        made.append(path)


def _remove(made: list[Path]) -> None:
    for path in reversed(made):
        try:
            path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
        except OSError:
            continue  # somebody put a file of their own into it meanwhile
