"""A score on the terminal: each question with its rate, what it supports, and its strata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.report.blocks import draw, pairs, rule
from eqmon.report.look import Look
from eqmon.sampling import words

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from eqmon.sampling.model import QuestionScore, Score, StratumScore

LEAST_WIDTH = 40
COUNTS_FROM, INTERVAL_FROM = 72, 100
"""Columns of the terminal from which on each stratum has all its counts, and its interval."""
ALL_SHOWN, STRATA_SHOWN = 12, 10
"""Strata that are all shown, and how many are where there are more."""
COUNTS = ("Records", "Drawn", "Yes", "No", "N/A", "Empty", "Yes %")
FEW = ("Drawn", "No", "Yes %")
INTERVAL = "95 % interval"


def write(score: Score, *, width: int = 80, colour: bool = False, ascii: bool = False) -> str:
    """The score for a terminal of this many columns; without `colour` no escape code is in it."""
    look = Look(max(width, LEAST_WIDTH), ascii)
    return draw(_parts(score, look), look, colour=colour)


def _parts(score: Score, look: Look) -> Iterator[RenderableType]:
    yield look.text(look.dot.join((f"eqmon {score.eqmon}", score.audience, score.marking)), "dim")
    yield ""
    yield look.text(words.headline(score), "bold")
    yield look.text(f"Asked for: {score.asked_for}.")
    for question in score.questions:
        yield ""
        yield rule(words.title_of(question), look)
        yield from _question(question, look)
    yield ""
    for line in words.MEANING:
        yield look.text(line, "dim")


def _question(question: QuestionScore, look: Look) -> Iterator[RenderableType]:
    yield look.text(question.question.asks)
    yield pairs(
        [
            ("Rate", "bold", words.rate_of(question)),
            ("Others", "", words.others_of(question.counts)),
            ("Supports", "", question.supports),
        ],
        look,
    )
    if len(question.strata) > 1:
        shown = _shown(question)
        if shown:
            yield _strata(shown, look)
        if left := len(question.strata) - len(shown):
            many = (
                f"{left:,} more strata"
                if shown
                else f"All {left:,} strata are answered without a no"
            )
            yield look.text(f"{many}: --format csv has them", "dim")


def _shown(question: QuestionScore) -> list[tuple[str, StratumScore]]:
    """All strata with their names where they fit; otherwise those with most to look at."""
    named = list(zip(words.stratum_names(question.strata), question.strata, strict=True))
    if len(named) <= ALL_SHOWN:
        return named
    wanting = [one for one in named if one[1].counts.no + one[1].counts.unanswered]
    wanting.sort(key=lambda one: -(one[1].counts.no + one[1].counts.unanswered))
    return wanting[:STRATA_SHOWN]


def _strata(strata: list[tuple[str, StratumScore]], look: Look) -> Table:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("Stratum", overflow="fold")
    for heading in COUNTS if look.width >= COUNTS_FROM else FEW:
        table.add_column(heading, justify="right")
    if look.width >= INTERVAL_FROM:
        table.add_column(INTERVAL)
    headings = [column.header for column in table.columns][1:]
    for name, stratum in strata:
        told = _cells(stratum)
        table.add_row(look.text(name), *(look.text(told[str(h)]) for h in headings))
    return table


def _cells(stratum: StratumScore) -> dict[str, str]:
    """The cells of a stratum by their headings."""
    counts, estimate = stratum.counts, stratum.estimate
    answered = (counts.yes, counts.no, counts.not_applicable, counts.unanswered)
    numbers = (counts.size, counts.drawn, *answered)
    rate = ("", words.NO_RATE)
    if estimate is not None:
        rate = (words.percent(estimate.rate), words.bounds(estimate))
    cells = (*(f"{number:,}" for number in numbers), *rate)
    return dict(zip((*COUNTS, INTERVAL), cells, strict=True))
