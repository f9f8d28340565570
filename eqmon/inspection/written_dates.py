"""How the dates of a column are written: which formats read them, and what none reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from eqmon.engines import dates as engine_dates
from eqmon.inspection.model import DateColumn
from eqmon.rulebook.serials import SERIALS

if TYPE_CHECKING:
    from eqmon.inspection.counted import Texts

ISO = "ISO 8601"
FORMATS = (
    "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%m-%y", "%d.%m.%y", "%d %m %Y",
    "%d-%b-%Y", "%d-%b-%y", "%d %b %Y", "%d %b %y", "%d/%b/%Y", "%d/%b/%y", "%d%b%Y",
    "%d %B %Y", "%d-%B-%Y", "%a %d %b %Y", "%A %d %B %Y", "%b %d %Y", "%B %d %Y", "%B %d, %Y",
    "%b %d, %Y", "%b-%y", "%b-%Y", "%b %Y", "%b %y", "%B %Y", "%B-%Y", "%m/%Y", "%Y-%m",
    "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d%m%Y", "%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y",
)  # fmt: skip
"""Formats that are tried, those that Britain writes first."""
MONTH_FIRST = {"%d/%m/%Y": "%m/%d/%Y", "%d-%m-%Y": "%m-%d-%Y", "%d/%m/%y": "%m/%d/%y"}
"""The same with the month before the day."""
ENDINGS = {
    "": "", " 99:99": " %H:%M", " 9:99": " %H:%M", " 99:99:99": " %H:%M:%S",
    " 9:99:99": " %H:%M:%S", "T99:99": "T%H:%M", "T99:99:99": "T%H:%M:%S",
    " 99:99 AM": " %I:%M %p", " 99:99 PM": " %I:%M %p", " 9:99 AM": " %I:%M %p",
    " 9:99 PM": " %I:%M %p", " 99:99:99 AM": " %I:%M:%S %p", " 99:99:99 PM": " %I:%M:%S %p",
}  # fmt: skip
"""How a time after the day is read, by its shape."""
TRIED = 300
"""Texts, the most frequent first, by which formats are chosen."""
READS_ENOUGH = 0.5
"""Share of a column's records that formats must read for it to hold dates."""
MOST_FORMATS = 3
_SHAPES = {
    "%d": r"\d{1,2}", "%m": r"\d{1,2}", "%y": r"\d{2}", "%Y": r"\d{4}", "%b": r"[^\W\d]{3}",
    "%B": r"[^\W\d]{3,9}", "%a": r"[^\W\d]{3}", "%A": r"[^\W\d]{6,9}",
}  # fmt: skip
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
"""Days since 1900 from 1954 to 2091, with a time as a fraction."""


def read_dates(
    texts: Texts, formats: Sequence[str] = (), *, sure: bool = False
) -> DateColumn | None:
    """How the column's dates are written; None where it does not hold dates.

    `formats` are those that its field accepts, tried before others; `sure` says that it holds dates
    whatever it looks like. Records beyond the texts that were counted are in no figure.
    """
    counts = texts.counts
    serials = sum(n for text, n in counts.items() if _SERIAL.fullmatch(text))
    known = [f for f in dict.fromkeys((*map(_day_of, formats), *FORMATS)) if f]
    total = counts.total()
    chosen: dict[str, int] = {}
    if total:
        chosen = _chosen(counts, known)
    read = sum(chosen.values())
    enough = total and max(read, serials) / total >= READS_ENOUGH
    if not enough and not sure:
        return None
    unread = total - read - (serials if not read else _serials_unread(counts, chosen))
    return DateColumn(
        formats=_with_endings(chosen, texts.endings),
        read=read,
        unread=max(0, unread),
        ambiguous=_ambiguous(counts, chosen),
        excel_serials=serials if not read else _serials_unread(counts, chosen),
    )


def days_read(texts: Iterable[str], form: str) -> dict[str, int]:
    """The days since 1970 of those texts that a format reads."""
    import pandas as pd

    shape = _shape_of(form)
    texts = [text for text in texts if shape.fullmatch(text)]
    if not texts:
        return {}
    formats = [] if form == ISO else [form]
    days = engine_dates.parse_days(pd.Series(texts, dtype="str"), formats)
    return {
        t: d
        for t, d, real in zip(texts, days.tolist(), engine_dates.is_day(days), strict=True)
        if real
    }


def _day_of(form: str) -> str:
    return re.split(r"[T ]+%[HI]", form)[0]


@cache
def _shape_of(form: str) -> re.Pattern[str]:
    """What texts that a format may read look like: to try it on others costs more."""
    if form == ISO or form in SERIALS:
        return re.compile(engine_dates.ISO if form == ISO else engine_dates.SERIAL)
    parts = re.split(r"(%[A-Za-z])", form)
    return re.compile("".join(_SHAPES.get(part, re.escape(part)) for part in parts))


def _chosen(counts: Counter[str], known: Sequence[str]) -> dict[str, int]:
    """Formats with the records that each reads of those that the ones before it do not."""
    left = dict(counts.most_common(TRIED))
    chosen: dict[str, int] = {}
    candidates = [ISO, *known]
    while left and len(chosen) < MOST_FORMATS:
        reads = {form: days_read(left, form) for form in candidates if form not in chosen}
        weigh = {form: sum(left[t] for t in found) for form, found in reads.items()}
        best = max(weigh, key=lambda form: (weigh[form], -candidates.index(form)))
        if not weigh[best]:
            break
        chosen[best] = 0
        left = {t: n for t, n in left.items() if t not in reads[best]}
    rest = dict(counts)
    for form in chosen:
        read = days_read(rest, form)
        chosen[form] = sum(rest[t] for t in read)
        rest = {t: n for t, n in rest.items() if t not in read}
    return chosen


def _serials_unread(counts: Counter[str], chosen: Mapping[str, int]) -> int:
    serials = [text for text in counts if _SERIAL.fullmatch(text)]
    for form in chosen:
        read = days_read(serials, form)
        serials = [text for text in serials if text not in read]
    return sum(counts[text] for text in serials)


def _ambiguous(counts: Counter[str], chosen: Mapping[str, int]) -> int:
    """Records whose day comes out otherwise with the month first."""
    other = {**MONTH_FIRST, **{m: d for d, m in MONTH_FIRST.items()}}
    found = 0
    for form in chosen.keys() & other.keys():
        one, two = days_read(counts, form), days_read(counts, other[form])
        found += sum(counts[t] for t in one.keys() & two.keys() if one[t] != two[t])
    return found


def _with_endings(chosen: Mapping[str, int], endings: Counter[str]) -> tuple[str, ...]:
    """The formats with the times that follow the days, as a field's `formats` has them."""
    told = list(dict.fromkeys(ENDINGS[e] for e, _ in endings.most_common() if e in ENDINGS))
    if not told:
        return tuple(chosen)
    return tuple(f if f == ISO else f"{f}{ending}" for f in chosen for ending in told)
