"""The rulebook: the shipped rule files, and those of a directory of one's own over them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from eqmon.errors import RulebookError
from eqmon.rulebook.codelists import BLANK, CodeList, Reading, read_code_list
from eqmon.rulebook.duties import Duties, read_duties
from eqmon.rulebook.exceptions import KnownException, read_exceptions, settle_exceptions
from eqmon.rulebook.lint import SuiteFile, lint_ids, lint_suite
from eqmon.rulebook.model import Suite
from eqmon.rulebook.problems import Problem, nearest, raise_problems
from eqmon.rulebook.spelling import tidy_cell
from eqmon.rulebook.units import UnitList, read_unit_list
from eqmon.rulebook.validation import problems_of
from eqmon.rulebook.yaml_reader import Document, read_document
from eqmon.vocabulary import Recording

SHIPPED = "shipped"
FOLDERS = {"suites": ".yaml", "codelists": ".csv", "units": ".csv"}
FILES = ("duties.yaml", "exceptions.yaml")
AS_FOUND = "as_found"

Read = TypeVar("Read")


@dataclass(frozen=True)
class Rulebook:
    """Everything that rule files say, checked and ready to use."""

    name: str
    """`shipped`, or the name of the directory that extends it."""
    directory: Path | None
    sha256: str
    """Over the names and bytes of every rule file, shipped and own."""
    suites: Mapping[str, Suite] = field(repr=False)
    code_lists: Mapping[str, CodeList] = field(repr=False)
    units: Mapping[str, UnitList] = field(repr=False)
    duties: Duties = field(repr=False)
    exceptions: tuple[KnownException, ...]

    def units_of(self, suite: Suite) -> UnitList:
        """The list of units that a suite uses."""
        return self.units[suite.units]

    def read(self, suite: Suite, field: str, text: str) -> Reading:
        """How a field's text is read: by its own tokens first, then by its code list.

        A field of another kind than `code` is blank, or known without a code.
        """
        chosen = suite.fields[field]
        if chosen.tokens:
            tidied = tidy_cell(text)
            for recording, tokens in chosen.tokens.items():
                if tidied and tidied in map(tidy_cell, tokens):
                    return _reading_of_token(recording, tidied)
        if chosen.kind != "code":
            return Reading(Recording.KNOWN, "") if tidy_cell(text) else BLANK
        return self.code_lists[chosen.code_list].read(text, scheme=chosen.scheme)


@dataclass
class _Parts:
    """What was read so far."""

    suites: dict[str, SuiteFile] = field(default_factory=dict)
    code_lists: dict[str, CodeList] = field(default_factory=dict)
    units: dict[str, UnitList] = field(default_factory=lambda: {AS_FOUND: UnitList.as_found()})
    duties: Duties = field(default_factory=lambda: Duties({}))
    exceptions: tuple[KnownException, ...] = ()
    exceptions_document: Document | None = None
    problems: list[Problem] = field(default_factory=list)
    refused: list[RulebookError] = field(default_factory=list)


def load_rulebook(directory: Path | None = None) -> Rulebook:
    """The shipped rulebook, extended by a directory where one is given.

    A suite, code list or list of units of the same name replaces the shipped one whole, a duty
    that of the same strand. RulebookError lists every problem of every file.
    """
    parts = _Parts()
    shipped = files("eqmon.rules")
    sources = [(SHIPPED, dict(_rule_files(shipped, parts, strict=False)))]
    if directory is not None:
        if not directory.is_dir():
            raise RulebookError(str(directory), "no such directory", hint="--rules takes a folder")
        sources.append(("own", dict(_rule_files(directory, parts, strict=True))))
    for _, found in sources:
        for relative, path in found.items():
            _read_one(relative, path, parts)
    _lint(parts)
    _raise_all(parts, str(directory) if directory else "shipped rules")
    return Rulebook(
        name=directory.resolve().name if directory else SHIPPED,
        directory=directory,
        sha256=_fingerprint(sources),
        suites={name: file.suite for name, file in sorted(parts.suites.items())},
        code_lists=dict(sorted(parts.code_lists.items())),
        units=dict(sorted(parts.units.items())),
        duties=parts.duties,
        exceptions=parts.exceptions,
    )


def _reading_of_token(recording: Recording, tidied: str) -> Reading:
    if recording is Recording.BLANK:
        return BLANK
    return Reading(recording, tidied if recording is Recording.KNOWN else recording.value)


def _rule_files(
    root: Traversable, parts: _Parts, *, strict: bool
) -> Iterator[tuple[str, Traversable]]:
    """Rule files by relative name, sorted; with `strict`, files that would be passed over."""
    found: list[tuple[str, Traversable]] = []
    allowed = ", ".join((*(f"{f}/*{e}" for f, e in FOLDERS.items()), *FILES))
    for path in sorted(root.iterdir(), key=lambda p: p.name):
        if path.name in FOLDERS and path.is_dir():
            for inner in sorted(path.iterdir(), key=lambda p: p.name):
                if inner.name.endswith(FOLDERS[path.name]) and not inner.name.startswith("."):
                    found.append((f"{path.name}/{inner.name}", inner))
                elif strict and not _is_aside(inner.name):
                    hint = f"files here end in {FOLDERS[path.name]}"
                    parts.problems.append(Problem(str(inner), "is no rule file", hint=hint))
        elif path.name in FILES:
            found.append((path.name, path))
        elif strict and path.name.endswith((".yaml", ".yml")):
            hint = nearest(path.name, FILES) or "suites stand in suites/"
            parts.problems.append(Problem(str(path), "is no rule file", None, "", allowed, hint))
    if strict and not found and not parts.problems:
        parts.problems.append(Problem(str(root), "holds no rule files", allowed=allowed))
    yield from found


def _is_aside(name: str) -> bool:
    return name.startswith((".", "__")) or name.upper().startswith("README")


def _read_one(relative: str, path: Traversable, parts: _Parts) -> None:
    stem = path.name.rsplit(".", 1)[0]
    if relative.startswith("suites/"):
        if file := _attempt(_read_suite, path, parts):
            parts.suites[stem] = file
    elif relative.startswith("codelists/"):
        # An empty one stands in for a list that was refused, so that its users are not blamed too.
        code_list = _attempt(read_code_list, path, parts)
        parts.code_lists[stem] = code_list or CodeList(stem, {}, ())
    elif relative.startswith("units/"):
        unit_list = _attempt(read_unit_list, path, parts)
        parts.units[stem] = unit_list or UnitList(stem, {}, {}, takes_any=True)
    elif relative == "duties.yaml":
        if duties := _attempt(read_duties, path, parts):
            parts.duties = parts.duties.replaced_by(duties)
    elif exceptions := _attempt(read_exceptions, path, parts):
        parts.exceptions, parts.exceptions_document = exceptions


def _attempt(read: Callable[[Traversable], Read], path: Traversable, parts: _Parts) -> Read | None:
    try:
        return read(path)
    except RulebookError as error:
        parts.refused.append(error)
        return None


def _read_suite(path: Traversable) -> SuiteFile:
    document = read_document(path)
    try:
        suite = Suite.model_validate(document.data)
    except ValidationError as error:
        raise_problems(problems_of(error, document, Suite), where=document.file)
        raise
    stem = path.name.rsplit(".", 1)[0]
    if suite.suite != stem:
        line = document.line_of(("suite",))
        hint = f"write suite: {stem}, or rename the file to {suite.suite}.yaml"
        message = "a suite has the name of its file"
        raise Problem(document.file, message, line, "suite", stem, hint).as_error()
    return SuiteFile(suite, document)


def _lint(parts: _Parts) -> None:
    for file in parts.suites.values():
        parts.problems += lint_suite(file, parts.code_lists, parts.units)
    parts.problems += lint_ids(parts.suites.values())
    if parts.exceptions_document is not None and not parts.refused:
        suites = {name: file.suite for name, file in parts.suites.items()}
        parts.exceptions = settle_exceptions(
            parts.exceptions, parts.exceptions_document, suites, parts.units, parts.problems
        )


def _raise_all(parts: _Parts, where: str) -> None:
    """Raise what was found: one problem as it is, several in one list."""
    if len(parts.refused) == 1 and not parts.problems:
        raise parts.refused[0]
    if not parts.refused:
        raise_problems(parts.problems, where=where)
        return
    texts = [str(error) for error in parts.refused]
    texts += [str(problem.as_error()) for problem in parts.problems]
    lines = "\n".join(f"  {line}" for text in texts for line in text.splitlines())
    raise RulebookError(where, f"problems in {len(texts)} places:\n{lines}")


def _fingerprint(sources: list[tuple[str, dict[str, Traversable]]]) -> str:
    digest = hashlib.sha256()
    for origin, found in sources:
        for relative, path in sorted(found.items()):
            data = path.read_bytes()
            digest.update(f"{origin}/{relative}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()
