"""measures.csv and measures.json: every figure once, as the report has it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
from measured import by_answer, every_status, measured, report_with

import eqmon.report
from eqmon.rates import rate_of
from eqmon.report import measures_json
from eqmon.report.measures_csv import COLUMNS, write
from eqmon.report.measures_model import MeasuresReport, measures_report

REPORT = measures_report(report_with())


def rows(report: MeasuresReport = REPORT) -> list[dict[str, str]]:
    text = write(report)
    assert text.count("\r\n") == text.count("\n")
    return list(csv.DictReader(io.StringIO(text)))


def test_every_figure_has_a_row_and_every_row_the_columns() -> None:
    found = rows()
    assert tuple(found[0]) == COLUMNS
    expected = 0
    for one in every_status():
        answers = sum(len(by.groups) + 1 for by in one.by)
        figures = len(one.places) + len(one.months) + answers + len(one.days)
        expected += figures or 1
    assert len(found) == expected


def test_a_group_with_its_comparator_bounds_and_verdict() -> None:
    [asian] = [row for row in rows() if row["group"] == "Asian"]
    told = {name: asian[name] for name in asian if asian[name]}
    del told["sentence"]
    for interval in ("lower", "upper", "ratio_", "difference_", "least_", "most_"):
        told = {name: told[name] for name in told if not name.startswith(interval)}
    assert told == {
        "collection": "domestic_violence",
        "period": "2007-01",
        "measure": "DV-DET-01",
        "title": "Sanction detections",
        "version": "detections",
        "status": "measured",
        "row": "group",
        "level": "overall",
        "by": "ethnicity",
        "group": "Asian",
        "count": "20",
        "denominator": "200",
        "rate": "0.100000",
        "gap_count": "195",
        "gap_denominator": "1000",
        "gap_rate": "0.195000",
        "comparator": "White",
        "comparator_count": "200",
        "comparator_denominator": "400",
        "comparator_rate": "0.500000",
        "ratio": "0.200000",
        "difference": "-0.400000",
        "least": "0.103010",
        "most": "0.671013",
        "tipping": asian["tipping"],
        "usable": "usable with bounds",
        "region": "lower",
        "low_reliability": "no",
    }


def test_why_a_measure_has_no_figure() -> None:
    told = {
        row["measure"]: (row["status"], row["sentence"]) for row in rows() if row["row"] == "none"
    }
    assert told == {
        "DV-REP-01": ("no records", "There is no record of victims with a reference."),
        "DV-DUA-01": (
            "not measurable",
            "Currently not measurable: no extract has a column for accused arrested on. Since "
            "2006-11.",
        ),
        "DV-NOC-01": ("withheld", ""),
    }


def test_what_is_withheld_has_no_figure() -> None:
    hidden = tuple(p.model_copy(update={"withheld": p.unit == "Brent"}) for p in measured().places)
    report = measures_report(report_with(measured(places=hidden)))
    [brent] = [row for row in rows(report) if row["unit"] == "Brent"]
    assert {brent[name] for name in ("count", "denominator", "rate", "lower", "upper")} == {"[c]"}
    assert brent["withheld"] == "yes"


def test_a_gap_that_is_withheld_is_no_nought() -> None:
    nothing = {"gap": rate_of(0, 0), "not_known": rate_of(0, 0), "withheld": True}
    by = measured().by[0].model_copy(update=nothing)
    found = rows(measures_report(report_with(measured(by=(by,)))))
    [not_known] = [row for row in found if row["row"] == "not known"]
    hidden = ("count", "denominator", "rate", "gap_count", "gap_denominator", "gap_rate")
    assert {not_known[name] for name in hidden} == {"[c]"}


def test_text_that_a_spreadsheet_would_calculate_is_guarded() -> None:
    by = by_answer("e", "E", {"=1+1": (10, 20), "White": (10, 20)}, comparator="White")
    found = rows(measures_report(report_with(measured(by=(by,)))))
    assert [row["group"] for row in found if row["group"]] == ["'=1+1", "White"]


def test_the_json_keeps_to_its_published_schema() -> None:
    folder = Path(eqmon.report.__file__).parent
    published = (folder / "measures.schema.json").read_text(encoding="utf-8")
    assert published == measures_json.schema_text()
    text = measures_json.write(REPORT)
    jsonschema.validate(json.loads(text), json.loads(published))
    assert MeasuresReport.model_validate_json(text) == REPORT
