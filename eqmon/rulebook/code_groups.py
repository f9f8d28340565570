"""What a code list says of a code beyond its texts: its broader groups, and what became of it."""

from __future__ import annotations

from eqmon.rulebook.problems import Problem, nearest
from eqmon.rulebook.tables import Row


class CodeGroups:
    """Collects the columns `group` and `became` of a code list, and where its rows disagree.

    A group is written `Asian`, or `Asian; 16+1: Chinese or other` where one scheme has another.
    Codes that a pattern makes up (`\\1`) have none.
    """

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self._file = file
        self._problems = problems
        self._lines: dict[str, int] = {}
        self.groups: dict[str, dict[str, str]] = {}
        """By code, then by scheme; an empty scheme is every other one."""
        self.became: dict[str, str] = {}

    def add(self, line: int, row: Row) -> None:
        """Take in one row."""
        code = row["code"]
        if not code or "\\" in code:
            return
        groups = dict(map(_of_scheme, filter(str.strip, row["group"].split(";"))))
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
