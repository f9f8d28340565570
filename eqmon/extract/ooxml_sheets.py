"""Which part of an Excel workbook holds which sheet."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import join, normpath
from xml.etree import ElementTree

from eqmon.extract.workbook_faults import damaged, declares_entities
from eqmon.extract.zip_parts import ZipParts

_BUNDLE = 0x9C
"""BrtBundleSh of [MS-XLSB]: a sheet's relation and name."""


def sheet_parts(parts: ZipParts) -> list[str]:
    """The part of each sheet of an .xlsx, in its order; InputError where the workbook is damaged.

    '' where the workbook names none.
    """
    targets = _targets(parts, "xl/_rels/workbook.xml.rels")
    return [
        targets.get(value, "")
        for sheet in _elements(parts, "xl/workbook.xml", "sheet")
        for key, value in sheet.items()
        if key.endswith("}id")
    ]


def binary_sheet_parts(parts: ZipParts) -> list[str]:
    """The same for an .xlsb."""
    from eqmon.extract.scan_xlsb import records

    targets = _targets(parts, "xl/_rels/workbook.bin.rels")
    named = [
        _wide(data, 8)
        for kind, data in records(parts.name, parts.small("xl/workbook.bin"))
        if kind == _BUNDLE
    ]
    if not targets.keys() >= {*named}:
        raise damaged(parts.name)
    return [targets[relation] for relation in named]


def _wide(data: bytes, at: int) -> str:
    """A string of UTF-16 after its length."""
    length = int.from_bytes(data[at : at + 4], "little")
    return data[at + 4 : at + 4 + 2 * length].decode("utf-16-le", "replace")


def _targets(parts: ZipParts, part: str) -> dict[str, str]:
    """The parts that a workbook names, by the id that it gives them."""
    return {
        relation.get("Id", ""): normpath(join("/xl", relation.get("Target", ""))).lstrip("/")
        for relation in _elements(parts, part, "Relationship")
    }


def _elements(parts: ZipParts, part: str, name: str) -> Iterator[ElementTree.Element]:
    content = parts.small(part)
    if b"<!DOCTYPE" in content:
        raise declares_entities(parts.name)
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - without a DTD nothing expands
    except ElementTree.ParseError:
        raise damaged(parts.name) from None
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] == name:
            yield element
