"""A measure by answer in the terminal: in short a line a strand, in full a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from eqmon.report import figures
from eqmon.report.columns import Column, fitted, stacked
from eqmon.report.measure_words import (
    FEW,
    USABLE,
    bounds,
    conclusion,
    contrasts,
    figure,
    gap_said,
    hides_not_known,
    interval,
    point,
)

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from eqmon.measures.model import ByAnswer, Contrast, GroupRate
    from eqmon.report.look import Look

GROUP_AT_MOST = 24
NOTHING = "not usable by"
TOO_FEW = "too few"
COMPARATOR = "compared with"
ALL_OTHERS = "all other known answers"
WITHHELD_LINES = "Groups are withheld, so that nobody can be made out."


def in_short(found: Iterable[ByAnswer]) -> Iterator[tuple[str, str]]:
    """A label and a text for each strand by which something is concluded; the others in one.

    How much is not known of the strand, then what can be concluded of whom, the surest first.
    """
    rest: list[str] = []
    for by in found:
        if any(contrast.usable != "not usable" for _, contrast in contrasts((by,))):
            withheld = (WITHHELD_LINES,) if by.withheld else ()
            yield (
                by.label,
                " ".join((f"{gap_said(by)} not known.", *_concluded_of(by), *withheld)),
            )
        else:
            rest.append(f"{by.label}, {gap_said(by)} not known")
    if rest:
        yield NOTHING, f"{'; '.join(rest)}."


def _concluded_of(by: ByAnswer) -> Iterator[str]:
    """`Usable, lower than White: Asian 6.1 % (40 of 653), ratio 0.60, bounds 0.42 to 0.77.`"""
    found: dict[str, list[str]] = {}
    for verdict in USABLE:
        for group, contrast in contrasts((by,)):
            if contrast.usable == verdict:
                found.setdefault(_opening(contrast), []).append(_told(group, contrast))
    for opening, told in found.items():
        yield f"{opening}: {'; '.join(told)}."


def _opening(contrast: Contrast) -> str:
    verdict = contrast.usable.capitalize()
    if contrast.usable == "not usable":
        return verdict
    beside = "to" if contrast.region == "alike" else "than"
    return f"{verdict}, {contrast.region} {beside} {contrast.comparator}"


def _told(group: GroupRate, contrast: Contrast) -> str:
    if contrast.usable == "not usable":
        return group.group
    said = f"{group.group} {figure(group.rate)}"
    if contrast.region == "alike":
        return said
    return f"{said}, ratio {point(contrast)}, bounds {bounds(contrast)}"


def answers_table(by: ByAnswer, look: Look) -> list[RenderableType]:
    """Each group with its rate, its ratio and bounds, and what can be concluded."""
    title = look.text(by.label, "bold")
    title.append(f": {look.plain(gap_said(by))} not known; {_compared_with(by)}", "not bold")
    names = Column(
        look.text("Answer"),
        (*(look.text(group.group) for group in by.groups), look.text("not known", "dim")),
        GROUP_AT_MOST,
    )
    columns = [
        Column(look.text(head), (*(of(group, look) for group in by.groups), last))
        for head, of, last in (
            ("Rate", _rate, _not_known(by, look)),
            ("Ratio", _ratio, look.text("")),
            ("Bounds", _bounds, look.text("")),
            ("Concluded", _concluded, look.text("")),
        )
    ]
    drawn: list[RenderableType] = [title, *fitted([names], columns, look.width)]
    if by.withheld:
        drawn.append(look.text(WITHHELD_LINES, "dim"))
    return drawn


def _compared_with(by: ByAnswer) -> str:
    comparators = dict.fromkeys(contrast.comparator for _, contrast in contrasts((by,)))
    return f"compared with {' or '.join(comparators)}" if comparators else "nothing to compare"


def _rate(group: GroupRate, look: Look) -> Text:
    rate = group.rate
    number = look.text(f"{rate.count:,} of {rate.denominator:,}", "dim")
    if rate.denominator < FEW:
        return stacked(look.text(TOO_FEW, "dim"), number)
    return stacked(look.text(figures.percent(rate)), number)


def _not_known(by: ByAnswer, look: Look) -> Text:
    rate = by.not_known
    if not rate.denominator:
        return look.text(figures.WITHHELD if hides_not_known(by) else "none", "dim")
    return stacked(
        look.text(figures.percent(rate), "dim"),
        look.text(f"{rate.count:,} of {rate.denominator:,}", "dim"),
    )


def _ratio(group: GroupRate, look: Look) -> Text:
    contrast = group.contrast
    if contrast is None:
        return look.text("")
    shown = point(contrast) or "none"
    return stacked(look.text(shown), look.text(interval(contrast), "dim"))


def _bounds(group: GroupRate, look: Look) -> Text:
    contrast = group.contrast
    if contrast is None:
        return look.text("")
    return stacked(look.text(bounds(contrast)), look.text(""))


def _concluded(group: GroupRate, look: Look) -> Text:
    contrast = group.contrast
    if contrast is None:
        return look.text("")
    verdict, _, where = conclusion(contrast).partition(": ")
    return stacked(look.text(verdict), look.text(where))
