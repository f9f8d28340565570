"""Which of the protected characteristics the records of a collection tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.frameworks.model import CharacteristicTold, Coverage
from eqmon.frameworks.sentences import coverage_sentence
from eqmon.vocabulary import Level, Recording

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report, StrandLabel
    from eqmon.rulebook.characteristics import Characteristic, Characteristics


def coverage_of(report: Report, characteristics: Characteristics) -> tuple[Coverage, ...]:
    """Each collection's coverage: a characteristic is told where its strand has a column.

    A column says that it can be recorded, and the known records beside it how often it is. A
    collection that monitors no strand, such as a log of calls, is about nobody and left out.
    """
    return tuple(_coverage(one, characteristics) for one in report.collections if one.strands)


def _coverage(collection: Collection, characteristics: Characteristics) -> Coverage:
    monitored = {strand.strand: strand for strand in collection.strands}
    told = tuple(
        _told(one, monitored.get(one.strand) if one.strand else None, collection)
        for one in characteristics.characteristics
    )
    source = characteristics.source[0]
    return Coverage(
        id=characteristics.id,
        suite=collection.suite,
        title=collection.title,
        source=f"{source.work}, {source.where}" if source.where else source.work,
        characteristics=told,
        told=sum(one.column for one in told),
        of=len(told),
        sentence=coverage_sentence(told),
    )


def _told(
    one: Characteristic, strand: StrandLabel | None, collection: Collection
) -> CharacteristicTold:
    column = strand is not None and strand.column is not None
    row = next(
        (
            row
            for row in collection.recorded
            if strand and row.level is Level.OVERALL and row.strand == strand.name
        ),
        None,
    )
    shown = column and row is not None and not row.withheld
    if one.strand is None:
        why_not = one.why_not
    elif strand is None:
        why_not = "The suite of this collection does not monitor the strand."
    else:
        why_not = "" if column else "No extract had a column for the strand."
    return CharacteristicTold(
        name=one.name,
        title=one.title,
        strand=one.strand,
        label=strand.label if strand else "",
        column=column,
        known=row.recordings.get(Recording.KNOWN, 0) if shown and row else None,
        applicable=row.applicable if shown and row else None,
        why_not=why_not,
        withheld=bool(column and row is not None and row.withheld),
    )
