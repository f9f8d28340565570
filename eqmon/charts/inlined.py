"""An SVG as part of a page: no styles, no outside references, names that no other chart has."""

from __future__ import annotations

import re
from hashlib import sha256
from xml.etree.ElementTree import Element, fromstring, tostring

from eqmon.charts.lettering import SIZE, TYPEFACE

_SVG = "http://www.w3.org/2000/svg"
_LETTERS = {"font-family": f"{TYPEFACE}, Verdana, Arial, sans-serif", "font-size": f"{SIZE}px"}
_ROUNDED = {"stroke-linejoin": "round", "stroke-linecap": "butt"}
_USED = re.compile(r"url\(#([^)]+)\)")
_NUMBER = re.compile(r"-?\d+\.\d{3,}")


def inlined(svg: str) -> str:
    """One `svg` element: scales with its place, obeys a policy without inline styles.

    Every id begins with letters made of the picture itself, so that charts of one page share none.
    """
    root = fromstring(svg)  # noqa: S314 - our own SVG
    _clean(root)
    wide, high = root.get("viewBox", "").split()[2:]
    drawn = Element("svg", {"xmlns": _SVG, "viewBox": f"0 0 {wide} {high}", **_LETTERS, **_ROUNDED})
    drawn.extend(child for child in root if child.tag not in ("metadata",))
    _rename(drawn, f"c{sha256(tostring(drawn)).hexdigest()[:8]}-")
    return tostring(drawn, encoding="unicode")


def _clean(element: Element) -> None:
    element.tag = element.tag.rpartition("}")[2]
    for name, value in list(element.attrib.items()):
        plain = name.rpartition("}")[2]
        del element.attrib[name]
        if plain == "style":
            element.attrib.update(_presentation(value))
        elif plain != "transform" or not value.startswith("rotate(-0 "):
            element.set(plain, _NUMBER.sub(_rounded, value) if plain != "id" else value)
    element.tail = None
    if element.text and element.tag not in ("text", "tspan"):
        element.text = None
    for child in list(element):
        if child.tag.rpartition("}")[2] in ("metadata", "style"):
            element.remove(child)
        else:
            _clean(child)


def _presentation(style: str) -> dict[str, str]:
    given = dict(part.split(":", 1) for part in style.split(";") if ":" in part)
    found = {name.strip(): value.strip() for name, value in given.items()}
    found.pop("font-family", None)  # there is but one, and the whole picture has it
    return {name: value for name, value in found.items() if _LETTERS.get(name) != value}


def _rounded(number: re.Match[str]) -> str:
    return f"{round(float(number[0]), 2):g}" if abs(float(number[0])) < 1e4 else number[0]


def _rename(root: Element, prefix: str) -> None:
    used = set()
    for element in root.iter():
        used.update(_USED.findall(" ".join(element.attrib.values())))
        if element.get("href", "").startswith("#"):
            used.add(element.attrib["href"][1:])
    for element in root.iter():
        own = element.attrib.pop("id", None)
        for name, value in element.attrib.items():
            element.set(name, _USED.sub(rf"url(#{prefix}\1)", value))
        if element.get("href", "").startswith("#"):
            element.set("href", f"#{prefix}{element.attrib['href'][1:]}")
        if own in used:
            element.set("id", f"{prefix}{own}")
