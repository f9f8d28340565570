"""The order in which a breakdown's groups are shown: that of their code lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from eqmon.engines.breakdowns import BETWEEN
from eqmon.rulebook.answers import Answers
from eqmon.rulebook.measures import strands_of

if TYPE_CHECKING:
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite

Key = tuple[tuple[int, tuple[float, float], str], ...]


def order_of(breakdown: str, suite: Suite, rulebook: Rulebook) -> Callable[[str], Key]:
    """A key to sort groups by: as the code list has them, then rising numbers, then by name."""
    strands = strands_of(breakdown)
    keys = [_of_strand(strand, suite, rulebook) for strand in strands]

    def key(group: str) -> Key:
        parts = group.split(BETWEEN) if len(strands) == len(group.split(BETWEEN)) else [group]
        return tuple(of(part) for of, part in zip(keys, parts, strict=False))

    return key


def _of_strand(
    name: str, suite: Suite, rulebook: Rulebook
) -> Callable[[str], tuple[int, tuple[float, float], str]]:
    answers = list(_answers(name, suite, rulebook))
    listed = list(dict.fromkeys(group for one in answers for group in one.listed()))

    def key(group: str) -> tuple[int, tuple[float, float], str]:
        if group in listed:
            return listed.index(group), (0, 0), group
        rising = max((one.rising(group) for one in answers), default=(0.0, 0.0))
        return len(listed), rising, group

    return key


def _answers(name: str, suite: Suite, rulebook: Rulebook) -> Iterable[Answers]:
    strand = suite.strands[name]
    by_group = strand.people_by == "group"
    for field in strand.fields:
        told = suite.fields[field]
        if told.code_list and field != strand.at_record_date:
            yield Answers(rulebook.code_lists[told.code_list], told.scheme, by_group)
    if strand.at_record_date is not None:
        yield Answers(rulebook.code_lists[strand.age_groups])
