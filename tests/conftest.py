"""What several test files share: the real extracts, and a command line run in this process."""

from __future__ import annotations

import dataclasses
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
import shipped_once  # noqa: F401 - before anything that reads the rulebook
from command_line import Run, run_command
from hypothesis import settings

from eqmon import pipeline
from eqmon.pipeline import Order
from eqmon.report.model import Report

# Machines differ in speed: time is the benchmarks' business.
settings.register_profile("eqmon", deadline=None)
settings.load_profile("eqmon")

# A file above this checkout is its owner's; tests of settings take the variable away.
os.environ["EQMON_NO_SETTINGS"] = "1"

# A shell makes what it starts in the background deaf to Ctrl-C, and so would be whatever is started
# here to be interrupted.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

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


JUDGED: dict[str, Report] = {}


@pytest.fixture
def judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each order be counted and judged once: for tests of what is done with its report.

    The extracts must be those of a session, which nothing changes.
    """

    def run_check(order: Order, watch: pipeline.Watch) -> Report:
        same = repr(dataclasses.replace(order, stdin=None))
        if same not in JUDGED:
            JUDGED[same] = run(order, watch)
        return JUDGED[same]

    run = pipeline.run_check
    monkeypatch.setattr(pipeline, "run_check", run_check)
