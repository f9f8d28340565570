"""How a terminal report looks: marks, words and colours that a given terminal can hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.document.harmless import REPLACEMENT, one_line
from eqmon.vocabulary import Verdict

if TYPE_CHECKING:
    from rich.text import Text

STYLES = {
    Verdict.FAIL: "bold red",
    Verdict.WARN: "yellow",
    Verdict.PASS: "green",
    Verdict.NOT_ASSESSED: "dim",
}
_MARKS = {Verdict.FAIL: "✗", Verdict.WARN: "~", Verdict.PASS: "✓", Verdict.NOT_ASSESSED: "·"}
_ASCII_MARKS = {Verdict.FAIL: "F", Verdict.WARN: "W", Verdict.PASS: "P", Verdict.NOT_ASSESSED: "-"}
_EXCEPTED, _ASCII_EXCEPTED = "⊗", "E"
_IN_ASCII = str.maketrans(
    {"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "·": "-", "\xa0": " "}
    | {"≤": "<=", "≥": ">=", "×": "x", REPLACEMENT: "?"}
)


TIED = "\ue000"
"""Stands for a space at which no line may break; no text of a report can hold it itself."""
_FIGURE_SPACE = re.compile(r"(?<=\d) (?=%)|(?<=>) (?=\d)")
_CI_COMMAND = re.compile(r"(:(?=:)|##(?=\[))")


@dataclass(frozen=True)
class Look:
    """What the terminal can hold."""

    width: int
    """Columns, at least 40."""
    ascii: bool
    """Whether it holds nothing but ASCII."""

    def mark(self, verdict: Verdict | None, *, excepted: bool = False) -> str:
        """The one character that tells a verdict without colour; a space where there is none.

        A fail that a known exception covers has a mark of its own, as it stays a fail.
        """
        if verdict is None:
            return " "
        if excepted:
            return _ASCII_EXCEPTED if self.ascii else _EXCEPTED
        return (_ASCII_MARKS if self.ascii else _MARKS)[verdict]

    def plain(self, text: str) -> str:
        """The text on one line, in characters that the terminal can hold and does not act on."""
        # CI logs obey a line that starts with `::` or `##[`, and wrapping may put one there.
        line = _CI_COMMAND.sub(r"\1 ", one_line(text).strip())
        if not self.ascii:
            return line
        return line.translate(_IN_ASCII).encode("ascii", "replace").decode("ascii")

    def text(self, text: str, style: str = "") -> Text:
        """The text as Rich takes it, with nothing in it read as markup."""
        from rich.text import Text

        return Text(_FIGURE_SPACE.sub(TIED, self.plain(text)), style)

    @property
    def dot(self) -> str:
        """What stands between facts on one line."""
        return " - " if self.ascii else " · "
