"""A double quote that is never closed is found, wherever the pieces of the text are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.errors import InputError
from eqmon.extract import quotes
from eqmon.extract.quotes import refuse_open_quote
from eqmon.extract.source import Source


def line_left_open(text: str) -> int | None:
    """The same, told character by character."""
    opened, line, starts, at = None, 1, True, 0
    while at < len(text):
        character = text[at]
        if opened is not None and text[at : at + 2] == '""':
            at += 1
        elif character == '"' and (opened is not None or starts):
            opened = line if opened is None else None
        starts = opened is None and character in ",\r\n"
        line += character == "\n"
        at += 1
    return opened


@given(st.text('"",\r\na', max_size=24), st.integers(1, 5))
def test_an_open_quote_is_found_on_its_line(text: str, piece: int) -> None:
    source = Source("a.csv", data=text.encode())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(quotes, "PIECE", piece)
        line = line_left_open(text)
        if line is None:
            refuse_open_quote(source, "utf-8", ",", text.count('"'))
        else:
            with pytest.raises(InputError, match=f"opened on line {line} is never closed"):
                refuse_open_quote(source, "utf-8", ",", text.count('"'))


def test_among_very_many_quotes_an_odd_number_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes, "FEW", 3)
    source = Source("a.csv", data=b'"a","b"\n"c')
    with pytest.raises(InputError, match="on line 2"):
        refuse_open_quote(source, "utf-8", ",", 5)
