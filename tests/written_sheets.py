"""Written workbooks read back, by readers that had no part in writing them."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.workbook import Workbook


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def part(data: bytes, name: str) -> ElementTree.Element:
    """One XML part of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read(name))


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of an archive by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cells(workbook: Workbook) -> dict[str, list[list[object]]]:
    """Values by worksheet, row and column; empty cells are empty texts."""
    return {
        sheet.title: [
            ["" if cell.value is None else cell.value for cell in row] for row in sheet.iter_rows()
        ]
        for sheet in workbook
    }
