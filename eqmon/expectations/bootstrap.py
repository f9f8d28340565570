"""Imports Great Expectations once, quietly: no telemetry, no swallowed warnings, no chatter."""

from __future__ import annotations

import gc
import logging
import os


def import_great_expectations() -> None:
    """Import Great Expectations and undo what its import does to the whole process.

    It calls logging.captureWarnings(True), after which the warnings of every library vanish; and
    its loggers write whole metrics, which may hold values, so they are kept to critical messages.
    """
    # Telemetry left in 1.7; this covers whatever returns.
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    # The import makes a million objects and frees hardly any: collecting them costs 0.4 s.
    collecting = gc.isenabled()
    gc.disable()
    try:
        import great_expectations  # noqa: F401
    finally:
        if collecting:
            gc.enable()
    logging.captureWarnings(False)
    logging.getLogger("great_expectations").setLevel(logging.CRITICAL)
