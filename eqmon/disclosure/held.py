"""What is held back of measures, line by line: for the owner's audit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from eqmon.disclosure.lines import ALL, MONTH, UNIT, Key, rounded
from eqmon.disclosure.methods import Method
from eqmon.measures.model import Measured
from eqmon.measures.sums import Split
from eqmon.rates import Rate
from eqmon.rulebook.measures import strands_of
from eqmon.vocabulary import Level

ROUNDED, WHOLE, AS_PUBLISHED = "rounded", "whole measure", "as published"
FEW, WITH_OTHERS, PUBLISHED = "few on a side", "with others", "published"
PLACE, PEOPLE = "unit or month withheld", "people"
SHARED_OUT = frozenset({FEW, WITH_OTHERS, PUBLISHED, PLACE, PEOPLE})
"""Reasons for which a line is hidden beside others that are shown."""
IN_IT, BESIDE_IT = "numerator", "others"


@dataclass(frozen=True)
class HeldLine:
    """One side of a line that a public copy hides or rounds."""

    measure: str
    level: Level
    place: str
    """The unit; empty for all together."""
    group: str
    """The side, after the month or group where it is that of one."""
    count: int
    why: str
    """`rounded`, `as published` (it stands as it was), or hidden: `few on a side`, `with others`,
    `unit or month withheld`, `people` (the table of people hides the group), `published` (hidden
    then) or `whole measure`."""
    least: int | None
    most: int | None


def held_lines(
    inside: Measured,
    lines: Mapping[Key, Split],
    why: Mapping[Key, str],
    method: Method,
) -> Iterator[HeldLine]:
    """Both sides of each line that is not hidden, but rounded, where `why` does not say of it.

    Of a hidden line by one strand, month or unit a reader takes all for possible that the hidden
    ones of its kind hold together.
    """
    together: Counter[tuple[str, str]] = Counter()
    for key in why:
        together[key.of, IN_IT] += lines[key].yes
        together[key.of, BESIDE_IT] += lines[key].no
    for key, line in lines.items():
        for side, count in ((IN_IT, line.yes), (BESIDE_IT, line.no)):
            least, most = None, None
            if key not in why:
                least, most = _range(rounded(line, method), side, method)
            elif why[key] in SHARED_OUT and len(strands_of(key.of)) == 1:
                least, most = 0, together[key.of, side]
            yield HeldLine(
                measure=f"{inside.measure} {inside.version}".strip(),
                level=Level.UNIT if key.of == UNIT else Level.OVERALL,
                place=key.name if key.of == UNIT else "",
                group=", ".join(_named(key, side)),
                count=count,
                why=why.get(key, ROUNDED),
                least=least,
                most=most,
            )


def _range(rate: Rate, side: str, method: Method) -> tuple[int, int]:
    """What a rounded rate leaves possible of one side."""
    off = method.measures_to // 2
    least, most = rate.count - off, rate.count + off
    if side == BESIDE_IT:
        least, most = rate.denominator - off - most, rate.denominator + off - least
    return max(method.each_side, least), most


def _named(key: Key, side: str) -> Iterable[str]:
    if key.of == MONTH:
        yield key.name
    elif key != ALL and key.of != UNIT:
        yield f"{key.of}: {key.name}"
    yield side
