"""Opens an input as a table, by what it begins with and never by its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from eqmon.errors import InputError
from eqmon.extract.columnar import open_columnar
from eqmon.extract.delimited import open_delimited
from eqmon.extract.kinds import HEAD, Kind, kind_of
from eqmon.extract.workbook import open_workbook

if TYPE_CHECKING:
    from eqmon.extract.declared import Declared
    from eqmon.extract.source import Source
    from eqmon.extract.table import Table


MOST_COLUMNS = 16_384
"""As many as Excel has; wider ones cost time for each column and are no extracts."""


def open_table(source: Source, *, known: Callable[[str], bool], declared: Declared) -> Table:
    """The source's table; its heading is the row with most headings that `known` accepts.

    InputError for what is no table, is too wide or cannot be read.
    """
    table = _open(source, known, declared)
    if len(table.header) > MOST_COLUMNS:
        raise InputError(
            source.name,
            f"has {len(table.header):,} columns",
            allowed=f"at most {MOST_COLUMNS:,}",
            hint="check its delimiter (--delimiter), or leave columns out",
        )
    return table


def _open(source: Source, known: Callable[[str], bool], declared: Declared) -> Table:
    with source.open() as stream:
        kind = kind_of(source.name, stream.read(HEAD))
    if kind is Kind.TEXT:
        return open_delimited(source, known=known, declared=declared)
    if kind is Kind.COLUMNAR:
        return open_columnar(source, known=known)
    return open_workbook(source, known=known, sheet=declared.sheet)
