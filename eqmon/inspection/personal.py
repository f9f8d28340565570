"""Which texts of a strand's column may be shown: those that cannot be personal."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from eqmon.rulebook.spelling import tidy_cell

if TYPE_CHECKING:
    from eqmon.rulebook.codelists import CodeList

ENOUGH = 10
"""Records that hold a text, from which on it is no person's own."""
LONGEST = 60
"""Characters; what is longer is free text."""
ALIKE = 0.8
"""How alike a misspelling is to a text of the list, 0 to 1; 'femal' and 'female' are 0.91."""
SHORTEST_ALIKE = 4
"""Letters below which words are alike by chance: 'Jan' and 'Man'."""
NEAREST = 3
_CODE = re.compile(r"(?P<letters>[a-z]{1,2})\d{1,2}")
_DIGITS = 4
"""Digits from which on a text may be a date, a telephone number or a reference."""


def nearest_labels(code_list: CodeList, text: str) -> tuple[str, ...]:
    """The codes of a list, with their labels, that a text is spelt most like; best first."""
    tidied = tidy_cell(text)
    if code := _CODE.fullmatch(tidied):
        like = [t for t in code_list.exact if (m := _CODE.fullmatch(t)) and m[1] == code[1]]
        found: Sequence[str] = like[:NEAREST]
    elif len(tidied) >= SHORTEST_ALIKE:
        found = difflib.get_close_matches(tidied, code_list.exact, n=2 * NEAREST, cutoff=ALIKE)
    else:
        found = ()
    codes = dict.fromkeys(entry.code for t in found for entry in code_list.exact[t][:1])
    return tuple(_with_label(code_list, code) for code in codes)[:NEAREST]


def may_be_shown(text: str, count: int, nearest: Sequence[str]) -> bool:
    """Whether a text that the list has not may be shown without telling of anybody.

    It is held by ten records or more, formed as a code, or spelt nearly as one of the list's; and
    it is neither long nor of so many digits that it may be a date, a number or an address.
    """
    tidied = tidy_cell(text)
    if len(tidied) > LONGEST or "@" in tidied or sum(map(str.isdigit, tidied)) >= _DIGITS:
        return False
    return count >= ENOUGH or bool(nearest) or _CODE.fullmatch(tidied) is not None


def _with_label(code_list: CodeList, code: str) -> str:
    label = code_list.labels.get(code, "")
    return f"{code} {label}" if label and label != code else code
