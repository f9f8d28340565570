"""What a user of plain Great Expectations does with exported suites, in a process of its own.

Usage: plain_gx.py SUITE.json RECORDS.csv [SUITE.json RECORDS.csv ...]
Prints, for each pair, what came of it as JSON: of the first before anything of eqmon is imported,
of the others, and the first again, with it.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import Any


def main(*files: str) -> None:
    warnings.simplefilter("ignore")
    pairs = list(zip(files[::2], files[1::2], strict=True))
    assert not [name for name in sys.modules if name.partition(".")[0] == "eqmon"]
    without = what_comes_of(*pairs[0])

    import eqmon.expectations  # noqa: F401 - as a user has it

    with_eqmon = [what_comes_of(*pair) for pair in pairs]
    sys.stdout.write(json.dumps([without, *with_eqmon]))


def what_comes_of(suite_file: str, records_file: str) -> dict[str, Any]:
    """The outcomes of each way to validate, or what it raises; and how many were loaded."""
    import great_expectations as gx
    import pandas as pd
    from great_expectations.core import ExpectationSuite
    from great_expectations.data_context.types.base import ProgressBarsConfig

    suite = ExpectationSuite(**json.loads(Path(suite_file).read_text(encoding="utf-8")))
    records = pd.read_csv(records_file, dtype="str", keep_default_na=False)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("pandas").add_dataframe_asset("records")
    whole = asset.add_batch_definition_whole_dataframe("whole")
    batch = whole.get_batch(batch_parameters={"dataframe": records})
    suite = context.suites.add(suite)
    definition = gx.ValidationDefinition(name="check", data=whole, suite=suite)
    definition = context.validation_definitions.add(definition)
    checkpoint = context.checkpoints.add(
        gx.Checkpoint(name="check", validation_definitions=[definition])
    )
    given = {"batch_parameters": {"dataframe": records}}
    return {
        "loaded": len(suite.expectations),
        "batch": _outcomes(lambda: batch.validate(suite)),
        "definition": _outcomes(lambda: definition.run(**given)),
        "checkpoint": _outcomes(
            lambda: next(iter(checkpoint.run(**given).run_results.values())),
        ),
        "check_seal": _check_seal(suite),
    }


def _outcomes(validate: Any) -> Any:
    from great_expectations.exceptions import GreatExpectationsError

    try:
        return [_outcome(result) for result in validate().results]
    except GreatExpectationsError as error:
        return f"{type(error).__name__}: {error}"


def _outcome(result: Any) -> list[Any]:
    ours = result.expectation_config.meta.get("eqmon", {})
    found = result.result
    return [
        ours.get("rule"),
        ours.get("verdict"),
        bool(result.success),
        found.get("assessed"),
        found.get("groups"),
    ]


def _check_seal(suite: Any) -> str:
    from eqmon.errors import EqmonError
    from eqmon.expectations import check_seal

    try:
        check_seal(suite)
    except EqmonError as error:
        return f"{type(error).__name__}: {error}"
    return "whole"


if __name__ == "__main__":
    main(*sys.argv[1:])
