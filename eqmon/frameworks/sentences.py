"""What is said of phases and characteristics in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eqmon.frameworks.model import Attainment

if TYPE_CHECKING:
    from eqmon.frameworks.model import CharacteristicTold, PhaseShare

BESIDE = {
    Attainment.MET: "met",
    Attainment.NOT_MET: "not met",
    Attainment.NO_TARGET: "no target",
    Attainment.NOT_ASSESSED: "not assessed",
}
WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def percent(count: int, of: int) -> str:
    """A share as `96.9 %`; one that is neither none nor all is never rounded to either."""
    tenths = round(1000 * count / of)
    if 0 < count < of:
        tenths = min(max(tenths, 1), 999)
    return f"{tenths / 10:.1f} %"


def share_sentence(share: PhaseShare) -> str:
    """How many units have come so far, beside the target, and who is in no figure."""
    if not share.assessed:
        said = f"{share.title}: no unit could be assessed"
    else:
        counts = f"{share.met:,} of {share.assessed:,} units"
        said = f"{share.title}: {percent(share.met, share.assessed)} ({counts})"
    target = BESIDE[share.attainment]
    if share.target is not None:
        target = f"target {100 * share.target:g} %, {target}"
    left = [
        f"{count:,} {word}"
        for count, word in ((share.not_assessed, "not assessed"), (share.withheld, "withheld"))
        if count
    ]
    rest = f"; {' and '.join(left)}, in no figure" if left else ""
    return f"{said}; {target}{rest}."


def coverage_sentence(told: Sequence[CharacteristicTold]) -> str:
    """How many characteristics have a column, and which have none."""
    without = [one.title for one in told if not one.column]
    with_column = len(told) - len(without)
    said = f"{with_column} of {len(told)} protected characteristics have a column"
    if not without:
        return f"{said}."
    number = WORDS[len(without)] if len(without) < len(WORDS) else str(len(without))
    last = f"{', '.join(without[:-1])}, and {without[-1]}" if len(without) > 1 else without[0]
    return f"{said}; {number} {'has' if len(without) == 1 else 'have'} none: {last}."
