"""Race and equality impact, and what the later form asks of law and risk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Paragraph
from eqmon.paper.gaps import among, highest
from eqmon.paper.measure_dictionary import LIMBS
from eqmon.paper.phrases import listed, rate_of, within
from eqmon.paper.standing import shown, unfit
from eqmon.paper.summary import with_strands
from eqmon.report.measure_words import by_topic
from eqmon.report.words import number_of
from eqmon.vocabulary import Measure, Strand

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report

DUTY = (
    "The duty to have due regard has three limbs (Equality Act 2010, section 149). Of the measures "
    "that have figures serve most the need"
)
EVIDENCE = "A difference or a gap in them is evidence for that regard, or of the want of it."
SHOWS = (
    "Papers to the Authority have asked that the service be ‘able to demonstrate that it knows who "
    "is using their services, why and how’ (report 7 of 16 November 2006, part C)."
)


def impact(report: Report) -> tuple[Block, ...]:
    """On race first, then on all strands of which too little is known, then on who declined."""
    race = " ".join((SHOWS, *(_race(collection) for collection in with_strands(report))))
    known = " ".join(filter(None, (_too_little(collection) for collection in report.collections)))
    return (
        Paragraph((race,)),
        *((Paragraph((known,)),) if known else ()),
        Paragraph((_declined(report),)),
    )


def limbs(report: Report) -> tuple[Block, ...]:
    """Which limb of the equality duty the measures with figures serve most; or nothing."""
    found = [
        (topic, measured.limb)
        for collection in report.collections
        for topic, measures in by_topic(collection.measures).items()
        for measured in measures
    ]
    if not found:
        return ()
    said = (f"to {words}, {_serving(found, limb)}" for limb, words in LIMBS.items())
    return (Paragraph((f"{DUTY} {'; '.join(said)}. {EVIDENCE}",)),)


def _serving(found: Sequence[tuple[str, str]], limb: str) -> str:
    """`3 measures (outcomes and arrests)`, or `none`."""
    topics = [within(topic) for topic, of in found if of == limb]
    told = listed(list(dict.fromkeys(topics)))
    return f"{number_of(len(topics), 'measure')} ({told})" if topics else "none"


def _race(collection: Collection) -> str:
    """Of how many people their ethnicity is not known, for whatever reason."""
    title = within(collection.title)
    strand = next((s for s in collection.strands if s.strand is Strand.ETHNICITY), None)
    if strand is None:
        return f"Ethnicity is not monitored in {title}."
    recorded = shown(collection, strand.name)
    missing = recorded.measures.get(Measure.MISSING) if recorded else None
    if missing is None:
        return f"No figure of {within(strand.label)} can be shown in {title}."
    if not missing.count:
        return f"In {title} everybody's {within(strand.label)} is known."
    return (
        f"In {title} {within(strand.label)} is not known, for whatever reason, in "
        f"{rate_of(missing)} of the applicable records."
    )


def _too_little(collection: Collection) -> str:
    every = sorted(unfit(collection), key=lambda one: one.strand is not Strand.ETHNICITY)
    if not every:
        return ""
    return (
        f"In {within(collection.title)} too little is known of "
        f"{listed([within(strand.label) for strand in every])} to review "
        "accurately whether people are served alike."
    )


def _among(collection: Collection) -> str:
    of = among(collection)
    return f", {of.strip()}" if of else ""


def _declined(report: Report) -> str:
    """For each collection the strand on which most declined, with how many."""
    said = [
        f"in {within(collection.title)}{_among(collection)} most of all on {within(strand.label)}, "
        f"{rate_of(rate)}"
        for collection in report.collections
        if (found := highest(collection, Measure.DECLINED))
        for strand, rate in [found]
    ]
    lead = f"Some people declined to tell: {'; '.join(said)}. That is respected. " if said else ""
    return f"{lead}Nobody is to be met or asked only so that a figure looks better."
