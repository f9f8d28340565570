"""The units of a collection by how many records they have, in one publication or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eqmon.disclosure.differencing import Withheld, safe_to_add_up, to_withhold
from eqmon.errors import UsageError
from eqmon.report.model import Collection, Recorded
from eqmon.vocabulary import BLANK_UNIT, UNKNOWN_UNIT, Level, Recording


def table_of_units(collection: Collection) -> dict[str, tuple[int, ...]]:
    """Records, then applicable records of each strand, of every unit and bucket."""
    rows: dict[str, dict[str, Recorded]] = {}
    for row in collection.recorded:
        if row.level is Level.UNIT and row.unit is not None:
            rows.setdefault(row.unit, {})[row.strand] = row
    strands = [strand.name for strand in collection.strands]
    table = {
        unit: (
            max(row.records for row in of_unit.values()),
            *(of_unit[s].applicable if s in of_unit else 0 for s in strands),
        )
        for unit, of_unit in rows.items()
    }
    arrival = collection.arrival
    for bucket, n in (
        (BLANK_UNIT, arrival.records_unit_blank),
        (UNKNOWN_UNIT, arrival.records_unit_not_recognised),
    ):
        table.setdefault(bucket, (n,) * (1 + len(strands)))
    return table


def strictly(
    collection: Collection, hidden: frozenset[str], before: Collection | None
) -> dict[str, Withheld]:
    """By strand, the units one of whose recordings has few records, and those withheld with them.

    A unit's strand is shown whole or not at all: rates add up to one another.
    """
    of_strands = {}
    for strand in dict.fromkeys(r.strand for r in collection.recorded):
        table = {
            r.unit: (r.applicable, *(r.recordings.get(recording, 0) for recording in Recording))
            for r in collection.recorded
            if r.strand == strand and r.level is Level.UNIT and r.unit is not None
        }
        keep = hidden | (withheld_units(before, strand) if before else frozenset())
        of_strands[strand] = to_withhold(table, keep)
    return of_strands


def withheld_units(public: Collection, strand: str | None = None) -> frozenset[str]:
    """The units and buckets of which a public copy shows no figure, or none of a strand."""
    recorded = [
        r
        for r in public.recorded
        if r.level is Level.UNIT and r.unit is not None and strand in (None, r.strand)
    ]
    shown = {r.unit for r in recorded if not r.withheld}
    return frozenset(r.unit for r in recorded if r.unit is not None) - shown


def require_units_apart(
    title: str, table: Mapping[str, Sequence[int]], withheld: Withheld, before: Collection
) -> None:
    """UsageError where the last publication and this one together would tell a small unit.

    A unit that was shown then gives little cover to one that was not: it has at least as many
    records as then. Those withheld both times are looked at by themselves, and so are the others.
    """
    if withheld.total:
        return
    kept = withheld_units(before) & withheld.names
    others = [n[0] for name, n in table.items() if name not in withheld.names and n[0]]
    most = min(others, default=None)
    shown = table_of_units(before)
    for names in (sorted(kept), sorted(withheld.names - kept)):
        columns = zip(*(table[name] for name in names), strict=True)
        known = [shown.get(name, (0,) * len(table[name])) for name in names]
        if any(len(k) != len(table[n]) for k, n in zip(known, names, strict=True)):
            known = [(shown.get(name, (0,))[0],) * len(table[name]) for name in names]
        for column, column_before in zip(columns, zip(*known, strict=True), strict=True):
            if not safe_to_add_up(column, most, column_before):
                raise UsageError(
                    "--published",
                    f"{title}: which units have few records could be worked out from that report "
                    "and this one together, whatever is withheld from this one",
                    hint="publish once more records have come, or only the internal report",
                )
