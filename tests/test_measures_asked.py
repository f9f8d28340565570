"""Which measures are asked for, and what is said where none of them is of what was read."""

from __future__ import annotations

import pytest
from measured import measured, report_with

from eqmon.cli.measures_written import MeasuresWritten, wanted_measures
from eqmon.errors import UsageError
from eqmon.report.measures_nothing import NONE, why_nothing

HATE = "HC-MOT-01 is a measure of hate crime; what was read is domestic violence."
OF = {"HC-MOT-01": "Hate crime", "DV-DET-01": "Domestic violence"}
WHY = {
    "of another collection": (["Domestic violence"], ["HC-MOT-01"], HATE),
    "of two": (
        ["Stop and search", "Calls"],
        ["HC-MOT-01", "DV-DET-01"],
        "DV-DET-01 is a measure of domestic violence, HC-MOT-01 is a measure of hate crime; "
        "what was read is stop and search and calls.",
    ),
    "none asked for": (["Domestic violence"], [], NONE),
    "nobody's": (["Domestic violence"], ["DV-NONE-01"], NONE),
    "nothing read": ([], ["HC-MOT-01"], NONE),
}


@pytest.mark.parametrize(("read", "only", "said"), WHY.values(), ids=WHY)
def test_why_nothing_is_told(read: list[str], only: list[str], said: str) -> None:
    assert why_nothing(read, only, OF) == said


@pytest.mark.parametrize("form", ["terminal", "json", "markdown"])
def test_a_measure_of_another_collection_is_said_to_be_one(form: str) -> None:
    written = wanted_measures(["hc-mot-01"], None)
    text = " ".join(written.write(report_with(measured()), form).decode().split())
    assert HATE in text
    assert NONE not in text


def test_measures_are_found_whatever_their_case() -> None:
    written = wanted_measures(["dv-det-01", "HC-MOT-01"], None)
    assert written == MeasuresWritten(frozenset(OF), OF)
    assert wanted_measures([], None) == MeasuresWritten()


def test_an_unknown_measure_is_refused_with_the_nearest_alone() -> None:
    with pytest.raises(UsageError) as refused:
        wanted_measures(["dv-det-1", "DV-DET-01", "zzzzz"], None)
    said = str(refused.value)
    assert said.startswith("--measure dv-det-1 --measure zzzzz: ")
    assert "did you mean 'DV-DET-01'?" in said
    assert said.count("DV-") == 2
    assert "HC-" not in said
