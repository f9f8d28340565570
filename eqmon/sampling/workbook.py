"""The scoring sheet as an accessible workbook, its answers chosen from a list."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from eqmon.document.model import Document, Facts
from eqmon.document.sheets import ABOUT, CONTENTS, COVER, INTRODUCTION, ONE_TABLE
from eqmon.document.sheets_model import Grid, Head, Line, Sheet, Value
from eqmon.document.workbook import write_sheets
from eqmon.records.write import MARKING
from eqmon.sampling.sheet import (
    ANSWERS,
    facts_of,
    heading_of,
    headings_of,
    rows_of,
    said_of,
)
from eqmon.vocabulary import Audience

if TYPE_CHECKING:
    from eqmon.sampling.draw import Draw
    from eqmon.sampling.manifest import Manifest

SCORING, QUESTIONS = "Scoring", "Questions"
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
"""Characters that Excel takes of a cell's message."""
WIDTH_OF_ANSWER = 22.0
OUTLINE = "#767676"
CHOOSE = "Choose yes, no or not applicable, or leave the cell empty."


def write_workbook(drawn: Draw, manifest: Manifest, created: datetime) -> bytes:
    """The workbook: a cover with the instructions, contents, the questions, and the table to fill.

    The same sample gives the same bytes.
    """
    title = f"{manifest.title}: scoring sheet"
    document = Document(
        title=title,
        subject="References of records to look at, and what to answer of each.",
        audience=Audience.INTERNAL,
        banner=MARKING,
        facts=Facts(()),
        blocks=(),
        created=created,
    )
    scoring = _scoring(drawn, manifest)
    named = [_questions(manifest), scoring]
    sheets = (_cover(drawn, manifest, title), _contents(named), *named)

    def finish(workbook: Any) -> None:
        _offer_answers(workbook, manifest, len(scoring.lines) + 1, drawn.size)

    return write_sheets(sheets, document, finish)


def _offer_answers(workbook: Any, manifest: Manifest, first: int, rows: int) -> None:
    """Give the cells to fill their list, an outline, and room for the longest answer."""
    worksheet = workbook.get_worksheet_by_name(SCORING)
    outline = workbook.add_format({"border": 1, "border_color": OUTLINE})
    before = len(headings_of(manifest)) - len(manifest.questions)
    for column, question in enumerate(manifest.questions, start=before):
        cells = (first, column, first + rows - 1, column)
        message = {
            "input_title": heading_of(question)[:LONGEST_TITLE],
            "input_message": question.asks[:LONGEST_MESSAGE],
            "error_title": "Not an answer",
            "error_message": CHOOSE,
        }
        worksheet.data_validation(*cells, {"validate": "list", "source": list(ANSWERS), **message})
        worksheet.conditional_format(*cells, {"type": "no_errors", "format": outline})
        worksheet.set_column(column, column, WIDTH_OF_ANSWER)


def _cover(drawn: Draw, manifest: Manifest, title: str) -> Sheet:
    said = [Line(f"{name}: {text}") for name, text in facts_of(drawn, manifest)]
    return Sheet(
        COVER,
        (
            Line(title, "title"),
            Line(INTRODUCTION, "heading"),
            Line(MARKING),
            *said,
            Line(ABOUT, "heading"),
            Line(f"The worksheet {QUESTIONS} says what is asked and what to look for."),
            Line(f"The worksheet {SCORING} has one row a record, its answers chosen from a list."),
        ),
    )


def _contents(sheets: list[Sheet]) -> Sheet:
    rows = tuple((Value(s.name, sheet=s.name), Value(s.lines[0].text)) for s in sheets)
    heads = (Head("Worksheet"), Head("What it contains"))
    grid = Grid("contents_table", heads, rows)
    return Sheet(CONTENTS, (Line("Table of contents", "title"), Line(ONE_TABLE)), grid)


def _questions(manifest: Manifest) -> Sheet:
    heads = ("Question", "What is asked", "What to look for", "Who answers", "Source")
    rows = tuple(
        tuple(map(Value, (heading_of(question), *said_of(question))))
        for question in manifest.questions
    )
    grid = Grid("questions_table", tuple(map(Head, heads)), rows)
    return Sheet(QUESTIONS, (Line("Questions", "title"), *_under()), grid)


def _scoring(drawn: Draw, manifest: Manifest) -> Sheet:
    empty = tuple(Value("") for _ in manifest.questions)
    rows = tuple((*map(Value, row), *empty) for row in rows_of(drawn))
    heads = tuple(map(Head, headings_of(manifest)))
    lines = (
        Line("Records to look at", "title"),
        Line(ONE_TABLE),
        Line(f"{MARKING}. {CHOOSE}"),
        Line("Back to the contents", sheet=CONTENTS),
    )
    return Sheet(SCORING, lines, Grid("scoring_table", heads, rows))


def _under() -> tuple[Line, ...]:
    return Line(ONE_TABLE), Line("Back to the contents", sheet=CONTENTS)
