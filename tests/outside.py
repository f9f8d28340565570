"""Programs from outside Python that tests look at written documents with."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).parent.parent


def tool(name: str) -> str:
    """The path of a program, as `tool("soffice")`.

    Where it is missing the test that asks is skipped; where `CI` is `true` it fails.
    """
    found = shutil.which(name)
    if found is None:
        missing(name)
    return found


def node_modules(*packages: str) -> Path:
    """The folder that has these npm packages; a missing one is treated as a missing program.

    `EQMON_NODE_MODULES` names it; otherwise it is `node_modules` in the checkout or beside it.
    """
    named = os.environ.get("EQMON_NODE_MODULES")
    folders = [Path(named)] if named else [ROOT / "node_modules", ROOT.parent / "node_modules"]
    for folder in folders:
        if all((folder / package / "package.json").is_file() for package in packages):
            break
    else:
        missing(" and ".join(packages))
    return folder.resolve()


def missing(name: str) -> NoReturn:
    """Skip the test for want of a program, or fail it where `CI` is `true`."""
    told = f"{name} is not installed (.ci/install-outside installs it)"
    if os.environ.get("CI") == "true":
        pytest.fail(told)
    pytest.skip(told)
