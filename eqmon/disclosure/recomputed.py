"""What may be concluded in public: from the rounded counts that are shown, and from no other."""

from __future__ import annotations

from collections.abc import Mapping

from eqmon.disclosure.lines import split_of
from eqmon.measures.conclude import ALL_OTHERS, conclude
from eqmon.measures.model import ByAnswer, Contrast
from eqmon.measures.sums import Answers, Split
from eqmon.rates import Rate

HIDDEN = "(hidden groups)"


def contrasts_of(
    inside: ByAnswer, groups: Mapping[str, Rate], not_known: Rate, total: Rate | None
) -> dict[str, Contrast]:
    """The contrast of each shown group, worked out again.

    `not_known` is the shown line of no known answer, all 0 where nobody's is missing. `total` is
    that of all answers, None where groups are hidden and it does not tell them: then there is no
    comparison with all others. What is assumed of answers missing at random within each unit
    cannot be worked out from what is shown.
    """
    first = next((one.contrast for one in inside.groups if one.contrast), None)
    if first is None:
        return {}
    known = {group: split_of(rate) for group, rate in groups.items()}
    named = first.comparator if first.comparator != ALL_OTHERS else None
    if named is not None and named not in known:
        return {}
    beside = split_of(not_known)
    if named is None and len(groups) < len(inside.groups):
        if total is None:
            return {}
        known[HIDDEN] = _left(split_of(total), [*known.values(), beside])
    found = conclude(Answers(known, beside), {}, named, first.margin)
    return {group: one for group, one in found.items() if group != HIDDEN}


def _left(total: Split, lines: list[Split]) -> Split:
    """What is left of rounded counts, which need not add up."""
    yes = total.yes - sum(one.yes for one in lines)
    no = total.no - sum(one.no for one in lines)
    return Split(max(0, yes), max(0, no))
