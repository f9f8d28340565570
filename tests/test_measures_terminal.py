"""The terminal report of measures: every measure in its place, nothing wider than the terminal."""

from __future__ import annotations

import re

import pytest
from measured import every_status, hostile, measured, report_with
from rich.cells import cell_len
from writer_reports import snapshot

from eqmon.measures.model import DaysTold
from eqmon.report.measures_model import measures_report
from eqmon.report.measures_terminal import days_said, write
from eqmon.report.model import Report
from eqmon.vocabulary import Level

MANY = report_with()
ONE = report_with(measured())


@pytest.mark.parametrize(("name", "report"), [("measures.txt", MANY), ("measures-one.txt", ONE)])
def test_the_whole_document(name: str, report: Report) -> None:
    text = write(measures_report(report))
    assert text == snapshot(name, text)


@pytest.mark.parametrize("report", [MANY, ONE, hostile()])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(report: Report, width: int) -> None:
    for line in write(measures_report(report), width=width).splitlines():
        assert cell_len(line) <= width


def test_every_measure_has_a_place() -> None:
    text = write(measures_report(MANY))
    for one in every_status():
        assert text.count(one.measure) == 1
    assert text.index("Measures that cannot be computed, and why") < text.index("DV-DUA-01")


def test_no_rate_stands_without_its_count_and_denominator() -> None:
    text = " ".join(write(measures_report(MANY)).split())
    shown = re.sub(r"interval [\d.]+ to [\d.]+ %|(95|99.8|90) %", "", text)
    assert len(re.findall(r"[\d.]+ %", shown)) == len(re.findall(r"[\d.]+ % \([\d,]+ of", shown))


def test_a_group_of_few_has_no_rate() -> None:
    lines = write(measures_report(ONE)).splitlines()
    [other] = [n for n, line in enumerate(lines) if line.startswith("Other")]
    assert "too few" in lines[other]
    assert "2 of 5" in lines[other + 1]


def test_colour_and_ascii() -> None:
    assert "\x1b[" not in write(measures_report(MANY))
    assert "\x1b[" in write(measures_report(MANY), colour=True)
    assert write(measures_report(MANY), ascii=True).isascii()


def test_nothing_to_measure_is_said() -> None:
    report = measures_report(MANY, only=("DV-NONE-01",))
    assert "The rulebook has no measure of what was read." in write(report)


@pytest.mark.parametrize(
    ("undated", "out_of_order", "said"),
    [
        (7, 2, "; 7 without both dates, 2 out of order."),
        (7, 0, "; 7 without both dates."),
        (0, 2, "; 2 out of order."),
        (0, 0, "records."),
    ],
)
def test_nought_records_without_dates_are_not_told(
    undated: int, out_of_order: int, said: str
) -> None:
    """Public copies hold neither number: there nought would be untrue."""
    days = DaysTold(
        level=Level.OVERALL,
        unit=None,
        records=1_000,
        median=1,
        ninetieth=4,
        undated=undated,
        out_of_order=out_of_order,
    )
    assert days_said(days).endswith(said)


def test_a_median_stands_without_the_ninetieth_where_that_is_withheld() -> None:
    days = DaysTold(
        level=Level.OVERALL,
        unit=None,
        records=20,
        median=2,
        ninetieth=None,
        undated=0,
        out_of_order=0,
    )
    assert days_said(days).startswith("median 2, of 20 records")
