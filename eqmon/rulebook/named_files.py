"""Suites and layouts as they stand in files that bear their names."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import ValidationError

from eqmon.rulebook.layouts import Layout
from eqmon.rulebook.lint import SuiteFile
from eqmon.rulebook.lint_layouts import LayoutFile
from eqmon.rulebook.lint_measures import MeasuresFile
from eqmon.rulebook.measures import Measures
from eqmon.rulebook.model import Suite
from eqmon.rulebook.problems import Problem, raise_problems
from eqmon.rulebook.validation import problems_of
from eqmon.rulebook.yaml_reader import Document, read_document

Named = TypeVar("Named", Suite, Layout, Measures)


def read_suite(path: Traversable) -> SuiteFile:
    """The suite in a YAML file; RulebookError with all that it may not say."""
    suite, document = _read(path, Suite, "suite")
    return SuiteFile(suite, document)


def read_layout(path: Traversable) -> LayoutFile:
    """The layout in a YAML file; RulebookError with all that it may not say."""
    layout, document = _read(path, Layout, "layout")
    return LayoutFile(layout, document)


def read_measures_file(path: Traversable) -> MeasuresFile:
    """The measures of a suite in a YAML file; RulebookError with all that it may not say."""
    measures, document = _read(path, Measures, "measures_of")
    return MeasuresFile(measures, document)


def _read(path: Traversable, model: type[Named], key: str) -> tuple[Named, Document]:
    document = read_document(path)
    try:
        found = model.model_validate(document.data)
    except ValidationError as error:
        raise_problems(problems_of(error, document, model), where=document.file)
        raise
    stem, name = path.name.rsplit(".", 1)[0], getattr(found, key)
    if name != stem:
        hint = f"write {key}: {stem}, or rename the file to {name}.yaml"
        message = f"a {key} has the name of its file"
        line = document.line_of((key,))
        raise Problem(document.file, message, line, key, stem, hint).as_error()
    return found, document
