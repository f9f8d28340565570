"""The second look: which records bear a reference that another record bears too, exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from eqmon.engines import keys
from eqmon.engines.key_hashes import key_words, reference_words, shared_words
from eqmon.engines.readings import Bools
from eqmon.rulebook.rules import KeyUniqueRule

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from eqmon.engines.counter import Counter
    from eqmon.engines.rows import Rows

Passes = Iterable[Callable[[], Iterable["pd.DataFrame"]]]
"""One callable an extract, each starting a fresh pass over its chunks."""


@dataclass(frozen=True)
class SharedKeys:
    """The keys of one collection that more than one record bears."""

    hashes: keys.Hashes
    """Of every key that may be shared, sorted."""
    texts: frozenset[str]
    """Those that are shared; they are cells, so never reported."""

    def borne_by(self, counter: Counter, rows: Rows) -> Bools:
        """Which records of a chunk bear one of these keys."""
        borne = np.zeros(len(rows), dtype=bool)
        references = counter.references(rows)
        if references is None or not self.texts:
            return borne
        parts = counter.key_parts(rows, references)
        may = keys.is_among(words_of(parts), self.hashes) & keys.not_blank(references)
        borne[may] = [key in self.texts for key in keys.joined(parts)[may]]
        return borne


@dataclass(frozen=True)
class Keys:
    """What a collection's keys leave behind: a way to look again, and its references as hashes."""

    counter: Counter
    passes: Passes
    words: keys.Hashes
    """Of every record's key, sorted."""


def settle_repeats(counter: Counter, passes: Passes) -> Keys:
    """Count repeated keys as broken; gives what is needed to compare references.

    Every record that shares its key counts, whichever came first: the figure does not depend on
    the order of records.
    """
    words = counter.keys.take()
    candidates = keys.repeated(words)
    rules = [r for r in counter.plan.suite.check_rules if isinstance(r, KeyUniqueRule)]
    if len(candidates) and rules:
        groups = _sharing(counter, passes, candidates)["group"].to_numpy()
        for rule in rules:
            counter.move(rule.id, groups)
    return Keys(counter, passes, words)


def shared_keys(counter: Counter, passes: Passes) -> SharedKeys:
    """The keys that more than one of the records counted so far bears; takes their hashes."""
    candidates = keys.repeated(counter.keys.take())
    if not len(candidates):
        return SharedKeys(candidates, frozenset())
    return SharedKeys(candidates, frozenset(_sharing(counter, passes, candidates)["key"]))


def _sharing(counter: Counter, passes: Passes, candidates: keys.Hashes) -> pd.DataFrame:
    """The records of `look_again` whose key another record bears too."""
    import pandas as pd

    found = pd.concat(look_again(counter, passes, candidates))
    return found[found.duplicated("key", keep=False)]


def shared_references(first: Keys, second: Keys) -> int:
    """How many references two collections both hold."""
    candidates = shared_words(first.words, second.words)
    if not len(candidates):
        return 0
    mine, theirs = (
        {
            key
            for found in look_again(k.counter, k.passes, candidates, reference_only=True)
            for key in found["key"]
        }
        for k in (first, second)
    )
    return len(mine & theirs)


def words_of(parts: list[pa.Array]) -> keys.Hashes:
    """One word a key, from the texts of its parts."""
    return key_words([keys.hash_texts(part) for part in parts])


def look_again(
    counter: Counter, passes: Passes, candidates: keys.Hashes, *, reference_only: bool = False
) -> Iterator[pd.DataFrame]:
    """Records whose hash is a candidate, by chunk: columns key (never reported) and group."""
    import pandas as pd

    for start in passes:
        for frame in start():
            rows = counter.rows(frame)
            references = counter.references(rows)
            if references is None or not len(frame):
                continue
            parts = [references] if reference_only else counter.key_parts(rows, references)
            words = words_of(parts)
            if reference_only:
                words = reference_words(words)
            hit = keys.is_among(words, candidates) & keys.not_blank(references)
            if hit.any():
                groups = counter.groups.numbers(rows)
                yield pd.DataFrame({"key": keys.joined(parts)[hit], "group": groups[hit]})
