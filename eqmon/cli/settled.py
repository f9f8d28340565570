"""Commands whose options may be set in eqmon.toml, and where each value came from."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Any, Union

import typer
from typer.core import TyperCommand
from typer.models import OptionInfo

from eqmon.cli.settings import Kind, OneOf, Settings, find_settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable

NEVER_SET = frozenset({"extracted_on", "on", "show_settings"})
"""What is true of one drop or one day alone, and what only asks."""


class SettledContext(typer.Context):
    """Takes what is neither an option nor in the environment from eqmon.toml."""

    def lookup_default(self, name: str, call: bool = True) -> Any:  # noqa: ARG002 - click's name
        """The value set for an option; None where it is not set, for help and for completion."""
        return None if self.resilient_parsing else self.setting(name)

    def setting(self, name: str) -> Any:
        """The value that eqmon.toml has for an option, used or not; None where it has none."""
        found = self._found(name)
        return found[0] if found else None

    def place_of(self, name: str) -> str:
        """Where an option's value came from, in words."""
        # Typer keeps click's enum of sources to itself: its members are known by their names.
        source = getattr(self.get_parameter_source(name), "name", "")
        param = next(param for param in self.command.params if param.name == name)
        found = self._found(name)
        if source == "DEFAULT_MAP" and found is not None and self._settings is not None:
            return f"{self._settings.file} [{found[1]}]"
        places = {
            "COMMANDLINE": f"option {param.opts[0]}",
            "ENVIRONMENT": f"environment {param.envvar}",
        }
        return places.get(source, "default")

    def _found(self, name: str) -> tuple[Any, str] | None:
        settings = self._settings
        return settings.find(_words(self), name) if settings and name in self._own else None

    @cached_property
    def _settings(self) -> Settings | None:
        file = find_settings()
        if file is None:
            return None
        return read_settings(file, dict(_options(self.find_root().command, ())))

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(dict(_kinds(self.command)))

    @property
    def note(self) -> str:
        """Which options eqmon.toml sets, for whoever wonders; empty where it sets none."""
        names = [p.name for p in self.command.params if self._is_set(p.name)]
        return f"{self._settings.file} sets {', '.join(names)}" if names and self._settings else ""

    def _is_set(self, name: str) -> bool:
        return getattr(self.get_parameter_source(name), "name", "") == "DEFAULT_MAP"


class SettledCommand(TyperCommand):
    """A command that eqmon.toml may set options of, and that says so on stderr."""

    context_class = SettledContext

    def invoke(self, ctx: Any) -> Any:
        """Say what is set, then do what was asked."""
        if ctx.note and not ctx.params.get("quiet") and not ctx.params.get("show_settings"):
            typer.echo(f"eqmon: {ctx.note}", err=True)
        return super().invoke(ctx)


def _words(context: Any) -> str:
    """The command's words without eqmon's own: `check`, `rules show`."""
    words: list[str] = []
    while context.parent is not None:
        words.insert(0, str(context.info_name))
        context = context.parent
    return " ".join(words)


def _options(command: Any, words: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Kind]]]:
    if isinstance(command, SettledCommand):
        yield " ".join(words), dict(_kinds(command))
    for name, inner in getattr(command, "commands", {}).items():
        yield from _options(inner, (*words, name))


def _kinds(command: Any) -> Iterator[tuple[str, Kind]]:
    """The options that may be set, by what a command's function says of them."""
    function: Callable[..., object] = command.callback
    for name, hint in typing.get_type_hints(function, include_extras=True).items():
        told = getattr(hint, "__metadata__", ())
        if name not in NEVER_SET and any(isinstance(one, OptionInfo) for one in told):
            names = [one.names for one in told if isinstance(one, OneOf)]
            yield name, _kind(name, typing.get_args(hint)[0], *names)


def _kind(name: str, hint: Any, choices: tuple[str, ...] = ()) -> Kind:
    """The kind of `list[X]`, `X` or `Optional` of either."""
    inner = next((part for part in typing.get_args(hint) if part is not NoneType), hint)
    wanted = inner if typing.get_origin(hint) is Union else hint
    repeatable = typing.get_origin(wanted) is list
    plain = typing.get_args(wanted)[0] if repeatable else wanted
    if isinstance(plain, type) and issubclass(plain, Enum):
        choices = tuple(str(member.value) for member in plain)
    is_path = plain is Path or name == "output"
    return Kind(plain if plain in (bool, int) else str, repeatable, choices, is_path)
