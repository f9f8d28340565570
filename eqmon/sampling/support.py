"""What a sample supports, in a sentence: how many defects it leaves possible."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from eqmon.statistics.strata import Stratum, lower_bound, upper_bound


def supported(
    strata: Sequence[Stratum], unanswered: Sequence[int], limit: float | None
) -> tuple[float | None, str]:
    """The highest share of defects that is left possible, one-sided at 95 %, and what it shows.

    `strata` are the applicable records with the defects among those drawn; so many of each's
    defects as `unanswered` says are records that were not answered. `limit` is the share that the
    sample was to show defects to be under.
    """
    drawn, found, silent = (
        sum(s.drawn for s in strata), sum(s.found for s in strata), sum(unanswered)
    )  # fmt: skip
    if drawn == silent:
        return None, "Nothing can be concluded: no applicable record is answered."
    said = f"{found:,} of {drawn:,} are no"
    if silent:
        said = _without_silent(found - silent, drawn - silent, silent)
    at_most = upper_bound(strata)
    if all(s.is_whole for s in strata):
        said += ". Every applicable record was looked at"
    else:
        most = _rounded_up(at_most, limit)
        said += f": at 95 % confidence at most {most} % of all applicable ones are"
    if limit is None:
        return at_most, f"{said}."
    share = f"{100 * limit:g} %"
    if at_most < limit:
        return at_most, f"{said}. This shows that under {share} are."
    told = [Stratum(s.size, s.drawn, s.found - n) for s, n in zip(strata, unanswered, strict=True)]
    if lower_bound(told) >= limit:
        return at_most, f"{said}. This shows that {share} or more are."
    return at_most, f"{said}. This shows neither that under {share} are nor that more are."


def _without_silent(found: int, answered: int, silent: int) -> str:
    are = "is" if found in (0, 1) else "are"
    no = f"{f'{found:,}' if found else 'none'} of the {answered:,} answered {are} no"
    counted = "is counted as if it were" if silent == 1 else "are counted as if they were"
    return f"{no[:1].upper()}{no[1:]}; the {silent:,} not answered {counted}"


def _rounded_up(share: float, limit: float | None) -> str:
    """In per cent, never less than the share, with more digits where it would pass the limit."""
    for digits in (1, 2, 3, 4):
        scale = 100 * 10**digits
        shown = min(scale, ceil(round(share * scale, 6))) / scale
        if limit is None or (shown < limit) == (share < limit):
            break
    return f"{100 * shown:.{digits}f}"
