"""What is counted of cells whose words no list of the measures knows, or that hold nothing."""

from __future__ import annotations

from typing import Any

import pytest
from counting import chunk, table
from measuring import SOURCE, a_measure, a_plan_of, a_version, counts_of, measures

from eqmon.engines.counter import Counter
from eqmon.engines.measure_counts import WordCount

ID = "TS-TST-01"
MARKED = [{"field": "marks", "has_flag": ["M"]}]
OF_KIND = [{"field": "kind", "is_in": ["case"]}]
NOT_OF_KIND = [{"field": "kind", "is_in": ["case"], "not": True}]
EITHER = [{"any_of": [*OF_KIND, *MARKED]}]
KINDS = "kind\ncase\nCASE\n\n-\ncaes\ncaes\nfirm"
KNOWN = {"other_words": {"kind": ["Caes"]}}
ANY = {"other_words": {"kind": ["*"]}}

CASES: dict[str, tuple[dict[str, Any], dict[str, Any], str, dict[str, WordCount]]] = {
    "of a numerator, among records of a person": (
        a_version(OF_KIND), {}, KINDS, {"kind": WordCount(2, 2, 6)},
    ),
    "of a denominator": (
        a_version(denominator=OF_KIND), {}, KINDS, {"kind": WordCount(2, 2, 6)},
    ),
    "turned round, blank cells are what is counted": (
        a_version(NOT_OF_KIND), {}, KINDS, {"kind": WordCount(2, 0, 6)},
    ),
    "known as another word": (a_version(OF_KIND), KNOWN, KINDS, {"kind": WordCount(0, 2, 6)}),
    "of words without end": (a_version(OF_KIND), ANY, KINDS, {"kind": WordCount(0, 2, 6)}),
    "of which none is no mistake": (
        a_version(OF_KIND),
        {"other_words": {"kind": ["-", "caes"]}},
        KINDS,
        {"kind": WordCount(0, 0, 6)},
    ),
    "of a numerator, in its denominator alone": (
        a_version(MARKED, OF_KIND),
        {},
        "kind | marks\ncase | M\ncase | M, N\ncase | -\nother | N\ncase |",
        {"kind": WordCount(1, 0, 5), "marks": WordCount(1, 2, 4)},
    ),
    "of flags of a denominator, where none is no mistake": (
        a_version(denominator=MARKED), {}, "marks\nM\n\nN", {"marks": WordCount(1, 0, 3)},
    ),
    "within any of several conditions": (
        a_version(EITHER), {}, "kind | marks\ncas | M", {
            "kind": WordCount(1, 0, 1), "marks": WordCount(0, 0, 1)},
    ),
    "not of a strand": (
        a_version([{"field": "ethnicity", "is_in": ["yes"]}]), {}, "ethnicity\nqq", {},
    ),
    "of a code, only what its list cannot read": (
        a_version([{"field": "marker", "is_in": ["yes"]}]),
        {},
        "marker\nyes\nno\nrefused\nqq\n\nyes",
        {"marker": WordCount(1, 1, 6)},
    ),
    "not without a column": (a_version(MARKED, OF_KIND), {}, "kind\nx", {}),
    "within its dates": (
        a_version(OF_KIND, until="2013-03-31"),
        {},
        "day | kind\n31/03/2013 | x\n01/04/2013 | x",
        {"kind": WordCount(1, 0, 1)},
    ),
}  # fmt: skip


def with_a_marker() -> dict[str, Any]:
    from counting import a_suite

    fields: dict[str, Any] = a_suite().model_dump(exclude_unset=True)["fields"]
    return fields | {"marker": {"headings": ["Marker"], "kind": "code", "code_list": "answers"}}


@pytest.mark.parametrize(("version", "file", "text", "expected"), CASES.values(), ids=CASES)
def test_cells_with_words_that_no_list_knows(
    version: dict[str, Any], file: dict[str, Any], text: str, expected: dict[str, WordCount]
) -> None:
    asked = measures(a_measure(versions=[version]), **file)
    found = counts_of(asked, text, fields=with_a_marker()).words
    assert found == {(ID, 0, field): count for field, count in expected.items()}


def test_records_without_a_person_count_where_the_measure_counts_them() -> None:
    asked = measures(a_measure(versions=[a_version(OF_KIND)], persons_only=False))
    assert counts_of(asked, KINDS).words == {(ID, 0, "kind"): WordCount(3, 2, 7)}


def test_chunks_are_added_up() -> None:
    asked = measures(a_measure(versions=[a_version(OF_KIND)]))
    found = counts_of(asked, "kind\nx\ncase", "kind\ny\n\ncase", "unit\nAsh").words
    assert found == {(ID, 0, "kind"): WordCount(2, 1, 5)}


def test_words_of_another_measure_of_the_file_are_known() -> None:
    other = a_measure("TS-TST-02", versions=[a_version([{"field": "kind", "is_in": ["caes"]}])])
    asked = measures(a_measure(versions=[a_version(OF_KIND)]), other)
    assert counts_of(asked, KINDS).words[ID, 0, "kind"] == WordCount(0, 2, 6)


def test_records_without_a_day_fall_out_of_versions_by_date() -> None:
    versions = [a_version(MARKED, OF_KIND, until="2013-03-31")]
    versions.append(a_version(MARKED, OF_KIND, since="2013-04-01"))
    text = """day        | kind  | marks
              01/04/2013 | case  | M
              32/04/2013 | case  | M
                         | case  |
                         | other | M
                         | firm  | M"""
    asked = measures(a_measure(versions=versions), a_measure("TS-TST-02"))
    assert counts_of(asked, text).undated == {ID: 2}


def test_what_is_forgotten_is_not_counted() -> None:
    versions = [a_version(OF_KIND, until="2013-03-31"), a_version(OF_KIND, since="2013-04-01")]
    asked = measures(a_measure(versions=versions))
    plan = a_plan_of(asked)
    counter = Counter(plan)
    counter.add(chunk(table("day | kind\n01/01/2007 | x\n | y"), plan))
    mark = counter.mark()
    counter.add(chunk(table("day | kind\n01/01/2007 | x\n | y"), plan))
    counter.go_back(mark)
    found = counter.measure_counts()
    assert found.words == {(ID, 0, "kind"): WordCount(1, 0, 1)}
    assert found.undated == {ID: 1}


def test_words_by_which_people_are_counted_are_known() -> None:
    people = [{"field": "marks", "label": "Marks", "groups": {"Other": ["N"]}, "source": [SOURCE]}]
    asked = measures(a_measure(versions=[a_version(MARKED)]))
    found = counts_of(asked, "marks\nM\nN\nX", people=people).words
    assert found == {(ID, 0, "marks"): WordCount(1, 0, 3)}


def test_records_without_a_day_fall_out_of_a_single_version_with_a_date() -> None:
    asked = measures(a_measure(versions=[a_version(since="2013-04-01")]))
    assert counts_of(asked, "day\n01/04/2013\nx").undated == {ID: 1}


def test_a_stray_day_sets_no_span_of_repeats() -> None:
    asked = measures(a_measure(kind="repeat", person="person", within=365, counts="people"))
    months = "\n".join(f"{n:02}/01/2007 | P{n}" for n in range(2, 28))
    seen = counts_of(asked, f"day | person\n01/01/1927 | P1\n{months}").seen[ID]
    assert (str(seen.first), str(seen.last), seen.astray) == ("2007-01-02", "2007-01-27", 1)
