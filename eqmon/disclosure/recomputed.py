"""What may be concluded in public: from the rounded counts that are shown, and from no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from eqmon.disclosure.lines import split_of
from eqmon.measures.conclude import conclude
from eqmon.measures.model import ByAnswer, Contrast
from eqmon.measures.sums import Answers, Split
from eqmon.measures.wording import ALL_OTHERS
from eqmon.rates import Rate

HIDDEN = "(hidden groups)"
NOT_USABLE, NOT_TOLD = "not usable", "not told"
SURE = (NOT_USABLE, "usable with bounds", "usable")
"""From the least to the most that may be concluded."""


def contrasts_of(
    inside: ByAnswer,
    groups: Mapping[str, Rate],
    not_known: Rate,
    total: Rate | None,
    half: int = 0,
) -> dict[str, Contrast]:
    """The contrast of each shown group, worked out again.

    A count was at most `half` more or less before it was rounded: what is concluded must hold
    wherever within that the counts lay, otherwise nothing is.
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
    answers = Answers(known, beside)
    found = conclude(answers, {}, named, first.margin)
    return {
        group: _as_sure_as(one, _wherever(answers, group, named, first.margin, half))
        for group, one in found.items()
        if group != HIDDEN
    }


def _wherever(
    answers: Answers,
    group: str,
    comparator: str | None,
    margin: tuple[float, float],
    half: int,
) -> Iterator[Contrast]:
    """What would be concluded of a group at either end of what its counts may have been."""
    for more in (half, -half):
        known = {
            name: _moved(split, more if name == group else -more)
            for name, split in answers.known.items()
            if name == group or comparator in (None, name)
        }
        beside = answers.not_known
        if beside.all:
            beside = Split(beside.yes + half, beside.no + half)
        if group in (found := conclude(Answers(known, beside), {}, comparator, margin)):
            yield found[group]


def _moved(split: Split, more: int) -> Split:
    return Split(max(0, split.yes + more), max(0, split.no - more))


def _as_sure_as(found: Contrast, others: Iterable[Contrast]) -> Contrast:
    """A conclusion, as far as every other one bears it out."""
    every = [found, *others]
    if len({one.region for one in every}) > 1:
        beside = f"beside {found.comparator} from rounded counts"
        told = f"{found.sentence.partition(':')[0]}: nothing can be concluded {beside}."
        nothing = {"usable": NOT_USABLE, "region": NOT_TOLD, "tipping": None, "sentence": told}
        return found.model_copy(update=nothing)
    return min(every, key=lambda one: SURE.index(one.usable))


def _left(total: Split, lines: list[Split]) -> Split:
    """What is left of rounded counts, which need not add up."""
    yes = total.yes - sum(one.yes for one in lines)
    no = total.no - sum(one.no for one in lines)
    return Split(max(0, yes), max(0, no))
