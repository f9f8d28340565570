"""findings.csv: one row a finding, in columns that stay, and no cell that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from writer_reports import (
    HOSTILE,
    RULES,
    UNITS,
    compared_report,
    full_report,
    hostile_report,
    public_report,
    snapshot,
)

from eqmon.report.csv import COLUMNS, write
from eqmon.report.model import Report
from eqmon.vocabulary import Level

Row = dict[str, str]


def rows(report: Report) -> list[Row]:
    return list(csv.DictReader(io.StringIO(write(report), newline="")))


def row(report: Report, rule: str, unit: str) -> Row:
    [found] = [r for r in rows(report) if (r["rule"], r["unit"]) == (rule, unit)]
    return found


def test_the_whole_document() -> None:
    text = write(full_report())
    assert text == snapshot("findings.csv", text)


def test_one_row_per_finding_and_per_rule_without_any() -> None:
    report = full_report()
    [collection] = report.collections
    found = rows(report)
    assert len(found) == len(collection.findings) + 1
    assert found[0] | {"rule": "DV-ARR-01", "level": "overall", "verdict": "fail"} == found[0]
    assert len({(r["rule"], r["level"], r["unit"]) for r in found}) == len(found)


def test_lines_end_in_crlf_and_all_have_every_column() -> None:
    text = write(hostile_report())
    assert text.count("\r\n") == text.count("\n") == text.count("\r")
    for cells in csv.reader(io.StringIO(text, newline="")):
        assert len(cells) == len(COLUMNS)


def test_figures_are_fractions_with_their_counts() -> None:
    expected = {
        "count": "135",
        "denominator": "551",
        "rate": "0.245009",
        "lower": "0.210944",
        "upper": "0.282605",
        "warn_above": "0.02",
        "fail_above": "0.05",
        "verdict": "fail",
        "decides": "yes",
        "withheld": "no",
    }
    found = row(full_report(), RULES["age"], "Barnet")
    assert {name: found[name] for name in expected} == expected


def test_movement_comes_with_the_baselines_figures() -> None:
    found = row(compared_report(), RULES["age"], "Barnet")
    assert (found["movement"], found["baseline_count"], found["baseline_denominator"]) == (
        "worse",
        "50",
        "540",
    )
    assert found["baseline_rate"] == "0.092593"


def test_withheld_figures_say_so() -> None:
    found = row(public_report(), RULES["age"], "Sutton")
    # The report has no rate at all there, and nothing is made up for it.
    assert (found["withheld"], found["count"], found["denominator"]) == ("yes", "[c]", "[c]")
    assert (found["rate"], found["lower"], found["upper"]) == ("[c]", "[c]", "[c]")


@pytest.mark.parametrize(
    ("unit", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\t=1", "' =1"),
        ("\rx", "' x"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("Barnet", "Barnet"),
        ("a=b", "a=b"),
        ('say "a", b', 'say "a", b'),
    ],
)
def test_text_is_never_a_formula(unit: str, cell: str) -> None:
    report = full_report()
    [collection] = report.collections
    one = next(f for f in collection.findings if f.level is Level.UNIT)
    changed = collection.model_copy(update={"findings": (one.model_copy(update={"unit": unit}),)})
    assert rows(report.model_copy(update={"collections": (changed,)}))[-1]["unit"] == cell


def test_no_cell_of_a_hostile_report_is_a_formula() -> None:
    starts: tuple[Any, ...] = tuple("=+-@\t\r")
    cells = [cell for r in rows(hostile_report()) for cell in r.values()]
    assert not [cell for cell in cells if cell.startswith(starts)]
    assert sum(cell.startswith("'=cmd|") for cell in cells) > len(UNITS)
    assert HOSTILE not in cells
