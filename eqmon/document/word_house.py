"""Opens a house's template, or says why it cannot be one."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.parts.numbering import NumberingPart

from eqmon.document.word_xml import node
from eqmon.errors import UsageError

if TYPE_CHECKING:
    from docx.document import Document as WordFile

LARGEST = 100 * 2**20
"""Bytes that a template may unpack to."""
ALLOWED = "a Word document without macros (.docx)"
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TYPES = "[Content_Types].xml"
_MACROS = (b"macroenabled", b"vbaproject")
_TEMPLATE = b"wordprocessingml.template.main+xml"
_SAVE_AS = "in Word, save it as a Word Document (*.docx)"
_DAMAGE = (
    OpcError,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # what the XML parser raises
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
    EOFError,
)
"""What reading a damaged or foreign archive raises, in the archive, its XML or its parts."""


def open_house(template: Path) -> WordFile:
    """The template as it is. UsageError where it is no Word document, or one with macros."""
    try:
        data = template.read_bytes()
    except OSError as error:
        _refuse(template, f"the template cannot be read ({error.strerror})")
    _refuse_other_kinds(template, data)
    with undamaged(template):
        file = docx.Document(io.BytesIO(data))
        # Each is read, or made where there is none, when it is first asked for.
        parts = (file.part._styles_part, _numbering_of(file), file.part._settings_part)
        if any(part.element is None for part in parts) or file.element.body is None:
            raise KeyError
    return file


@contextmanager
def undamaged(template: Path | None) -> Iterator[None]:
    """Work on what a template holds: what damage makes it raise is told as a UsageError."""
    if template is None:
        yield
        return
    try:
        yield
    except _DAMAGE:
        _refuse(template, "the template is damaged, or no Word document")


def _numbering_of(file: WordFile) -> NumberingPart:
    """The part that counts lists, which Word leaves out where there are none."""
    relations = file.part.rels.values()
    if not any(relation.reltype == RELATIONSHIP_TYPE.NUMBERING for relation in relations):
        empty = node("w:numbering")
        name = PackURI("/word/numbering.xml")
        made = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, empty, file.part.package)
        file.part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return file.part.numbering_part


def _refuse_other_kinds(template: Path, data: bytes) -> None:
    if data.startswith(_OLD_WORD):
        hint = f"{_SAVE_AS} without a password"
        _refuse(template, "the template is an old (.doc) or protected Word document", hint)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            names = {member.filename.casefold() for member in archive.infolist()}
            types = b"" if unpacked > LARGEST else archive.read(_TYPES).lower()
    except _DAMAGE:
        _refuse(template, "the template is no Word document")
    if unpacked > LARGEST:
        _refuse(template, f"the template unpacks to more than {LARGEST // 2**20} MB")
    if any(word in types for word in _MACROS) or any("vbaproject" in name for name in names):
        _refuse(template, "the template holds macros", f"{_SAVE_AS}, which leaves them out")
    if _TEMPLATE in types:
        _refuse(template, "the template is of Word's template format (.dotx)", _SAVE_AS)


def _refuse(template: Path, problem: str, hint: str = _SAVE_AS) -> NoReturn:
    raise UsageError(template.name, problem, allowed=ALLOWED, hint=hint) from None
