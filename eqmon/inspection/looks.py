"""What the cells of a column look like, whatever its heading says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eqmon.inspection.model import DateColumn, Looks

if TYPE_CHECKING:
    from eqmon.inspection.counted import Texts

MOSTLY = 0.95
FEW = 60
"""Distinct texts up to which a column holds codes, where each comes often."""
OFTEN = 3
"""Records a distinct text, on average, from which on texts come often."""
NEARLY_ALL_OWN = 0.8
"""Share of distinct texts among the filled from which on a column identifies its records."""
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")
_YES_NO = frozenset(("y", "n", "yes", "no", "true", "false", "t", "f", "1", "0"))


def looks_of(texts: Texts, dates: DateColumn | None) -> Looks:
    """What a column's texts look like; `dates` is None where they are not dates."""
    total = texts.counts.total()
    if not texts.filled:
        return Looks.BLANK
    if dates is not None and (dates.read or dates.excel_serials):
        return Looks.DATE if dates.read >= dates.excel_serials else Looks.EXCEL_DATE
    if len(texts.counts) > 1 and all(t.casefold() in _YES_NO for t in texts.counts):
        return Looks.YES_NO
    if {t.casefold() for t in texts.counts} < _YES_NO - {"0", "1", "t", "f"}:
        return Looks.YES_NO
    own = len(texts.counts) >= NEARLY_ALL_OWN * total and total >= FEW
    with_digits = sum(n for t, n in texts.counts.items() if any(map(str.isdigit, t)))
    numbers = sum(n for t, n in texts.counts.items() if _NUMBER.fullmatch(t))
    words = sum(n for t, n in texts.counts.items() if len(t.split()) > 2)
    if own and with_digits >= MOSTLY * total and "." not in next(iter(texts.counts)):
        return Looks.REFERENCE
    if numbers >= MOSTLY * total:
        return Looks.NUMBER
    if own and words < total / 2 and with_digits >= MOSTLY * total:
        return Looks.REFERENCE
    few = texts.is_whole and len(texts.counts) <= FEW
    return Looks.CODES if few and len(texts.counts) * OFTEN <= total else Looks.TEXT
