"""Columns that may be a strand or a unit though no rule says so: suggestions, to be asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.extract.suggestions import suggestions
from eqmon.inspection.model import How
from eqmon.rulebook.spelling import tidy_cell, tidy_heading
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from eqmon.inspection.catalogue import Catalogue
    from eqmon.inspection.counted import Texts

READS = 0.95
"""Share of a column's filled records that a code list must read."""
LEAST_CODES = 2
LEAST_UNITS = 1
"""One is enough: most extracts are of one borough alone."""
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
    alike = _by_heading(catalogue, header, free, missing) if by_heading else {}
    found = []
    for at in sorted(free):
        persons = {d.person for d in catalogue.rulebook.persons.described(tidy_heading(header[at]))}
        if at in alike:
            found.append(alike[at])
        elif not by_heading or not persons or any(map(catalogue.is_monitored, persons)):
            found += _by_values(catalogue, at, texts[at], missing)
    return tuple(found)


def _by_heading(
    catalogue: Catalogue, header: Sequence[str], free: Collection[int], missing: Collection[str]
) -> dict[int, Suggestion]:
    """What columns may be by headings that are spelt much like an accepted one."""
    best: dict[int, Suggestion] = {}
    for suite in catalogue.suites[:1] if catalogue.fits else catalogue.suites:
        fields = [name for name in missing if name in suite.fields]
        for one in suggestions(header, suite, catalogue.rulebook, fields=fields):
            for at in free:
                known = best.get(at)
                if header[at].strip() == one.heading and (
                    known is None or known.closeness < one.closeness
                ):
                    best[at] = Suggestion(at, one.field, How.SIMILAR, one.like, one.closeness)
    return best


def _by_values(
    catalogue: Catalogue, at: int, texts: Texts, missing: Collection[str]
) -> Iterator[Suggestion]:
    """The missing field whose list reads most of a column's texts, where one reads enough."""
    if not texts.is_whole or not 0 < len(texts.counts) <= MOST_TEXTS:
        return
    best: tuple[float, int, str] = (0.0, 0, "")
    for field in missing:
        if field in catalogue.units:
            (share, codes), least = _read_as_units(catalogue, field, texts), LEAST_UNITS
        elif catalogue.fields[field].kind == "code" and not catalogue.fields[field].formats:
            (share, codes), least = _read_as_codes(catalogue, field, texts), LEAST_CODES
        else:
            continue
        if share >= READS and codes >= least:
            best = max(best, (share, codes, field))
    if best[2]:
        yield Suggestion(at, best[2], How.VALUES, "", round(best[0], 2))


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
    told = {u for t, u in found.items() if u and not _TELLS_NOTHING.fullmatch(tidy_cell(t))}
    return read / texts.filled, len(told)
