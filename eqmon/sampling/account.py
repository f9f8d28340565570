"""What was drawn and what could not be, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator

from eqmon.report.words import number_of
from eqmon.sampling.order import Sample
from eqmon.sampling.words import number_of_strata


def account_of(sample: Sample) -> Iterator[str]:
    """The sizes, what made them, and every record that nothing was drawn from."""
    drawn, frame, manifest = sample.drawn, sample.frame, sample.manifest
    strata = manifest.strata
    whole = sum(s.drawn == s.size for s in strata)
    many = number_of_strata(len(strata))
    yield (
        f"drawn {drawn.size:,} of {len(frame.references):,} references in {many}"
        f" by {', '.join(manifest.by)}; {whole:,} taken whole"
    )
    yield f"asked for: {manifest.asked.words}"
    if manifest.aim == "size" and drawn.size > manifest.aim_value:
        yield (
            f"more than the {manifest.aim_value:,.0f} asked for: each stratum gives at least"
            f" {manifest.at_least}, and some are taken whole; --by with less makes fewer strata"
        )
    if manifest.aim == "size" and drawn.size < manifest.aim_value:
        yield f"fewer than the {manifest.aim_value:,.0f} asked for: all {drawn.size:,} were drawn"
    if "flag" in manifest.by and frame.absent:
        flags = "flag" if len(frame.absent) == 1 else "flags"
        yield f"no record has the {flags} {', '.join(frame.absent)}: no stratum is made by it"
    left = (
        (manifest.without_reference, "without a reference, which cannot be drawn"),
        (manifest.not_applicable, "about no person, which are not drawn from"),
        (manifest.repeats, "with a reference that another has: it is drawn once at most"),
    )
    for count, what in left:
        if count:
            yield f"{number_of(count, 'record')} {what}"
    if manifest.elsewhere:
        many = number_of(manifest.elsewhere, "reference")
        yield f"{many} in more than one stratum: kept in the first"
    for one in frame.inputs:
        if one.ragged_rows:
            rows = number_of(one.ragged_rows, "row")
            yield f"{one.name}: {rows} without as many cells as the heading, not drawn from"
        if one.status == "repeated":
            yield f"{one.name}: the same file as {one.repeats}, drawn from once"
    yield from frame.notes
