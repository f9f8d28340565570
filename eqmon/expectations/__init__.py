"""Great Expectations, and only here: importing this package registers eqmon's expectations.

A user of plain Great Expectations writes ``import eqmon.expectations`` before loading a suite that
`eqmon rules export` wrote; without it Great Expectations drops expectations that it does not know.
"""

from eqmon.expectations import bootstrap

bootstrap.import_great_expectations()

from eqmon.expectations.rates import (  # noqa: E402 - Great Expectations is tamed first
    ExpectCheckBrokenRateToBeAtMost,
    ExpectMostCommonValueShareToBeAtMost,
    ExpectNotApplicableShareToBeLikeTheOthers,
    ExpectStrandRecordingRateToBeAtMost,
)

__all__ = [
    "ExpectCheckBrokenRateToBeAtMost",
    "ExpectMostCommonValueShareToBeAtMost",
    "ExpectNotApplicableShareToBeLikeTheOthers",
    "ExpectStrandRecordingRateToBeAtMost",
]
