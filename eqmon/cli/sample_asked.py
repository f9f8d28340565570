"""What the options of eqmon sample ask for: its size, its strata, or a sample drawn before."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from eqmon.errors import UsageError

if TYPE_CHECKING:
    from eqmon.sampling.aim import Aim
    from eqmon.sampling.manifest import Manifest
    from eqmon.sampling.order import Asked

BY = ("unit", "flag", "month")
PER_CENT = 100
SHOWN_UNDER = 0.05


@dataclass(frozen=True)
class Given:
    """The options as they were typed; None or empty where they were not."""

    size: int | None
    show_under: str | None
    precision: str | None
    by: str | None
    flag: tuple[str, ...]
    at_least: int | None
    whole_under: int | None

    @property
    def names(self) -> list[str]:
        """The options that were typed."""
        said = [one.name for one in fields(self) if getattr(self, one.name) not in (None, ())]
        return [f"--{name.replace('_', '-')}" for name in said]


def asked_for(given: Given) -> Asked:
    """A new sample; UsageError for options that cannot be or contradict each other."""
    from eqmon.sampling.order import Asked

    words = [word.strip().casefold() for word in (given.by or ",".join(BY)).split(",")]
    if any(word not in BY for word in words):
        raise UsageError(f"--by {given.by}", "strata cannot be made by that", allowed=", ".join(BY))
    return Asked(_aim(given), tuple(word for word in BY if word in words), given.flag)


def asked_again(manifest: Path, given: Given) -> Manifest:
    """The sample of a manifest; UsageError for options that it says itself."""
    from eqmon.sampling.manifest import read_manifest

    if given.names:
        raise UsageError(
            ", ".join(given.names),
            "the manifest says it",
            hint="leave it out, or leave --manifest out to draw a new sample",
        )
    return read_manifest(manifest)


def _aim(given: Given) -> Aim:
    from eqmon.sampling.aim import Aim

    sizes = [o for o in given.names if o in ("--size", "--show-under", "--precision")]
    if len(sizes) > 1:
        raise UsageError(" and ".join(sizes), "each decides the size", hint="give one of them")
    least = {"at_least": given.at_least or 1, "whole_under": given.whole_under or 0}
    if given.size is not None:
        return Aim("size", given.size, **least)
    if given.precision is not None:
        return Aim("precision", _share("--precision", given.precision), **least)
    if given.show_under is not None:
        return Aim("show_under", _share("--show-under", given.show_under), **least)
    return Aim("show_under", SHOWN_UNDER, **least)


def _share(option: str, text: str) -> float:
    """The fraction that a text in per cent, with its sign or without, stands for."""
    from decimal import Decimal, InvalidOperation

    try:
        share = Decimal(text.strip().removesuffix("%").strip()) / PER_CENT
    except InvalidOperation:
        share = Decimal("NaN")
    if not share.is_finite() or not 0 < share < 1:
        raise UsageError(option, "is no share", allowed="per cent between 0 and 100, as 5 or 5%")
    return float(share)
