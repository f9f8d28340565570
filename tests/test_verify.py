"""Claims of every kind as a specification: the cells of a row, what comes of it, and why."""

from __future__ import annotations

import csv
import io
import json
import re
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from committee_papers import numbering, one_line, papers_of, says
from hypothesis import assume, given
from hypothesis import strategies as st

from eqmon.document.model import Paragraph, Table, plain
from eqmon.errors import InputError
from eqmon.extract.source import Source
from eqmon.verify.csv import template
from eqmon.verify.document import blocks
from eqmon.verify.json import schema_text, write
from eqmon.verify.kinds import COLUMNS, KINDS
from eqmon.verify.lists import numbers
from eqmon.verify.model import Found, Outcome, Verification, Verified
from eqmon.verify.printed import CellError, printed, shown
from eqmon.verify.verify import verify
from eqmon.verify.words import OUTCOMES

ROOT = Path(__file__).parent.parent
PAPERS = ROOT / "examples/verify/papers.csv"
OUTCOME_OF = {words: outcome for outcome, words in OUTCOMES.items()}


def claims_file(*rows: dict[str, str], name: str = "claims.csv") -> Source:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows({"id": f"claim-{n}", **row} for n, row in enumerate(rows))
    return Source(name, data=text.getvalue().encode())


def verified(**cells: str) -> Verified:
    (claim,) = verify([claims_file(cells)]).claims
    return claim


def checked(kind: str, **cells: str) -> Found:
    """The same without a file."""
    return KINDS[kind].check(KINDS[kind].asks.model_validate(cells))


def cells_of(words: str) -> dict[str, str]:
    """`value 90 %, n 45` as cells; semicolons separate items."""
    pairs = (part.strip().partition(" ") for part in words.split(","))
    return {column: cell for column, _, cell in pairs}


SPECIFICATION = [
    # kind, cells, outcome, what is said
    ("percentage", "value 84 %, n 45", "consistent", "38 of them is 84.4 %"),
    ("percentage", "value 90, n 45", "impossible", "40 is 88.9 %, 41 is 91.1 %"),
    ("percentage", "value 90, n 45", "impossible", "denominator of 39 to 42 could give it"),
    ("percentage", "value 90, n 38", "impossible", "34 is 89.47 %, 35 is 92.1 %"),
    ("percentage", "value 77%, n 45", "impossible", "denominator of 35, 39 or 43 to 44 could"),
    ("percentage", "value 95 per cent, n 45", "impossible", "denominator of 37 to 44 could"),
    ("percentage", "value 5.8 %, n 750", "impossible", "43 is 5.73 %, 44 is 5.87 %"),
    ("percentage", "value 40 %, n 2", "impossible", "denominator of 5 or more could"),
    ("percentage", "value 26.4 %, n 1407", "consistent", "any of 371 to 372"),
    ("percentage", "value 120 %, n 45", "impossible", "45 is 100.0 %"),
    ("percentage", "value 13 %, n 8", "consistent", "1 of them is 12.5 %"),
    ("percentage", "value 90 %", "cannot be checked", "Not given: the denominator (n)."),
    ("percentage", "n 45", "cannot be checked", "Not given: the figure."),
    ("share", "value 46 %, count 45, n 98", "consistent", "45 of 98 is 45.9 %, printed as 46 %"),
    ("share", "value 46 %, count 44, n 98", "inconsistent", "44 of 98 is 44.9 %; 46 % is stated"),
    ("share", "value 46 %, count 99, n 98", "inconsistent", "99 is more than the 98"),
    ("share", "value 46 %", "cannot be checked", "Not given: the count and the denominator (n)."),
    ("ratio", "value 1.85, count 185, n 100", "consistent", "185 over 100 is 1.850"),
    ("ratio", "value 1.9, count 185, n 100", "consistent", "185 over 100 is 1.85"),
    ("ratio", "value 1.7, count 185, n 100", "inconsistent", "1.85; 1.7 is stated"),
    ("ratio", "value 2, count 185, n 100", "consistent", "1.9; 2 is stated"),
    ("fraction", "value one third, n 159", "consistent", "One third of 159 is 53."),
    ("fraction", "value two-thirds, n 9, count 6", "consistent", "of 9 is 6; 6 is given."),
    ("fraction", "value a quarter, n 9", "cannot be checked", "A quarter of 9 is 2.3: how far"),
    ("fraction", "value half, n 9, count 4", "cannot be checked", "is 4.5; 4 is given: how far"),
    ("fraction", "value 3/4, n 8, count 9", "inconsistent", "9 is more than the 8"),
    ("fraction", "value half", "cannot be checked", "Not given: the denominator (n)."),
    ("list", "value three, items age; race; sex", "consistent", "3 are stated and 3 are listed."),
    ("list", "value 1, items age", "consistent", "1 is stated and 1 is listed."),
    ("list", "value six, items age; race", "inconsistent", "6 are stated and 2 are listed."),
    ("list", "value two, items age; Age", "inconsistent", "2 are stated and 1 is listed."),
    ("list", "value 2, items age; sex, expected Age; race", "inconsistent", "among them: race"),
    ("list", "value 2, items age; sex, expected Age; race", "inconsistent", "not expected: sex"),
    ("list", "value 2, items age; race, expected Race; Age", "consistent", "2 are listed."),
    ("list", "value six", "cannot be checked", "Not given: the items."),
    ("numbering", "items 1-26", "consistent", "1 to 26 stand once each"),
    ("numbering", "items 1-22; 22-56", "inconsistent", "22 stands more than once"),
    ("numbering", "items 1-9999; 10000", "consistent", "1 to 10,000 stand once each"),
    ("numbering", "items 1; 2; 2; 3; 3", "inconsistent", "2 and 3 stand more than once"),
    ("numbering", "items 1-3; 5; 8", "inconsistent", "4, 6 and 7 are not there"),
    ("numbering", "items 1; 3; 2", "inconsistent", "do not rise"),
    ("sum", "value 42, items 23; 19", "consistent", "come to 42 and 42 is stated."),
    ("sum", "value 43, items 23; 19", "inconsistent", "come to 42 and 43 is stated."),
    ("sum", "value 38, items seven; sixteen, relation some", "consistent", "leaves 15"),
    ("sum", "value 20, items seven; sixteen, relation some", "inconsistent", "come to 23"),
    ("sum", "items 23; 19", "cannot be checked", "The parts come to 42; no total is given."),
    ("sum", "value 100 %, items 33 %; 33 %; 33 %", "consistent", "rounding explains"),
    ("sum", "value 100 %, items 33.3 %; 33.3 %", "inconsistent", "more than rounding explains"),
    ("sum", "value 100, items 33; 33; 33", "inconsistent", "come to 99 and 100 is stated."),
    ("difference", "value -5, before 45, after 40", "consistent", "From 45 to 40 is -5 and -5"),
    ("difference", "value 5, before 45, after 40", "inconsistent", "is -5 and +5 is stated"),
    ("difference", "value 7 %, before 12.4 %, after 19.6 %", "consistent", "is +7.2 and +7 %"),
    ("difference", "value 7, before 12.4 %, after 19.4 %", "consistent", "is +7.0 and +7 is"),
    ("difference", "value 7, before 12.4 %, after 19.6 %", "inconsistent", "than rounding"),
    ("difference", "value 9 %, before 12.4 %, after 19.6 %", "inconsistent", "than rounding"),
    ("change", "value 25 %, before 40, after 50", "consistent", "is +25.0 % and +25 % is stated"),
    ("change", "value 33 %, before 40, after 50", "inconsistent", "is +25.0 % and +33 %"),
    ("change", "value 14 %, before 7 %, after 8 %", "consistent", "is +14.3 %"),
    ("change", "value 33 %, before 7 %, after 8 %", "inconsistent", "more than rounding explains"),
    ("change", "value 33 %, before 0, after 50", "cannot be checked", "nought"),
    ("target", "value 97 %, relation exceeds, against 80 %", "consistent", "97 % is above 80 %."),
    ("target", "value 8.2 %, against 8 %", "consistent", "8.2 % is at or above 8 %."),
    ("target", "value 31 %, against No target", "cannot be checked", "No target is set"),
    ("target", "value 79 %, against 80 %", "inconsistent", "79 % is below 80 %."),
    ("target", "value 80 %, against 80 %", "consistent", "by their rounding alone"),
    ("target", "value 80 %, relation exceeds, against 80 %", "cannot be checked", "not above"),
    ("target", "value 80, relation exceeds, against 80", "inconsistent", "80 is not above 80."),
    ("target", "value 26.4 %, relation exceeds, against 26 %", "consistent", "is above 26 %."),
    ("target", "value 97 %", "cannot be checked", "Not given: what to hold it against."),
    ("comparison", "value 26.4 %, relation exceeds, against 26 %", "consistent", "otherwise"),
    ("comparison", "value 19.4 %, relation below, against 26 %", "consistent", "is below 26 %."),
    ("comparison", "value 30, relation at most, against 26", "inconsistent", "30 is above 26."),
    ("comparison", "value 41, relation doubled, against 20", "consistent", "at least twice 20"),
    ("comparison", "value 40, relation doubled, against 20", "consistent", "at least twice 20"),
    ("comparison", "value 26, relation at most, against 26", "consistent", "is at or below 26"),
    ("comparison", "value 39, relation doubled, against 20", "inconsistent", "less than twice"),
    ("comparison", "value 39.9, relation doubled, against 20.0", "cannot be checked", "may be"),
    ("comparison", "value 10, relation halved, against 20", "consistent", "at most half 20"),
    ("comparison", "value 10, relation equals, against ten", "consistent", "is the same as 10"),
    ("comparison", "value 9, relation equals, against ten", "inconsistent", "not the same as"),
    ("comparison", "value 9, against ten", "cannot be checked", "Not given: the relation."),
    ("rank", "value 32.3, relation highest, items 19.4; 26.4", "consistent", "None of 2 others"),
    ("rank", "value 26.4, relation highest, items 19.4; 32.3", "inconsistent", "highest is 32.3"),
    ("rank", "value 19.4, relation lowest, items 26.4; 32.3", "consistent", "is below 19.4"),
    ("rank", "value 26.4, relation lowest, items 19.4", "inconsistent", "the lowest is 19.4"),
    ("rank", "value 5, relation highest, items 5; 4", "cannot be checked", "printed as 5 too"),
    ("calendar", "every quarterly, items 2006-02; 2006-05; 2006-08", "consistent", "3 and 3"),
    (
        "calendar",
        "every quarterly, items February 2006; Apr 2006; 1 July 2006; Sept 2006",
        "inconsistent",
        "The 4 dates are 2, 3 and 2 months apart; quarterly is 3.",
    ),
    ("calendar", "every 2, items 2006-02; 2006-04", "consistent", "2 months apart"),
    ("calendar", "every monthly, items 2006-12; 2007-01", "consistent", "1 month apart"),
    ("calendar", "every monthly, items 2006-12", "cannot be checked", "no interval"),
    ("deadline", "value August 2007, against 31 May 2002", "inconsistent", "63 months after"),
    ("deadline", "value May 2002, against 31 May 2002", "consistent", "is not after"),
    ("deadline", "value 2002-06-01, against 2002-05-31", "inconsistent", "1 month after"),
    ("deadline", "value 2002-05-31, against 2002-05-30", "inconsistent", "some days after"),
    ("deadline", "value 2002-05-31, against 31st May 2002", "consistent", "is not after"),
    ("deadline", "value 2002-04-30, against 2002-05-01", "consistent", "is not after"),
    ("metadata", "value 39% – 49%", "cannot be checked", "No denominator, no definition and no"),
    ("metadata", "value 39%, definition x, period 2006", "cannot be checked", "No denominator is"),
    ("metadata", "value 39%, n 9, definition x, period 2006", "consistent", "are given."),
]


@pytest.mark.parametrize(("kind", "cells", "outcome", "said"), SPECIFICATION)
def test_what_comes_of_a_claim(kind: str, cells: str, outcome: str, said: str) -> None:
    claim = verified(kind=kind, **cells_of(cells))
    assert (claim.outcome, claim.kind) == (OUTCOME_OF[outcome], kind)
    assert said in claim.sentence


def test_the_specification_has_every_kind() -> None:
    assert {kind for kind, *_ in SPECIFICATION} == set(KINDS)


def papers() -> dict[str, Verified]:
    verification = verify([Source("papers.csv", path=PAPERS)])
    return {claim.id: claim for claim in verification.claims}


IMPOSSIBLE = {"S2-palp-promotion", "S2-palp-stay", "S2-palp-modules", "S2-transfers-bme"}
INCONSISTENT = {
    "S0-returns",
    "S1-strands",
    "S2-race-element",
    "S2-numbering",
    "S3-characteristics",
    "S3-numbering",
}
UNCHECKED = {
    "S0-unknown",
    "S2-specials-target",
    "S2-staff-target",
    "S3-baseline-units",
    "S3-policies",
}


def test_the_papers_figures_come_to_what_was_worked_out_by_hand() -> None:
    found = papers()
    of = {o: {c.id for c in found.values() if c.outcome is o} for o in Outcome}
    assert of[Outcome.IMPOSSIBLE] == IMPOSSIBLE
    assert of[Outcome.INCONSISTENT] == INCONSISTENT
    assert of[Outcome.CANNOT_BE_CHECKED] == UNCHECKED
    assert len(of[Outcome.CONSISTENT]) == 32


@pytest.mark.parametrize(
    ("claim", "name", "value"),
    [
        ("S2-palp-return", "share", "45.9 %"),
        ("S2-palp-promotion", "possible n", "39 to 42"),
        ("S2-palp-stay", "possible n", "35, 39 or 43 to 44"),
        ("S2-palp-modules", "possible n", "37 to 44"),
        ("S2-palp-skills", "counts", "38"),
        ("S1-strands", "missing", "race"),
        ("S3-characteristics", "missing", "marriage and civil partnership"),
        ("S0-returns", "gaps in months", "2; 3; 2"),
        ("S2-numbering", "repeated", "22"),
        ("S3-numbering", "repeated", "11"),
        ("S3-applications", "sum", "23"),
        ("S3-policies", "sum", "42"),
    ],
)
def test_the_papers_figures_are_computed(claim: str, name: str, value: str) -> None:
    assert {one.name: one.value for one in papers()[claim].computed}[name] == value


def test_every_quote_of_the_example_stands_in_its_paragraph(shared_data: Path) -> None:
    folder = papers_of(shared_data)
    quoted = [claim for claim in papers().values() if claim.quote]
    assert len(quoted) == 42
    absent = [
        claim.id
        for claim in quoted
        if one_line(claim.quote) not in says(folder, *claim.where.split(" ", 1))
    ]
    assert absent == []


@pytest.mark.parametrize(
    ("claim", "part"),
    [
        ("S0-numbering", ""),
        ("S1-numbering", ""),
        ("S2-numbering", ""),
        ("S3-numbering", "part c"),
        ("S4-numbering", ""),
    ],
)
def test_the_numbering_of_the_example_is_the_papers(
    claim: str, part: str, shared_data: Path
) -> None:
    rows = csv.DictReader(PAPERS.read_text("utf-8").splitlines())
    items = next(row["items"] for row in rows if row["id"] == claim)
    assert [*numbers(items)] == numbering(papers_of(shared_data), claim[:2], part)


ACCUSING = re.compile(
    r"\b(?:wrong|false|error|mistake|invented|mislead\w*|breach\w*|lie[sd]?|fabricat\w*)\b",
    re.IGNORECASE,
)


def test_no_sentence_accuses() -> None:
    said = [c.sentence for c in papers().values()]
    said += [verified(kind=k, **cells_of(cells)).sentence for k, cells, *_ in SPECIFICATION]
    assert [sentence for sentence in said if ACCUSING.search(sentence)] == []


@pytest.mark.parametrize(
    ("text", "units", "decimals", "percent"),
    [
        ("46", 46, 0, False),
        ("46%", 46, 0, True),
        (" 5.80 % ", 580, 2, True),
        ("46 per cent", 46, 0, True),
        ("1,133", 1133, 0, False),
        ("-5.5", -55, 1, False),
        ("−5", -5, 0, False),
        ("+5", 5, 0, False),
        ("Thirty eight", 38, 0, False),
        ("twenty-one", 21, 0, False),
        ("zero", 0, 0, False),
        ("ninety", 90, 0, False),
    ],
)
def test_figures_are_read_as_printed(text: str, units: int, decimals: int, percent: bool) -> None:
    found = printed(text)
    assert (found.units, found.decimals, found.percent) == (units, decimals, percent)


@pytest.mark.parametrize(
    "text", ["5,8", "1,13", "a lot", "12e3", "½", "٤٥", "46%%", "1.", ".5", "9" * 16, "£5", "nan"]
)
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        printed(text)


@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.booleans())
def test_a_figure_is_read_again_as_it_is_shown(units: int, decimals: int, percent: bool) -> None:
    text = f"{shown(Fraction(units, 10**decimals), decimals)}{' %' if percent else ''}"
    found = printed(text)
    assert (found.units, found.decimals, found.percent) == (units, decimals, percent)
    assert found.low <= found.value <= found.high


@given(st.integers(0, 1000), st.integers(2, 1000))
def test_an_impossible_percentage_never_looks_possible(units: int, n: int) -> None:
    found = checked(kind="percentage", value=f"{units / 10:.1f} %", n=str(n))
    for told in re.findall(r" is ([\d.]+) %", found.sentence):
        possible = found.outcome is Outcome.CONSISTENT
        apart = abs(Fraction(told) - Fraction(units, 10))
        tie = (Fraction(told) * n / 100).denominator == 1 and apart == Fraction(1, 20)
        assert possible or tie or apart > Fraction(1, 20)


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 2))
def test_what_is_truly_computed_is_consistent(count: int, n: int, decimals: int) -> None:
    assume(count <= n)
    share = f"{shown(Fraction(100 * count, n), decimals)} %"
    cells = {"value": share, "n": str(n)}
    assert checked(kind="percentage", **cells).outcome is Outcome.CONSISTENT
    assert checked(kind="share", count=str(count), **cells).outcome is Outcome.CONSISTENT
    ratio = shown(Fraction(count, n), decimals)
    claim = checked(kind="ratio", value=ratio, count=str(count), n=str(n))
    assert claim.outcome is Outcome.CONSISTENT


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=9), st.integers(1, 3))
def test_rounded_parts_of_a_true_sum_agree(parts: list[int], decimals: int) -> None:
    exact = [Fraction(part, 10**5) for part in parts]
    rounded = "; ".join(shown(part, decimals) for part in exact)
    total = shown(sum(exact, Fraction(0)), decimals)
    assert checked(kind="sum", value=total, items=rounded).outcome is Outcome.CONSISTENT


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 2), st.integers(0, 2))
def test_a_true_change_of_rounded_figures_agrees(
    before: int, after: int, decimals: int, of: int
) -> None:
    one, other = Fraction(before, 1000), Fraction(after, 1000)
    figures = {"before": f"{shown(one, of)} %", "after": f"{shown(other, of)} %"}
    change = f"{shown(100 * (other - one) / one, decimals)} %"
    claim = checked(kind="change", value=change, **figures)
    assert claim.outcome in (Outcome.CONSISTENT, Outcome.CANNOT_BE_CHECKED)
    apart = f"{shown(other - one, decimals)} %"
    claim = checked(kind="difference", value=apart, **figures)
    assert claim.outcome is Outcome.CONSISTENT


def problems_of(*rows: dict[str, str]) -> str:
    with pytest.raises(InputError) as caught:
        verify([claims_file(*rows)])
    return str(caught.value)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"kind": "percentage", "value": "ninety-ish"}, "line 2, value: is not a number (allowed"),
        (
            {"kind": "percentage", "n": "45 forms"},
            "n: is not a whole count (allowed: a whole number",
        ),
        ({"kind": "percentage", "value": "9", "n": "4.5"}, "line 2, n: is not a whole count"),
        ({"kind": "percentage", "value": "9", "n": "0"}, "line 2, n: is 0, and nothing"),
        ({"kind": "percentage", "n": "9", "items": "a"}, "items: is not a column of this kind"),
        ({"kind": "percentge"}, "line 2, kind: is no kind of claim (allowed: percentage, share,"),
        ({"kind": "percentge"}, "did you mean 'percentage'?"),
        ({"kind": ""}, "line 2, kind: is no kind of claim"),
        ({"kind": "fraction", "value": "most"}, "value: is not a fraction (allowed: a fraction"),
        ({"kind": "fraction", "value": "3/0"}, "value: is not a fraction"),
        ({"kind": "fraction", "value": "five quarters"}, "value: is not a fraction"),
        ({"kind": "fraction", "value": "no third"}, "value: is not a fraction"),
        ({"kind": "list", "value": "-3"}, "line 2, value: is not a whole count"),
        ({"kind": "numbering", "items": "1-x"}, "items: is not a list of numbers"),
        ({"kind": "numbering", "items": "9-1"}, "items: is not a list of numbers"),
        ({"kind": "numbering", "items": "1-9999; 10000-10001"}, "items: lists too many numbers"),
        ({"kind": "numbering", "items": "1-100000"}, "items: lists too many numbers"),
        ({"kind": "calendar", "every": "often"}, "every: is not how often (allowed: monthly"),
        ({"kind": "calendar", "every": "0"}, "every: is not how often"),
        ({"kind": "deadline", "value": "2006-13"}, "value: is not a date that there is"),
        ({"kind": "deadline", "value": "31 Smarch 2006"}, "value: is not a date that there is"),
        ({"kind": "deadline", "value": "soon"}, "value: is not a date (allowed: a month or a day"),
        ({"kind": "target", "against": "lots"}, "against: is not a number (allowed: a number such"),
        ({"kind": "rank", "relation": "best"}, "relation: is not a word that may stand here"),
        ({"kind": "rank", "relation": "best"}, "(allowed: highest, lowest)"),
        ({"id": "", "kind": "sum"}, "line 2, id: is blank"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line_and_column(
    row: dict[str, str], told: str
) -> None:
    assert told in problems_of(row)


def test_all_problems_of_all_files_are_told_at_once_and_no_cell() -> None:
    bad = {"kind": "percentage", "value": "Zebra", "n": "Quagga"}
    first, second = claims_file(bad, {"id": "claim-0", "kind": "Okapi"}), claims_file(bad, name="2")
    with pytest.raises(InputError) as caught:
        verify([first, second])
    told = str(caught.value)
    assert "claims.csv: 4 problems:" in told
    assert "claims.csv, line 3, id: the id stands twice, first on line 2" in told
    assert "2: 2 problems:" in told
    assert not re.search("zebra|quagga|okapi", told, re.IGNORECASE)


@pytest.mark.parametrize(("bad", "more"), [(40, ""), (41, "and 1 more"), (1050, "and 1,010 more")])
def test_of_very_many_problems_the_first_are_told(bad: int, more: str) -> None:
    told = problems_of(*[{"kind": "list", "value": "x"}] * bad)
    assert told.startswith(f"claims.csv: {bad:,} problems:\n  claims.csv, line 2, value: ")
    assert told.count("is not a whole count") == 40
    assert ("more" in told) == bool(more)
    assert more in told


def source_of(text: str, encoding: str = "utf-8") -> Source:
    return Source("f.csv", data=text.encode(encoding))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "has no row"),
        ("id,kind\n", "holds no claims"),
        ("PK\x03\x04id,kind\n", "is a workbook, and claims are read from CSV"),
        ("a,b\n1,2\n", "f.csv: has no columns id and kind. Hint: eqmon verify --template"),
        ("id,knid,value\nx,percentage,9\n", "did you mean 'kind'?"),
        ("id,kind,kind\nx,list,sum\n", "kind: the heading stands twice"),
        ("id,kind,value,n\nx,percentage,1,133,5\n", "line 2: 5 cells under 4 headings"),
        ('id,kind\na,list\nb,"sum\n', "line 3: cannot be read as CSV from here on"),
    ],
)
def test_a_file_that_is_none(text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        verify([source_of(text)])
    assert told in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", "\t", "|"])
def test_files_are_read_as_spreadsheets_write_them(encoding: str, delimiter: str) -> None:
    rows = [["ID", "Kind", "Value", "n", "quote"], ["x", "Percentage", "90 %", "45", "‘so’"]]
    text = "\r\n".join(delimiter.join(row) for row in [*rows, ["", "", "", "", ""]])
    (claim,) = verify([source_of(text, encoding)]).claims
    assert (claim.quote, claim.line, claim.outcome) == ("‘so’", 2, Outcome.IMPOSSIBLE)


def test_lines_are_those_of_the_file() -> None:
    text = 'Claims of ours\nid,kind,items,quote\n\nx,sum,1;2,"two\nlines"\ny,sum,1;2,\n'
    assert [claim.line for claim in verify([source_of(text)]).claims] == [4, 6]


def test_the_template_has_every_kind_and_is_read_as_it_is() -> None:
    verification = verify([source_of(template())])
    assert [claim.kind for claim in verification.claims] == list(KINDS)
    assert {claim.outcome for claim in verification.claims} == set(Outcome)


def test_every_kind_and_column_is_in_the_docs() -> None:
    page = (ROOT / "docs/verify.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)` \| (.+?) \| (.*?) \|", page, re.MULTILINE)
    columns = [(name, *(re.findall(r"`(\w+)`", cell) for cell in cells)) for name, *cells in told]
    assert columns == [(name, [*kind.needs], [*kind.may]) for name, kind in KINDS.items()]


def test_json_keeps_to_its_published_schema() -> None:
    published = files("eqmon.verify").joinpath("verification.schema.json").read_text("utf-8")
    assert published == schema_text()
    verification = verify([Source("papers.csv", path=PAPERS)])
    document: dict[str, Any] = json.loads(write(verification))
    jsonschema.Draft202012Validator(json.loads(published)).validate(document)
    assert Verification.model_validate(document) == verification


def test_blocks_for_an_appendix_hold_every_claim_the_worst_first() -> None:
    verification = verify([Source("papers.csv", path=PAPERS)])
    said, table = blocks(verification, id="figures")
    assert isinstance(table, Table)
    assert table.id == "figures-table"
    outcomes = [row[2].text for row in table.rows]
    assert outcomes == sorted(outcomes, key=list(OUTCOMES.values()).index)
    assert {row[0].text for row in table.rows} == set(papers())
    assert not any(" %" in cell.text for row in table.rows for cell in row)
    assert isinstance(said, Paragraph)
    assert plain(said.text).startswith("47 claims: 4 impossible, ")
    notes = {claim.id: claim.note for claim in papers().values()}
    assert all(("Note: " in row[3].text) == bool(notes[row[0].text]) for row in table.rows)
    assert table.rows[0][1].text.startswith("S2 paragraph 43: ‘90% of the delegates")


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("comparison", "0.323,exceeds,26 %,"),
        ("target", "0.97,exceeds,80 %,"),
        ("rank", "0.3,highest,,19 %; 26 %"),
    ],
)
def test_percentages_and_other_figures_are_not_held_beside_each_other(
    tmp_path: Path, kind: str, cells: str
) -> None:
    file = tmp_path / "claims.csv"
    file.write_text(f"id,kind,value,relation,against,items\nA,{kind},{cells}\n", encoding="utf-8")
    [claim] = verify([Source(file.name, path=file)]).claims
    assert claim.outcome == "cannot_be_checked"
    assert "percentages" in claim.sentence
