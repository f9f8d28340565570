"""Populations of the user's own as `eqmon rules list` shows them."""

from __future__ import annotations

from collections.abc import Sequence

from eqmon.rulebook.populations import Population


def describe_populations(populations: Sequence[Population]) -> str:
    """A line each, under a heading; nothing where there are none."""
    if not populations:
        return ""
    lines = ["", "Populations (populations/*.csv)", *map(_line, populations)]
    return "\n".join(lines) + "\n"


def _line(population: Population) -> str:
    groups = ", ".join(
        f"{share.name} {100 * share.share:.1f} %"
        for share in sorted(population.shares, key=lambda share: share.line)
    )
    where = population.unit or "all units"
    return f"  {population.strand}, {where}: {population.of} on {population.date}: {groups}"
