"""What a framework of phases may say: which findings evidence that a unit has come so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from eqmon.rulebook.problems import Problem, raise_problems
from eqmon.rulebook.rules import RULE_ID, Fraction, Model, Name, Source
from eqmon.rulebook.validation import problems_of
from eqmon.rulebook.yaml_reader import read_document
from eqmon.vocabulary import Measure, Verdict

Text = Annotated[str, Field(min_length=1)]


class Criterion(Model):
    """What must be evidenced; each rule that it is about is one indicator for each unit."""

    id: Annotated[str, Field(pattern=RULE_ID)]
    title: Text
    heading: Literal["operational delivery", "people and culture", "organisational processes"]
    """Under which of the standard's headings it stands."""
    asks: Literal["arrived", "column", "verdict"]
    """`arrived`: an extract or a nil return came. `column`: the strand has a column. `verdict`: the
    rule came to none of `none_of`."""
    kinds: tuple[Text, ...] = ()
    """Kinds of the rules that it is about; all where none is named."""
    measures: tuple[Measure, ...] = ()
    """Measures of the rules that it is about; rules on strands alone where any is named."""
    none_of: tuple[Verdict, ...] = ()

    @model_validator(mode="after")
    def _asks_of_something(self) -> Criterion:
        if bool(self.none_of) != (self.asks == "verdict"):
            raise ValueError("none_of stands where verdicts are asked for, and nowhere else")
        if bool(self.kinds or self.measures) == (self.asks == "arrived"):
            raise ValueError("name kinds or measures of rules, but none where arrival is asked for")
        return self


class Target(Model):
    """Which share of units is to have come so far."""

    share: Fraction
    says: Text
    source: Source


class Phase(Model):
    """How far a unit has come, once all of this phase and of those before is evidenced."""

    name: Name
    title: Text
    says: Text
    source: tuple[Source, ...] = Field(min_length=1)
    target: Target | None = None
    """None where no target is set."""
    criteria: tuple[Criterion, ...] = Field(min_length=1)


class Framework(Model):
    """Phases in the order in which they are reached."""

    name: Name
    """The name of its file."""
    id: Annotated[str, Field(pattern=RULE_ID)]
    title: Text
    owner: Text
    """Whose business it is, as a post, a team or a body."""
    limb: Literal["eliminate", "advance", "foster"]
    """Which limb of the equality duty it serves most."""
    reason: Text
    source: tuple[Source, ...] = Field(min_length=1)
    phases: tuple[Phase, ...] = Field(min_length=1)
    """In the order in which units reach them."""

    @model_validator(mode="after")
    def _each_name_once(self) -> Framework:
        names = [phase.name for phase in self.phases]
        names += [one.id for phase in self.phases for one in phase.criteria]
        if doubled := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"phases or criteria that stand twice: {', '.join(doubled)}")
        return self


def read_framework(path: Path | Traversable) -> Framework:
    """The framework in a YAML file; RulebookError with all of its problems."""
    document = read_document(path)
    try:
        found = Framework.model_validate(document.data)
    except ValidationError as error:
        raise_problems(problems_of(error, document, Framework), where=document.file)
        raise
    stem = path.name.rsplit(".", 1)[0]
    if found.name != stem:
        hint = f"write name: {stem}, or rename the file to {found.name}.yaml"
        message, line = "a framework has the name of its file", document.line_of(("name",))
        raise Problem(document.file, message, line, "name", stem, hint).as_error()
    return found


def lint_frameworks(frameworks: Mapping[str, Framework]) -> Iterator[Problem]:
    """Ids that stand in two frameworks."""
    seen: dict[str, str] = {}
    for name, one in frameworks.items():
        for id in (one.id, *(c.id for phase in one.phases for c in phase.criteria)):
            if id in seen:
                file = f"frameworks/{name}.yaml"
                message = f"id {id} stands in frameworks/{seen[id]}.yaml too"
                yield Problem(file, message, hint="each id means one thing")
            seen.setdefault(id, name)
