"""Writes the awkward files anew: `python tests/awkward/write.py`, from the project's root."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from awkward import make_columns, make_text, make_workbooks  # noqa: E402

MAKERS = (make_text, make_workbooks, make_columns)
OUTCOMES = ("alike", "left_out", "counted", "nil_return", "refused")


def main() -> None:
    """Write every file into the folder of its outcome."""
    for outcome in OUTCOMES:
        folder = HERE / outcome
        folder.mkdir(exist_ok=True)
        for maker in MAKERS:
            for name, data in getattr(maker, outcome.upper(), {}).items():
                (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
