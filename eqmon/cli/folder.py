"""A folder to write lists in: never among the inputs, and for its owner alone."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from eqmon.errors import OutputError

HINT = "give a folder of their own"


def refuse_folder(folder: Path, inputs: Iterable[Path]) -> None:
    """OutputError, before anything is read, for a folder that cannot or must not be written to.

    A list beside the extracts would be read as one of them with the next drop.
    """
    place = Path(os.path.realpath(folder))
    for given in inputs:
        read = Path(os.path.realpath(given))
        if place == read or read in place.parents:
            raise OutputError(str(folder), "it is, or lies in, one of the inputs", hint=HINT)
        if read.is_file() and place == read.parent:
            raise OutputError(str(folder), "one of the inputs lies in it", hint=HINT)
    existing = next(p for p in (place, *place.parents) if p.exists())
    if not existing.is_dir():
        raise OutputError(str(folder), "it is a file, or lies in one", hint="name a folder")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise OutputError(str(folder), "it may not be written to", hint="choose another folder")


def make_private(folder: Path) -> None:
    """Make the folder, where it is not there yet, for its owner alone."""
    make_folder(folder, mode=0o700)


def make_folder(folder: Path, *, mode: int = 0o777) -> None:
    """Make the folder, where it is not there yet; OutputError where it cannot be made."""
    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise OutputError(str(folder), f"cannot be made: {reason}") from None
