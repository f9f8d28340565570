"""Delimited text as a table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.extract.parse import batches
from eqmon.extract.quotes import refuse_open_quote
from eqmon.extract.read_ahead import closed_at_exit
from eqmon.extract.sniff import Form, sniff
from eqmon.extract.table import OnRagged, Written

if TYPE_CHECKING:
    import pyarrow as pa

    from eqmon.extract.declared import Declared
    from eqmon.extract.source import Source

TEXT = "text"


@dataclass(frozen=True)
class Delimited:
    """A table of delimited text."""

    source: Source
    form: Form

    @property
    def written(self) -> Written:
        """Its encoding and delimiter."""
        return Written(TEXT, encoding=self.form.encoding, delimiter=self.form.delimiter)

    @property
    def header(self) -> tuple[str, ...]:
        """One heading a column, as written."""
        return self.form.header

    @property
    def notes(self) -> tuple[str, ...]:
        """What was noticed of how it is written."""
        return self.form.notes

    @property
    def has_rows(self) -> bool:
        """Whether anything follows the heading."""
        return self.form.has_rows

    def batches(
        self,
        *,
        coded: Collection[int],
        text: Collection[int],
        block_size: int,
        on_ragged: OnRagged,
    ) -> Iterator[pa.RecordBatch]:
        """The rows, `block_size` bytes of text at a time."""
        return closed_at_exit(
            batches(
                self.source,
                self.form,
                coded=coded,
                text=text,
                block_size=block_size,
                on_ragged=on_ragged,
            )
        )


def open_delimited(
    source: Source, *, known: Callable[[str], bool], declared: Declared
) -> Delimited:
    """The source as delimited text; every byte is read once, to find its encoding.

    InputError where it cannot be decoded, has no heading, or ends within quotes.
    """
    form = sniff(source, known=known, encoding=declared.encoding, delimiter=declared.delimiter)
    if form.rows_quoted:
        refuse_open_quote(source, form.encoding, form.delimiter, form.quotes)
    return Delimited(source, form)
