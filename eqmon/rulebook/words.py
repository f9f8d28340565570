"""Which fields a measure compares with words, and every word of them that its file knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from eqmon.rulebook.measures import conditions_of
from eqmon.rulebook.spelling import tidy_cell

if TYPE_CHECKING:
    from eqmon.rulebook.measures import Measures, Version
    from eqmon.rulebook.model import Suite
    from eqmon.rulebook.where import Where

ANY_WORD = "*"
"""Beside a field of `other_words`: its words are without end, so none of them is strange."""

NO_WORD = "-"
"""Beside a field of `other_words`: a blank cell is no mistake."""


class Compared(NamedTuple):
    """A field whose cells a version compares with words."""

    field: str
    of_denominator: bool
    """Whether it tells who is in the denominator; then every record is asked."""
    tells_blank: bool
    """Whether a blank cell goes without saying: not where blank cells are what is counted, nor
    where a record without a flag is outside as it should be."""


def compared(version: Version, suite: Suite) -> tuple[Compared, ...]:
    """The fields of a version, each once; a strand's own are left out.

    How many answers of a strand cannot be read stands beside every figure by that strand.
    """
    of_strands = {name for strand in suite.strands.values() for name in strand.fields}
    found: dict[str, Compared] = {}
    parts = ((version.denominator.where, True), (version.numerator.where, False))
    for conditions, of_denominator in parts:
        for one in _with_words(conditions):
            field = str(one.field)
            outside = of_denominator and suite.fields[field].kind == "flags"
            if field not in of_strands:
                told = Compared(field, of_denominator, not (one.turned or outside))
                found.setdefault(field, told)
    return tuple(found.values())


def known_words(measures: Measures | None, suite: Suite) -> Mapping[str, frozenset[str]]:
    """The words of each field that some measure or group of people of the suite names, tidied."""
    words: dict[str, set[str]] = defaultdict(set)
    for measure in measures.measures if measures else ():
        for one in _with_words(conditions_of(measure)):
            named = (*(one.is_in or ()), *(one.has_flag or ()))
            words[str(one.field)] |= {tidy_cell(word) for word in named}
    for counted in suite.people:
        words[counted.field] |= {tidy_cell(w) for ws in counted.groups.values() for w in ws}
    for field, others in (measures.other_words if measures else {}).items():
        words[field] |= {tidy_cell(word) for word in others}
    return {field: frozenset(known) for field, known in words.items()}


def _with_words(conditions: Iterable[Where]) -> Iterator[Where]:
    for one in conditions:
        yield from _with_words(one.any_of or ())
        if one.is_in is not None or one.has_flag is not None:
            yield one
