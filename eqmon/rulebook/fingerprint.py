"""The sha256 that tells one rulebook from another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable


def fingerprint(sources: Iterable[tuple[str, Mapping[str, Traversable]]]) -> str:
    """Over the names and bytes of every rule file, of each origin (`shipped`, `own`) in turn."""
    digest = hashlib.sha256()
    for origin, found in sources:
        for relative, path in sorted(found.items()):
            data = path.read_bytes()
            digest.update(f"{origin}/{relative}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()
