"""In which encoding an extract is written, found from every byte of it, and its text as UTF-8."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from eqmon.errors import InputError, UsageError

if TYPE_CHECKING:
    from eqmon.extract.source import Source

PIECE = 1 << 20
ALLOWED = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-1")
_UNDEFINED_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_AS_UTF8 = ("utf-8", "utf-8-sig")
_NUL_HINT = "export it again as text; a spreadsheet or database file is not an extract"


@dataclass(frozen=True)
class Content:
    """What reading every byte once told."""

    encoding: str
    quotes: int
    """How many double quotes the text holds."""
    said: str = ""
    """Why this encoding, where a reader should know."""


def declared_encoding(name: str) -> str:
    """The canonical name of an encoding that a user declared; UsageError for one not read."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        found = ""
    if found not in ALLOWED:
        raise UsageError(
            "", f"'{name}' is not an encoding that eqmon reads", allowed="utf-8, utf-16, cp1252"
        )
    return found


def find_content(source: Source, *, declared: str | None = None) -> Content:
    """The encoding that holds for the whole text: as declared, or found.

    A byte order mark decides; else UTF-8 where every byte of it is valid, else cp1252.
    InputError for NUL bytes, and for bytes that fit none of these.
    """
    with source.open() as stream:
        head = stream.read(4096)
    encoding = declared or _begins_as(head)
    if encoding == "utf-8" and head.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    if encoding in (None, *_AS_UTF8):
        return _scan_bytes(source, encoding)
    assert encoding is not None
    with open_text(source, encoding) as text:
        quotes = 0
        while piece := text.read(PIECE):
            _refuse_nul(source.name, piece)
            quotes += piece.count(b'"')
    return Content(encoding, quotes)


def open_text(source: Source, encoding: str) -> BinaryIO:
    """The text as a stream of UTF-8 bytes without a byte order mark (but for `utf-8` itself)."""
    if encoding == "utf-8":
        return source.open()
    return io.BufferedReader(_Utf8(source, encoding), PIECE)


def _begins_as(head: bytes) -> str | None:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    pairs = len(head) // 2
    first, second = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if pairs and second > pairs // 2 and not first:
        return "utf-16-le"
    if pairs and first > pairs // 2 and not second:
        return "utf-16-be"
    return None


def _scan_bytes(source: Source, encoding: str | None) -> Content:
    quotes, utf8, cp1252 = 0, True, encoding is None
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    with source.open() as stream:
        while piece := stream.read(PIECE):
            _refuse_nul(source.name, piece)
            if b'"' in piece:
                quotes += piece.count(b'"')
            if utf8 and not (piece.isascii() and not decoder.getstate()[0]):
                utf8 = _decodes(decoder, piece)
            if cp1252 and not piece.isascii():
                cp1252 = _UNDEFINED_IN_CP1252.search(piece) is None
    utf8 = utf8 and _decodes(decoder, b"", final=True)
    if utf8:
        return Content(encoding or "utf-8", quotes)
    if cp1252:
        return Content("cp1252", quotes, "read as cp1252 (Windows), as it is not valid utf-8")
    raise _undecodable(source.name, encoding or "utf-8 or cp1252")


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_nul(name: str, piece: bytes) -> None:
    if b"\0" in piece:
        raise InputError(name, "holds NUL bytes, which text never does", hint=_NUL_HINT)


def _undecodable(name: str, tried: str) -> InputError:
    return InputError(
        name,
        f"holds bytes that are not valid {tried}",
        allowed="utf-8, utf-16, cp1252",
        hint="say its encoding with --encoding, or export it again as utf-8",
    )


class _Utf8(io.RawIOBase):
    """A source's text, decoded and encoded again as UTF-8, piece by piece."""

    def __init__(self, source: Source, encoding: str) -> None:
        self._name = source.name
        self._encoding = encoding
        self._bytes = source.open()
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")
        self._ready = memoryview(b"")
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._ready and not self._ended:
            piece = self._bytes.read(PIECE)
            self._ended = not piece
            try:
                text = self._decoder.decode(piece, final=self._ended)
                self._ready = memoryview(text.encode("utf-8"))
            except UnicodeError:
                raise _undecodable(self._name, self._encoding) from None
        given = min(len(buffer), len(self._ready))
        buffer[:given] = self._ready[:given]
        self._ready = self._ready[given:]
        return given

    def close(self) -> None:
        if not self.closed:
            self._bytes.close()
        super().close()
