"""Captions of tables and figures: labels that Word counts, and that links lead to."""

from __future__ import annotations

import re
from collections import Counter

from eqmon.document.word_xml import Element, bookmarked, field, node, paragraph, run

_LABEL = re.compile(r"(?P<words>.*\D)(?P<number>[0-9]{1,9})", re.ASCII)


class Captions:
    """Makes captions, whose numbers stay those of the document when Word counts anew."""

    def __init__(self, style: str) -> None:
        self._style = style
        self._counted: Counter[str] = Counter()

    def caption(self, label: str, title: str, bookmark: str, number: int) -> Element:
        """`Table A2: Title`, with `A2` counted by Word and the label bookmarked as `number`."""
        return paragraph(
            self._style,
            *bookmarked(bookmark, number, *self._label(label)),
            run(f": {title}" if label else title),
            properties=(node("w:keepNext"),),
        )

    def _label(self, label: str) -> list[Element]:
        parts = _LABEL.fullmatch(label)
        if parts is None:
            return [run(label)]
        words, number = parts["words"], int(parts["number"])
        # Word takes letters, digits and underscores as the name of a sequence, at most 40.
        sequence = re.sub(r"[^A-Za-z]", "", words)[:40] or "Label"
        self._counted[sequence] += 1
        anew = "" if number == self._counted[sequence] else f" \\r {number}"
        self._counted[sequence] = number
        return [run(words), field(f"SEQ {sequence} \\* ARABIC{anew}", parts["number"])]
