"""The document as one HTML page that asks for nothing: no other file, no script but its own.

Its content security policy allows the page's own style and script by their hashes and nothing else.
The page is whole without the script, which only lets a reader sort and search the tables.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from eqmon.charts.draw import svg
from eqmon.document.html_style import style
from eqmon.document.html_table import cell_classes, choices, column_class, row_classes
from eqmon.document.model import Block, Document, Figure, Link, Section, Table, blocks_of

if TYPE_CHECKING:
    from jinja2 import Environment


def write(document: Document) -> bytes:
    """The page in UTF-8; the same document gives the same bytes."""
    own_style, own_script = style(document.banner), _source("html.js")
    text = (
        _environment()
        .get_template("html_page.jinja")
        .render(
            document=document,
            labels=_labels(document),
            policy=_policy(own_style, own_script),
            style=own_style,
            script=own_script,
        )
    )
    return text.encode("utf-8")


def _policy(own_style: str, own_script: str) -> str:
    """What the page may do: apply this style and run this script."""
    return (
        f"default-src 'none'; style-src {_digest(own_style)}; script-src {_digest(own_script)};"
        " base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode('utf-8')).digest()).decode('ascii')}'"


def _source(name: str) -> str:
    return files("eqmon.document").joinpath(name).read_text(encoding="utf-8")


def _picture(figure: Figure) -> str:
    """The chart as a part of the page, named by the figure's title; all its text is escaped."""
    return svg(figure.chart).replace(
        "<svg", f'<svg role="img" aria-labelledby="{figure.id}_title"', 1
    )


def _labels(document: Document) -> dict[str, str]:
    """What tables and figures are called, by id."""
    blocks = blocks_of(document.blocks)
    return {block.id: block.label for block in blocks if isinstance(block, Table | Figure)}


def _kind(block: object) -> str:
    """Which kind of block or inline it is, in the words of the model."""
    return type(block).__name__


def _sections(blocks: tuple[Block, ...]) -> list[Section]:
    return [block for block in blocks if isinstance(block, Section)]


def _leads_somewhere(link: Link) -> bool:
    """Whether a target is of a kind that the model names; of any other only the words are shown."""
    return link.target.startswith(("#", "https://"))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(kind=_kind, picture=_picture, sections=_sections)
    environment.globals.update(
        choices=choices,
        row_classes=row_classes,
        cell_classes=cell_classes,
        column_class=column_class,
    )
    environment.tests["leading"] = _leads_somewhere
    return environment
