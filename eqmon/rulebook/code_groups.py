"""What a code list says of a code beyond its texts: its broader groups, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eqmon.rulebook.problems import Problem, nearest
from eqmon.rulebook.tables import Row


@dataclass(frozen=True)
class PatternGroup:
    """The broader group, by scheme, of the codes that a pattern makes up (`\\1`)."""

    pattern: re.Pattern[str]
    groups: Mapping[str, str]

    def of(self, scheme: str) -> str:
        """The group under a scheme; empty where it has none."""
        return self.groups.get(scheme) or self.groups.get("", "")


def group_of_made_up(code: str, patterns: Sequence[PatternGroup], scheme: str) -> str:
    """The group of a code that a pattern makes up: its own, or the one that a band lies within.

    Groups stand in rising order: an open end of a band is in the first of them or in the last.
    """
    ends = span(code, patterns)
    rising = [group for pattern in patterns if (group := pattern.of(scheme))]
    if (own := own_group(code, patterns, scheme)) or ends is None or not rising:
        return own
    low, high = ends
    first = rising[0] if low is None else own_group(str(low), patterns, scheme)
    last = rising[-1] if high is None else own_group(str(high), patterns, scheme)
    return first if first == last else ""


def own_group(code: str, patterns: Sequence[PatternGroup], scheme: str) -> str:
    """The group of the pattern that a made-up code is of; empty for bands, which have none."""
    return next((p.of(scheme) for p in patterns if p.pattern.fullmatch(code)), "")


def span(code: str, patterns: Sequence[PatternGroup]) -> tuple[int | None, int | None] | None:
    """The lowest and the highest whole number of a band, None for an open end; None for no band.

    Patterns name an end `low` or `high` where it is in the band, `above` or `below` where not.
    """
    match = next((m for p in patterns if (m := p.pattern.fullmatch(code))), None)
    named = match.groupdict() if match else {}
    ends = {name: int(end) for name, end in named.items() if end and end.isdecimal()}
    if not ends:
        return None
    low = ends["above"] + 1 if "above" in ends else ends.get("low")
    high = ends["below"] - 1 if "below" in ends else ends.get("high")
    return low, high


class CodeGroups:
    """Collects the columns `group` and `became` of a code list, and where its rows disagree.

    A group is written `Asian`, or `Asian; 16+1: Chinese or other` where one scheme has another.
    """

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self._file = file
        self._problems = problems
        self._lines: dict[str, int] = {}
        self.groups: dict[str, dict[str, str]] = {}
        """By code, then by scheme; an empty scheme is every other one."""
        self.became: dict[str, str] = {}
        self.patterns: list[PatternGroup] = []

    def add(self, line: int, row: Row) -> None:
        """Take in one row."""
        code = row["code"]
        groups = dict(map(_of_scheme, filter(str.strip, row["group"].split(";"))))
        if "\\" in code:
            self.patterns.append(PatternGroup(re.compile(row["label"]), groups))
        if not code or "\\" in code:
            return
        if self.groups.setdefault(code, groups) != groups:
            message = f"an earlier row puts code {code} in another group"
            self._problems.append(Problem(self._file, message, line, "group"))
        if row["became"]:
            self.became[code] = row["became"]
            self._lines[code] = line

    def settle(self) -> None:
        """Say which codes became one that the list has not, or that itself became another."""
        for code, later in self.became.items():
            if later not in self.groups or later in self.became:
                message = f"code {code} became {later}, which is no lasting code of this list"
                hint = nearest(later, self.groups.keys() - self.became.keys())
                line = self._lines[code]
                self._problems.append(Problem(self._file, message, line, "became", hint=hint))


def _of_scheme(text: str) -> tuple[str, str]:
    scheme, colon, group = text.partition(":")
    return (scheme.strip(), group.strip()) if colon else ("", text.strip())
