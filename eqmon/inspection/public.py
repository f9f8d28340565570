"""The public copy of an inspection: no count of fewer than ten people by what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from eqmon.disclosure.differencing import to_withhold
from eqmon.inspection.model import Folded, Inspection, StrandColumn, Value
from eqmon.vocabulary import Audience, Recording

TOO_FEW = "withheld: too few records"
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
    return inspection.model_copy(
        update={"audience": Audience.PUBLIC, "strands": strands, "sha256": None, "size": None}
    )


def _controlled(strand: StrandColumn) -> StrandColumn:
    values = [v for v in strand.values if v.recording not in TELLS_PEOPLE]
    folded = list(strand.folded)
    for recording in TELLS_PEOPLE:
        kept, together = _of_recording([v for v in strand.values if v.recording is recording])
        values += kept
        folded += together
    return strand.model_copy(
        update={
            "values": tuple(sorted(values, key=_place)),
            "folded": tuple(folded),
            "schemes": dict.fromkeys(strand.schemes),
        }
    )


def _of_recording(values: Sequence[Value]) -> tuple[list[Value], list[Folded]]:
    """The values of one recording with the counts that may be shown, and those counted together.

    It is a code that tells what people are: spellings of one that ten or more have tell no more.
    """
    table: Counter[str] = Counter()
    for value in values:
        table[_told_by(value)] += value.count or 0
    hidden = to_withhold({told: (n,) for told, n in table.items()})
    if hidden.total:
        recording, n = values[0].recording, table.total()
        return [], [Folded(what=TOO_FEW, recording=recording, values=len(values), records=n)]
    return [
        v.model_copy(update={"count": None}) if _told_by(v) in hidden.names else v for v in values
    ], []


def _told_by(value: Value) -> str:
    return value.text if value.recording is Recording.INVALID else value.code


def _place(value: Value) -> tuple[bool, int, str]:
    """The most frequent first; those without a count last, by name: their order would tell."""
    return value.count is None, -(value.count or 0), value.text
