"""Reads a file of claims: every problem of it is told at once, each with its line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from eqmon.errors import InputError
from eqmon.extract.encoding import open_text
from eqmon.extract.sniff import sniff
from eqmon.rulebook.problems import Problem, nearest
from eqmon.verify.claim import Asked, Claim
from eqmon.verify.kinds import COLUMNS, COMMON, KINDS, NOTE
from eqmon.verify.printed import CellError

if TYPE_CHECKING:
    from eqmon.extract.sniff import Form
    from eqmon.extract.source import Source

MOST_BYTES = 5_000_000
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How workbooks begin, new and old."""
SHOWN = 40
"""Problems that are told of one file; the number of the rest is."""
HOW = "eqmon verify --template shows every column"
Row = Mapping[str, str]
Tell = Callable[..., None]


def read_claims(source: Source) -> tuple[Claim, ...]:
    """Every claim of a CSV file; InputError with all of its problems.

    Encoding, delimiter and the row of headings are found as an extract's are.
    """
    _refuse_workbook(source)
    form = sniff(source, known=lambda heading: heading.strip().casefold() in COLUMNS)
    problems: list[Problem] = []

    def tell(
        message: str, line: int | None, column: str = "", allowed: str = "", hint: str = ""
    ) -> None:
        problems.append(Problem(source.name, message, line, column, allowed, hint))

    claims = []
    places: dict[str, int] = {}
    if _headings_fit(form, tell):
        for line, row in _rows(source, form, tell):
            claims.append(_claim(source.name, line, row, tell))
            first = places.setdefault(row["id"], line)
            if row["id"] and first != line:
                tell(f"the id stands twice, first on line {first}", line, "id")
    _raise(source.name, problems)
    if not claims:
        raise InputError(source.name, "holds no claims", hint=HOW)
    return tuple(claim for claim in claims if claim is not None)


def _refuse_workbook(source: Source) -> None:
    with source.open() as stream:
        head = stream.read(4)
    if head in WORKBOOKS:
        hint = "save its sheet of claims as CSV UTF-8"
        raise InputError(source.name, "is a workbook, and claims are read from CSV", hint=hint)


def _headings_fit(form: Form, tell: Tell) -> bool:
    """Whether the headings are columns of claims, each once, with id and kind among them."""
    headings = [heading.strip().casefold() for heading in form.header]
    line = form.skip_lines
    if not {"id", "kind"} & set(headings):
        tell("has no columns id and kind", None, hint=HOW)
        return False
    found = len(headings)
    for place, heading in enumerate(headings, 1):
        if heading and heading not in COLUMNS:
            hint = nearest(heading, COLUMNS) or HOW
            tell("is no column of claims", line, f"heading {place}", hint=hint)
        elif heading and headings.index(heading) < place - 1:
            tell("the heading stands twice", line, heading)
        else:
            found -= 1
    for needed in ("id", "kind"):
        if needed not in headings:
            tell(f"no column {needed}", line, hint=HOW)
            found += 1
    return not found


def _rows(source: Source, form: Form, tell: Tell) -> Iterator[tuple[int, Row]]:
    """Each row that is not blank with the line on which it begins; every column is in it."""
    with open_text(source, form.encoding) as stream:
        text = stream.read(MOST_BYTES + 1)
    if len(text) > MOST_BYTES:
        tell(f"is longer than {MOST_BYTES:,} bytes", 1)
        return
    headings = [heading.strip().casefold() for heading in form.header]
    lines = io.StringIO(text.decode("utf-8-sig"), newline="")
    for _ in range(form.skip_lines):
        lines.readline()
    reader, line = csv.reader(lines, delimiter=form.delimiter, strict=True), form.skip_lines + 1
    try:
        for cells in reader:
            begins, line = line, form.skip_lines + reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(headings) and any(cells[len(headings) :]):
                hint = "put quotation marks around a cell that holds a comma"
                tell(f"{len(cells)} cells under {len(headings)} headings", begins, hint=hint)
                continue
            named = dict(zip(headings, (cell.strip() for cell in cells), strict=False))
            yield begins, {column: named.get(column, "") for column in COLUMNS}
    except csv.Error:
        hint = "look for a quotation mark that is not closed"
        tell("cannot be read as CSV from here on", line, hint=hint)


def _claim(file: str, line: int, row: Row, tell: Tell) -> Claim | None:
    """One row as a claim; None where something is wrong with it."""
    if not row["id"]:
        tell("is blank", line, "id", hint="give each claim a name of its own")
    name = row["kind"].casefold()
    if name not in KINDS:
        hint = nearest(name, KINDS)
        tell("is no kind of claim", line, "kind", ", ".join(KINDS), hint)
        return None
    kind = KINDS[name]
    given = {c: text for c, text in row.items() if text and c not in (*COMMON, NOTE)}
    asked, missing = _asked(kind.asks, given, line, (*kind.needs, *kind.may), tell)
    return Claim(
        file=file,
        line=line,
        id=row["id"],
        where=row["where"],
        quote=row["quote"],
        kind=name,
        note=row[NOTE],
        stated=row["value"],
        asked=asked,
        missing=missing,
    )


def _asked(
    model: type[Asked], given: Row, line: int, columns: tuple[str, ...], tell: Tell
) -> tuple[Asked | None, tuple[str, ...]]:
    """The row's own columns as read, or those that are missing; what is wrong is told."""
    try:
        return model.model_validate(given), ()
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    missing = []
    for detail in details:
        column = str(detail["loc"][0])
        if detail["type"] == "missing":
            missing.append(column)
        elif detail["type"] == "extra_forbidden":
            hint = "clear the cell, or use another kind"
            tell("is not a column of this kind", line, column, ", ".join(columns), hint)
        else:
            tell(*_words(detail, line, column))
    return None, tuple(missing)


def _words(detail: Any, line: int, column: str) -> tuple[str, int, str, str]:
    """What is wrong with a cell, its place, and what is allowed."""
    context = detail.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, CellError):
        return str(cause), line, column, cause.allowed
    allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    return "is not a word that may stand here", line, column, allowed


def _raise(file: str, problems: list[Problem]) -> None:
    """One InputError with every problem in the order of the lines; nothing where there is none."""
    if not problems:
        return
    ordered = sorted(problems, key=lambda problem: problem.line or 0)
    if len(ordered) == 1:
        one = ordered[0]
        raise InputError(one.where, one.message, allowed=one.allowed, hint=one.hint)
    told = [f"  {problem.as_error()}" for problem in ordered[:SHOWN]]
    if len(ordered) > SHOWN:
        told.append(f"  and {len(ordered) - SHOWN:,} more")
    raise InputError(file, f"{len(ordered):,} problems:\n" + "\n".join(told))
