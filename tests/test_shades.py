"""Colours of shaded cells can be read, and grow darker."""

from __future__ import annotations

from itertools import pairwise

import pytest

from eqmon.document.shades import SHADES, contrast


@pytest.mark.parametrize("shade", SHADES)
def test_ink_stands_out_from_its_fill(shade: str) -> None:
    assert contrast(SHADES[shade].fill, SHADES[shade].ink) >= 4.5  # type: ignore[index]


def test_each_shade_is_darker_than_the_last() -> None:
    against_white = [contrast("FFFFFF", colours.fill) for colours in SHADES.values()]
    assert all(lighter < darker for lighter, darker in pairwise(against_white))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("000000", "FFFFFF", 21.0), ("FFFFFF", "FFFFFF", 1.0), ("767676", "FFFFFF", 4.54)],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, expected: float) -> None:
    assert round(contrast(one, other), 2) == expected
