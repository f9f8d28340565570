"""The names in a rulebook, read from its files' names and ids alone: for a shell that waits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_SECTIONS = {
    name: re.compile(rf"^{name}:(.*?)(?=^[a-z]|\Z)", re.MULTILINE | re.DOTALL)
    for name in ("rules", "measures")
}
_ID = re.compile(r"^ *-? *\{? *id: *[\"']?([A-Z]{2,4}-[A-Z]{2,4}-\d{2})\b", re.MULTILINE)


def names_in(folder: str, directory: Path | None = None) -> list[str]:
    """Names of the files in `suites`, `codelists`, `units` or `layouts`, without their endings.

    Of the shipped rulebook, and of a directory of one's own where one is given. A folder that
    cannot be read has no names: nothing is checked and nothing raised.
    """
    return sorted({path.name.rsplit(".", 1)[0] for path in _files(folder, directory)})


def rule_ids(directory: Path | None = None) -> list[str]:
    """Ids of every rule, in the order of the files; as forgiving as `names_in`.

    A suite of one's own stands for the shipped one of its name.
    """
    return _ids("suites", "rules", directory)


def measure_ids(directory: Path | None = None) -> list[str]:
    """Ids of every measure, in the order of the files; as forgiving as `names_in`."""
    return _ids("measures", "measures", directory)


def _ids(folder: str, section: str, directory: Path | None) -> list[str]:
    by_name = {path.name: path for path in _files(folder, directory)}
    found = (part for path in by_name.values() for part in _SECTIONS[section].findall(_text(path)))
    return [one for part in found for one in _ID.findall(part)]


def _files(folder: str, directory: Path | None) -> Iterator[Traversable]:
    for root in filter(None, (files("eqmon.rules"), directory)):
        try:
            found = sorted((root / folder).iterdir(), key=lambda path: path.name)
        except OSError:
            continue
        yield from (p for p in found if p.name.endswith((".yaml", ".csv")) and p.name[0] != ".")


def _text(path: Traversable) -> str:
    try:
        return path.read_bytes().decode("utf-8", errors="replace")
    except OSError:
        return ""
