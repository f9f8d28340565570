"""The style sheet of the page: one file, the colours all writers share, and the paper's margins."""

from __future__ import annotations

from importlib.resources import files

from eqmon.document.shades import SHADES


def style(banner: str) -> str:
    """The whole style sheet of a page with this banner; it holds no markup."""
    sheet = files("eqmon.document").joinpath("html.css").read_text(encoding="utf-8")
    return sheet + _shades() + _margins(banner)


def _shades() -> str:
    rules = (
        f".shade-{shade} {{ background: #{colours.fill}; color: #{colours.ink}; }}\n"
        for shade, colours in SHADES.items()
    )
    return "".join(rules)


def _margins(banner: str) -> str:
    """The banner and the number of the page on every page of paper.

    A browser that knows no margin boxes passes over them: the first page has the banner anyway.
    """
    return (
        f'@page {{ @top-left {{ content: "{_quoted(banner)}"; }}'
        ' @bottom-right { content: "Page " counter(page) " of " counter(pages); } }\n'
    )


def _quoted(text: str) -> str:
    """Text within a string of a style sheet: all but letters, digits and spaces by number."""
    return "".join(
        one if one.isascii() and (one.isalnum() or one == " ") else f"\\{ord(one):x} "
        for one in text
    )
