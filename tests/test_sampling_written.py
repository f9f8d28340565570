"""A score in each of its formats: the same figures, none without its counts, nothing cut off."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files

import jsonschema
import pytest
from test_sampling_score import scored

from eqmon.sampling import score_json, words
from eqmon.sampling.model import Estimate, QuestionScore, Score
from eqmon.sampling.score_csv import WRITTEN
from eqmon.sampling.written import written

QUESTION = scored((300, "y" * 17 + "na "), (100, "yyyyynnnnn"), (4, "yyyy"))


def a_score(*questions: QuestionScore) -> Score:
    return Score(
        eqmon="0", suite="small", title="Small sample", period="2007-01",
        asked_for="34 records in all", by=("unit",), size=404, drawn=34, frame_sha256="0" * 64,
        questions=questions,
    )  # fmt: skip


def text_of(format: str, *questions: QuestionScore, **look: object) -> str:
    return written(a_score(*questions), format, environ={}, **look).decode()  # type: ignore[arg-type]


# 17/18 of 285, 5/10 of 100 and 4/4 of 4: of the first, 1 in 19 is not applicable.
RATE = "yes 83.1 % (26 of 32 applicable records, weighted by stratum)"


def test_the_terminal_tells_each_question_with_its_counts() -> None:
    said = " ".join(text_of("terminal", QUESTION).split())
    assert "Small sample, 2007-01: 34 of 404 records looked at" in said
    assert RATE in said
    assert "no 6, not applicable 1, not answered 1" in said
    assert QUESTION.supports in said
    assert "U0 300 20 17 1 1 1 94.4" in said
    assert "U2 4 4 4 0 0 0 100.0" in said


@pytest.mark.parametrize("width", [40, 80, 132])
def test_it_fits_the_terminal(width: int) -> None:
    lines = text_of("terminal", QUESTION, width=width).splitlines()
    assert max(map(len, lines)) <= width
    plain = text_of("terminal", QUESTION, width=width, ascii=True)
    assert plain.isascii()  # no ellipsis: nothing is cut off
    assert "\x1b" not in plain


def test_of_many_strata_those_to_look_at_are_shown() -> None:
    many = scored(*((10, "yy") for _ in range(30)), (10, "yn"), (10, "y "))
    lines = text_of("terminal", many).splitlines()
    shown = [line.split()[0] for line in lines if line.startswith("U")]
    assert shown == ["U30", "U31"]
    assert "30 more strata: --format csv has them" in lines
    none = text_of("terminal", scored(*((10, "yy") for _ in range(32))))
    assert "All 32 strata are answered without a no: --format csv has them" in none
    assert "Stratum" not in none


def test_csv_has_a_row_for_all_records_and_for_each_stratum() -> None:
    rows = list(csv.DictReader(io.StringIO(text_of("csv", QUESTION), newline="")))
    assert tuple(rows[0]) == WRITTEN
    assert [row["level"] for row in rows] == ["overall", *["stratum"] * 3]
    assert (rows[0]["records"], rows[0]["drawn"], rows[0]["yes"]) == ("404", "34", "26")
    assert QUESTION.estimate is not None
    assert float(rows[0]["rate_yes"]) == pytest.approx(QUESTION.estimate.rate, abs=1e-6)
    assert rows[3]["lower"] == rows[3]["upper"] == "1.000000"


def test_json_reads_back_as_the_score() -> None:
    text = text_of("json", QUESTION)
    assert Score.model_validate(json.loads(text)) == a_score(QUESTION)


def test_json_keeps_to_its_published_schema() -> None:
    published = files("eqmon.sampling").joinpath("score.schema.json").read_text("utf-8")
    assert published == score_json.schema_text()
    for questions in ((QUESTION,), (scored((50, "aa")), QUESTION)):
        jsonschema.validate(json.loads(text_of("json", *questions)), json.loads(published))


@pytest.mark.parametrize("format", ["markdown", "html"])
def test_documents_say_the_same(format: str) -> None:
    text = text_of(format, QUESTION)
    assert RATE in text
    assert "OFFICIAL-SENSITIVE" in text
    assert "a test" in text  # the question's source


@pytest.mark.parametrize("format", ["word", "workbook"])
def test_a_question_without_a_rate_can_be_written(format: str) -> None:
    silent = scored((50, "aa"), (9, " "))
    assert written(a_score(QUESTION, silent), format, environ={})


@pytest.mark.parametrize(
    ("estimate", "said"),
    [
        (Estimate(rate=0.5, lower=0.4001, upper=0.5999), "95 % interval 40.0 to 60.0 %"),
        (Estimate(rate=0.5, lower=0.5, upper=0.5), "all looked at"),
    ],
)
def test_intervals_are_rounded_outwards(estimate: Estimate, said: str) -> None:
    assert words.spread(estimate) == said


@pytest.mark.parametrize(
    ("share", "shown"), [(1.0, "100.0"), (0.0, "0.0"), (0.9999, "99.99"), (0.00001, "0.001")]
)
def test_what_is_not_all_is_not_shown_as_all(share: float, shown: str) -> None:
    assert words.percent(share) == shown


def test_strata_are_named_by_what_tells_them_apart() -> None:
    strata = scored((10, "y"), (10, "y")).strata
    assert words.stratum_names(strata) == ["U0", "U1"]
    assert words.stratum_names(strata[:1]) == ["all records"]


def test_strata_without_answers_are_named_as_not_in_the_rate() -> None:
    assert words.rate_of(scored((9, "yn"), (5, " "))).endswith(
        "; strata with 5 records, of which nothing is answered, are not in it"
    )
