"""Columns that may be a strand or a unit though no rule says so: suggestions, to be asked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.inspection.model import How
from eqmon.rulebook.spelling import tidy_cell, tidy_heading
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from eqmon.inspection.catalogue import Catalogue
    from eqmon.inspection.counted import Texts

ALIKE = 0.82
"""How alike two headings are, 0 to 1, to be worth a question; 'Gendr' and 'Gender' are 0.91."""
SHORTEST = 4
"""Letters below which headings are alike by chance."""
READS = 0.95
"""Share of a column's filled records that a code list must read."""
LEAST_CODES = 2
MOST_TEXTS = 300
"""Distinct texts of a column beyond which it is no list of codes."""
_TELLS_NOTHING = re.compile(r"\d{1,3}|y|n|yes|no|true|false|t|f")
"""Texts that many lists read: that one does says nothing of what they are."""


@dataclass(frozen=True)
class Suggestion:
    """A column that may stand for a field."""

    position: int
    """From 0."""
    field: str
    how: How
    accepted: str
    """The accepted heading that it is like; empty where its values suggest it."""
    closeness: float
    """How alike the headings are, or the share of its filled records that are read."""


def suggest(
    catalogue: Catalogue,
    header: Sequence[str],
    texts: Sequence[Texts],
    *,
    free: Collection[int],
    missing: Collection[str],
    by_heading: bool,
) -> tuple[Suggestion, ...]:
    """What columns at the positions `free` may be, of the fields `missing`; one field a column.

    A heading that names another person than is monitored suggests nothing.
    """
    found = []
    for at in sorted(free):
        persons = {d.person for d in catalogue.rulebook.persons.described(tidy_heading(header[at]))}
        if by_heading and persons and not any(map(catalogue.is_monitored, persons)):
            continue
        alike = _by_heading(catalogue, header[at], missing) if by_heading else None
        read = _by_values(catalogue, texts[at], missing)
        best = alike or read
        if best is not None:
            how = How.SIMILAR if alike else How.VALUES
            found.append(Suggestion(at, best[0], how, best[2], round(best[1], 2)))
    return tuple(found)


def _by_heading(
    catalogue: Catalogue, heading: str, missing: Collection[str]
) -> tuple[str, float, str] | None:
    """The missing field with the accepted heading that is most alike; with it how much."""
    tidied = tidy_heading(heading)
    described = (d.stem for d in catalogue.rulebook.persons.described(tidied))
    forms = [form for form in dict.fromkeys((tidied, *described)) if len(form) >= SHORTEST]
    best = max(
        ((_alike(form, tidy_heading(accepted)), field, accepted)
         for field, accepted in _accepted(catalogue, missing) for form in forms),
        default=(0.0, "", ""),
    )  # fmt: skip
    return (best[1], best[0], best[2]) if best[0] >= ALIKE else None


def _accepted(catalogue: Catalogue, fields: Collection[str]) -> Iterator[tuple[str, str]]:
    for suite in catalogue.suites[:1] if catalogue.fits else catalogue.suites:
        for name, field in suite.fields.items():
            if name in fields:
                yield from ((name, h) for h in field.headings if len(h) >= SHORTEST)


def _alike(one: str, other: str) -> float:
    """How alike two tidied headings are, also with their words in another order."""
    in_order = _ratio(one, other)
    if len(one.split()) == 1 or in_order >= ALIKE:
        return in_order
    return _ratio(*(" ".join(sorted(text.split())) for text in (one, other)))


def _ratio(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    ratio: float = matcher.ratio()
    return ratio


def _by_values(
    catalogue: Catalogue, texts: Texts, missing: Collection[str]
) -> tuple[str, float, str] | None:
    """The missing field whose list reads most of the column's texts; with it the share read."""
    if not texts.is_whole or not 0 < len(texts.counts) <= MOST_TEXTS:
        return None
    best: tuple[float, int, str] = (0.0, 0, "")
    for field in missing:
        if field in catalogue.units:
            share, codes = _read_as_units(catalogue, field, texts)
        elif catalogue.fields[field].kind == "code" and not catalogue.fields[field].formats:
            share, codes = _read_as_codes(catalogue, field, texts)
        else:
            continue
        if share >= READS and codes >= LEAST_CODES:
            best = max(best, (share, codes, field))
    return (best[2], best[0], "") if best[2] else None


def _read_as_codes(catalogue: Catalogue, field: str, texts: Texts) -> tuple[float, int]:
    """The share of filled records that are read, and how many known codes tell something."""
    read, codes = 0, set()
    for text, n in texts.counts.items():
        reading = catalogue.read(field, text)
        if reading.recording is Recording.INVALID:
            continue
        read += n
        if reading.recording is Recording.KNOWN and not _TELLS_NOTHING.fullmatch(tidy_cell(text)):
            codes.add(reading.code)
    return read / texts.filled, len(codes)


def _read_as_units(catalogue: Catalogue, field: str, texts: Texts) -> tuple[float, int]:
    units = catalogue.units_of(field)
    if units.takes_any:
        return 0.0, 0
    found = {text: units.find(text) for text in texts.counts}
    read = sum(n for text, n in texts.counts.items() if found[text] is not None)
    return read / texts.filled, len({unit for unit in found.values() if unit is not None})
