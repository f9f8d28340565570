"""A score as CSV: one row a question over all records, and one for each of its strata."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from eqmon.report.csv import guarded

if TYPE_CHECKING:
    from eqmon.sampling.model import Estimate, QuestionScore, Score, StratumScore

WRITTEN = (
    *("question", "title", "level", "unit", "flag", "month", "records", "drawn", "yes", "no"),
    *("not_applicable", "not_answered", "rate_yes", "lower", "upper", "at_most_no", "supports"),
)
OVERALL, STRATUM = "overall", "stratum"


def write(score: Score) -> str:
    """The score as RFC 4180 text with CRLF line ends; rates and bounds are fractions 0 to 1.

    Text that a spreadsheet would take for a formula starts with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(WRITTEN)
    for question in score.questions:
        writer.writerow(_cells(question, OVERALL, ("", "", ""), question))
        for one in question.strata:
            writer.writerow(_cells(question, STRATUM, (one.unit, one.flag, one.month), one))
    return text.getvalue()


def _cells(
    question: QuestionScore,
    level: str,
    place: tuple[str, str, str],
    scored: QuestionScore | StratumScore,
) -> list[str]:
    counts = scored.counts
    numbers = (counts.size, counts.drawn, counts.yes, counts.no)
    cells = [question.question.id, question.question.title, level, *place, *map(str, numbers)]
    cells += [str(counts.not_applicable), str(counts.unanswered), *_bounds(scored.estimate)]
    if level == OVERALL:
        at_most = "" if question.at_most_no is None else f"{question.at_most_no:.6f}"
        cells += [at_most, question.supports]
    else:
        cells += ["", ""]
    return [guarded(cell) for cell in cells]


def _bounds(estimate: Estimate | None) -> list[str]:
    if estimate is None:
        return ["", "", ""]
    return [f"{value:.6f}" for value in (estimate.rate, estimate.lower, estimate.upper)]
