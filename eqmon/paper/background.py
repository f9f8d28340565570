"""Why recording is monitored, in the papers' words, and which duties the records fall under."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Paragraph, Strong, Text
from eqmon.paper.phrases import listed, verb
from eqmon.paper.standing import passes_where

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Duty, Report

WHY = (
    "On 16 November 2006 the Authority's Equal Opportunities and Diversity Board was told of "
    "‘the significant number of ‘Not known’, ‘Not recorded’ and ‘Blanks’ captured in relation to "
    "ethnicity’ (report 7, paragraph 18), and that without monitoring the service is ‘simply not "
    "in a position to review disproportionality and policy compliance accurately’ (paragraph 20). "
    "This report asks the same of the records at hand; it holds none of the figures of 2006."
)
REGARD = (
    "These duties ask for due regard; none requires a value on each record. What is recorded is "
    "evidence of that regard, and what is not recorded is the want of it. To decline an answer is "
    "everybody's right."
)


def background(report: Report, *, with_duties: bool = True) -> tuple[Block, ...]:
    """Why this is asked, the duties at the records' dates, and when a strand passes.

    The duties may stand elsewhere, as the later form has them under law.
    """
    under = duties(report) if with_duties else ()
    regard = (Paragraph((REGARD,)),) if under else ()
    decided = (Paragraph((said,)) for said in _decided(report))
    return (Paragraph((WHY,)), *under, *regard, *decided)


def duties(report: Report) -> tuple[Block, ...]:
    """Each duty with the strands it is for, at the records' dates; nothing where none is known."""
    found = tuple(_duties(report))
    if not found:
        return ()
    return Paragraph(("Equality duties at the dates of these records:",)), Bullets(found)


def _decided(report: Report) -> Iterator[str]:
    """When a strand passes in each collection, alike ones told once."""
    because: dict[tuple[str, str], list[str]] = {}
    for collection in report.collections:
        if collection.strands and passes_where(collection):
            key = (passes_where(collection).rstrip("."), collection.decided_because)
            because.setdefault(key, []).append(collection.title)
    for (where, why), titles in because.items():
        of = f" ({listed(titles)})" if len(because) > 1 else ""
        yield f"{where}{of}. {why}".strip()


def _duties(report: Report) -> Iterator[Text]:
    """Each duty once, with its strands, and the collections where they differ."""
    said: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for collection in report.collections:
        for strand in collection.strands:
            if strand.duty is not None:
                key = (strand.duty.label, _duty(strand.duty))
                said.setdefault(key, []).append((collection.title, strand.label))
    order = ("duty in force", "duty in force for part", "no duty then", "not dated")
    for (_, text), of in sorted(said.items(), key=lambda item: order.index(item[0][0])):
        yield (Strong(f"{_strands(report, of)}: "), f"{text}.")


def _duty(duty: Duty) -> str:
    match duty.label:
        case "duty in force":
            return f"the {duty.name} was in force"
        case "duty in force for part":
            return f"the {duty.name} was in force for part of them{_parts(duty)}"
        case "no duty then":
            return "no equality duty was in force yet, so the standard is good practice"
    return "the records are not dated, so the duty cannot be told"


def _parts(duty: Duty) -> str:
    total = duty.in_force + duty.not_then + duty.undated
    if not duty.in_force:
        return ""
    rest = [
        f"{number:,} {verb(number, one, many)}"
        for number, one, many in (
            (duty.not_then, "is dated before it", "are dated before it"),
            (duty.undated, "has no readable date", "have no readable date"),
        )
        if number
    ]
    return f" ({duty.in_force:,} of {total:,} applicable records; {listed(rest)})"


def _strands(report: Report, of: list[tuple[str, str]]) -> str:
    """`Age and Gender`; with the collection where one strand has another duty elsewhere."""
    by_strand: dict[str, list[str]] = {}
    for title, label in of:
        by_strand.setdefault(label, []).append(title)
    return listed([_strand(report.collections, label, by_strand[label]) for label in by_strand])


def _strand(collections: tuple[Collection, ...], label: str, titles: list[str]) -> str:
    having = [c.title for c in collections if any(s.label == label for s in c.strands)]
    return label if set(titles) == set(having) else f"{label} ({listed(titles)})"
