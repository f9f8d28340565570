"""Words of charts: their widths, and what becomes of letters and names that do not fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.charts.lettering import ELLIPSIS, drawable, shortened, width_of

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=320)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Kensington and Chelsea", "Kensington and Chelsea"),
        (" two\nlines\t", "two lines"),
        ("$x$ <b>", "$x$ <b>"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\u05e2\u05d1\u05e8\u05d9\u05ea", "\u05e2\u05d1\u05e8\u05d9\u05ea"),
        ("\U0001f469\u200d\U0001f4bb", "\ufffd\ufffd"),
        ("\u4e2d\u6587", "\ufffd\ufffd"),
    ],
)
def test_letters_that_the_typeface_lacks_are_told_as_such(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


def test_widths_are_of_the_typeface_and_bold_is_wider() -> None:
    assert width_of("") == 0
    assert width_of("Barnet", size=17) == pytest.approx(2 * width_of("Barnet", size=8.5))
    assert width_of("iii") < width_of("mmm") < width_of("mmm", bold=True)


@given(ANYTHING, st.floats(10, 300), st.booleans())
def test_a_shortened_text_fits_and_keeps_both_ends(text: str, widest: float, bold: bool) -> None:
    short = shortened(text, widest, bold=bold)
    whole = drawable(text)
    assert width_of(short, bold=bold) <= widest
    if short != whole:
        head, _, tail = short.partition(ELLIPSIS)
        assert whole.startswith(head)
        assert whole.endswith(tail)
        assert width_of(whole, bold=bold) > widest or len(whole) > 200


def test_a_long_name_is_shortened_in_its_middle() -> None:
    short = shortened("Longborough " * 25, 130)
    assert short.startswith("Longborough Lo")
    assert short.endswith("borough")
