"""Pieces of Markdown that stay what they are, whatever text is in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from eqmon.document.harmless import one_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~$!])")
_OPENS_BLOCK = re.compile(r"^(\d*)([-+=.):])")


def escaped(text: str) -> str:
    """Text as text: no markup, HTML, link, mention or table border comes of it."""
    plain = one_line(text).strip()
    plain = re.sub(r"&(?=#?\w+;)", "&amp;", plain).replace("<", "&lt;").replace(">", "&gt;")
    plain = _SPECIAL.sub(r"\\\1", plain).replace("://", ":&#47;&#47;").replace("www.", "www&#46;")
    return plain.replace("@", "@<!-- -->")


def table(head: list[str], body: Iterable[list[str]], right: Iterable[int] = ()) -> str:
    """A table of escaped cells; `right` are the columns whose numbers stand to the right."""
    rightwards = set(right)
    rule = ["---:" if place in rightwards else "---" for place in range(len(head))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *body))


def bullets(items: Iterable[str]) -> str:
    """A list of escaped items."""
    return "\n".join(f"- {paragraph(item)}" for item in items)


def paragraph(text: str) -> str:
    """Escaped text that opens no list and underlines no heading."""
    return _OPENS_BLOCK.sub(r"\1\\\2", text)


def folded(summary: str, blocks: Iterable[str]) -> list[str]:
    """Blocks that a reader opens by their summary; nothing where there are none."""
    inside = [block for block in blocks if block]
    if not inside:
        return []
    return [f"<details>\n<summary>{escaped(summary)}</summary>", *inside, "</details>"]
