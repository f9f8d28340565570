"""Writes the awkward files anew: `python tests/awkward/write.py`, from the project's root."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from awkward import make_text  # noqa: E402

KINDS = {
    "alike": make_text.ALIKE,
    "left_out": make_text.LEFT_OUT,
    "counted": make_text.COUNTED,
    "nil_return": make_text.NIL_RETURN,
    "refused": make_text.REFUSED,
}


def main() -> None:
    for outcome, files in KINDS.items():
        folder = HERE / outcome
        folder.mkdir(exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
