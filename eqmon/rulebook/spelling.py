"""How spellings are compared: what in a text does not matter, for headings, units and cells."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = dict.fromkeys(map(ord, "\x00\ufeff\u200b\u200c\u200d\u00ad"))
_ALIKE = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "’": "'", "‘": "'"})
_NOT_A_WORD = re.compile(r"[\W_]+")


def tidy_cell(text: str) -> str:
    """The text of a cell as code lists compare it: case, dashes, quotes and spacing made alike.

    `&` reads `and`. Only invisible characters are lost, so that `-` and `White - Irish` stay what
    they are.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    alike = text.translate(_INVISIBLE).translate(_ALIKE).casefold()
    return " ".join(alike.replace("&", " and ").split())


def tidy_heading(text: str) -> str:
    """A heading without case, with punctuation, underscores and spaces as one space."""
    return _NOT_A_WORD.sub(" ", text.casefold()).strip()


def tidy_words(text: str) -> str:
    """The words of a unit's name: `&` reads `and`, punctuation is a space."""
    words = tidy_cell(text).replace("'", "")
    return _NOT_A_WORD.sub(" ", words).strip()
