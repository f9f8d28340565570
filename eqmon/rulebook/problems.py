"""What is wrong with rule files: gathered one by one, raised all at once."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from eqmon.errors import RulebookError


@dataclass(frozen=True)
class Problem:
    """One thing that a rule file gets wrong."""

    file: str
    """The file as the reader knows it, relative to the rules or as given."""
    message: str
    line: int | None = None
    """1-based line, where it is known."""
    key: str = ""
    """Path of the key, such as `rules[3].fail_above`."""
    allowed: str = ""
    hint: str = ""

    @property
    def where(self) -> str:
        """File, line and key, as far as they are known."""
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}, {self.key}" if self.key else place

    def as_error(self) -> RulebookError:
        """The problem as an error of its own."""
        return RulebookError(self.where, self.message, allowed=self.allowed, hint=self.hint)


def raise_problems(problems: Iterable[Problem], *, where: str = "rulebook") -> None:
    """Raise one RulebookError that lists every problem; return quietly where there is none."""
    found = list(problems)
    if not found:
        return
    if len(found) == 1:
        raise found[0].as_error()
    lines = "\n".join(f"  {problem.as_error()}" for problem in found)
    raise RulebookError(where, f"{len(found)} problems:\n{lines}")


def nearest(word: str, allowed: Collection[str]) -> str:
    """The allowed word that is spelt most like `word`, case aside, as a hint; or an empty text."""
    by_folded = {each.casefold(): each for each in sorted(allowed)}
    close = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.5)
    return f"did you mean '{by_folded[close[0]]}'?" if close else ""
