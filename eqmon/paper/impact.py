"""Race and equality impact, and what the later form asks of law and risk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Paragraph
from eqmon.paper.phrases import listed, rate_of
from eqmon.paper.standing import labels, shown, strands_of
from eqmon.vocabulary import Measure, Strand, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report

SHOWS = (
    "Papers to the Authority have asked that the service be ‘able to demonstrate that it knows who "
    "is using their services, why and how’ (report 7 of 16 November 2006, part C)."
)


def impact(report: Report) -> tuple[Block, ...]:
    """On race first, then on the other strands, then on those who are described."""
    said = [_race(collection) for collection in report.collections]
    blocks: list[Block] = [Paragraph((" ".join([SHOWS, *filter(None, said)]),))]
    others = " ".join(filter(None, (_others(collection) for collection in report.collections)))
    if others:
        blocks.append(Paragraph((others,)))
    declined = listed(list(_declined(report)))
    answer = "Nobody is to be met or asked only so that a figure looks better."
    if declined:
        answer = f"Some people preferred not to say: {declined}. That is respected. {answer}"
    blocks.append(Paragraph((answer,)))
    return tuple(blocks)


def _race(collection: Collection) -> str:
    """Of how many people the service can show their ethnicity, as they define it if recorded so."""
    strand = next((s for s in collection.strands if s.strand is Strand.ETHNICITY), None)
    if strand is None:
        return f"The records of {_lower(collection)} are not monitored for ethnicity."
    recorded = shown(collection, strand.name)
    if recorded is None or Measure.MISSING not in recorded.measures:
        return f"Nothing can be shown of {strand.label} in {_lower(collection)}."
    missing = recorded.measures[Measure.MISSING]
    if not missing.count:
        return f"In {_lower(collection)} it knows everybody's {_inner(strand.label)}."
    return (
        f"In {_lower(collection)} it does not know the {_inner(strand.label)} of "
        f"{rate_of(missing)} of those whom the records describe."
    )


def _others(collection: Collection) -> str:
    failing = strands_of(collection, Verdict.FAIL)
    other = labels([one for one in failing if one[0].strand is not Strand.ETHNICITY])
    if not other:
        return ""
    return (
        f"In {_lower(collection)} the same holds of {listed(other)}, where the rule on recording "
        "fails: whether people are served alike cannot be reviewed by them."
    )


def _declined(report: Report) -> Iterator[str]:
    """For each collection the strand that most people declined to tell, with how many."""
    for collection in report.collections:
        rates = [
            (recorded.measures[Measure.DECLINED], strand.label)
            for strand in collection.strands
            if (recorded := shown(collection, strand.name))
            and Measure.DECLINED in recorded.measures
        ]
        rate, label = max(rates, key=lambda one: one[0].rate or 0.0, default=(None, ""))
        if rate is not None and rate.count:
            yield f"in {_lower(collection)} most of all on {label}, {rate_of(rate)}"


def _lower(collection: Collection) -> str:
    return collection.title[:1].lower() + collection.title[1:]


def _inner(label: str) -> str:
    return label[:1].lower() + label[1:]
