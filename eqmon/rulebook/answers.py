"""What the known answers of a code list are counted as: its groups, or each code by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.rulebook.code_groups import own_group, span
from eqmon.vocabulary import Recording, Strand

if TYPE_CHECKING:
    from eqmon.rulebook.codelists import CodeList
    from eqmon.rulebook.listed import Listed
    from eqmon.rulebook.model import MonitoredStrand, Suite

NOT_GROUPED = "known, not grouped"
"""Answers without a code, and made-up codes that their list does not read again (`born 1961`)."""


@dataclass(frozen=True)
class Answers:
    """The answers of one code list under a scheme."""

    code_list: CodeList
    scheme: str = ""
    by_group: bool = True

    def counted_as(self, code: str) -> str:
        """The group of a code, or else the code by its label; of a number its group in any case.

        An age in single years would be a column, and often a person, of its own.
        """
        of_code = code in self.code_list.groups
        if self.by_group:
            group = self.code_list.group_of(code, self.scheme)
        else:
            group = "" if of_code else own_group(code, self.code_list.made_up, self.scheme)
        if group or not code:
            return group or NOT_GROUPED
        if of_code or not self.code_list.made_up or self._is_read(code):
            return self.code_list.labels.get(code, code)
        return NOT_GROUPED

    def listed(self) -> Iterator[str]:
        """What the known answers that the list names are counted as, in its order, repeated."""
        for row in self.code_list.listed:
            if row.recording is not Recording.KNOWN or not self._has(row):
                continue
            if "\\" not in row.code:
                yield self.counted_as(row.code)
            elif self.by_group and (group := self._of_pattern(row)):
                yield group

    def rising(self, group: str) -> tuple[float, float]:
        """Where a number or a band stands among others, by its ends; other groups before them."""
        if group.isdecimal():
            return int(group), int(group)
        low, high = span(group, self.code_list.made_up) or (-2, -2)
        return (-1 if low is None else low), (float("inf") if high is None else high)

    def _of_pattern(self, row: Listed) -> str:
        return self.code_list.group_of_pattern(row.label, self.scheme)

    def _is_read(self, code: str) -> bool:
        return any(p.pattern.fullmatch(code) for p in self.code_list.made_up)

    def _has(self, row: Listed) -> bool:
        return not self.scheme or not row.schemes or self.scheme in row.schemes


def groups_of(
    suites: Iterable[Suite], code_lists: Mapping[str, CodeList]
) -> dict[str, tuple[str, ...]]:
    """What answers may be counted as in some suite, by strand: the six, and as suites name them.

    In the lists' order; none of age, whose bands are for the extracts to say.
    """
    found: dict[str, dict[str, None]] = {}
    for suite in suites:
        for name, strand in suite.strands.items():
            listed = [] if strand.strand is Strand.AGE else _listed(suite, strand, code_lists)
            for called in (name, strand.strand.value):
                found.setdefault(called, {}).update(dict.fromkeys(listed))
    return {strand: tuple(groups) for strand, groups in found.items()}


def _listed(suite: Suite, strand: MonitoredStrand, code_lists: Mapping[str, CodeList]) -> list[str]:
    """Under every scheme: which one holds is for each extract to say."""
    by_group = strand.people_by == "group"
    named = filter(None, (suite.fields[name].code_list for name in strand.fields))
    lists = [code_lists[name] for name in named]
    return [
        group
        for one in lists
        for scheme in ("", *sorted(one.schemes))
        for group in Answers(one, scheme, by_group).listed()
    ]
