"""The scoring sheet: units, references and empty cells for answers; nothing of any person."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.records.write import MARKING
from eqmon.report.csv import guarded
from eqmon.rulebook.describe import source_words

if TYPE_CHECKING:
    from eqmon.rulebook.samples import Question
    from eqmon.sampling.draw import Draw
    from eqmon.sampling.manifest import Manifest

ANSWERS = ("yes", "no", "not applicable")
UNIT, REFERENCE = "Unit", "Reference"
HOW_TO_ANSWER = (
    "Look each record up by its reference and answer every question with yes, no or not"
    " applicable. Leave a cell empty where you could not look: it is counted as not answered."
)
NOTHING_ELSE = (
    "Write nothing else here: no names, no notes, nothing that a record says of a person. Rows may"
    " be sorted; none may be added, left out or changed."
)
NO_CONTACT = (
    "Judge by what is already held. Never contact a victim only for this; a question that a person"
    " declined to answer is answered."
)


def heading_of(question: Question) -> str:
    """The heading of a question's column; what is before the colon finds it again."""
    return f"{question.id}: {question.title}"


def headings_of(manifest: Manifest) -> tuple[str, ...]:
    """The headings of the table."""
    return (UNIT, REFERENCE, *map(heading_of, manifest.questions))


def rows_of(drawn: Draw) -> list[tuple[str, str]]:
    """Unit and reference of each record drawn, in that order.

    Sorted, so that nothing tells which of them were drawn together: a stratum may be that of a
    flag, and a flag may tell something of a person.
    """
    return sorted(
        (unit, reference)
        for stratum in drawn.strata
        for unit, reference in zip(stratum.units, stratum.references, strict=True)
    )


def facts_of(drawn: Draw, manifest: Manifest) -> Iterator[tuple[str, str]]:
    """What a reader of the sheet must know, as pairs of a name and what it is."""
    yield "Period", manifest.period or "not stated"
    yield "Records to look at", f"{drawn.size:,}"
    yield "How to answer", HOW_TO_ANSWER
    yield "What not to write", NOTHING_ELSE
    yield "How to judge", NO_CONTACT


def said_of(question: Question) -> Iterator[str]:
    """What is asked, what to look for, whose answer it is, and why."""
    yield question.asks
    yield question.look_for
    yield question.owner
    yield "; ".join(source_words(source) for source in question.source)


def write_csv(drawn: Draw, manifest: Manifest) -> bytes:
    """The sheet as CSV: marking, instructions and questions, then the table; UTF-8 with its mark.

    Text that a spreadsheet would take for a formula starts with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    lines = [MARKING, f"{manifest.title}: scoring sheet"]
    lines += [f"{name}: {said}" for name, said in facts_of(drawn, manifest)]
    lines += [f"{heading_of(q)}. {q.asks} {q.look_for}" for q in manifest.questions]
    writer.writerows([guarded(line)] for line in lines)
    writer.writerow([])
    writer.writerow(headings_of(manifest))
    empty = [""] * len(manifest.questions)
    writer.writerows([*map(guarded, row), *empty] for row in rows_of(drawn))
    return text.getvalue().encode("utf-8-sig", "replace")
