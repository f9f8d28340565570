"""A score as a document: what was found, and every stratum in a table of its question."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from eqmon.document.model import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Paragraph,
    Section,
    Table,
)
from eqmon.document.settled import settled
from eqmon.rulebook.describe import source_words
from eqmon.sampling import words
from eqmon.vocabulary import Audience

if TYPE_CHECKING:
    from eqmon.sampling.model import QuestionScore, Score, StratumScore

SUBJECT = "What a dip sample of records, looked at by hand, tells of all of them."
OVERALL = (
    Column("Question", "name"),
    Column("Rate of yes", "text"),
    Column("Other answers", "text"),
    Column("What the sample supports", "text"),
    Column("Source", "text"),
)
STRATA = (
    Column("Stratum", "name"),
    *(Column(title, "count") for title in ("Records", "Drawn", "Yes", "No")),
    *(Column(title, "count") for title in ("Not applicable", "Not answered")),
    Column("Rate of yes", "percent"),
    Column("95 % interval", "text"),
)


def blocks(score: Score, *, id: str = "sample") -> tuple[Block, ...]:
    """The score in words and a table a question; `id` begins the ids of all blocks."""
    return (*overall(score, id=id), *(_strata(question, id) for question in score.questions))


def overall(score: Score, *, id: str = "sample", beside: Collection[str] = ()) -> tuple[Block, ...]:
    """The score over all strata together, in words and a table, `beside` a report's units."""
    said = f"{words.headline(score)}. Asked for: {score.asked_for}."
    told = " ".join(filter(None, (said, words.told_beside(score, beside))))
    return (Paragraph((told,)), _overall(score, id))


def score_document(score: Score, created: datetime) -> Document:
    """The score as a document of its own."""
    facts = (
        ("Period", (score.period or "not stated",)),
        ("Strata by", (", ".join(score.by),)),
        ("Drawn from", (f"{score.size:,} references, sha256 {score.frame_sha256}",)),
    )
    return settled(
        Document(
            title=f"{score.title}: score",
            subject=SUBJECT,
            audience=Audience.INTERNAL,
            banner=f"{score.marking}. Internal: strata may be few records.",
            facts=Facts(facts),
            blocks=(Section("sample-score", "What was found", blocks(score)),),
            created=created,
            keywords=("dip sample",),
        )
    )


def _overall(score: Score, id: str) -> Table:
    rows = tuple(tuple(map(Cell, _said(question))) for question in score.questions)
    notes = tuple((line,) for line in words.MEANING)
    return Table(f"{id}-questions", "", "Each question over all records", OVERALL, rows, notes)


def _said(question: QuestionScore) -> Iterator[str]:
    yield f"{words.title_of(question)}. {question.question.asks}"
    yield words.rate_of(question)
    yield words.others_of(question.counts)
    yield question.supports
    yield "; ".join(source_words(source) for source in question.question.source)


def _strata(question: QuestionScore, id: str) -> Table:
    names = words.stratum_names(question.strata)
    rows = tuple(
        tuple(_cells(name, stratum)) for name, stratum in zip(names, question.strata, strict=True)
    )
    return Table(
        f"{id}-{question.question.id.lower()}",
        "",
        f"{words.title_of(question)}, by stratum",
        STRATA,
        rows,
    )


def _cells(name: str, stratum: StratumScore) -> Iterator[Cell]:
    counts, estimate = stratum.counts, stratum.estimate
    yield Cell(name)
    numbers = (counts.size, counts.drawn, counts.yes, counts.no)
    for number in (*numbers, counts.not_applicable, counts.unanswered):
        yield Cell(f"{number:,}", number)
    if estimate is None:
        yield Cell("[z]", shorthand="z")
        yield Cell(words.NO_RATE)
        return
    yield Cell(f"{100 * estimate.rate:.1f}", 100 * estimate.rate, 1)
    yield Cell(words.bounds(estimate))
