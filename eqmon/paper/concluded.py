"""What may be concluded of groups on each measure: the surest first, the many in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Paragraph, Strong, Text
from eqmon.paper.phrases import listed, within
from eqmon.report.measure_words import (
    MANY,
    MANY_FROM,
    MEANINGS,
    answers,
    concluded,
    counted,
    figure,
    with_status,
)
from eqmon.report.words import number_of
from eqmon.vocabulary import Strand

if TYPE_CHECKING:
    from eqmon.measures.model import ByAnswer, Contrast, GroupRate, Measured
    from eqmon.report.measures_model import Measuring

TOLD_AT_MOST = 3
"""Groups of one verdict that are told in a sentence each; tables have the others."""
NAMED_AT_MOST = 3
FIRST = (Strand.ETHNICITY, Strand.GENDER)
"""The strands whose comparisons are told before others': papers asked of race, then of gender."""
MEANT = "‘Usable’ means that {usable}. ‘Usable with bounds’: {bounds}. ‘Not usable’: {not_usable}."


@dataclass(frozen=True, slots=True)
class Compared:
    """One group beside its comparator on one measure."""

    measured: Measured
    by: ByAnswer
    group: GroupRate
    contrast: Contrast

    @property
    def differs(self) -> bool:
        """Whether it is told to lie below or above the margin."""
        return self.contrast.region in ("lower", "higher")


def compared_in(collection: Measuring) -> list[Compared]:
    """Every comparison by single strands in all units together.

    Ethnicity first, then gender, then the others; within a strand in the order of the measures.
    """
    strands = {strand.name: strand.strand for strand in collection.strands}
    found = [
        Compared(measured, by, group, group.contrast)
        for measured in with_status(collection.measures, "measured")
        for by in answers(measured)
        for group in by.groups
        if group.contrast is not None
    ]
    return sorted(found, key=lambda one: _place(strands.get(one.by.by)))


def _place(strand: Strand | None) -> int:
    return FIRST.index(strand) if strand in FIRST else len(FIRST)


def meant() -> Paragraph:
    """What the three verdicts mean, in one paragraph."""
    said = MEANT.format(
        usable=MEANINGS["usable"],
        bounds=MEANINGS["usable with bounds"],
        not_usable=MEANINGS["not usable"],
    )
    return Paragraph((said,))


def concluded_of(collection: Measuring) -> Iterator[Block]:
    """How many comparisons came to what; each difference told; the rest in numbers where many.

    Nothing where no groups are compared.
    """
    found = compared_in(collection)
    if not found:
        return
    number = concluded(collection.measures)
    lead = f"{number_of(len(found), 'comparison')} of groups on measures: {counted(number)}."
    many = f" {MANY}" if len(found) >= MANY_FROM else ""
    yield Paragraph((Strong(f"{collection.title}, by group. "), f"{lead}{many}"))
    yield Bullets(tuple(_lines(found)))


def _lines(found: Sequence[Compared]) -> Iterator[Text]:
    for verdict in ("usable", "usable with bounds"):
        these = [one for one in found if one.contrast.usable == verdict]
        yield from _each(verdict, [one for one in these if one.differs])
        alike = [one for one in these if not one.differs]
        if len(alike) <= TOLD_AT_MOST:
            yield from _each(verdict, alike)
        else:
            head = f"{verdict.capitalize()}, alike: "
            yield (Strong(head), f"{_by_measure(alike)}.")
    rest = [one for one in found if one.contrast.usable == "not usable"]
    if rest:
        yield (Strong("Not usable: "), f"{_by_strand(rest)}.")


def _each(verdict: str, found: Sequence[Compared]) -> Iterator[Text]:
    for one in found[:TOLD_AT_MOST]:
        yield (Strong(f"{verdict.capitalize()}: "), told(one))
    more = len(found) - TOLD_AT_MOST
    if more > 0:
        names = _by_measure(found[TOLD_AT_MOST:])
        yield (Strong(f"{verdict.capitalize()}: "), f"{more:,} more that differ: {names}.")


def called(one: Compared) -> str:
    """`Sanction detections: Black`; with the strand where several have such an answer."""
    return f"{one.measured.title}: {group_of(one)}"


def group_of(one: Compared) -> str:
    """`Black`; with the strand, `Black, ethnicity (self-defined)`, where several have it."""
    also = [
        by.by
        for by in answers(one.measured)
        if any(group.group == one.group.group for group in by.groups)
    ]
    strand = f", {within(one.by.label)}" if len(also) > 1 else ""
    return f"{one.group.group}{strand}"


def told(one: Compared) -> str:
    """The measure, what is concluded, and both rates with their counts."""
    comparator = one.contrast.comparator_rate
    return (
        f"{within(one.measured.title)}, by {within(one.by.label)}. {one.contrast.sentence} "
        f"{one.group.group} "
        f"{figure(one.group.rate)}, {one.contrast.comparator} {figure(comparator)}."
    )


def _by_measure(found: Sequence[Compared]) -> str:
    """`18 groups on 7 measures, most of all risk assessments completed (9)`."""
    number = Counter(within(one.measured.title) for one in found)
    said = f"{number_of(len(found), 'group')} on {number_of(len(number), 'measure')}"
    if len(number) == 1:
        return f"{number_of(len(found), 'group')} on {next(iter(number))}"
    named = [f"{title} ({n:,})" for title, n in number.most_common(NAMED_AT_MOST)]
    return f"{said}, most on {listed(named)}"


def _by_strand(found: Sequence[Compared]) -> str:
    number = Counter(within(one.by.label) for one in found)
    named = [f"{n:,} by {label}" for label, n in number.items()]
    return f"{number_of(len(found), 'comparison')}, {listed(named)}"
