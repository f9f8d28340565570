"""What can and cannot be concluded: how far what is not known reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Paragraph, Strong, Text
from eqmon.paper import cells
from eqmon.paper.chart_bounds import figures_in_body
from eqmon.paper.concluded import concluded_of, meant
from eqmon.paper.own_unit import as_a_whole
from eqmon.paper.phrases import listed, place, rate_of, within
from eqmon.paper.represented import represented_in
from eqmon.paper.standing import hides_strands, known, shown, strands_of, unfit
from eqmon.report import figures
from eqmon.statistics.bounds import share_bounds
from eqmon.vocabulary import Level, Strand, Verdict

if TYPE_CHECKING:
    from eqmon.rates import Rate
    from eqmon.report.model import Collection, Recorded, Report, StrandLabel

Span = tuple["StrandLabel", "Rate"]
"""A strand with the share of applicable records whose answer is not known."""
SPAN = (
    "Where some answers are not known, no group's share of everybody is known either. All of those "
    "whose answer is not known may be of the group, or none. Between these two its share may lie "
    "anywhere: a span as wide as the share of answers not known. A difference smaller than that "
    "span cannot be told from the gap, and those in the gap need not be like the others."
)
ROUGH = 0.1
"""A share of answers not known above which shares of groups are told only roughly."""
NOTHING = "Nothing can be concluded on any strand: no figure of one can be shown."
NEVER = (
    "Of no strand can it be concluded from these figures why an answer is not known, whether a "
    "recorded answer is true, or how anybody was treated."
)


def conclusions(report: Report) -> tuple[Block, ...]:
    """What a gap means; then for each collection its spans, what can and what cannot be said."""
    collections = as_a_whole(report).collections
    gaps = any(rate.count for collection in collections for _, rate in spans(collection))
    found = [block for collection in collections for block in _of(collection)]
    if not found:
        return (Paragraph((NOTHING,)),)
    span = (Paragraph((SPAN,)),) if gaps else ()
    return (*span, *found, *_of_measures(collections), Paragraph((NEVER,)))


def _of_measures(collections: Sequence[Collection]) -> Iterator[Block]:
    told = [
        block
        for number, collection in enumerate(collections, 1)
        for block in (*concluded_of(collection), *represented_in(collection, number))
    ]
    if told:
        yield meant()
        yield from told
    yield from figures_in_body(collections)


def spans(collection: Collection) -> list[Span]:
    """The share of applicable records whose answer is not known, the widest first."""
    found = [
        (strand, cells.rate_over(recorded.applicable - known(recorded), recorded.applicable))
        for strand in collection.strands
        if (recorded := shown(collection, strand.name))
    ]
    return sorted(found, key=lambda one: -(one[1].rate or 0.0))


def _of(collection: Collection) -> Iterator[Block]:
    found = spans(collection)
    if not found:
        return
    gaps = [(strand, rate) for strand, rate in found if rate.count]
    told = "Every answer is known."
    if gaps:
        said = listed([f"{within(strand.label)} {rate_of(rate)}" for strand, rate in gaps])
        told = f"Not known of all applicable records, for whatever reason: {said}."
        told += _example(collection, gaps)
    yield Paragraph((Strong(f"{collection.title}. "), told))
    yield Bullets(tuple(_can(collection, found)))


def _can(collection: Collection, found: Sequence[Span]) -> Iterator[Text]:
    where = f", and in which {place(collection, 2)}" if len(collection.units) > 1 else ""
    each = "each strand shown" if hides_strands(collection) else "each strand"
    yield (Strong("Can be concluded: "), f"how far {each} was recorded{where}.")
    few = [strand for strand, _ in strands_of(collection, Verdict.NOT_ASSESSED)]
    cannot = unfit(collection)
    can = [one for one in found if one[0] not in (*cannot, *few)]
    to_within = [_to_within(*one) for one in can if not _is_rough(one)]
    if to_within:
        yield (Strong("Can be concluded: "), f"shares of groups {'; '.join(to_within)}.")
    rough = [f"by {within(strand.label)}" for strand, rate in filter(_is_rough, can)]
    if rough:
        yield (Strong("Can be concluded only roughly: "), f"shares of groups {listed(rough)}.")
    for strands, why in ((cannot, "too much is not known"), (few, "there are too few records")):
        if strands:
            names = listed([within(strand.label) for strand in strands])
            yield (
                Strong("Cannot be concluded: "),
                f"who is over- or under-represented by {names}, with any accuracy: {why}.",
            )


def _to_within(strand: StrandLabel, rate: Rate) -> str:
    if not rate.count:
        return f"by {within(strand.label)} as they are recorded"
    return f"by {within(strand.label)} to within {figures.points(rate)} percentage points"


def _is_rough(one: Span) -> bool:
    return (one[1].rate or 0.0) > ROUGH


def _example(collection: Collection, found: Sequence[Span]) -> str:
    """The span of one group: of ethnicity where it is known for anybody, else the widest."""
    strands = [s for s, _ in found if s.strand is Strand.ETHNICITY] or [found[0][0]]
    recorded = shown(collection, strands[0].name)
    if recorded is None or not known(recorded) or known(recorded) == recorded.applicable:
        return ""
    group = _largest(collection, strands[0])
    if group is None:
        half = known(recorded) // 2
        whose = f"A group that is half of those whose {within(strands[0].label)} is known"
        return f" {whose} {_between(half, recorded, about='')}."
    name, count, about = group
    whose = f"{about.lstrip()} {count:,} of the {known(recorded):,} whose".lstrip()
    told = f"‘{name}’ is recorded of {whose} {within(strands[0].label)} is known"
    return f" {told}; the group {_between(count, recorded, about=about)}."


def _between(count: int, recorded: Recorded, *, about: str) -> str:
    total = recorded.applicable
    unknown = min(total - known(recorded), total - count)
    share_bounds(count, unknown, total)
    low, high = cells.rate_over(count, total), cells.rate_over(count + unknown, total)
    return f"may be anything from{about} {rate_of(low)} to{about} {rate_of(high)} of everybody"


def _largest(collection: Collection, strand: StrandLabel) -> tuple[str, int, str] | None:
    """The group most people are known to be of, how many, and `about` where that is rounded."""
    people = next((p for p in collection.people if p.subject == strand.name), None)
    if people is None or people.withheld or not people.adds_up:
        return None
    row = next((row for row in people.rows if row.level is Level.OVERALL), None)
    if row is None:
        return None
    told = [(n, name) for n, name in zip(row.counts, people.groups, strict=True) if n]
    if not told:
        return None
    count, name = max(told)
    return name, count, " about" if people.rounded_to > 1 else ""
