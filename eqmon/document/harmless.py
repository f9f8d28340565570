"""Text that came with the data, as one line that no terminal, table or parser acts on."""

from __future__ import annotations

import unicodedata

REPLACEMENT = "\ufffd"
_BREAKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")
# Format characters (Cf) reorder or hide text; the soft hyphen and joiners are spelling.
_SPELLING = frozenset("\u00ad\u200c\u200d")
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})


def one_line(text: str) -> str:
    """The text on one line: breaks become spaces, other control characters U+FFFD.

    Direction overrides, unassigned code points and lone surrogates count as control characters.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_harmless(character) for character in text)


def whole(text: str) -> str:
    """The text with lone surrogates (of undecodable file names) as U+FFFD, else untouched."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _harmless(character: str) -> str:
    if character in _BREAKS:
        return " "
    if character in _SPELLING:
        return character
    return REPLACEMENT if unicodedata.category(character) in _UNSAFE else character
