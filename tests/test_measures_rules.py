"""Every measure's definition gives what its hand-worked example in tests/measures says."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from eqmon.engines.measure_counts import MeasureEntry
from eqmon.engines.measure_states import DENOMINATOR, NOT_MEASURABLE, NUMERATOR, UNTOLD
from eqmon.extract.declared import NOTHING, Declared
from eqmon.extract.drop import find_drop
from eqmon.intake import take_in
from eqmon.rulebook.load import Rulebook, load_rulebook
from eqmon.rulebook.measures import Definition, conditions_of

SPECIFICATIONS = Path(__file__).parent / "measures"
HOMICIDES = Path(__file__).parent.parent / "examples" / "homicides"
HEAD = re.compile(r"## ([A-Z]{2}-[A-Z]{3}-\d\d) ?([^:]*): (\d+) of (\d+)")
SAYS = {NUMERATOR: "yes", DENOMINATOR: "no", UNTOLD: "no"}
FILLED_IN = {
    "domestic_violence": {"Relationship": "", "Victim Type": "Person", "Disability": ""},
    "domestic_violence_calls": {"Closing Code": "Domestic incident"},
    "hate_crime": {"Hate Motivation": "", "Victim Type": "Person", "Age": ""},
    "stop_and_search": {"Type": "Person search", "Object of search": "", "Gender": ""},
    "homicide": {"Method of Killing": "", "Sex": ""},
    "homicide_domestic": {
        "Method of Killing": "",
        "Domestic Abuse": "Domestic Abuse",
        "Sex": "",
    },
}
"""What a record of each suite has where a table does not say."""
REFERENCES = {"domestic_violence": "CRIS No", "hate_crime": "CRIS No"}


@cache
def book(directory: Path | None) -> Rulebook:
    return load_rulebook(directory)


@dataclass
class Example:
    """One section of a specification."""

    suite: str
    measure: str
    version: str
    figure: tuple[int, int]
    tables: list[list[list[str]]] = field(default_factory=list)

    @property
    def rulebook(self) -> Rulebook:
        return book(HOMICIDES if self.suite.startswith("homicide") else None)

    @property
    def definition(self) -> Definition:
        measures = self.rulebook.measures[self.suite].measures
        return next(one for one in measures if one.id == self.measure)

    @property
    def number(self) -> int:
        """Of the version."""
        return [v.label for v in self.definition.versions].index(self.version)

    @property
    def expected(self) -> list[str]:
        return [row[-1] for row in self.tables[0][1:]]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def examples_in(path: Path) -> Iterator[Example]:
    for section in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        head, *lines = f"## {section}".splitlines()
        found = HEAD.fullmatch(head)
        assert found, head
        measure, version, count, denominator = found.groups()
        figure = int(count), int(denominator)
        blocks = "\n".join(lines).strip().split("\n\n")
        tables = [[cells(x) for x in b.splitlines() if not x.startswith("|---")] for b in blocks]
        yield Example(path.stem, measure, version, figure, tables)


def all_examples() -> list[Example]:
    paths = sorted(p for p in SPECIFICATIONS.glob("*.md") if p.stem in FILLED_IN)
    return [example for path in paths for example in examples_in(path)]


EXAMPLES = all_examples()
EACH = pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda one: f"{one.measure} {one.version}".strip()
)


@cache
def boroughs() -> tuple[str, ...]:
    return book(None).units["london"].expected("borough")


def written(path: Path, suite: str, table: Sequence[Sequence[str]], without: str = "") -> None:
    """The table as an extract, each record in a borough of its own unless it names one."""
    told = [dict(zip(table[0], row, strict=True)) for row in table[1:]]
    for number, record in enumerate(told):
        record.pop("counts", None)
        record.setdefault("Borough", boroughs()[number])
        if suite in REFERENCES:
            record.setdefault(REFERENCES[suite], f"{number + 100}/07")
        for heading, text in FILLED_IN[suite].items():
            record.setdefault(heading, text)
        record.pop(without, None)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(told[0]))
        writer.writeheader()
        writer.writerows(told)


def counted(example: Example, folder: Path, without: str = "") -> list[MeasureEntry]:
    """What eqmon counts of the example's measure, over everything."""
    written(folder / "a.csv", example.suite, example.tables[0], without)
    declared = Declared(suite=example.suite)
    if len(example.tables) > 1:
        written(folder / "b.csv", "domestic_violence", example.tables[1])
        declared = NOTHING
    taken = take_in(find_drop([str(folder)]), example.rulebook, period=None, declared=declared)
    (collection,) = (one for one in taken.collections if one.suite == example.suite)
    return [
        entry
        for entry in collection.measures.entries
        if (entry.measure, entry.by) == (example.measure, "")
        and (entry.applicable or not example.definition.persons_only)
    ]


def test_every_version_of_every_measure_has_an_example() -> None:
    shown = {(one.measure, one.version) for one in EXAMPLES}
    books = (book(None), book(HOMICIDES))
    defined = {
        (measure.id, version.label)
        for book in books
        for measures in book.measures.values()
        for measure in measures.measures
        for version in measure.versions
    }
    assert shown == defined
    assert len(EXAMPLES) == len(shown)


@EACH
def test_the_example_adds_up_as_it_says(example: Example) -> None:
    """A specification that says one thing above and another below is none."""
    yes, no = (example.expected.count(word) for word in ("yes", "no"))
    assert example.figure == (yes, yes + no)
    assert set(example.expected) <= {"yes", "no", "out"}
    assert yes


@EACH
def test_each_record_counts_as_the_example_says(example: Example, tmp_path: Path) -> None:
    entries = counted(example, tmp_path)
    measured = [one for one in entries if one.version == example.number]
    states = {one.unit: SAYS.get(one.state, "out") for one in measured}
    table = example.tables[0]
    named = "Borough" in table[0]
    units = [r[table[0].index("Borough")] for r in table[1:]] if named else list(boroughs())
    units = units[: len(example.expected)]
    assert [states.get(unit, "out") for unit in units] == example.expected
    count = sum(e.n for e in measured if e.state == NUMERATOR)
    others = sum(e.n for e in measured if e.state in (DENOMINATOR, UNTOLD))
    assert (count, count + others) == example.figure


def needed(example: Example) -> list[str]:
    """The headings of the fields that the version cannot do without, but the date of all."""
    suite = example.rulebook.suites[example.suite]
    names = set(example.definition.versions[example.number].fields) | {
        name
        for name in example.definition.fields
        if not any(name == one.field for one in conditions_of(example.definition))
    }
    accepted = example.rulebook.accepted_by(suite)
    return [
        heading
        for heading in example.tables[0][0]
        if (accepted.field_of(heading) or "") in names - {suite.date}
    ]


@pytest.mark.parametrize("example", EXAMPLES[::2], ids=lambda one: one.measure)
def test_a_column_that_is_needed_and_absent_makes_it_not_measurable(
    example: Example, tmp_path: Path
) -> None:
    """Of every other example, and of its columns the last: each costs a reading."""
    heading = needed(example)[-1]
    entries = counted(example, tmp_path, without=heading)
    states = {entry.state for entry in entries if entry.version == example.number}
    assert states == {NOT_MEASURABLE}, heading


def test_where_a_suite_groups_no_codes_each_code_stands_for_itself(tmp_path: Path) -> None:
    """A suite of one's own under a shipped name is read with the shipped measures."""
    shipped = Path(__file__).parent.parent / "rules" / "suites" / "hate_crime.yaml"
    before, _, rest = shipped.read_text(encoding="utf-8").partition("\npeople:\n")
    own = tmp_path / "own" / "suites"
    own.mkdir(parents=True)
    text = before + "\n" + rest[rest.index("\nnot_applicable:") :]
    (own / "hate_crime.yaml").write_text(text, encoding="utf-8")
    (example,) = (one for one in EXAMPLES if one.measure == "HC-MOT-06")
    written(tmp_path / "a.csv", example.suite, example.tables[0])
    drop, declared = find_drop([str(tmp_path / "a.csv")]), Declared(suite="hate_crime")
    taken = take_in(drop, load_rulebook(own.parent), period=None, declared=declared)
    entries = taken.collections[0].measures.entries
    several = [e for e in entries if (e.measure, e.by, e.state) == ("HC-MOT-06", "", NUMERATOR)]
    assert sum(entry.n for entry in several) == example.figure[0] + 1
