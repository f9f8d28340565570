"""Write the sample drops: `python sample_data/make.py [FOLDER]`, by default beside this file.

The same bytes come out on every platform and every Python from 3.11 on: chance is seeded,
newlines and encodings are written as bytes, and only the standard library is used.
"""

from __future__ import annotations

import sys
from pathlib import Path

from drops import EXTRACTED_ON, drop
from places import read_places


def make(folder: Path) -> None:
    """Write every drop into `folder`."""
    places = {place.borough: place for place in read_places()}
    for period, extracted_on in EXTRACTED_ON.items():
        target = folder / period
        target.mkdir(parents=True, exist_ok=True)
        for extract in drop(period):
            (target / extract.file_name).write_bytes(extract.data(places))
        about = f"period: {period}\nextracted_on: {extracted_on}\n"
        (target / "drop.yaml").write_bytes(about.encode("utf-8"))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
