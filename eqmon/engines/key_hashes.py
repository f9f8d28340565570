"""A collection's keys as one word a record, held once: eight bytes, also while they are sorted."""

from __future__ import annotations

import numpy as np

from eqmon.engines.keys import AT_ONCE, Hashes, combined, each_once

BLOCK = 1 << 20
"""Words held together; whole blocks are given back one by one while all are joined."""
REST = np.uint64(22)
"""Low bits of a word that tell the rest of a key; those above are the reference's alone.

Enough that of ten million records with two people to a reference no two words are likely to be
alike by chance; where some are, the records are looked at again, and nothing else happens.
"""


def key_words(parts: list[Hashes]) -> Hashes:
    """One word a key from the hashes of its parts, the reference's first; of that alone, itself."""
    if len(parts) == 1:
        return parts[0]
    low = (np.uint64(1) << REST) - np.uint64(1)
    return (parts[0] & ~low) | (combined(parts) & low)


def reference_words(words: Hashes) -> Hashes:
    """What words, or hashes of references, tell of the reference; the order stays."""
    return words >> REST


def shared_words(first: Hashes, second: Hashes) -> Hashes:
    """What two collections' words, both sorted, tell of references that both hold, each once."""
    found = [np.empty(0, dtype=np.uint64)]
    for start in range(0, len(first), AT_ONCE):
        references = each_once(reference_words(first[start : start + AT_ONCE]))
        at = np.searchsorted(second, references << REST)
        at[at == len(second)] = 0
        held = reference_words(second[at]) == references if len(second) else at > 0
        found.append(references[held])
    return each_once(np.concatenate(found))


class KeyHashes:
    """Words added chunk by chunk, forgotten down to a mark, and given away once."""

    def __init__(self) -> None:
        self._blocks: list[Hashes] = []
        self._held = 0

    def __len__(self) -> int:
        return self._held

    def add(self, words: Hashes) -> None:
        """Hold these words too."""
        while len(words):
            within = self._held % BLOCK
            if self._held == len(self._blocks) * BLOCK:
                self._blocks.append(np.empty(BLOCK, dtype=np.uint64))
            room = min(BLOCK - within, len(words))
            self._blocks[-1][within : within + room] = words[:room]
            self._held += room
            words = words[room:]

    def go_back(self, held: int) -> None:
        """Forget all words but the first so many."""
        self._held = held
        del self._blocks[-(-held // BLOCK) :]

    def take(self) -> Hashes:
        """All words, sorted; none is held any longer."""
        whole = np.empty(self._held, dtype=np.uint64)
        while self._blocks:
            block = self._blocks.pop()
            start = len(self._blocks) * BLOCK
            whole[start : self._held] = block[: self._held - start]
            self._held = start
        whole.sort()
        return whole
