"""Parquet and Arrow files that cannot be read are refused in our words, within bounded memory."""

from __future__ import annotations

import base64
import gzip
import random
import struct
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from columnar_files import FORMATS, Bytes, arrow_stream, cells, feather2, opened, parquet, table_of
from pyarrow.parquet import encryption

from eqmon.errors import InputError
from eqmon.extract.arrow_failures import refusing
from eqmon.extract.columnar import open_columnar
from eqmon.extract.source import Source

EVERY_FORMAT = pytest.mark.parametrize("write", FORMATS.values(), ids=FORMATS)
SECRET = "Halina"
TABLE = table_of({"Name": [SECRET] * 50, "Ethnicity": ["W1", "B1"] * 25, "Age": [34.0, None] * 25})


def refusal(data: bytes) -> str:
    """What is said of a file that cannot be read to its end."""
    with pytest.raises(InputError) as caught:
        cells(opened(data), text=[0])
    said = str(caught.value)
    assert SECRET not in said
    assert said.startswith("extract: ")
    assert caught.value.hint
    return said


def test_feather_of_the_first_version_is_named() -> None:
    assert "Feather file of version 1" in refusal(b"FEA1" + bytes(40) + b"FEA1")


def test_an_encrypted_footer_is_named() -> None:
    assert "encrypted" in refusal(b"PARE" + bytes(40) + b"PARE")


class KeysInMemory(encryption.KmsClient):
    """A key service that hides nothing."""

    def wrap_key(self, key_bytes: bytes, _master_key_identifier: str) -> bytes:
        return base64.b64encode(key_bytes)

    def unwrap_key(self, wrapped_key: bytes, _master_key_identifier: str) -> bytes:
        return base64.b64decode(wrapped_key)


def test_encrypted_columns_are_named(tmp_path: Path) -> None:
    said = encryption.EncryptionConfiguration(
        footer_key="footer", column_keys={"column": ["Name"]}, plaintext_footer=True
    )
    factory = encryption.CryptoFactory(lambda _config: KeysInMemory())
    keys = factory.file_encryption_properties(encryption.KmsConnectionConfig(), said)
    file = tmp_path / "file"
    with pq.ParquetWriter(file, TABLE.schema, encryption_properties=keys) as writer:
        writer.write_table(TABLE)
    assert "encrypted" in refusal(file.read_bytes())


@EVERY_FORMAT
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_refused(write: Bytes, share: float) -> None:
    data = write(TABLE)
    assert "damaged" in refusal(data[: int(len(data) * share)])


@pytest.mark.parametrize("start", [b"PAR1", b"ARROW1\0\0", b"\xff\xff\xff\xff"])
@pytest.mark.parametrize("rest", [b"", b"\0" * 200, b"PAR1", bytes(range(256)), b"\xff" * 64])
def test_nonsense_after_a_right_beginning_is_refused(start: bytes, rest: bytes) -> None:
    refusal(start + rest)


@EVERY_FORMAT
def test_a_packed_file_that_is_cut_short_is_refused(write: Bytes) -> None:
    packed = gzip.compress(write(TABLE))
    assert "cut short" in refusal(packed[:-20])


@EVERY_FORMAT
def test_text_that_is_no_text_is_refused(write: Bytes) -> None:
    column = pa.array([b"\xff\xfe" * 9, b"W1"]).view(pa.string())
    assert "damaged" in refusal(write(table_of({"A": column})))


@EVERY_FORMAT
def test_bytes_that_changed_are_read_or_refused_but_nothing_else_happens(write: Bytes) -> None:
    chance = random.Random(7)
    whole = write(TABLE)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 3])):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        try:
            cells(opened(bytes(data)))
        except InputError:
            continue


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (pa.ArrowInvalid(SECRET), "is a damaged Parquet file, or is cut short"),
        (pa.ArrowNotImplementedError(SECRET), "is Parquet, packed or encoded in a way"),
        (OSError(f"codec lzo of {SECRET}"), "is Parquet, packed or encoded in a way"),
        (OSError(f"could not decrypt {SECRET}"), "is an encrypted Parquet file"),
        (OSError(SECRET), "is a damaged Parquet file"),
        (OSError(13, SECRET), "may not be read"),
        (OSError(2, SECRET), "no such file or folder"),
        (pa.ArrowMemoryError(SECRET), "holds more than fits in memory"),
        (UnicodeDecodeError("utf-8", SECRET.encode(), 0, 1, "bad"), "is a damaged Parquet file"),
    ],
)
def test_each_failure_has_its_words(failure: Exception, said: str) -> None:
    if isinstance(failure, OSError) and failure.errno == 13:
        failure = PermissionError(13, SECRET)
    with pytest.raises(InputError) as caught, refusing("extract", "Parquet"):
        raise failure
    assert said in str(caught.value)
    assert SECRET not in str(caught.value)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        open_columnar(Source("gone", path=tmp_path / "gone"), known=lambda _heading: False)


def test_what_is_packed_and_too_large_to_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eqmon.extract.seekable.HELD", 100)
    assert "unpack it" in refusal(gzip.compress(parquet(TABLE)))


class TestBombs:
    """Small files that hold much."""

    @pytest.mark.parametrize("text", [(), (0,)], ids=["coded", "text"])
    @EVERY_FORMAT
    def test_one_long_text_of_many_rows_takes_little_memory(
        self, write: Bytes, text: tuple[int, ...]
    ) -> None:
        rows, long = 100_000, "x" * (1 << 20)
        column = pa.DictionaryArray.from_arrays(pa.nulls(rows, pa.int8()).fill_null(0), [long])
        how: dict[str, Any] = {"dictionary_pagesize_limit": 8 << 20} if write is parquet else {}
        data = write(table_of({"A": column}), **how)
        before = pa.total_allocated_bytes()
        batches = opened(data).batches(
            coded=[c for c in (0,) if c not in text],
            text=text,
            block_size=4 << 20,
            on_ragged=lambda _row: "",
        )
        held = []
        for number, batch in enumerate(batches):
            held.append(pa.total_allocated_bytes() - before)
            assert len(batch)
            if number > 20:
                break
        batches.close()
        assert max(held) < 64 << 20

    @pytest.mark.parametrize("write", [feather2, arrow_stream], ids=["feather", "stream"])
    def test_rows_without_end_are_refused(self, write: Bytes) -> None:
        few = write(table_of({"A": pa.nulls(54321)}))
        endless = few.replace(struct.pack("<q", 54321), struct.pack("<q", 1 << 40))
        assert endless != few
        assert "decompression bomb" in refusal(endless)

    @EVERY_FORMAT
    def test_what_unpacks_out_of_all_proportion_is_refused(
        self, write: Bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("eqmon.extract.archive.FREE_BYTES", 1 << 10)
        zeros = table_of({"A": pa.array(["0" * (1 << 20)] * 4)})
        packed: dict[str, Any] = {"compression": "zstd"}
        if write is arrow_stream:
            packed = {"options": pa.ipc.IpcWriteOptions(compression="zstd")}
        if write is parquet:
            packed["use_dictionary"] = False
        assert "decompression bomb" in refusal(write(zeros, **packed))

    def test_more_rows_than_a_parquet_file_of_its_size_holds_are_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("eqmon.extract.archive.FREE_BYTES", 1 << 10)
        assert "decompression bomb" in refusal(parquet(table_of({"A": ["a"] * 300_000})))
