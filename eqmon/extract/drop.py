"""A drop: the extracts of one period, in a folder, an archive or given one by one."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from eqmon.errors import InputError, UsageError
from eqmon.extract.archive import as_refused, members
from eqmon.extract.source import Source
from eqmon.extract.statement import (
    STATEMENT,
    Statement,
    agreed,
    checked_period,
    stated,
)

STDIN = "-"
TEXT = re.compile(r"\.(?:csv|tsv|txt|psv)(?:\.gz)?", re.IGNORECASE)
WORKBOOKS = re.compile(r"\.(?:xlsx|xlsm|xlsb|xls|ods)(?:\.gz)?", re.IGNORECASE)
COLUMNAR = re.compile(r"\.(?:parquet|feather|arrow)(?:\.gz)?", re.IGNORECASE)
ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Drop:
    """The extracts of one period."""

    name: str
    sources: tuple[Source, ...]
    period: str | None
    """A month, YYYY-MM; None where nothing says it."""
    extracted_on: date | None
    is_many: bool
    """A folder, an archive or several paths: then one bad file hides nobody."""
    is_whole: bool = False
    """A folder or an archive: then every unit is expected in it, and files by the way are not."""


@dataclass(frozen=True)
class _Found:
    sources: tuple[Source, ...]
    statements: tuple[Statement, ...] = ()
    is_many: bool = True


def find_drop(
    paths: Sequence[str],
    *,
    period: str | None = None,
    extracted_on: date | None = None,
    stdin: BinaryIO | None = None,
) -> Drop:
    """The drop at these paths: files, folders, zip archives, or `-` for stdin.

    Period and date of extraction are those given; else what a drop.yaml beside the extracts
    states; else the period is a folder's name. UsageError for no path or one given twice,
    InputError for a path that is not there, holds no extracts or holds those of several periods.
    """
    if not paths:
        raise UsageError("", "no path was given", hint="name an extract, a folder, or - for stdin")
    for path in paths:
        if "\0" in path:
            raise InputError(_shown(path), "is no path", hint="check its spelling")
    given = Statement(checked_period(period) if period else None, extracted_on)
    places = [STDIN if path == STDIN else os.path.realpath(path) for path in paths]
    if len(set(places)) < len(places):
        raise UsageError("", "a path is given twice", hint="name each input once")
    names = [_name(path) for path in paths]
    if len(set(names)) < len(names):
        names = [_shown(Path(path).as_posix()) for path in paths]
    alone = len(paths) == 1
    found = [
        _find(path, name, f"{name}/" * (not alone), stdin)
        for path, name in zip(paths, names, strict=True)
    ]
    name = names[0] if alone else f"{len(paths)} paths"
    statement = agreed((s for f in found for s in f.statements), name, given)
    return Drop(
        name=name,
        sources=tuple(source for f in found for source in f.sources),
        period=statement.period,
        extracted_on=statement.extracted_on,
        is_many=not alone or any(f.is_many for f in found),
        is_whole=any(f.is_many for f in found),
    )


def would_be_read(file: Path, folder: Path) -> bool:
    """Whether a drop at this folder takes a file of that name for an extract or an archive."""
    if folder not in file.parents or any(map(_is_aside, file.relative_to(folder).parts)):
        return False
    return _is_extract(file.name) or file.suffix.lower() == ".zip"


def _name(path: str) -> str:
    """The last part of a path: which folders are above it is no concern of a report's."""
    return path if path == STDIN else _shown(Path(os.path.abspath(path)).name or path)


def _shown(name: str) -> str:
    """The name without what could steer a terminal or not be written in UTF-8."""
    return "".join(character if character.isprintable() else "?" for character in name)


def _find(path: str, name: str, prefix: str, stdin: BinaryIO | None) -> _Found:
    if path == STDIN:
        return _find_in_stdin(stdin)
    place = Path(path)
    try:
        if place.is_dir():
            return _find_in_folder(place, prefix, name)
        if place.suffix.lower() == ".zip":
            return _find_in_archive(place, name, place.stem)
        if not place.exists():
            raise FileNotFoundError
        if not place.is_file():
            return _Found((Source(name, data=place.read_bytes()),), is_many=False)
    except OSError as failure:
        raise as_refused(name, failure) from None
    folder = Path(os.path.abspath(path)).parent
    beside = folder / STATEMENT
    statements = stated([(beside, STATEMENT)] if beside.is_file() else [], [folder.name])
    return _Found((Source(name, path=place),), statements, is_many=False)


def _find_in_stdin(stdin: BinaryIO | None) -> _Found:
    if stdin is None:
        raise UsageError(STDIN, "there is no standard input here")
    data = stdin.read()
    if data.startswith(ZIP) and not _is_workbook(data):
        return _find_in_archive(data, STDIN, "")
    return _Found((Source(STDIN, data=data),), is_many=False)


def _is_workbook(data: bytes) -> bool:
    """Whether a zip is one that Excel or OpenDocument made."""
    return any(n in ("[Content_Types].xml", "mimetype") for n in members(data, STDIN))


def _find_in_folder(folder: Path, prefix: str, name: str) -> _Found:
    sources: list[Source] = []
    statements: list[tuple[Path, str]] = []
    folders: set[str] = {Path(os.path.abspath(folder)).name}
    for file in _files(folder):
        relative = file.relative_to(folder)
        shown = _shown(prefix + relative.as_posix())
        if file.name == STATEMENT:
            statements.append((file, shown))
        elif found := _sources_of(file, shown):
            sources += found
            folders.update(relative.parts[:-1])
    if not sources:
        raise _no_extracts(name)
    return _Found(tuple(sources), stated(statements, folders))


def _files(folder: Path) -> Iterable[Path]:
    """The files that are not hidden, nor in a hidden folder, in the order of their names."""

    def refuse(failure: OSError) -> None:
        raise failure

    for at, inner, names in os.walk(folder, onerror=refuse):
        inner[:] = sorted(n for n in inner if not _is_aside(n))
        for name in sorted(names):
            if not _is_aside(name) and (Path(at) / name).is_file():
                yield Path(at) / name


def _sources_of(file: Path, shown: str) -> list[Source]:
    if file.suffix.lower() != ".zip":
        return [Source(shown, path=file)] if _is_extract(file.name) else []
    try:
        return list(_find_in_archive(file, shown, "").sources)
    except InputError:
        # Its own error comes when it is opened, so that it hides no other file's.
        return [Source(shown, path=file)]


def _find_in_archive(archive: Path | bytes, name: str, stem: str) -> _Found:
    names = members(archive, name)
    kept = [n for n in names if not any(map(_is_aside, n.split("/")))]
    path, data = (None, archive) if isinstance(archive, bytes) else (archive, None)
    sources = tuple(
        Source(_shown(f"{name}/{member}"), path=path, member=member, data=data)
        for member in kept
        if _is_extract(member.rpartition("/")[2])
    )
    if not sources:
        raise _no_extracts(name)
    folders = {stem}.union(*((s.member or "").split("/")[:-1] for s in sources))
    with zipfile.ZipFile(io.BytesIO(archive) if isinstance(archive, bytes) else archive) as opened:
        opened.filename = name  # what came by stdin has none, and a message names it
        files = [
            (zipfile.Path(opened, n), _shown(f"{name}/{n}"))
            for n in kept
            if n.rpartition("/")[2] == STATEMENT
        ]
        return _Found(sources, stated(files, folders))


def _is_aside(name: str) -> bool:
    """Whether a file or folder is hidden, a system's own, or about the extracts."""
    return name.startswith((".", "~$", "__")) or name.upper().startswith("README")


def _is_extract(name: str) -> bool:
    suffixes = "".join(Path(name).suffixes[-2:])
    return any(
        kind.fullmatch(ending)
        for kind in (TEXT, WORKBOOKS, COLUMNAR)
        for ending in (suffixes, Path(name).suffix)
    )


def _no_extracts(name: str) -> InputError:
    return InputError(
        name,
        "holds no extracts",
        allowed="files that end in .csv, .tsv, .txt, .psv, .xlsx, .xlsm, .xlsb, .xls, .ods,"
        " .parquet, .feather or .arrow, also with .gz, or in .zip",
        hint="check that this is the drop's folder",
    )
