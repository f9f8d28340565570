"""A measure by answer in the terminal: in short a line a strand, in full a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from eqmon.report import figures
from eqmon.report.columns import Column, fitted, stacked
from eqmon.report.measure_words import (
    FEW,
    NO_END,
    USABLE,
    about,
    bounds,
    contrasts,
    figure,
    gap_said,
    hides_not_known,
    interval,
    point,
    region_of,
    within_margin,
)

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from eqmon.measures.model import ByAnswer, Contrast, GroupRate
    from eqmon.report.look import Look

GROUP_AT_MOST = 24
NOTHING = "not usable by"
TOO_FEW = "too few"
NOTHING_SHOWN = "withheld by"
WITHHELD_LINES = "Groups are withheld, so that nobody can be made out."


def in_short(found: Iterable[ByAnswer]) -> Iterator[tuple[str, str]]:
    """A label and a text for each strand by which something is concluded; the others in one.

    How much is not known of the strand, then what can be concluded of whom, the surest first. What
    is withheld is told apart from what is not usable.
    """
    rest: dict[str, list[str]] = {NOTHING: [], NOTHING_SHOWN: []}
    for by in found:
        if any(contrast.usable != "not usable" for _, contrast in contrasts((by,))):
            withheld = (WITHHELD_LINES,) if by.withheld else ()
            yield (
                by.label,
                " ".join((f"{_capital(gap_said(by))}.", *_concluded_of(by), *withheld)),
            )
        else:
            hidden = by.withheld and not any(contrasts((by,)))
            rest[NOTHING_SHOWN if hidden else NOTHING].append(_with_gap(by))
    for label, told in rest.items():
        if told:
            yield label, f"{'; '.join(told)}."


def _with_gap(by: ByAnswer) -> str:
    return f"{by.label}, {gap_said(by)}" if by.gap.denominator else f"{by.label} ({gap_said(by)})"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _concluded_of(by: ByAnswer) -> Iterator[str]:
    """`Usable, lower than White 10.1 % (66 of 653): Asian 6.1 % (40 of 653), ratio 0.60 (...).`"""
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
    comparator = f"{contrast.comparator} {figure(contrast.comparator_rate)}"
    return f"{verdict}, {about(contrast)}{contrast.region} {beside} {comparator}"


def _told(group: GroupRate, contrast: Contrast) -> str:
    if contrast.usable == "not usable":
        return group.group
    said = f"{group.group} {figure(group.rate)}"
    if contrast.region == "alike":
        way = within_margin(contrast)
        return f"{said} ({way} by more than chance, within the margin)" if way else said
    ratio = point(contrast)
    ratio = "no ratio to a rate of nought" if ratio == NO_END else f"ratio {ratio}"
    reach = bounds(contrast)
    if reach in ("", NO_END):
        return f"{said}, {ratio}"
    return f"{said}, {ratio} ({reach} whatever those not known are)"


def answers_table(by: ByAnswer, look: Look) -> list[RenderableType]:
    """Each group with its rate, its ratio and bounds, and what can be concluded."""
    title = look.text(by.label, "bold")
    title.append(f": {look.plain(gap_said(by))}; {_compared_with(by)}", "not bold")
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


def _of_known(contrast: Contrast) -> str:
    """`known answers only`, as short as a column needs, where the conclusion is of these."""
    return "known answers only" if about(contrast) else ""


def _concluded(group: GroupRate, look: Look) -> Text:
    contrast = group.contrast
    if contrast is None:
        return look.text("")
    rough = "few records" if contrast.low_reliability else ""
    where = region_of(contrast) if contrast.region != "not told" else ""
    lines = (contrast.usable, _of_known(contrast), where, rough)
    told = [look.text(line) for line in lines if line]
    return stacked(*told, *(look.text("") for _ in range(2 - len(told))))
