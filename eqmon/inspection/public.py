"""The public copy of an inspection: no count of fewer than ten people by what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from eqmon.disclosure.differencing import to_withhold
from eqmon.inspection.model import Folded, Inspection, StrandColumn, Value
from eqmon.inspection.values import SINGLE_YEARS
from eqmon.vocabulary import Audience, Recording

TOO_FEW = "values of too few records to show any"
TELLS_PEOPLE = (Recording.KNOWN, Recording.INVALID)
"""Recordings whose values tell what people are: of an invalid one, what it was meant for."""


def public(inspection: Inspection) -> Inspection:
    """The copy in which no count of 1 to 9 people with one value can be worked out.

    Counts of how values were recorded are exact, so each recording's values are controlled as the
    parts of a known total (see `eqmon.disclosure.differencing`): what is withheld has no count, or,
    where even that would tell, no text either. A public copy is returned as it is.
    """
    if inspection.audience is Audience.PUBLIC:
        return inspection
    strands = tuple(_controlled(strand) for strand in inspection.strands)
    return inspection.model_copy(update={"audience": Audience.PUBLIC, "strands": strands})


def _controlled(strand: StrandColumn) -> StrandColumn:
    values = [v for v in strand.values if v.recording not in TELLS_PEOPLE]
    folded = list(strand.folded)
    for recording in TELLS_PEOPLE:
        kept, together = _of_recording(recording, strand.values, strand.folded)
        values += kept
        folded += together
    return strand.model_copy(
        update={
            "values": tuple(sorted(values, key=_place)),
            "folded": tuple(_merged(folded)),
            "schemes": dict.fromkeys(strand.schemes),
        }
    )


def _of_recording(
    recording: Recording, values: Iterable[Value], folded: Iterable[Folded]
) -> tuple[list[Value], list[Folded]]:
    """The values of one recording with the counts that may be shown, and those counted together."""
    of_it = [v for v in values if v.recording is recording]
    table = {v.text: (v.count or 0,) for v in of_it}
    # What is counted together anyway stays a shown part of the total: it protects nothing.
    hidden = to_withhold(table)
    if hidden.total:
        records = sum(v.count or 0 for v in of_it)
        number = len(of_it)
        one = Folded(what=TOO_FEW, recording=recording, values=number, records=records)
        return [], [one]
    return [
        v.model_copy(update={"count": None}) if v.text in hidden.names else v for v in of_it
    ], []


def _merged(folded: Iterable[Folded]) -> Iterator[Folded]:
    """Each kind once; how many single years a few people have between them is not told."""
    records: Counter[tuple[str, Recording]] = Counter()
    values: dict[tuple[str, Recording], int | None] = {}
    for one in folded:
        kind = one.what, one.recording
        records[kind] += one.records
        before = values.get(kind, 0)
        values[kind] = None if before is None or one.values is None else before + one.values
    for (what, recording), n in records.items():
        number = None if what == SINGLE_YEARS else values[what, recording]
        yield Folded(what=what, recording=recording, values=number, records=n)


def _place(value: Value) -> tuple[bool, int, str]:
    """The most frequent first; those without a count last, by name: their order would tell."""
    return value.count is None, -(value.count or 0), value.text
