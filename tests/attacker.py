"""A reader who wants the small counts that a public report withholds.

He knows the rules of suppression, which of the withheld counts are small and which reach 30, and
whatever is published about how many records or applicable records there are, as sums over groups.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from reports import AREA_OF

from eqmon.report.model import Collection
from eqmon.vocabulary import Level


def sums_shown(collection: Collection, quantity: str) -> dict[frozenset[str], int]:
    """What is shown of a quantity: its sum over the units of each group."""
    everyone = frozenset(collection.units)
    members = {
        (Level.OVERALL, None): everyone,
        **{(Level.UNIT, unit): frozenset({unit}) for unit in everyone},
        **{
            (Level.AREA, area): frozenset(u for u in everyone if AREA_OF.get(u) == area)
            for area in set(AREA_OF.values())
        },
    }
    shown = {everyone: getattr(collection, quantity)} if collection.records else {}
    for row in collection.recorded:
        if not row.withheld:
            shown[members[row.level, row.unit]] = getattr(row, quantity)
    for finding in collection.findings:
        group = members[finding.level, finding.unit]
        counts_it = {"records": "key_present", "applicable": "recording"}[quantity]
        if finding.rate and finding.kind == counts_it:
            shown[group] = finding.rate.denominator
        if finding.rate and finding.kind == "left_out" and quantity == "applicable":
            shown[group] = finding.rate.denominator - finding.rate.count
    return shown


def subtracted(shown: Mapping[frozenset[str], int]) -> dict[frozenset[str], int]:
    """Sums of as few units as subtracting what is shown of groups within groups can reach.

    Groups are units, areas and everyone, each within the next, so that this is all that linear
    algebra can do with them.
    """
    left: dict[frozenset[str], int] = {}
    for group, total in sorted(shown.items(), key=lambda item: len(item[0])):
        inside = [g for g in left if g <= group]
        rest = group.difference(*inside)
        if rest:
            left[rest] = total - sum(left[g] for g in inside)
    return left


def possible_values(
    collection: Collection, truth: Mapping[str, int], quantity: str, *, small: Container[str]
) -> dict[str, int]:
    """How many values each small count of the quantity could have, for all that is shown.

    `small` are the units that are small in any quantity; no other withheld one has more records
    than one that is shown.
    """
    values: dict[str, int] = {}
    shown = min((r.records for r in collection.recorded if r.records), default=10**9)
    for group, total in subtracted(sums_shown(collection, quantity)).items():
        ceilings = {u: total if u in small else min(shown, total) for u in group}
        domains = {u: domain(truth[u], ceilings[u]) for u in group}
        for unit in group:
            if 0 < truth[unit] < 10:
                beside = sums([d for u, d in domains.items() if u != unit], total)
                values[unit] = sum(total - value in beside for value in domains[unit])
    return values


def domain(count: int, ceiling: int) -> range:
    """What he knows of one withheld count."""
    if count < 10:
        return range(1, 10) if count else range(1)
    return range(30, ceiling + 1) if count >= 30 else range(10, min(29, ceiling) + 1)


def sums(domains: Sequence[range], most: int) -> set[int]:
    """Every sum of one value of each domain, up to `most`."""
    reached = {0}
    for values in domains:
        reached = {
            total
            for low in reached
            for total in range(low + values.start, min(low + values.stop, most + 1))
        }
    return reached
