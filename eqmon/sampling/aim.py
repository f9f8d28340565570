"""How many records are drawn, from what the sample is to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from eqmon.sampling.frame import NO_FLAG, Place
from eqmon.statistics.sampling import allocated, smallest_total
from eqmon.statistics.strata import Stratum, effective_size, most_unseen
from eqmon.statistics.wilson import Z95

Kind = Literal["size", "show_under", "precision"]


@dataclass(frozen=True)
class Aim:
    """What decides the size of a sample."""

    kind: Kind
    value: float
    """Records in all; or a fraction: the share to show defects to be under, or the margin."""
    at_least: int = 1
    """Records of each stratum, where it has so many."""
    whole_under: int = 0
    """Strata with fewer records are taken whole, whatever their flag."""

    @property
    def words(self) -> str:
        """What was asked for, in words."""
        if self.kind == "size":
            return f"{self.value:,.0f} records in all"
        share = f"{100 * self.value:g}"
        if self.kind == "show_under":
            return f"so many that none defective among them shows under {share} % at 95 %"
        return f"so many that a rate is known to within {share} points either way at 95 %"


def numbers_for(aim: Aim, sizes: Mapping[Place, int], whole: Sequence[bool]) -> dict[Place, int]:
    """How many records each stratum gives: those of `whole` all, the others in proportion.

    A sample that is to show something is as small as it can be and still show it of all records
    together, its strata and their sizes considered.
    """
    counts = list(sizes.values())
    if aim.kind == "size":
        given = allocated(counts, int(aim.value), at_least=aim.at_least, whole=whole)
    else:
        shows = _shows_under if aim.kind == "show_under" else _is_precise

        def enough(numbers: tuple[int, ...]) -> bool:
            strata = [Stratum(n, k, 0) for n, k in zip(counts, numbers, strict=True)]
            return shows(strata, aim.value)

        given = smallest_total(counts, enough, at_least=aim.at_least, whole=whole)
    return dict(zip(sizes, given, strict=True))


def taken_whole(
    sizes: Mapping[Place, int], under: Mapping[str, int], whole_under: int
) -> list[bool]:
    """Which strata are taken whole: those smaller than `whole_under`, or than their flag asks."""
    return [
        size < max(whole_under, 0 if place.flag == NO_FLAG else under.get(place.flag, 0))
        for place, size in sizes.items()
    ]


def _shows_under(strata: Sequence[Stratum], limit: float) -> bool:
    return most_unseen(strata) < limit * sum(s.size for s in strata)


def _is_precise(strata: Sequence[Stratum], margin: float) -> bool:
    """At the worst share of one half, of which the effective size is that of the design."""
    return Z95**2 / 4 / effective_size(strata) <= margin**2
