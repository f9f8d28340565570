"""Whatever the report: numbers, references and figures of its papers stand, and words spare."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from papers import REPORTS, texts_of, words, written
from public_copies import boroughs
from reports import AREA_OF, Unit, collection_of, report_of
from test_report import CHASING as UNKIND
from writer_reports import full_report, hostile_report, public_report

from eqmon.disclosure.protect import protect
from eqmon.document.model import (
    Document,
    Figure,
    Link,
    Paragraph,
    Section,
    Table,
    blocks_of,
    tables_of,
)
from eqmon.paper.forms import SHAPES
from eqmon.report.model import Report
from eqmon.rulebook.lint import CHASING
from eqmon.vocabulary import Audience, Form

NO_RATE = re.compile(
    r"(?:limits? of|above|>|least|Whose|fewer than) [\d.]+ %"
    r"|[\d.]+ % (?:interval|score interval|limits|of (?:its )?units|of units)"
    r"|95 %|99.8 %|from 10, 25, 50 and 75 % on|interval [\d.]+ to [\d.]+ %|[\d.]+ % to [\d.]+ %"
    r"|2021-22: [\d.]+ %|, %"
)
"""Percentages that are no rates of this report: limits, intervals, published figures."""
RATE = re.compile(r"[\d.]+ % \([\d,]+ of [\d,]+[;)]|[\d,]+ of [\d,]+ \([\d.]+ %\)")
UGLY = re.compile(
    r"  | ,|\.\.| \.|\(\)|\bNone\b(?! of|:)|\bnan\b|\{|(?<!any)_|;\.|,\.|:\.|\( |‘’| ;|[a-z]\.[A-Z]"
)


OFTEN = ("committee", "account")
SELDOM = ("2011", "concurrent")
EVERY = [
    pytest.param(make, form, id=f"{make.__name__}-{form}")
    for place, make in enumerate(REPORTS)
    for form in (*OFTEN, *(SELDOM if place % 4 == 0 else ()))
]


def check(document: Document) -> None:
    """What must hold of every document."""
    _references(document)
    _figures(document)
    _tables(document)


def _references(document: Document) -> None:
    ids = [b.id for b in blocks_of(document.blocks) if isinstance(b, Section | Table | Figure)]
    assert len(ids) == len(set(ids))
    assert [one for one in ids if not re.fullmatch(r"[a-z0-9_-]+", one)] == []
    links = [part for text in texts_of(document) for part in text if isinstance(part, Link)]
    assert all(link.text and link.target.removeprefix("#") in ids for link in links)
    tables = {table.id for table in tables_of(document)}
    assert all(b.table in tables for b in blocks_of(document.blocks) if isinstance(b, Figure))


def _figures(document: Document) -> None:
    """Every percentage stands beside its count and denominator."""
    for line in words(document).splitlines():
        left = RATE.sub("", line)
        assert "%" not in NO_RATE.sub("", left), line


def _tables(document: Document) -> None:
    labels = [table.label for table in tables_of(document)]
    body = [label for label in labels if " A" not in label]
    assert body == [f"Table {n}" for n in range(1, len(body) + 1)]
    assert labels[len(body) :] == [f"Table A{n}" for n in range(1, len(labels) - len(body) + 1)]
    for table in tables_of(document):
        assert table.columns[0].kind == "name"
        assert {len(row) for row in table.rows} <= {len(table.columns)}
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                if cell.number is not None:
                    first = cell.text.split()[0].replace(",", "")
                    assert float(first) == pytest.approx(cell.number)
                elif column.kind in ("count", "percent"):
                    assert cell.shorthand, (table.id, cell)


@pytest.mark.parametrize(("make", "form"), EVERY)
def test_every_paper_of_every_report_holds_together(make: Callable[[], Report], form: str) -> None:
    document = written(make(), form)
    check(document)
    _numbers(document, form)
    said = words(document)
    assert CHASING.search(said) is None
    assert UNKIND.search(said) is None
    if make is not hostile_report:
        assert [line for line in said.splitlines() if UGLY.search(line)] == []


def _numbers(document: Document, form: str) -> None:
    """Paragraphs run on from 1 in each part that the form numbers, and nowhere else."""
    shape = () if form == "account" else SHAPES[Form(form)].heads
    numbered = {head.id for head in shape if head.numbered}
    for part in document.blocks:
        assert isinstance(part, Section)
        found = [b.number for b in blocks_of((part,)) if isinstance(b, Paragraph)]
        expected = range(1, len(found) + 1) if part.id in numbered else [None] * len(found)
        assert found == list(expected)


def test_the_same_report_gives_the_same_document() -> None:
    for make in (full_report, public_report):
        assert written(make()) == written(make())


@settings(max_examples=10, deadline=None)
@given(units=boroughs())
def test_a_withheld_unit_has_no_figure_and_everything_stands(units: tuple[Unit, ...]) -> None:
    internal = report_of([collection_of(units)])
    for report in (internal, protect(internal, AREA_OF)):
        for form in ("committee", "account"):
            document = written(report, form)
            check(document)
            _withheld(report, document)


def _withheld(report: Report, document: Document) -> None:
    (collection,) = report.collections
    hidden = {r.unit or "All together" for r in collection.recorded if r.withheld}
    assert not hidden or report.audience is Audience.PUBLIC
    for table in tables_of(document):
        for name, *cells in table.rows:
            if name.text in hidden or (name.text == "All units" and "All together" in hidden):
                assert all(cell.number is None for cell in cells)


def test_the_check_of_percentages_would_find_one() -> None:
    bare = "Age was not obtained in 24.5 % of records."
    assert "%" in NO_RATE.sub("", RATE.sub("", bare))
