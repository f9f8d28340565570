"""What a new rulebook holds, as texts by file: copies of shipped suites, settings and examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from eqmon.errors import UsageError
from eqmon.init.templates import fill
from eqmon.paper.authored_headings import authored_template
from eqmon.vocabulary import Form

if TYPE_CHECKING:
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite

SETTINGS = "eqmon.toml"
READ_FIRST = "README.md"
PARAGRAPHS = "paragraphs.md"
SURROUNDINGS = (
    *(READ_FIRST, SETTINGS, "exceptions.yaml", "layouts/README.md", "units/README.md"),
    PARAGRAPHS,
)
"""The files that every new rulebook has."""
USUAL = ("domestic_violence", "hate_crime")
"""The suites that a rulebook starts with where none is named."""


@dataclass(frozen=True)
class NewFile:
    """One file of a new rulebook."""

    text: str
    holds: str
    """In words, for whoever looks at the folder."""


Files = dict[str, NewFile]
"""New files by their names, relative to the rulebook's folder."""


@dataclass(frozen=True)
class Origin:
    """The extract that a rulebook was started from."""

    name: str
    settings: Mapping[str, str]
    """Options that it can only be read with."""
    notes: Sequence[str] = ()
    """What whoever edits the rulebook should know, in sentences."""


def starter(rulebook: Rulebook, suites: Sequence[str] = ()) -> Files:
    """A rulebook with copies of these shipped suites, or of the usual ones.

    UsageError for a suite that does not ship.
    """
    names = tuple(dict.fromkeys(suites or USUAL))
    for name in names:
        if name not in rulebook.suites:
            allowed = ", ".join(rulebook.suites)
            raise UsageError(f"--suite {name}", "no such suite ships with eqmon", allowed=allowed)
    copies = {f"suites/{name}.yaml": copied(rulebook.suites[name]) for name in names}
    return with_surroundings(copies, rulebook.suites[names[0]])


def copied(suite: Suite) -> NewFile:
    """A shipped suite's file as it is, under a heading that says how to edit it."""
    return changed(suite, shipped_text(suite))


def changed(suite: Suite, text: str, but_for: str = "") -> NewFile:
    """A shipped suite's file with another text, as it ships but for what is named."""
    heading = fill("copied_suite.yaml.jinja", suite=suite.suite, but_for=but_for)
    differs = f", but for {but_for}" if but_for else ""
    return NewFile(heading + text, f"the suite {suite.title}, as eqmon ships it{differs}")


def shipped_text(suite: Suite) -> str:
    """The file that a shipped suite stands in."""
    shipped = files("eqmon.rules").joinpath("suites", f"{suite.suite}.yaml")
    return shipped.read_text(encoding="utf-8")


def with_surroundings(rules: Files, suite: Suite, origin: Origin | None = None) -> Files:
    """Suites and layouts with settings, a page to read first, and examples in terms of a suite."""
    found: Files = {
        SETTINGS: NewFile(
            fill("eqmon.toml.jinja", settings=origin.settings if origin else {}),
            "settings: in this folder, eqmon takes it for the rulebook",
        ),
        **rules,
        "exceptions.yaml": NewFile(
            fill("exceptions.yaml.jinja", suite=suite),
            "findings that somebody has accepted until a date; none yet",
        ),
        "layouts/README.md": NewFile(
            fill("layouts_README.md.jinja", suite=suite),
            "how to say that a borough's headings, dates or codes are others",
        ),
        "units/README.md": NewFile(
            fill("units_README.md.jinja"), "how to list other units than London's"
        ),
        PARAGRAPHS: NewFile(
            authored_template(Form.COMMITTEE),
            "your own paragraphs for `eqmon paper --paragraphs`; none yet",
        ),
    }
    page = fill("README.md.jinja", files=found, origin=origin)
    return {READ_FIRST: NewFile(page, "what is what here"), **found}
