"""A source gives its unpacked bytes, or one InputError."""

from __future__ import annotations

import gzip
import pickle
import zipfile
from pathlib import Path

import pytest

from eqmon.errors import InputError
from eqmon.extract import archive as module
from eqmon.extract.source import Source

TEXT = b"BOCU,Ethnicity\nYE,W1\n" * 1000


def sources_of(folder: Path) -> dict[str, Source]:
    plain, packed, archive = folder / "a.csv", folder / "b.csv", folder / "c.zip"
    plain.write_bytes(TEXT)
    packed.write_bytes(gzip.compress(TEXT))
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("in/a.csv", TEXT)
        opened.writestr("in/b.csv.gz", gzip.compress(TEXT))
    return {
        "path": Source("a.csv", path=plain),
        "gzip, whatever its name": Source("b.csv", path=packed),
        "member": Source("c.zip/in/a.csv", path=archive, member="in/a.csv"),
        "gzip as a member": Source("c.zip/in/b.csv.gz", path=archive, member="in/b.csv.gz"),
        "data": Source("-", data=TEXT),
        "gzip data": Source("-", data=gzip.compress(TEXT)),
        "member of data": Source("-/in/a.csv", data=archive.read_bytes(), member="in/a.csv"),
    }


def test_every_kind_of_source_gives_its_bytes_any_number_of_times(tmp_path: Path) -> None:
    for kind, source in sources_of(tmp_path).items():
        for again in (source, source, pickle.loads(pickle.dumps(source))):
            with again.open() as stream:
                assert stream.read() == TEXT, kind


def test_only_a_file_of_plain_text_has_a_plain_path(tmp_path: Path) -> None:
    with_path = {k for k, s in sources_of(tmp_path).items() if s.plain_path is not None}
    assert with_path == {"path"}


def test_a_source_does_not_show_its_data() -> None:
    assert "Ethnicity" not in repr(Source("-", data=TEXT))


def test_a_bomb_is_stopped_while_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FREE_BYTES", 1 << 20)
    bomb = Source("bomb.csv.gz", data=gzip.compress(bytes(3 << 20)))
    with bomb.open() as stream, pytest.raises(InputError, match="decompression bomb"):
        stream.read()


def test_well_packed_text_below_the_free_size_is_no_bomb() -> None:
    data = b"BOCU,Ethnicity\n" + b"YE,W1\n" * 1_000_000
    packed = gzip.compress(data)
    assert len(data) > module.MOST_TIMES * len(packed)
    with Source("a.csv.gz", data=packed).open() as stream:
        assert len(stream.read()) == len(data)


@pytest.mark.parametrize("cut", [3, 20, 60])
def test_a_truncated_gzip_is_an_input_error(cut: int) -> None:
    packed = gzip.compress(TEXT)[:cut]
    with pytest.raises(InputError, match="is cut short"), Source("a.gz", data=packed).open() as s:
        s.read()


@pytest.mark.parametrize("position", [2, 15, -6])
def test_a_damaged_gzip_is_an_input_error(position: int) -> None:
    packed = bytearray(gzip.compress(TEXT))
    packed[position] ^= 0xFF
    source = Source("a.gz", data=bytes(packed))
    with pytest.raises(InputError, match="is damaged"), source.open() as stream:
        stream.read()


def test_a_member_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    source = sources_of(tmp_path)["member"]
    with pytest.raises(InputError, match="cannot be unpacked"):
        Source(source.name, path=source.path, member="other.csv").open()
