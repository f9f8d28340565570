"""What several writers say alike of measures: names, figures, and what may be concluded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from eqmon.measures.heard import DOUBT
from eqmon.report import figures
from eqmon.report.words import number_of
from eqmon.rulebook.measures import CROSS
from eqmon.vocabulary import Level

if TYPE_CHECKING:
    from eqmon.measures.model import ByAnswer, Contrast, GroupRate, Measured
    from eqmon.measures.told import Told, Usable
    from eqmon.rates import Rate

TITLE = "Measures: what the papers ask beyond recording"
CANNOT = "Measures that cannot be computed, and why"
NO_RECORDS = "Measures without a record to count"
USABLE: tuple[Usable, ...] = ("usable", "usable with bounds", "not usable")
"""The verdicts, in the order in which they are told."""
MEANINGS = {
    "usable": "whatever the answers that are not known, the ratio lies where it is said to: even "
    "the worst case with its 95 % interval is within one region",
    "usable with bounds": "among known answers the ratio lies where it is said to, with its 95 % "
    "interval; the answers not known could move it",
    "not usable": "even among known answers the 95 % interval of the ratio reaches across an edge "
    "of the margin: where the ratio lies cannot be concluded",
}
REGIONS = {"lower": "lower", "alike": "alike", "higher": "higher", "not told": "not told"}
FEW, LOW = 8, 30
"""Fewer records than the first give no rate of a group, fewer than the second a rough one."""
NO_END = "no ratio"
"""What stands for a ratio to a rate of nought: there is none."""
KNOWN_ONLY = "among known answers only"
"""What a conclusion with bounds is about, said before it."""
MANY_FROM = 20
MANY = (
    "Of so many, some are told by chance alone: about one in 20 intervals misses what it is to "
    "hold."
)
NOT_DISCRIMINATION = (
    "A difference between groups is not discrimination, nor is its absence fairness: a measure "
    "says that, and not why. ‘Alike’ is a conclusion too."
)


def name_of(measured: Measured) -> str:
    """`Sanction detections, outcomes (from 2013-04-01)`: its title, and which version of it."""
    label = f", {measured.version}" if measured.version else ""
    return f"{measured.title}{label}{_dates(measured)}"


def _dates(measured: Measured) -> str:
    if measured.since and measured.until:
        return f" ({measured.since} to {measured.until})"
    if measured.since or measured.until:
        return f" (from {measured.since})" if measured.since else f" (until {measured.until})"
    return ""


def subject_of(measured: Measured) -> str:
    """What its rate is of, in few words: its title; for days, within how many."""
    return measured.numerator if measured.kind == "days" else measured.title


def with_status(measures: Iterable[Measured], status: str) -> list[Measured]:
    """Those of a status, in their order; `withheld` are those that a public copy leaves out."""
    return [m for m in measures if ("withheld" if m.withheld else m.status) == status]


def by_topic(measures: Iterable[Measured]) -> dict[str, list[Measured]]:
    """Those that have figures by topic, in the order of the rulebook."""
    found: dict[str, list[Measured]] = {}
    for one in with_status(measures, "measured"):
        found.setdefault(one.topic, []).append(one)
    return found


def together(measured: Measured) -> Rate | None:
    """The rate of all units together; None where it is withheld."""
    first = next((p for p in measured.places if p.level is Level.OVERALL), None)
    return None if first is None or first.withheld else first.rate


def figure(rate: Rate) -> str:
    """`29.6 % (373 of 1,260)`."""
    return f"{figures.percent(rate)} ({figures.counts(rate)})"


def gap_said(by: ByAnswer) -> str:
    """`36.9 % (465 of 1,260) not known`: the records whose answer is not known, or `withheld`."""
    return f"{figure(by.gap)} not known" if by.gap.denominator else "not known: withheld"


def hides_not_known(by: ByAnswer) -> bool:
    """Whether the measure among records whose answer is not known is withheld: there are some."""
    return not by.not_known.denominator and (not by.gap.denominator or by.gap.count > 0)


def notes_of(measures: Sequence[Measured]) -> list[str]:
    """What is noted of all the measures with figures, then of each that has a note of its own."""
    found = with_status(measures, "measured")
    shared = shared_notes(measures)
    own = (f"{one.title}: {note}" for one in found for note in one.notes if note not in shared)
    return [*shared, *dict.fromkeys(own)]


def shared_notes(measures: Sequence[Measured]) -> list[str]:
    """What is noted of every measure with figures, where there are several."""
    found = with_status(measures, "measured")
    if len(found) < 2:
        return []
    return [note for note in found[0].notes if all(note in one.notes for one in found)]


def answers(measured: Measured, *, crossed: bool | None = False) -> list[ByAnswer]:
    """By every strand in all units together; strands crossed instead, or None for both."""
    return [
        one
        for one in measured.by
        if one.level is Level.OVERALL and (crossed is None or (CROSS in one.by) == crossed)
    ]


def contrasts(by: Iterable[ByAnswer]) -> Iterator[tuple[GroupRate, Contrast]]:
    """Each group that is compared, with what may be concluded of it."""
    for one in by:
        for group in one.groups:
            if group.contrast is not None:
                yield group, group.contrast


def concluded(measures: Iterable[Measured]) -> Counter[str]:
    """How many comparisons of groups in all units together, by single strand, came to what."""
    return Counter(
        contrast.usable
        for one in with_status(measures, "measured")
        for _, contrast in contrasts(answers(one))
    )


def counted(found: Counter[str]) -> str:
    """`3 usable, 12 usable with bounds, 40 not usable`."""
    return ", ".join(f"{found[verdict]:,} {verdict}" for verdict in USABLE)


def compared(measures: Iterable[Measured]) -> str:
    """How many comparisons came to what, and that so many are not one; empty without any."""
    found = concluded(measures)
    if not found:
        return ""
    said = f"Of {number_of(found.total(), 'comparison')} of groups by strand: {counted(found)}."
    return f"{said} {MANY}" if found.total() >= MANY_FROM else said


def standing_of(measures: Sequence[Measured]) -> str:
    """`17 of 20 measures have figures, 2 have no record, 1 cannot be computed`.

    Those with figures that are not to be relied on are counted again, by themselves.
    """
    number = {
        status: len(with_status(measures, status))
        for status in ("measured", "no records", "not measurable", "withheld")
    }
    has = "has figures" if number["measured"] == 1 else "have figures"
    said = [f"{number['measured']:,} of {number_of(len(measures), 'measure')} {has}"]
    found = with_status(measures, "measured")
    if doubtful := sum(any(note.startswith(DOUBT) for note in one.notes) for one in found):
        is_ = "is" if doubtful == 1 else "are"
        said.append(f"{doubtful:,} of which {is_} not to be relied on")
    if none := number["no records"]:
        said.append(f"{none:,} {'has' if none == 1 else 'have'} no record")
    if cannot := number["not measurable"]:
        said.append(f"{cannot:,} cannot be computed")
    if hidden := number["withheld"]:
        said.append(f"{hidden:,} {'is' if hidden == 1 else 'are'} withheld")
    return ", ".join(said)


def brief(measures: Sequence[Measured]) -> list[str]:
    """What a check says of measures: how many have figures, which cannot, what is concluded."""
    if not measures:
        return []
    cannot = ", ".join(dict.fromkeys(m.measure for m in with_status(measures, "not measurable")))
    said = [f"{standing_of(measures)}.", *((f"Cannot be computed: {cannot}.",) if cannot else ())]
    if found := concluded(measures):
        of = number_of(found.total(), "comparison")
        said.append(f"Of {of} of groups by strand: {counted(found)}.")
    return [*said, "‘eqmon measures’ tells each with its units and groups."]


def conclusion(contrast: Told) -> str:
    """`usable: alike (lower)`, `usable with bounds: among known answers only, lower`, `not usable`.

    The verdict, what it is about where that is known answers alone, and where the ratio lies if
    that is told.
    """
    where = "" if contrast.region == "not told" else f": {about(contrast)}{region_of(contrast)}"
    rough = ", few records" if contrast.low_reliability else ""
    return f"{contrast.usable}{where}{rough}"


def about(contrast: Told) -> str:
    """What stands before a region: that only known answers are in it, or nothing."""
    return f"{KNOWN_ONLY}, " if contrast.usable == "usable with bounds" else ""


def region_of(contrast: Told) -> str:
    """`lower`, or `alike (lower)` within the margin though lower by more than chance."""
    way = within_margin(contrast)
    return f"{REGIONS[contrast.region]} ({way})" if way else REGIONS[contrast.region]


def within_margin(contrast: Told) -> str:
    """On which side a ratio lies beyond chance that is told to be alike; empty for others."""
    low, high = contrast.ratio_lower, contrast.ratio_upper
    if contrast.region != "alike" or low is None:
        return ""
    if low > 1:
        return "higher"
    return "lower" if high is not None and high < 1 else ""


def ratio(value: float | None, contrast: Told) -> str:
    """A ratio with two decimals, more where its place beside the margin needs them."""
    return figures.ratio(value, contrast.margin)


def span(low: float | None, high: float | None, contrast: Told) -> str:
    """`0.39 to 2.30`, `0.39 or more` where there is no upper end; empty where nothing is told."""
    if low is None:
        return ""
    if high is None:
        return f"{ratio(low, contrast)} or more"
    return f"{ratio(low, contrast)} to {ratio(high, contrast)}"


def point(contrast: Contrast) -> str:
    """The ratio among known answers; `no ratio` where the comparator's rate is nought.

    Empty where neither has.
    """
    if contrast.ratio is None:
        return NO_END if (contrast.difference or 0) > 0 else ""
    return ratio(contrast.ratio, contrast)


def interval(contrast: Contrast) -> str:
    """The 95 % interval of the ratio as `span` has it."""
    return span(contrast.ratio_lower, contrast.ratio_upper, contrast)


def bounds(contrast: Contrast) -> str:
    """The lowest and the highest ratio that answers not known leave possible, in the same way."""
    if contrast.least is None and (contrast.difference_least or 0) > 0:
        return NO_END
    return span(contrast.least, contrast.most, contrast)


def reason_of(measured: Measured) -> str:
    """Why it has no figures, and since when as far as is known."""
    since = f" Since {measured.not_measurable_since}." if measured.not_measurable_since else ""
    return f"{measured.reason}{since}"
