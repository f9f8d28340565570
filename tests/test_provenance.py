"""A fingerprint is of the bytes as they were sent."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
from pathlib import Path

import pytest

from eqmon.errors import InputError
from eqmon.extract.provenance import fingerprint
from eqmon.extract.source import Source


def test_a_fingerprint_is_of_the_bytes_as_sent(tmp_path: Path) -> None:
    text = b"BOCU,Ethnicity\n" + b"YE,W1\n" * 400_000
    for data in (text, gzip.compress(text), b""):
        path = tmp_path / "extract.csv.gz"
        path.write_bytes(data)
        for source in (Source("a", path=path), Source("a", data=data)):
            found = fingerprint(source)
            assert (found.sha256, found.size) == (hashlib.sha256(data).hexdigest(), len(data))


def test_content_is_of_the_unpacked_bytes(tmp_path: Path) -> None:
    text = b"BOCU,Ethnicity\nYE,W1\n"
    content = hashlib.sha256(text).hexdigest()
    packed = gzip.compress(text)
    archive = tmp_path / "drop.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("a.csv", text)
        opened.writestr("a.csv.gz", packed)
    for source in (
        Source("a.csv", data=text),
        Source("a.csv.gz", data=packed),
        Source("drop.zip/a.csv", path=archive, member="a.csv"),
        Source("drop.zip/a.csv.gz", path=archive, member="a.csv.gz"),
    ):
        found = fingerprint(source)
        assert found.content == content, source.name
        assert (found.sha256 == content) == (not source.name.endswith("gz"))


def test_bytes_that_are_not_packed_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    for name in ("open", "open_as_sent"):
        real = getattr(Source, name)
        monkeypatch.setattr(Source, name, lambda s, n=name, r=real: (opened.append(n), r(s))[1])
    fingerprint(Source("a.csv", data=b"BOCU\nYE\n"))
    assert opened == ["open_as_sent"]


def test_a_gzip_file_that_is_cut_short_has_no_content() -> None:
    with pytest.raises(InputError, match="is cut short"):
        fingerprint(Source("a.csv.gz", data=gzip.compress(b"BOCU\nYE\n")[:-9]))
