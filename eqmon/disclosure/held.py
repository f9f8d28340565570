"""What is held back of measures, line by line: for the owner's audit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from eqmon.disclosure.lines import ALL, MONTH, UNIT, Key
from eqmon.disclosure.methods import Method
from eqmon.measures.model import Measured
from eqmon.measures.sums import Split
from eqmon.rulebook.measures import strands_of
from eqmon.vocabulary import Level

ROUNDED, WHOLE = "rounded", "whole measure"
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
    """`rounded`, `few on a side`, `unit withheld`, `people` (the table of people hides the group),
    `published` (hidden then), `with others` or `whole measure`."""
    least: int | None
    most: int | None


def held_lines(
    inside: Measured,
    lines: Mapping[Key, Split],
    hidden: Mapping[Key, str],
    why_not: str,
    method: Method,
) -> Iterator[HeldLine]:
    """Both sides of each line: why it is hidden, where it is not rounded only.

    `why_not` says that nothing of the measure is shown. Of a hidden line by one strand, month or
    unit a reader takes all for possible that the hidden ones of its kind hold together.
    """
    for key, line in lines.items():
        for side, count in ((IN_IT, line.yes), (BESIDE_IT, line.no)):
            why = WHOLE if why_not else hidden.get(key, ROUNDED)
            least, most = None, None
            if why == ROUNDED:
                off = method.measures_to // 2
                least, most = max(method.each_side, count - 2 * off), count + 2 * off
            elif why != WHOLE and len(strands_of(key.of)) == 1:
                beside = [
                    of for other, of in lines.items() if other.of == key.of and other in hidden
                ]
                least, most = 0, sum(of.yes if side == IN_IT else of.no for of in beside)
            yield HeldLine(
                measure=f"{inside.measure} {inside.version}".strip(),
                level=Level.UNIT if key.of == UNIT else Level.OVERALL,
                place=key.name if key.of == UNIT else "",
                group=", ".join(_named(key, side)),
                count=count,
                why=why,
                least=least,
                most=most,
            )


def _named(key: Key, side: str) -> Iterable[str]:
    if key.of == MONTH:
        yield key.name
    elif key != ALL and key.of != UNIT:
        yield f"{key.of}: {key.name}"
    yield side
