"""Which records do not tell whether they are in a measure's numerator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eqmon.engines.readings import Bools
from eqmon.engines.where import DASHES, holds
from eqmon.rulebook.measures import ShareMeasure
from eqmon.rulebook.spelling import tidy_cell
from eqmon.rulebook.words import ANY_WORD, known_words
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eqmon.engines.measure_states import Versioned
    from eqmon.engines.rows import Rows
    from eqmon.rulebook.measures import Measures
    from eqmon.rulebook.model import Suite
    from eqmon.rulebook.where import Where


BLANK = "-"
"""Among other words: a blank cell counts for none, and so tells."""


class Untold:
    """Looks at the cells that numerators compare with words: blank, or of words nobody knows.

    A word is strange only in a field whose other words the file lists; a strand's own fields are
    left out, for how many of its answers are not known stands beside every figure.
    """

    def __init__(self, measures: Measures | None, suite: Suite) -> None:
        known = known_words(measures, suite)
        listed = measures.other_words if measures else {}
        self._known: Mapping[str, frozenset[str]] = {
            field: words if field in listed else frozenset({ANY_WORD})
            for field, words in known.items()
        }
        self._of_strands = suite.strand_fields

    def of(self, rows: Rows, versioned: Versioned) -> Bools | None:
        """Which records may be in the numerator for all that their cells tell.

        None where no cell is looked at. The extract must have every column that is asked for.
        """
        where = versioned.version.numerator.where
        asked = [one for one in where if self._is_asked(one)]
        if not asked or not isinstance(versioned.measure, ShareMeasure):
            return None
        silent = [self._is_silent(rows, str(one.field)) for one in asked]
        if not any(one.any() for one in silent):
            return None
        may = [holds(rows, one) | nothing for one, nothing in zip(asked, silent, strict=True)]
        others = [holds(rows, one) for one in where if one not in asked]
        return np.asarray(np.logical_and.reduce([np.logical_or.reduce(silent), *may, *others]))

    def _is_asked(self, where: Where) -> bool:
        compares = where.is_in is not None and not where.turned
        return compares and where.field not in self._of_strands

    def _is_silent(self, rows: Rows, field: str) -> Bools:
        column = rows.column(field)
        told = [self._tells(rows, field, text) for text in column.texts]
        return column.take(~np.array(told, dtype=bool))

    def _tells(self, rows: Rows, field: str, text: str) -> bool:
        if rows.readers.suite.fields[field].kind == "code":
            return bool(rows.readers[field].reading(text).recording is Recording.KNOWN)
        word, known = tidy_cell(text), self._known[field]
        if word in DASHES:
            return BLANK in known
        return ANY_WORD in known or word in known
