"""Any text as one value or one comment of a YAML or TOML file, so that it can say nothing more."""

from __future__ import annotations

import json
from collections.abc import Iterable

import yaml

WIDTH = 80
INDENT = " " * 6
"""Deeper than any key whose list is long."""


def scalar(text: str) -> str:
    """A text as a YAML value on one line: it reads back as itself, in a list in brackets too."""
    return _dumped(text, None if text.isprintable() else '"')


def flow(texts: Iterable[str]) -> str:
    """Texts as a YAML list in brackets; where it is long, on several lines between texts."""
    lines = [""]
    for text in map(scalar, texts):
        if lines[-1] and len(lines[-1]) + len(text) > WIDTH:
            lines.append("")
        lines[-1] += f"{text}, "
    return "[" + f"\n{INDENT}".join(line.rstrip(" ") for line in lines).removesuffix(",") + "]"


def toml(text: str) -> str:
    """A text as a TOML value."""
    # TOML's texts are JSON's, but for one character that JSON leaves as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def one_line(text: str) -> str:
    """A text for a comment, a command or a page: no line of its own, nothing invisible.

    What cannot be shown is a question mark. A file's name that is no UTF-8 is shown so too.
    """
    spaced = " ".join(text.split())
    return "".join(c if c.isprintable() else "?" for c in spaced)


def _dumped(text: str, style: str | None) -> str:
    # In a list and cut out again: what may stand plain differs between the two places.
    listed = yaml.safe_dump(
        [text],
        default_flow_style=True,
        default_style=style,
        allow_unicode=True,
        width=float("inf"),
    )
    return listed.strip()[1:-1]
