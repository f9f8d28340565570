"""One run of an author's Markdown as text of the document: words, strong words and links."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from eqmon.document.harmless import one_line
from eqmon.document.model import Inline, Link, Strong, Text

if TYPE_CHECKING:
    from markdown_it.token import Token

COMMENTS = re.compile(r"(?:\s*<!--.*?-->)*\s*", re.DOTALL)
"""Text that is nothing but comments."""
_REFUSED = {
    "code_inline": "code",
    "image": "a picture",
    "html_inline": "HTML",
}
_SILENT = ("em_open", "em_close")


class Runs:
    """Collects one text; `wrong` is told the line and the problem of what is not allowed."""

    def __init__(self, line: int, wrong: Callable[[int, str], None]) -> None:
        self._line = line
        self._wrong = wrong
        self._parts: list[Inline] = []
        self._strong = False
        self._target = ""
        self.words = ""
        """What was written, with its line breaks, for finding figures in."""

    def read(self, token: Token) -> Text:
        """The text of an `inline` token, on one line."""
        for child in token.children or ():
            self._take(child)
        return _joined(self._parts)

    def _take(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self._add(token.content)
            case "softbreak" | "hardbreak":
                self._add("\n")
            case "strong_open" | "strong_close":
                self._strong = token.type == "strong_open"
            case "link_open":
                self._target = str(token.attrGet("href") or "")
                if not _is_safe(self._target):
                    self._refuse("a link that does not begin with https://")
            case "link_close":
                self._target = ""
            case "html_inline" if COMMENTS.fullmatch(token.content):
                self.words += "\n" * token.content.count("\n")
            case kind if kind not in _SILENT:
                self._refuse(_REFUSED.get(kind, "a mark that is not known here"))

    def _add(self, text: str) -> None:
        self.words += text
        plain = one_line(text)
        if self._target:
            self._parts.append(Link(plain, self._target))
        else:
            self._parts.append(Strong(plain) if self._strong else plain)

    def _refuse(self, what: str) -> None:
        self._wrong(self._line + self.words.count("\n"), what)


def _is_safe(target: str) -> bool:
    try:
        parts = urlsplit(target)
        return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def _joined(parts: list[Inline]) -> Text:
    """Neighbours of a kind as one part, without space at either end."""
    joined: list[Inline] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, str) and isinstance(last, str):
            joined[-1] = last + part
        elif isinstance(part, Strong) and isinstance(last, Strong):
            joined[-1] = Strong(last.text + part.text)
        elif isinstance(part, Link) and isinstance(last, Link) and part.target == last.target:
            joined[-1] = Link(last.text + part.text, part.target)
        else:
            joined.append(part)
    return tuple(joined)
