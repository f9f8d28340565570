"""What the public may know of files that are kept by hand beside a drop: not their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eqmon.registers.model import Returns
    from eqmon.report.model import Report
    from eqmon.sampling.model import Score
    from eqmon.verify.model import Verification

A_FILE = "a file"


def public_kept(report: Report) -> dict[str, Any]:
    """The parts of a report that are told beside its drop, as a public copy has them.

    Registers, claims and samples count returns, figures and records, none of them people; their
    files' names and hashes stay inside, and so do a sample's strata, which may be few records.
    """
    return {
        "phases": (),
        "coverage": (),
        "returns": _returns(report.returns),
        "claims": _claims(report.claims),
        "samples": tuple(_sample(score) for score in report.samples),
    }


def _returns(returns: Returns | None) -> Returns | None:
    if returns is None:
        return None
    registers = (
        register.model_copy(update={"name": "", "sha256": ""}) for register in returns.registers
    )
    return returns.model_copy(update={"registers": tuple(registers)})


def _claims(claims: Verification | None) -> Verification | None:
    if claims is None:
        return None
    told = (claim.model_copy(update={"file": A_FILE}) for claim in claims.claims)
    return claims.model_copy(update={"files": {}, "claims": tuple(told)})


def _sample(score: Score) -> Score:
    questions = (one.model_copy(update={"strata": ()}) for one in score.questions)
    inside = {"frame_sha256": "", "audience": "public", "marking": ""}
    return score.model_copy(update={"questions": tuple(questions), **inside})
