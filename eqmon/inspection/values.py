"""A strand's column: each distinct text, how often it comes and how it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from eqmon.inspection.model import Folded, StrandColumn, Value
from eqmon.inspection.personal import may_be_shown, nearest_labels
from eqmon.rulebook.codelists import Reading
from eqmon.rulebook.reading import respelt, scheme_told
from eqmon.rulebook.spelling import tidy_cell
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from eqmon.inspection.catalogue import Catalogue
    from eqmon.inspection.counted import Texts

MOST_COMPARED = 200
"""Unrecognised texts, the most frequent first, that are compared with the list's."""
BIRTHS = "dates of birth"
SINGLE_YEARS = "ages in single years"
FREE_TEXT = "not shown: rare or free text"
UNCONFIRMED = "not shown before the column is confirmed"
UNCOUNTED = "more texts than are counted"
BASES = {"_self_defined": "self-defined", "_observed": "officer observed"}
"""Whose word a code list holds, by the end of its name."""


@dataclass
class Further:
    """Texts of one field beyond those that are counted, by how they are recorded."""

    catalogue: Catalogue
    field_name: str
    recordings: Counter[Recording] = field(default_factory=Counter)

    def __call__(self, text: str, count: int) -> None:
        """Take in a text."""
        self.recordings[self.catalogue.read(self.field_name, text).recording] += count


def strand_column(
    catalogue: Catalogue,
    field_name: str,
    texts: Texts,
    further: Further,
    *,
    position: int,
    heading: str | None,
    asked: bool,
) -> StrandColumn:
    """What a strand's column holds; of a column that is only suggested, nothing unrecognised."""
    name = catalogue.strand_of[field_name]
    strand, told = catalogue.strands[name], catalogue.fields[field_name]
    merged: Counter[str] = Counter()
    for text, n in texts.counts.items():
        merged[" ".join(text.split())] += n
    readings = {text: catalogue.read(field_name, text) for text in merged}
    recordings = Counter(further.recordings)
    recordings[Recording.BLANK] += texts.blank
    for text, reading in readings.items():
        recordings[reading.recording] += merged[text]
    schemes = _schemes(catalogue, field_name, merged)
    shown = _Shown(catalogue, field_name, merged, readings, asked=asked)
    values = tuple(sorted(shown.values(), key=lambda v: (-(v.count or 0), v.text)))
    more = (Folded(what=UNCOUNTED, recording=r, values=None, records=n)
            for r, n in further.recordings.items())  # fmt: skip
    return StrandColumn(
        name=name,
        strand=strand.strand,
        label=strand.label,
        field=field_name,
        position=position,
        heading=heading,
        asked=asked,
        monitored=name in catalogue.suite.strands,
        basis=basis_of(catalogue, field_name),
        code_list=told.code_list,
        scheme=told.scheme,
        schemes=schemes,
        proposed_scheme=next(iter(schemes)) if len(schemes) == 1 else "",
        recordings={r: recordings[r] for r in Recording if recordings[r]},
        values=values,
        folded=(*shown.folded(), *more),
    )


def basis_of(catalogue: Catalogue, field_name: str) -> str:
    """Whose word a field holds, or what it tells: `self-defined`, `officer observed`, `age`."""
    listed = catalogue.fields[field_name].code_list
    found = (basis for end, basis in BASES.items() if listed.endswith(end))
    return next(found, field_name.replace("_", " "))


def is_date_of_birth(catalogue: Catalogue, field_name: str) -> bool:
    """Whether a field holds days of birth, of which none is ever shown."""
    return bool(catalogue.fields[field_name].formats)


class _Shown:
    """Which texts of a column are shown, and which are counted together."""

    def __init__(
        self,
        catalogue: Catalogue,
        field_name: str,
        counts: Counter[str],
        readings: dict[str, Reading],
        *,
        asked: bool,
    ) -> None:
        self._list = catalogue.rulebook.code_lists.get(catalogue.fields[field_name].code_list)
        self._field = catalogue.fields[field_name]
        self._births = is_date_of_birth(catalogue, field_name)
        self._counts = counts
        self._readings = readings
        self._asked = asked
        self._why = {text: self._folded_as(text, reading) for text, reading in readings.items()}
        self._near: dict[str, tuple[str, ...]] = {}
        for text in self._compared():
            self._near[text] = nearest_labels(self._list, text) if self._list else ()
            if may_be_shown(text, counts[text], self._near[text]):
                self._why[text] = ""

    def _compared(self) -> Iterator[str]:
        """Unrecognised texts that may be shown, the most frequent first."""
        if self._asked or self._births:
            return iter(())
        rare = (text for text, _ in self._counts.most_common() if self._why[text] == FREE_TEXT)
        return islice(rare, MOST_COMPARED)

    def values(self) -> Iterator[Value]:
        """The values that are shown; a code beside words of its own without those words."""
        together: Counter[tuple[str, Reading]] = Counter()
        for text, reading in self._readings.items():
            if not self._why[text]:
                together[self._without_words(text, reading), reading] += self._counts[text]
        for (text, reading), n in together.items():
            known = reading.recording is Recording.KNOWN and self._list is not None
            label = self._list.labels.get(reading.code, "") if known and self._list else ""
            yield Value(
                text=text,
                count=n,
                recording=reading.recording,
                code=reading.code,
                label=label,
                nearest=self._near.get(text, ()),
            )

    def folded(self) -> Iterable[Folded]:
        """What is counted together, and why."""
        values: Counter[tuple[str, Recording]] = Counter()
        records: Counter[tuple[str, Recording]] = Counter()
        for text, why in self._why.items():
            if why:
                kind = why, self._readings[text].recording
                values[kind] += 1
                records[kind] += self._counts[text]
        for (why, recording), n in records.most_common():
            number = values[why, recording]
            yield Folded(what=why, recording=recording, values=number, records=n)

    def _folded_as(self, text: str, reading: Reading) -> str:
        """Why a text is not shown; empty where it is."""
        if self._births:
            return BIRTHS
        if reading.recording is Recording.INVALID and not self._is_listed(text):
            return UNCONFIRMED if self._asked else FREE_TEXT
        listed = self._list.labels if self._list else {}
        if reading.code.isdecimal() and reading.code not in listed:
            return SINGLE_YEARS
        return ""

    def _is_listed(self, text: str) -> bool:
        """Whether each word of a text stands in the rulebook."""
        if self._field.values and respelt(self._field, text) != text:
            return True
        tokens = (t for of in self._field.tokens.values() for t in of)
        if tidy_cell(text) in map(tidy_cell, tokens):
            return True
        return self._list is not None and self._list.has_all_of(text)

    def _without_words(self, text: str, reading: Reading) -> str:
        if reading.recording is Recording.INVALID or self._is_listed(text):
            return text
        return f"{reading.code} ..."


def _schemes(catalogue: Catalogue, field_name: str, counts: Counter[str]) -> dict[str, int]:
    """Records by the one scheme that their codes are of, where that matters."""
    told, lists = catalogue.fields[field_name], catalogue.rulebook.code_lists
    found: Counter[str] = Counter()
    for text, n in counts.items():
        if scheme := scheme_told(told, lists, text):
            found[scheme] += n
    return dict(sorted(found.items()))
