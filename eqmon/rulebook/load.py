"""The rulebook: the shipped rule files, and those of a directory of one's own over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from eqmon.errors import RulebookError
from eqmon.rulebook.accepted import Accepted
from eqmon.rulebook.benchmarks import Benchmark, read_benchmarks, replaced_by
from eqmon.rulebook.characteristics import (
    Characteristics,
    load_characteristics,
    read_characteristics,
)
from eqmon.rulebook.codelists import CodeList, Reading, read_code_list
from eqmon.rulebook.disclosure import DisclosureRules, read_disclosure
from eqmon.rulebook.duties import Duties, read_duties
from eqmon.rulebook.exceptions import KnownException, read_exceptions, settle_exceptions
from eqmon.rulebook.fingerprint import fingerprint
from eqmon.rulebook.frameworks import Framework, lint_frameworks, read_framework
from eqmon.rulebook.layouts import Layout
from eqmon.rulebook.lint import SuiteFile, lint_ids, lint_suite
from eqmon.rulebook.lint_layouts import LayoutFile, lint_layout
from eqmon.rulebook.lint_measures import MeasuresFile, lint_measures
from eqmon.rulebook.lint_values import Lists
from eqmon.rulebook.measures import Measures
from eqmon.rulebook.model import Suite
from eqmon.rulebook.named_files import read_layout, read_measures_file, read_suite
from eqmon.rulebook.persons import Persons, read_persons
from eqmon.rulebook.populations import Population, lint_populations, read_populations
from eqmon.rulebook.problems import Problem, raise_problems
from eqmon.rulebook.reading import read_field
from eqmon.rulebook.registers import RegisterDefinition, lint_registers, read_register_definition
from eqmon.rulebook.rule_files import rule_files
from eqmon.rulebook.samples import DipSample, SampleFile, lint_samples, read_sample
from eqmon.rulebook.units import UnitList, read_unit_list
from eqmon.rulebook.yaml_reader import Document

SHIPPED = "shipped"
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
    layouts: Mapping[str, Layout] = field(default_factory=dict, repr=False)
    persons: Persons = field(default_factory=Persons, repr=False)
    benchmarks: tuple[Benchmark, ...] = field(default=(), repr=False)
    disclosure: DisclosureRules = field(default_factory=DisclosureRules, repr=False)
    measures: Mapping[str, Measures] = field(default_factory=dict, repr=False)
    """By suite."""
    registers: Mapping[str, RegisterDefinition] = field(default_factory=dict, repr=False)
    frameworks: Mapping[str, Framework] = field(default_factory=dict, repr=False)
    characteristics: Characteristics = field(default_factory=load_characteristics, repr=False)
    samples: Mapping[str, DipSample] = field(default_factory=dict, repr=False)
    """By suite."""
    populations: tuple[Population, ...] = field(default=(), repr=False)
    # Of this rulebook alone: a copy with something replaced finds them out anew.
    _laid_out: dict[str, Suite] = field(default_factory=dict, init=False, compare=False, repr=False)
    _accepted: dict[int, tuple[Suite, Accepted]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def laid_out(self, suite: str, layout: str | None) -> Suite:
        """A suite as a layout of it tells its fields, or as it is where no layout is given.

        KeyError for a name that is not there.
        """
        if layout is None:
            return self.suites[suite]
        if layout not in self._laid_out:
            self._laid_out[layout] = self.layouts[layout].laid_out(self.suites[suite])
        return self._laid_out[layout]

    def accepted_by(self, suite: Suite) -> Accepted:
        """The headings that a suite accepts, be it laid out or not."""
        # By identity: suites are too large to compare, and the number alone may be reused.
        known = self._accepted.get(id(suite))
        if known is None or known[0] is not suite:
            known = self._accepted[id(suite)] = suite, Accepted(suite, self.persons)
        return known[1]

    def units_of(self, suite: Suite) -> UnitList:
        """The list of units that a suite uses."""
        return self.units[suite.units]

    def read(self, suite: Suite, field: str, text: str) -> Reading:
        """How a field's text is read: respelt, by its own tokens, then by its code list.

        A field of another kind than `code` is blank, or known without a code.
        """
        return read_field(suite.fields[field], self.code_lists, text)


@dataclass
class _Parts:
    """What was read so far."""

    suites: dict[str, SuiteFile] = field(default_factory=dict)
    layouts: dict[str, LayoutFile] = field(default_factory=dict)
    measures: dict[str, MeasuresFile] = field(default_factory=dict)
    code_lists: dict[str, CodeList] = field(default_factory=dict)
    units: dict[str, UnitList] = field(default_factory=lambda: {AS_FOUND: UnitList.as_found()})
    duties: Duties = field(default_factory=lambda: Duties({}))
    persons: Persons = field(default_factory=Persons)
    benchmarks: tuple[Benchmark, ...] = ()
    disclosure: DisclosureRules = field(default_factory=DisclosureRules)
    registers: dict[str, RegisterDefinition] = field(default_factory=dict)
    frameworks: dict[str, Framework] = field(default_factory=dict)
    characteristics: Characteristics | None = None
    samples: dict[str, SampleFile] = field(default_factory=dict)
    populations: tuple[Population, ...] = ()
    exceptions: tuple[KnownException, ...] = ()
    exceptions_document: Document | None = None
    problems: list[Problem] = field(default_factory=list)
    refused: list[RulebookError] = field(default_factory=list)
    own: set[str] = field(default_factory=set)
    """Files of the directory that extends the shipped ones."""
    refused_files: set[str] = field(default_factory=set)
    """Whoever uses what stands in these is not blamed too."""


def load_rulebook(directory: Path | None = None) -> Rulebook:
    """The shipped rulebook, extended by a directory where one is given.

    A suite, code list or list of units of the same name replaces the shipped one whole, a duty
    that of the same strand. RulebookError lists every problem of every file.
    """
    parts = _Parts()
    shipped = files("eqmon.rules")
    sources = [(SHIPPED, dict(rule_files(shipped, parts.problems, strict=False)))]
    if directory is not None:
        if not directory.is_dir():
            raise RulebookError(str(directory), "no such directory", hint="--rules takes a folder")
        sources.append(("own", dict(rule_files(directory, parts.problems, strict=True))))
    for origin, found in sources:
        for relative, path in found.items():
            if origin != SHIPPED:
                parts.own.add(relative)
            _read_one(relative, path, parts)
    _lint(parts)
    _raise_all(parts, str(directory) if directory else "shipped rules")
    return Rulebook(
        name=directory.resolve().name if directory else SHIPPED,
        directory=directory,
        sha256=fingerprint(sources),
        suites={name: file.suite for name, file in sorted(parts.suites.items())},
        code_lists=dict(sorted(parts.code_lists.items())),
        units=dict(sorted(parts.units.items())),
        duties=parts.duties,
        exceptions=parts.exceptions,
        layouts={name: file.layout for name, file in sorted(parts.layouts.items())},
        persons=parts.persons,
        disclosure=parts.disclosure,
        benchmarks=parts.benchmarks,
        registers=dict(sorted(parts.registers.items())),
        frameworks=dict(sorted(parts.frameworks.items())),
        characteristics=parts.characteristics or load_characteristics(),
        populations=parts.populations,
        samples={name: file.sample for name, file in sorted(parts.samples.items())},
        measures={name: file.measures for name, file in sorted(parts.measures.items())},
    )


def _read_one(relative: str, path: Traversable, parts: _Parts) -> None:
    folder, stem = relative.split("/")[0], path.name.rsplit(".", 1)[0]
    if folder == "suites":
        if file := _attempt(read_suite, relative, path, parts):
            parts.suites[stem] = file
    elif folder == "layouts":
        if layout := _attempt(read_layout, relative, path, parts):
            parts.layouts[stem] = layout
    elif folder == "measures":
        if measures := _attempt(read_measures_file, relative, path, parts):
            parts.measures[stem] = measures
    elif folder == "codelists":
        # An empty one stands in for a list that was refused, so that its users are not blamed too.
        code_list = _attempt(read_code_list, relative, path, parts)
        parts.code_lists[stem] = code_list or CodeList(stem, {}, ())
    elif folder == "units":
        unit_list = _attempt(read_unit_list, relative, path, parts)
        parts.units[stem] = unit_list or UnitList(stem, {}, {}, takes_any=True)
    elif folder == "populations":
        parts.populations += _attempt(read_populations, relative, path, parts) or ()
    elif folder == "registers":
        if register := _attempt(read_register_definition, relative, path, parts):
            parts.registers[stem] = register
    elif folder == "frameworks":
        if framework := _attempt(read_framework, relative, path, parts):
            parts.frameworks[stem] = framework
    elif folder == "samples":
        if sample := _attempt(read_sample, relative, path, parts):
            parts.samples[stem] = sample
    else:
        _read_alone(relative, path, parts)


def _read_alone(relative: str, path: Traversable, parts: _Parts) -> None:
    """Read a file that is the only one of its kind, over what the shipped one says."""
    if relative == "duties.yaml":
        if duties := _attempt(read_duties, relative, path, parts):
            parts.duties = parts.duties.replaced_by(duties)
    elif relative == "characteristics.yaml":
        parts.characteristics = _attempt(read_characteristics, relative, path, parts)
    elif relative == "persons.yaml":
        if persons := _attempt(read_persons, relative, path, parts):
            parts.persons = parts.persons.replaced_by(persons)
    elif relative == "benchmarks.yaml":
        if benchmarks := _attempt(read_benchmarks, relative, path, parts):
            parts.benchmarks = replaced_by(parts.benchmarks, benchmarks)
    elif relative == "disclosure.yaml":
        parts.disclosure = _attempt(read_disclosure, relative, path, parts) or parts.disclosure
    elif exceptions := _attempt(read_exceptions, relative, path, parts):
        parts.exceptions, parts.exceptions_document = exceptions


def _attempt(
    read: Callable[[Traversable], Read], relative: str, path: Traversable, parts: _Parts
) -> Read | None:
    try:
        return read(path)
    except RulebookError as error:
        parts.refused.append(error)
        parts.refused_files.add(relative)
        return None


def _lint(parts: _Parts) -> None:
    lists = Lists(parts.code_lists, parts.units)
    suites = {name: file.suite for name, file in parts.suites.items()}
    if "persons.yaml" not in parts.refused_files:
        for file in parts.suites.values():
            parts.problems += lint_suite(file, lists, parts.persons)
    parts.problems += lint_ids(parts.suites.values())
    parts.problems += lint_registers(parts.registers, parts.units)
    parts.problems += lint_frameworks(parts.frameworks)
    for layout in parts.layouts.values():
        if f"suites/{layout.layout.suite}.yaml" not in parts.refused_files:
            parts.problems += lint_layout(layout, suites, lists, parts.persons)
    for name, measures in parts.measures.items():
        # A suite of one's own may lack what the shipped measures read: they say so themselves.
        if f"measures/{name}.yaml" in parts.own or f"suites/{name}.yaml" not in parts.own:
            parts.problems += lint_measures(measures, suites, lists, parts.refused_files)
    parts.problems += lint_populations(parts.populations, suites, lists)
    parts.problems += lint_samples(parts.samples, suites, parts.own, parts.refused_files)
    if parts.exceptions_document is not None and not parts.refused:
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
