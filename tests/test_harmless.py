"""Text from the data can neither break a line nor act on whoever shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.document.harmless import one_line, whole


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Kensington & Chelsea", "Kensington & Chelsea"),
        ("Ynys Môn – łódź שלום", "Ynys Môn – łódź שלום"),
        ("two\nlines\r\nor\ttabs", "two lines  or tabs"),
        ("one\u2028two\u0085three", "one two three"),
        ("\x1b[31mred\x07", "\ufffd[31mred\ufffd"),
        ("\u202eover\u2066ride\u200b", "\ufffdover\ufffdride\ufffd"),
        ("bad\udcff\ufffe", "bad\ufffd\ufffd"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


@given(st.text(st.characters(), max_size=30))
def test_a_line_is_one_and_keeps_its_length(text: str) -> None:
    line = one_line(text)
    assert len(line) == len(text)
    assert len(f"{line}.".splitlines()) == 1
    assert one_line(line) == line.replace("\ufffd", "\ufffd")
    line.encode()


def test_whole_text_only_loses_lone_surrogates() -> None:
    assert whole("a\udcffb\n\u202e😀") == "a\ufffdb\n\u202e😀"
    assert whole("plain\n") == "plain\n"
