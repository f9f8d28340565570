"""Read whole or a few rows at a time, an extract gives one and the same report."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_formats_agree import HEADINGS, IN_XML, rulebook, tables
from written_tables import Delimited, as_feather, as_ods, as_parquet, as_xlsx

from eqmon.extract.declared import NOTHING
from eqmon.extract.drop import Drop
from eqmon.extract.read import Records
from eqmon.extract.source import Source
from eqmon.intake import Taken, take_in

WHOLE = 4 << 20


def taken(data: bytes, block_size: int) -> Taken:
    """A drop of one extract, so many bytes of text at a time."""
    drop = Drop("drop", (Source("extract", data=data),), "2007-02", None, is_many=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(Records.__init__.__kwdefaults__, "block_size", block_size)
        return take_in(drop, rulebook(), period="2007-02", declared=NOTHING)


def told(found: Taken) -> list[object]:
    """All that a report can be made of."""
    collections = [
        (c.suite, c.shared_keys, c.signals, c.tally.to_dict("list")) for c in found.collections
    ]
    return [found.inputs, collections]


def written(rows: list[list[str]]) -> dict[str, bytes]:
    """The table in each format, its rows ragged where they can be."""
    manner = Delimited(line_end="\n")
    ragged = manner.write(HEADINGS, [*rows, ["R9", "1"], *rows[:1]])
    return {
        "quoted": Delimited(quote_all=True).write(HEADINGS, rows),
        "ragged": ragged,
        "xlsx": as_xlsx(HEADINGS, rows),
        "ods": as_ods(HEADINGS, rows),
        "parquet": as_parquet(HEADINGS, rows),
        "feather": as_feather(HEADINGS, rows),
    }


@settings(max_examples=6)
@given(rows=tables(IN_XML), data=st.data())
def test_chunks_give_the_report_of_the_whole(rows: list[list[str]], data: st.DataObject) -> None:
    for name, sent in written(rows).items():
        # No row of text may be longer than a block.
        longest = max(map(len, sent.split(b"\n"))) * 8 if name in ("quoted", "ragged") else 1
        size = data.draw(st.integers(longest, longest + 400), label=name)
        assert told(taken(sent, size)) == told(taken(sent, WHOLE)), name
