"""Whether the row taken for headings may be a record: then nothing of it is ever shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from eqmon.engines.readings import SPACES
from eqmon.inspection.model import Looks
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from eqmon.inspection.catalogue import Catalogue
    from eqmon.inspection.counted import Texts

LONGEST_HEADING = 80
_LIKE_DATA = re.compile(r"\d{2}|@|\d[-/.:]\d|^\d+$")
"""Digits as dates, references, numbers and addresses have them; `Flag 1` has not."""


UNLIKE_HEADINGS = frozenset(
    {Looks.NUMBER, Looks.DATE, Looks.EXCEL_DATE, Looks.YES_NO, Looks.REFERENCE}
)
"""What no heading looks like: above such cells a word is one."""


def is_headless(
    catalogue: Catalogue, header: Sequence[str], texts: Sequence[Texts], looks: Sequence[Looks]
) -> bool:
    """Whether the row may be a record: more of its cells look like data than are accepted headings.

    A cell looks like data if it holds digits as data do, is long, stands in its own column too, or
    is read as an answer or a unit; so do all but the first of the same text. Where no heading is
    accepted the row must also differ from what is below it: words above numbers, dates, references.
    """
    seen: Counter[str] = Counter()
    accepted = like_data = 0
    for heading, column in zip(header, texts, strict=True):
        cell = heading.strip(SPACES)
        if not cell:
            continue
        if cell not in column.counts and catalogue.field_of(heading) is not None:
            accepted += 1
            continue
        seen[cell.casefold()] += 1
        like_data += _is_like_data(catalogue, cell, column) or seen[cell.casefold()] > 1
    if not accepted and UNLIKE_HEADINGS.isdisjoint(looks):
        return True
    return like_data > accepted


def _is_like_data(catalogue: Catalogue, cell: str, column: Texts) -> bool:
    if _LIKE_DATA.search(cell) or len(cell) > LONGEST_HEADING or cell in column.counts:
        return True
    if any((units := catalogue.units_of(f)).find(cell) and not units.takes_any
           for f in catalogue.units):  # fmt: skip
        return True
    lists = catalogue.rulebook.code_lists.values()
    return any(
        one.read(cell).recording not in (Recording.INVALID, Recording.BLANK) for one in lists
    )
