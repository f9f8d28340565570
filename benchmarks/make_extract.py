"""Writes a synthetic extract of as many records as asked: 32 units, six strands."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

UNITS = """
    KG SX RY QK PY EK ZD XB YE RG GD FH YR QA KD XH TX NI BS VK LX PL VW KF JI TW MD ZT HT JC WW CW
""".split()  # noqa: SIM905 - 32 codes in one line
STRANDS: dict[str, dict[str, float]] = {
    "Age": {"18-24": 0.2, "25-34": 0.35, "35-44": 0.25, "45-54": 0.13, "": 0.04, "Not known": 0.03},
    "Disability": {"Yes": 0.1, "None": 0.6, "Not recorded": 0.2, "": 0.08, "Refused": 0.02},
    "Ethnicity": {
        **dict.fromkeys(("W1", "W2", "W9", "B1", "B2", "B9", "A1", "A2", "A3", "M1", "O9"), 0.053),
        "Not known": 0.2,
        "Not recorded": 0.1,
        "": 0.1,
        "NS": 0.017,
    },
    "Gender": {"F": 0.74, "M": 0.24, "U": 0.01, "": 0.01},
    "Religion": {"None": 0.3, "Christian": 0.25, "Muslim": 0.1, "Not known": 0.2, "": 0.15},
    "Sexual Orientation": {"Heterosexual": 0.5, "Gay or lesbian": 0.02, "Not asked": 0.2, "": 0.28},
}
CHUNK = 500_000
REFERENCE, VICTIM = "Crime Ref", "Victim No"
KEYS = {"none": (REFERENCE, VICTIM), "reference": (VICTIM,), "reference-and-victim": ()}
"""Columns that are left out for each."""


def main() -> None:
    """Write the extract; the same seed gives the same bytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=int)
    parser.add_argument("file", type=Path, help="ends in .csv or .parquet")
    parser.add_argument("--key", choices=KEYS, default="reference", help="columns of the key")
    arguments = parser.parse_args()
    random = np.random.default_rng(2007)
    writer = None
    for start in range(0, arguments.records, CHUNK):
        table = chunk(start, min(CHUNK, arguments.records - start), random)
        table = table.select(
            [name for name in table.column_names if name not in KEYS[arguments.key]]
        )
        if writer is None:
            writer = writer_of(arguments.file, table.schema)
        writer.write_table(table)
    if writer is not None:
        writer.close()


def writer_of(file: Path, schema: pa.Schema) -> pc.CSVWriter | pq.ParquetWriter:
    """What writes such a file."""
    if file.suffix == ".parquet":
        return pq.ParquetWriter(file, schema)
    return pc.CSVWriter(file, schema, write_options=pc.WriteOptions(quoting_style="none"))


def chunk(start: int, records: int, random: np.random.Generator) -> pa.Table:
    """So many records from this number on."""
    numbers = np.arange(start, start + records)
    days = np.datetime64("2007-01-01") + random.integers(0, 31, records)
    columns = {
        REFERENCE: pa.array([f"{n:08d}/07" for n in numbers.tolist()]),
        VICTIM: pa.array([f"V{n:09d}" for n in numbers.tolist()]),
        "BOCU": pa.array(np.array(UNITS, dtype=object)[random.integers(0, 32, records)]),
        "Date Reported": pa.array(days.astype(str)),
        "Note": pa.array(np.array(["form A", "form B by post"], dtype=object)[numbers % 2]),
    }
    for strand, shares in STRANDS.items():
        p = np.array(list(shares.values()))
        values = np.array(list(shares), dtype=object)
        columns[strand] = pa.array(values[random.choice(len(values), records, p=p / p.sum())])
    return pa.table(columns)


if __name__ == "__main__":
    main()
