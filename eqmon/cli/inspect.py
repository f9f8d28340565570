"""eqmon inspect: what a file holds, what eqmon takes it for, and what to do next."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from eqmon.cli import complete, options
from eqmon.cli.settings import OneOf
from eqmon.errors import UsageError
from eqmon.vocabulary import Audience

if TYPE_CHECKING:
    from eqmon.extract.source import Source
    from eqmon.inspection.model import Inspection

TERMINAL, JSON = "terminal", "json"
ENDINGS = {".txt": TERMINAL, ".json": JSON}

File = Annotated[
    str, typer.Argument(metavar="FILE", help="An extract; - is stdin.", show_default=False)
]
Format = Annotated[
    Optional[str],  # noqa: UP045 - Typer reads annotations while it runs
    typer.Option(
        metavar="NAME",
        help="terminal or json.  [default: terminal]",
        autocompletion=complete.one_of((TERMINAL, JSON)),
    ),
    OneOf((TERMINAL, JSON)),
]
Output = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write here, .txt or .json, instead of stdout."
    ),
]
AudienceOption = Annotated[
    Audience,
    typer.Option(
        "--audience", help="public: small counts of people are withheld; internal: exact."
    ),
]


def inspect(
    file: File,
    suite: options.Suite = None,
    rules: options.Rules = None,
    unit: options.Unit = None,
    format: Format = None,
    output: Output = None,
    audience: AudienceOption = Audience.PUBLIC,
    quiet: options.Quiet = False,
    layout: options.Layout = None,
    encoding: options.Encoding = None,
    delimiter: options.Delimiter = None,
    sheet: options.Sheet = None,
) -> None:
    """Show what a file holds and what eqmon takes it for, before anything is checked.

    Encoding, headings and records; each column, what it is taken for and how sure that is; each
    strand's values with their counts, how they are read and, where they are not recognised, the
    nearest codes; units and dates; and the questions that only you can answer.

    Values of columns that are no strand's are never shown, nor dates of birth, single years of age
    or rare free text; counts of fewer than ten people with one value only with --audience internal.

    Exit codes: 0 inspected, whatever was found; 2 it could not be read.
    """
    from eqmon.cli.counting import counting
    from eqmon.extract.declared import Declared
    from eqmon.inspection.inspect import inspect as look_at
    from eqmon.inspection.public import public
    from eqmon.rulebook.load import load_rulebook

    wanted, path = _destination(format, output, file)
    delimiter = options.unescaped(delimiter)
    declared = Declared(suite, unit, layout, encoding, delimiter, sheet)
    rulebook = load_rulebook(rules)
    source = only_source(file)
    with counting(quiet=quiet) as told:
        inspection = look_at(
            source, rulebook, declared, path=file, told=lambda n: told("inspecting", n)
        )
    shown = inspection if audience is Audience.INTERNAL else public(inspection)
    _deliver(shown, wanted, path, source, quiet=quiet)


def only_source(file: str) -> Source:
    """The one extract at a path; UsageError for a folder or archive of several."""
    from eqmon.extract.drop import find_drop

    sources = find_drop([file], stdin=sys.stdin.buffer).sources
    if len(sources) != 1:
        raise UsageError(
            file, f"holds {len(sources):,} extracts", allowed="one", hint="name one of them"
        )
    return sources[0]


def _destination(format: str | None, output: str | None, file: str) -> tuple[str, Path | None]:
    """The format and, unless it goes to stdout, the file; UsageError where they do not agree."""
    from eqmon.cli.plan import refuse_output

    if format not in (None, TERMINAL, JSON):
        raise UsageError(f"--format {format}", "there is no such format", allowed="terminal, json")
    if output is None:
        return format or TERMINAL, None
    path = Path(output)
    named = ENDINGS.get(path.suffix.lower())
    if format is None and named is None:
        raise UsageError(
            f"--output {output}", "its ending names no format", allowed=", ".join(ENDINGS)
        )
    refuse_output(path, [file])
    return format or str(named), path


def _deliver(
    inspection: Inspection, wanted: str, path: Path | None, source: Source, *, quiet: bool
) -> None:
    from eqmon.cli.deliver import console, print_text
    from eqmon.inspection import json, terminal
    from eqmon.writing import write_atomically

    if path is None:
        print_text(
            json.write(inspection) if wanted == JSON else terminal.write(inspection, **console())
        )
        return
    text = json.write(inspection) if wanted == JSON else terminal.write(inspection, width=100)
    write_atomically(path, text.encode(), inputs=[source.path] if source.path else [])
    if not quiet:
        typer.echo(f"eqmon: wrote {path}", err=True)
