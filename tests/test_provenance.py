"""A fingerprint is of the bytes as they were sent."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

from eqmon.extract.provenance import fingerprint, fingerprint_in_background
from eqmon.extract.source import Source


def test_a_fingerprint_is_of_the_bytes_as_sent(tmp_path: Path) -> None:
    text = b"BOCU,Ethnicity\n" + b"YE,W1\n" * 400_000
    for data in (text, gzip.compress(text), b""):
        path = tmp_path / "extract.csv.gz"
        path.write_bytes(data)
        for source in (Source("a", path=path), Source("a", data=data)):
            found = fingerprint(source)
            assert (found.sha256, found.size) == (hashlib.sha256(data).hexdigest(), len(data))


def test_in_the_background_it_is_the_same() -> None:
    source = Source("a", data=b"BOCU\nYE\n")
    assert fingerprint_in_background(source).result(timeout=30) == fingerprint(source)
