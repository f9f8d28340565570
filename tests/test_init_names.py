"""Names and rule ids that a new suite gets from its file's name and headings."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from eqmon.init.names import LONGEST, name_of, prefix_of, rulebook_name
from eqmon.rulebook.rules import NAME


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("london-homicides-2003-2023.csv", "london_homicides"),
        ("Camden DV, Jan 2007.XLSX", "camden_dv_jan"),
        ("drop.zip/Café d'Été.csv.gz", "cafe_dete"),
        ("2007.csv", "extract_2007"),
        ("16+1.parquet", "extract_16_1"),
        ("民族.csv", "extract"),
        ("-", "extract"),
        ("no.csv", "extract_no"),
        ("hate crime.csv", "hate_crime_2"),
        ("v1.2 final.csv", "v1_final"),
    ],
)
def test_a_rulebook_is_named_after_its_file(file: str, name: str) -> None:
    assert rulebook_name(file, {"hate_crime"}) == name


@pytest.mark.parametrize(
    ("name", "taken", "prefix"),
    [
        ("london_homicides", (), "LH"),
        ("homicide", (), "HO"),
        ("hate_crime_2", ("HC", "DV"), "HA"),
        ("a_b_c_d_e", (), "ABCD"),
        ("x", (), "XA"),
        ("ab", ("AB",), "AA"),
    ],
)
def test_ids_start_with_letters_of_the_name(name: str, taken: tuple[str, ...], prefix: str) -> None:
    assert prefix_of(name, taken) == prefix


@given(st.text(), st.sets(st.sampled_from(["extract", "a", "extract_2", "yes"])))
def test_every_text_gives_a_name_that_nobody_has(text: str, taken: set[str]) -> None:
    name = name_of(text, taken, otherwise="extract")
    assert re.fullmatch(NAME.strip("^$"), name)
    assert name not in taken
    assert len(name) <= LONGEST + len("extract_") + 2
    assert yaml.safe_load(name) == name
    assert re.fullmatch(r"[A-Z]{2,4}", prefix_of(name, {"EX", "AB"}))
