"""What a workbook's writer cannot say, put into its parts: headings as headings, its language."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from xml.etree import ElementTree

from eqmon.document.sheets_layout import SIZES

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DC = "http://purl.org/dc/elements/1.1/"
HEADINGS = {"title": ("Heading 1", 16), "heading": ("Heading 2", 17)}
"""Cell styles by kind of line, with the numbers that Excel knows its own by."""


def amended(data: bytes, language: str) -> bytes:
    """The workbook with its lines' headings as Excel's styles of headings, and its language."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.infolist():
            part = source.read(member)
            if member.filename == "xl/styles.xml":
                part = _with_headings(part)
            elif member.filename == "docProps/core.xml":
                part = _with_language(part, language)
            target.writestr(member, part)
    return out.getvalue()


def _with_language(part: bytes, language: str) -> bytes:
    closing = b"</cp:coreProperties>"
    told = f'<dc:language xmlns:dc="{DC}">{language}</dc:language>'.encode()
    return part.replace(closing, told + closing)


def _with_headings(part: bytes) -> bytes:
    ElementTree.register_namespace("", MAIN)
    root = ElementTree.fromstring(part)  # noqa: S314 - written just now, by ourselves
    fonts, own, cells, styles = (
        _child(root, name) for name in ("fonts", "cellStyleXfs", "cellXfs", "cellStyles")
    )
    for kind, (name, number) in HEADINGS.items():
        place = str(len(own))
        headed = [xf for xf in cells if _is_heading(fonts[int(xf.attrib["fontId"])], SIZES[kind])]
        if not headed:
            continue
        style = deepcopy(headed[0])
        style.attrib.pop("xfId")
        own.append(style)
        for xf in headed:
            xf.set("xfId", place)
        told = {"name": name, "xfId": place, "builtinId": str(number), "customBuiltin": "1"}
        ElementTree.SubElement(styles, f"{{{MAIN}}}cellStyle", told)
    for group in (own, styles):
        group.set("count", str(len(group)))
    written: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def _child(root: ElementTree.Element, name: str) -> ElementTree.Element:
    [found] = root.findall(f"{{{MAIN}}}{name}")
    return found


def _is_heading(font: ElementTree.Element, size: int) -> bool:
    drawn = font.find(f"{{{MAIN}}}sz")
    bold = font.find(f"{{{MAIN}}}b") is not None
    return bold and drawn is not None and drawn.attrib["val"] == str(size)
