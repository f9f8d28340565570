"""Rulebooks as `eqmon init --from` starts them, linted in memory: to load them all takes long."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from eqmon.extract.declared import Declared
from eqmon.extract.drop import find_drop
from eqmon.extract.source import Source
from eqmon.init.answers import answers_of
from eqmon.init.from_extract import Started, refuse_unfit, start_from
from eqmon.init.settled import settle
from eqmon.inspection.inspect import inspect
from eqmon.inspection.model import Inspection
from eqmon.intake import take_in
from eqmon.rulebook.layouts import Layout
from eqmon.rulebook.lint import SuiteFile, lint_suite
from eqmon.rulebook.lint_layouts import LayoutFile, lint_layout
from eqmon.rulebook.lint_values import Lists
from eqmon.rulebook.load import Rulebook, load_rulebook
from eqmon.rulebook.model import Suite
from eqmon.rulebook.yaml_reader import read_document

SHIPPED = load_rulebook()
LISTS = Lists(SHIPPED.code_lists, SHIPPED.units)


def source_of(path: Path) -> Source:
    [source] = find_drop([str(path)]).sources
    return source


def inspected(path: Path, suite: str | None = None) -> Inspection:
    return inspect(source_of(path), SHIPPED, Declared(suite=suite))


def started_from(path: Path, *confirmed: str, suite: str | None = None) -> Started:
    return start(inspected(path, suite), *confirmed)


def start(inspection: Inspection, *confirmed: str) -> Started:
    refuse_unfit(inspection)
    return start_from(settle(inspection, answers_of(inspection.questions, confirmed)), SHIPPED, {})


def in_memory(started: Started, folder: Path) -> Rulebook:
    """The rulebook that the files say, every suite and layout of them without a problem."""
    suites, layouts = dict(SHIPPED.suites), dict(SHIPPED.layouts)
    for name, file in started.files.items():
        kind, _, own = name.removesuffix(".yaml").partition("/")
        path = folder / "rules.yaml"
        path.write_text(file.text, encoding="utf-8")
        if name.startswith("suites/"):
            document = read_document(path)
            suites[own] = Suite.model_validate(document.data)
            found = lint_suite(SuiteFile(suites[own], document), LISTS, SHIPPED.persons)
            assert [p.as_error() for p in found] == []
        elif kind == "layouts" and name.endswith(".yaml"):
            document = read_document(path)
            layouts[own] = Layout.model_validate(document.data)
            layout = LayoutFile(layouts[own], document)
            problems = lint_layout(layout, suites, LISTS, SHIPPED.persons)
            assert [p.as_error() for p in problems] == []
    ids = [rule.id for suite in suites.values() for rule in suite.rules]
    assert len(ids) == len(set(ids))
    return replace(SHIPPED, suites=suites, layouts=layouts)


def tally_of(path: Path, rulebook: Rulebook, suite: str | None = None) -> pd.DataFrame:
    drop = find_drop([str(path)])
    taken = take_in(drop, rulebook, period=None, declared=Declared(suite=suite))
    [collection] = taken.collections
    return collection.tally


def counts(tally: pd.DataFrame, subject: str, unit: str | None = None) -> dict[str, int]:
    """Records of a subject by recording, applicable or not."""
    rows = tally[tally["subject"] == subject]
    rows = rows if unit is None else rows[rows["unit"] == unit]
    return {str(r): int(n) for r, n in rows.groupby("recording")["n"].sum().items()}
