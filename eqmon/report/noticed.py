"""What was noticed while reading the inputs: like things told once, with the files they are in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from eqmon.report.words import number_of

if TYPE_CHECKING:
    from eqmon.report.model import Input

FILES_NAMED = 3
PLAIN = "utf-8"


def noticed(inputs: Iterable[Input]) -> list[str]:
    """`13 files read as utf-8-sig, 8 as cp1252`, then the files of each other note."""
    by_encoding: dict[str, list[str]] = defaultdict(list)
    by_note: dict[str, list[str]] = defaultdict(list)
    for one in inputs:
        if one.encoding not in (None, PLAIN):
            by_encoding[str(one.encoding)].append(one.name)
        for note in one.notes:
            # How the encoding was found is in report.json; which it is, is told just above.
            if not note.startswith("read as "):
                by_note[note].append(one.name)
    said = [_encodings(by_encoding)] if by_encoding else []
    return said + [f"{_files(files)}: {note}" for note, files in by_note.items()]


def _encodings(found: dict[str, list[str]]) -> str:
    commonest = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    (encoding, files), *others = commonest
    first = f"{number_of(len(files), 'file')} read as {encoding}"
    if len(files) == 1:
        first = f"{files[0]} read as {encoding}"
    return ", ".join([first, *(f"{_one_or_number(names)} as {e}" for e, names in others)])


def _one_or_number(files: list[str]) -> str:
    return files[0] if len(files) == 1 else f"{len(files):,}"


def _files(files: list[str]) -> str:
    named = ", ".join(files[:FILES_NAMED])
    more = len(files) - FILES_NAMED
    return f"{named} and {more:,} more" if more > 0 else named
