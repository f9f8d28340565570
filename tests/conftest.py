"""What several test files share: the real extracts, and a command line run in this process."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Run, run_command
from hypothesis import settings

# Machines differ in speed: time is the benchmarks' business.
settings.register_profile("eqmon", deadline=None)
settings.load_profile("eqmon")

# A file above this checkout is its owner's; tests of settings take the variable away.
os.environ["EQMON_NO_SETTINGS"] = "1"

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real extracts: skipped where it is absent, required in CI."""
    folder = Path(os.environ.get("EQMON_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        if os.environ.get("EQMON_REQUIRE_SHARED_DATA"):
            pytest.fail("the folder of real extracts is required here and absent")
        pytest.skip("the folder of real extracts is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def run_cli() -> Callable[..., Run]:
    """Runs the command line in this process: gives its exit code, stdout and stderr."""
    return run_command
