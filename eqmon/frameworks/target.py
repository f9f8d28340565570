"""A figure beside its target, as they stand: no interval, exactly at the target is met."""

from __future__ import annotations

from fractions import Fraction

from eqmon.frameworks.model import Attainment

Figure = Fraction | int | float
"""A float is taken for the decimal that it is written as: 0.8 is eight tenths."""


def attained(actual: Figure | None, target: Figure | None) -> Attainment:
    """What a figure is beside a target that it is to reach or exceed.

    Without a target it is neither met nor missed, whatever the figure; without a figure a target
    cannot be held to anything.
    """
    if target is None:
        return Attainment.NO_TARGET
    if actual is None:
        return Attainment.NOT_ASSESSED
    return Attainment.MET if _exact(actual) >= _exact(target) else Attainment.NOT_MET


def share_attained(count: int, of: int, target: Figure | None) -> Attainment:
    """What a share is beside a target share; not assessed where its denominator is 0."""
    return attained(Fraction(count, of) if of else None, target)


def _exact(figure: Figure) -> Fraction:
    return Fraction(repr(figure)) if isinstance(figure, float) else Fraction(figure)
