"""The same question put to others: per unit and strand, how many records are not obtained?

Each takes the file and prints how many of the 192 rates are above a tenth, so that the answers can
be compared. Run as `python benchmarks/rivals.py NAME FILE`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

STRANDS = ("Age", "Disability", "Ethnicity", "Gender", "Religion", "Sexual Orientation")
NOT_OBTAINED = ("", "Not known", "Not recorded", "Not asked", "U")
LIMIT = 0.1


def polars_scan(file: str) -> int:
    """A raw scan: read, group by unit, share of the tokens; no report, no interval, no key."""
    import polars as pl

    shares = (
        pl.scan_csv(file, infer_schema=False)
        .group_by("BOCU")
        .agg(pl.col(strand).fill_null("").is_in(NOT_OBTAINED).mean() for strand in STRANDS)
        .collect(engine="streaming")
    )
    return sum(share > LIMIT for strand in STRANDS for share in shares[strand])


def duckdb_scan(file: str) -> int:
    """The same in SQL."""
    import duckdb

    tokens = ", ".join(f"'{token}'" for token in NOT_OBTAINED)
    shares = ", ".join(
        f"""avg(("{strand}" in ({tokens}) or "{strand}" is null)::int)""" for strand in STRANDS
    )
    query = f'select {shares} from read_csv(?, all_varchar=true) group by "BOCU"'
    rows = duckdb.execute(query, [file]).fetchall()
    return sum(share > LIMIT for row in rows for share in row)


def gx_row_conditions(file: str) -> int:
    """Plain Great Expectations: one expectation a unit and strand, its defaults, text columns."""
    import great_expectations as gx
    import great_expectations.expectations as gxe
    import pandas as pd
    from great_expectations.expectations.row_conditions import Column

    frame = pd.read_csv(file, dtype=str, keep_default_na=False, engine="pyarrow")
    context = gx.get_context(mode="ephemeral")
    source = context.data_sources.add_pandas("extract")
    batch = (
        source.add_dataframe_asset("records")
        .add_batch_definition_whole_dataframe("all")
        .get_batch(batch_parameters={"dataframe": frame})
    )
    suite = gx.ExpectationSuite(
        name="rates",
        expectations=[
            gxe.ExpectColumnValuesToNotBeInSet(
                column=strand,
                value_set=list(NOT_OBTAINED),
                mostly=1 - LIMIT,
                row_condition=Column("BOCU") == unit,
            )
            for strand in STRANDS
            for unit in sorted(set(frame["BOCU"]))
        ],
    )
    return sum(not result.success for result in batch.validate(suite).results)


def gx_import(_file: str) -> int:
    """What importing Great Expectations' expectations costs: everybody who uses it pays it."""
    import great_expectations.expectations  # noqa: F401

    return 0


RIVALS: dict[str, Callable[[str], int]] = {
    "polars": polars_scan,
    "duckdb": duckdb_scan,
    "gx-row-conditions": gx_row_conditions,
    "gx-import": gx_import,
}

if __name__ == "__main__":
    print(RIVALS[sys.argv[1]](sys.argv[2]))
