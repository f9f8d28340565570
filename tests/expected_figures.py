"""What sample_data/count.py, which shares nothing with eqmon, counted in each sample drop."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SAMPLE_DATA = Path(__file__).parent.parent / "sample_data"
PERIODS = ("2007-01", "2007-02", "2007-03")


def expected_figures(period: str) -> dict[str, Any]:
    """The figures of one drop; sample_data/README.md says what each name means."""
    path = SAMPLE_DATA / "expected" / f"{period}.json"
    figures: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return figures
