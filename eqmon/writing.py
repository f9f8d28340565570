"""Write a report so that a killed run leaves the old file or the new one, and never half."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Collection
from pathlib import Path

from eqmon.errors import OutputError

SECONDS_A_WRITE_LASTS = 3600.0
"""A temporary file older than this belongs to no run, whatever its process number is now."""


def write_atomically(
    path: Path, data: bytes, *, mode: int | None = None, inputs: Collection[Path] = ()
) -> None:
    """Put these bytes in the file: written beside it, flushed to disk, then renamed onto it.

    `mode` are its permissions, from the first byte on; without it those of the file that is there
    are kept. None of `inputs` is ever written to. Temporary files that killed runs left for the
    same target are removed. A device or pipe is written straight into. Raises OutputError.
    """
    target = Path(os.path.realpath(path))  # a link stays a link
    _refuse(path, target, inputs)
    try:
        if target.exists() and not target.is_file():
            _write_straight(target, data)
        else:
            _replace(target, data, mode)
    except OSError as error:
        raise _explained(path, error) from None


def _refuse(path: Path, target: Path, inputs: Collection[Path]) -> None:
    if target.is_dir():
        raise OutputError(str(path), "it is a folder", hint="name a file in it")
    if not target.parent.is_dir():
        raise OutputError(
            str(path), "there is no such folder to write in", hint="create the folder first"
        )
    if target.exists() and any(i.exists() and i.samefile(target) for i in inputs):
        raise OutputError(
            str(path), "it is one of the inputs, and those are never written to",
            hint="give the report another name",
        )  # fmt: skip
    if target.exists() and not os.access(target, os.W_OK):
        raise OutputError(
            str(path), "it may not be written to", hint="unprotect it, or give another name"
        )


def _write_straight(target: Path, data: bytes) -> None:
    with target.open("wb", buffering=0) as device:
        view = memoryview(data)
        while view:
            view = view[device.write(view) :]


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    _remove_leftovers(target)
    temporary = target.with_name(f".{target.name}.eqmon-{os.getpid()}.tmp")
    kept = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    try:
        # O_EXCL: nobody's link is followed. The mode holds from the start, so no moment leaks.
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        number = os.open(temporary, flags, 0o666 if mode is None else mode)
        with os.fdopen(number, "wb") as file:
            exact = mode if mode is not None else kept
            if exact is not None and hasattr(os, "fchmod"):
                os.fchmod(number, exact)
            file.write(data)
            file.flush()
            os.fsync(number)
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _remove_leftovers(target: Path) -> None:
    form = re.compile(rf"\.{re.escape(target.name)}\.eqmon-(\d+)\.tmp")
    for entry in os.scandir(target.parent):
        named = form.fullmatch(entry.name)
        if named and _is_left_over(entry, int(named[1])):
            try:
                os.unlink(entry.path)
            except OSError:
                continue  # it is another user's, or on Windows open in a run that lives


def _is_left_over(entry: os.DirEntry[str], process: int) -> bool:
    if process == os.getpid() or os.name == "nt":  # Windows removes no file that is open
        return True
    try:
        if time.time() - entry.stat(follow_symlinks=False).st_mtime > SECONDS_A_WRITE_LASTS:
            return True
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False  # the process lives and is another user's, or the file has just gone
    return False


def _explained(path: Path, error: OSError) -> OutputError:
    full = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
    if error.errno in full:
        return OutputError(
            str(path), "the disk is full; what was there before is untouched",
            hint="free some space, or write to another disk",
        )  # fmt: skip
    if error.errno == errno.EROFS:
        return OutputError(str(path), "this disk is read-only", hint="write to another folder")
    if isinstance(error, PermissionError):
        renaming = error.filename2 is not None
        problem = (
            "it cannot be replaced; it may be open in another program"
            if renaming
            else "this folder may not be written to"
        )
        hint = "close it there and run again" if renaming else "write to another folder"
        return OutputError(str(path), problem, hint=hint)
    reason = (error.strerror or type(error).__name__).lower()
    return OutputError(str(path), f"it cannot be written: {reason}", hint="write to another file")
