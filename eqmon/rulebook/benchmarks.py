"""Benchmarks: published figures to hold a drop's beside, each with why it is not like for like."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, model_validator

from eqmon.rulebook.problems import Problem, raise_problems
from eqmon.rulebook.rules import Fraction, Model, Name, Source
from eqmon.rulebook.validation import problems_of
from eqmon.rulebook.yaml_reader import read_document
from eqmon.vocabulary import Measure, Strand

FILE = "benchmarks.yaml"
Text = Annotated[str, Field(min_length=1)]


class Benchmark(Model):
    """One published figure, or the range of several."""

    name: Name
    label: Text
    """What stands beside its line in a chart."""
    strand: Strand
    measure: Measure
    """The measure that it is nearest to."""
    low: Fraction
    high: Fraction
    """The same as `low` for a single figure."""
    definition: Text
    denominator: Text
    caution: Text
    """Why it cannot be compared as it stands; shown wherever the figure is."""
    source: Source

    @model_validator(mode="after")
    def _rises(self) -> Benchmark:
        if self.low > self.high:
            raise ValueError("low is above high")
        return self


class BenchmarksFile(Model):
    """What benchmarks.yaml may say."""

    benchmarks: tuple[Benchmark, ...]


def read_benchmarks(path: Path | Traversable) -> tuple[Benchmark, ...]:
    """The benchmarks in a YAML file; RulebookError with all of its problems."""
    document = read_document(path)
    try:
        found = BenchmarksFile.model_validate(document.data).benchmarks
    except ValidationError as error:
        raise_problems(problems_of(error, document, BenchmarksFile), where=document.file)
        raise
    names = [benchmark.name for benchmark in found]
    raise_problems(
        (
            Problem(document.file, f"two benchmarks {name}", document.line_of(("benchmarks", i)))
            for i, name in enumerate(names)
            if name in names[:i]
        ),
        where=document.file,
    )
    return found


def replaced_by(
    shipped: tuple[Benchmark, ...], own: tuple[Benchmark, ...]
) -> tuple[Benchmark, ...]:
    """The benchmarks, with those of `own` in the place of their namesakes or after them."""
    return tuple({benchmark.name: benchmark for benchmark in (*shipped, *own)}.values())


@cache
def load_benchmarks() -> tuple[Benchmark, ...]:
    """The shipped benchmarks, for whoever has a report and no rulebook."""
    return read_benchmarks(files("eqmon.rules").joinpath(FILE))
