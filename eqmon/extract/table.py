"""An extract's cells as text, whatever it is written in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import pyarrow as pa

OnRagged = Callable[[Any], str]
"""Is called, maybe from another thread, for each row of another width than the heading's."""


@dataclass(frozen=True)
class Written:
    """In what an extract is written; what does not apply to its kind is None."""

    kind: str
    """`text`, or the format's name: `Excel`, `OpenDocument`, `Parquet`, `Arrow`."""
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


class Table(Protocol):
    """Rows of text under a heading. The same table gives the same text in every format."""

    @property
    def written(self) -> Written:
        """In what the table is written."""

    @property
    def header(self) -> tuple[str, ...]:
        """One heading a column, as written; '' where a column has none."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What was noticed of how it is written."""

    @property
    def has_rows(self) -> bool:
        """Whether anything follows the heading."""

    def batches(
        self,
        *,
        coded: Collection[int],
        text: Collection[int],
        block_size: int,
        on_ragged: OnRagged,
    ) -> Iterator[pa.RecordBatch]:
        """The rows of the columns at these positions; a batch's columns are named by position.

        Those `coded` come as dictionaries of strings, those in `text` as large strings; no cell is
        null. Each call is a pass of its own. InputError where the rows cannot be read.
        """
