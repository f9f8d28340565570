"""The texts of a new rulebook, filled into the templates that ship with the rules."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from eqmon.init.quoting import flow, one_line, scalar, toml

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = "templates"


def fill(name: str, **values: object) -> str:
    """A template with its values; each passes through a filter that lets it say no more.

    A value that the template names and that is not given is an error.
    """
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = files("eqmon.rules").joinpath(FOLDER)
    environment = Environment(
        loader=FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8")),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - nothing here is HTML: values are quoted as YAML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(scalar=scalar, flow=flow, one_line=one_line, toml=toml)
    return environment
