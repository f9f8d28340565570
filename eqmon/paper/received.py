"""What was received: records, units, what is missing and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Paragraph, Strong
from eqmon.paper.phrases import listed, place, places, sentence, some, verb
from eqmon.paper.standing import total_withheld
from eqmon.report.words import number_of

if TYPE_CHECKING:
    from eqmon.report.model import Arrival, Collection, Report


def received(report: Report) -> tuple[Block, ...]:
    """A paragraph a collection, and what could not be read or judged."""
    blocks: list[Block] = [_of(collection) for collection in report.collections]
    if report.could_not_run:
        blocks.append(Paragraph(("Some of it could not be read or judged:",)))
        blocks.append(Bullets(tuple((problem,) for problem in report.could_not_run)))
    return tuple(blocks)


def _of(collection: Collection) -> Paragraph:
    said = " ".join(sentence(part) for part in _sentences(collection))
    return Paragraph((Strong(f"{collection.title}. "), said))


def _sentences(collection: Collection) -> Iterator[str]:
    if total_withheld(collection):
        yield "How many records came is withheld, so that nobody can be made out"
        yield from _units(collection, collection.arrival)
        return
    yield f"{number_of(collection.records, 'record')} came, each {collection.grain}"
    left_out = collection.records - collection.applicable
    if left_out:
        one, many = "is not applicable, as it describes", "are not applicable, as they describe"
        why = f"{verb(left_out, one, many)} nobody whom the rules are about"
        yield f"{left_out:,} of them {why}"
        yield f"{collection.applicable:,} applicable records are left"
    elif collection.records and collection.strands:
        yield "All are applicable: each describes a person whom the rules are about"
    yield from _units(collection, collection.arrival)


def _units(collection: Collection, arrival: Arrival) -> Iterator[str]:
    if arrival.expected:
        yield (
            f"{arrival.received:,} of {places(collection, arrival.expected)} expected "
            f"{verb(arrival.received, 'is', 'are')} among them or sent a nil return"
        )
    elif arrival.received > 1:
        yield f"They are of {places(collection, arrival.received)}; no list says which to expect"
    if arrival.missing:
        yield f"Missing: {listed(arrival.missing)}"
    if arrival.nil_returns:
        yield f"Nil return (a heading without records): {listed(arrival.nil_returns)}"
    if arrival.repeated:
        yield f"Came twice and counted once: {listed(arrival.repeated)}"
    if arrival.not_expected:
        yield f"Came without being expected: {some(arrival.not_expected)}"
    unnamed = arrival.records_unit_blank + arrival.records_unit_not_recognised
    if unnamed:
        yield (
            f"{number_of(unnamed, 'record')} {verb(unnamed, 'names', 'name')} no "
            f"{place(collection)} that is known"
        )
