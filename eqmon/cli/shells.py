"""Completion for a shell that is named: shown, or installed where that shell looks for it."""

from __future__ import annotations

import os
from enum import StrEnum

import typer

COMMAND = "eqmon"
ASKED_BY = "_EQMON_COMPLETE"
"""The variable in which a shell's script asks for completions."""


class Shell(StrEnum):
    """The shells that Typer writes completion for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"
    PWSH = "pwsh"


NAMES = ", ".join(Shell)
# Typer's own options have no name for the shell but look for it, which fails in a container; the
# functions behind them are in its module without being exported.


def get_ready() -> None:
    """Let Typer answer a shell that asks; for anybody else it costs nothing."""
    if os.environ.get(ASKED_BY):
        # Typer asks pydantic, which would look through every installed distribution for plugins.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()


def show(shell: Shell | None) -> None:
    """Print the shell's script; nothing is written."""
    if shell is not None:
        from typer.completion import get_completion_script  # type: ignore[attr-defined]

        script = get_completion_script(prog_name=COMMAND, complete_var=ASKED_BY, shell=shell)
        typer.echo(script)
        raise typer.Exit


def install(shell: Shell | None) -> None:
    """Put the shell's script where the shell finds it, and say where."""
    if shell is not None:
        from typer.completion import install as put  # type: ignore[attr-defined]

        _, path = put(shell=shell, prog_name=COMMAND, complete_var=ASKED_BY)
        typer.echo(f"eqmon: completion is in {path}, for shells started from now on", err=True)
        raise typer.Exit
