from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_files import write

from eqmon.errors import RulebookError
from eqmon.rulebook.codelists import Reading, read_code_list
from eqmon.rulebook.listed import Listed
from eqmon.rulebook.load import load_rulebook
from eqmon.vocabulary import Recording

SHIPPED = load_rulebook().code_lists

HEADER = "code,label,match,recording,group,scheme,source,note\n"
COLOURS = (
    HEADER
    + "R,Red,,known,Warm,,s,\n"
    + "R,Scarlet,,known,Warm,,s,\n"
    + "B,Blue - sky,,known,Cold,,s,\n"
    + "G4,Grey,,known,,new,s,\n"
    + "G1,Grey,,known,,old,s,\n"
    + "G1,Ash,,known,,old,s,\n"
    + r"shade \1,(\d+) ?%,pattern,known,Shades,,s,"
    + "\n"
    + "full,100%,,known,,,s,\n"
    + r"\1 to \2,(?P<low>\d+) to (?P<high>\d+),pattern,known,,,s,"
    + "\n"
    + "BW,Black & white,,known,,,s,\n"
    + "N9,Refuses,,refused,,,s,\n"
    + "no answer,Refused,,refused,,,s,\n"
    + ",-,,blank,,,s,\n"
)


@pytest.fixture
def colours(tmp_path: Path):
    return read_code_list(write(tmp_path, "colours.csv", COLOURS))


@pytest.mark.parametrize(
    ("text", "scheme", "recording", "code"),
    [
        ("Red", "", "known", "R"),
        ("  rED ", "", "known", "R"),
        ("r", "", "known", "R"),
        ("Scarlet", "", "known", "R"),
        ("Blue  –  sky", "", "known", "B"),
        ("R - Red", "", "known", "R"),
        ("R Scarlet", "", "known", "R"),
        ("Red (R)", "", "known", "R"),
        ("R - Blue - sky", "", "invalid", "unrecognised"),
        ("20 %", "", "known", "shade 20"),
        ("100%", "", "known", "full"),
        ("Grey", "", "known", "G4"),
        ("Grey", "old", "known", "G1"),
        ("Grey", "new", "known", "G4"),
        ("G1", "new", "invalid", "other_scheme"),
        ("Ash", "new", "invalid", "other_scheme"),
        ("Red", "new", "known", "R"),
        ("refused", "", "refused", "no answer"),
        ("Purple", "", "invalid", "unrecognised"),
        ("Redd", "", "invalid", "unrecognised"),
        ("Black & white", "", "known", "BW"),
        ("black and white", "", "known", "BW"),
        ("Black&white", "", "known", "BW"),
        ("G1 - steel", "", "known", "G1"),
        ("g1: steel", "", "known", "G1"),
        ("G1 (steel)", "", "known", "G1"),
        ("G1 -", "", "known", "G1"),
        ("G1 - Grey", "", "known", "G1"),
        ("G1 - steel", "new", "invalid", "other_scheme"),
        ("G1 - Red", "", "invalid", "unrecognised"),
        ("G1 - 20 %", "", "invalid", "unrecognised"),
        ("G4 - Ash", "", "invalid", "unrecognised"),
        ("G1 - G4 - steel", "", "invalid", "unrecognised"),
        ("G1 - Refused", "", "invalid", "unrecognised"),
        ("N9 - Refused", "", "refused", "N9"),
        ("N9 - would not say", "", "refused", "N9"),
        ("G1 steel", "", "invalid", "unrecognised"),
        ("G1-2", "", "invalid", "unrecognised"),
        ("R - steel", "", "invalid", "unrecognised"),
        ("G2 - steel", "", "invalid", "unrecognised"),
        ("2 to 10", "", "known", "2 to 10"),
        ("10 to 2", "", "invalid", "unrecognised"),
        ("10 to 10", "", "invalid", "unrecognised"),
        ("", "", "blank", ""),
        (" \t\xa0\x00", "", "blank", ""),
        ("-", "", "blank", ""),
        (" — ", "", "blank", ""),
    ],
)
def test_read(colours, text: str, scheme: str, recording: str, code: str) -> None:
    assert colours.read(text, scheme=scheme) == Reading(Recording(recording), code)


def test_name_and_schemes(colours) -> None:
    assert colours.name == "colours"
    assert colours.schemes == {"old", "new"}


@pytest.mark.parametrize("piece", ["G1 - ", "R (", "9", "1 to 1", "- "])
def test_an_endless_text_is_read_like_any_other(colours, piece: str) -> None:
    assert colours.read(piece * 5000).recording in Recording


def test_rows_are_listed_as_they_are_written(colours) -> None:
    assert [row.label for row in colours.listed][:4] == ["Red", "Scarlet", "Blue - sky", "Grey"]
    assert colours.listed[3] == Listed("G4", "Grey", Recording.KNOWN, ("new",), False, "")
    assert [row.example for row in colours.listed if row.is_pattern] == ["", ""]


def test_survives_pickling(colours) -> None:
    copy = pickle.loads(pickle.dumps(colours))
    assert copy == colours
    assert copy.listed == colours.listed
    assert copy.read("20%") == colours.read("20%")


@given(st.text())
def test_every_text_is_read_once_and_alike(text: str) -> None:
    for code_list in SHIPPED.values():
        reading = code_list.read(text)
        assert reading == code_list.read(f"  {text} ")
        assert (reading.recording is Recording.BLANK) == (reading.code == "")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("A,a,,knwon,,,s,", ["line 2", "recording", "did you mean 'known'"]),
        ("A,a,like,known,,,s,", ["match", "exact, pattern"]),
        ("A,a,,known,,,,", ["no source"]),
        (",a,,known,,,s,", ["no code"]),
        ("A,,,known,,,s,", ["no label"]),
        ("A,((,pattern,known,,,s,", ["does not compile"]),
        (r"\1,a,pattern,known,,,s,", ["group that the pattern has not"]),
        ("A,a,,known", ["4 cells under 8 headings"]),
        ("A,x,,known,,,s,\nB,X ,,known,,,s,", ["line 3", "reads the same text as A"]),
    ],
)
def test_problems_are_named(tmp_path: Path, row: str, words: list[str]) -> None:
    path = write(tmp_path, "list.csv", HEADER + row + "\n")
    with pytest.raises(RulebookError) as raised:
        read_code_list(path)
    assert [word for word in ["list.csv", *words] if word not in str(raised.value)] == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("A,a,,a,known,s", ["line 2, example", "an example of no pattern"]),
        ("A,a+,pattern,ab,known,s", ["line 2, example", "does not read its example"]),
    ],
)
def test_an_example_is_one_of_its_pattern(tmp_path: Path, row: str, words: list[str]) -> None:
    header = "code,label,match,example,recording,source\n"
    good = read_code_list(write(tmp_path, "list.csv", header + "A,a+,pattern,AA,known,s\n"))
    assert [listed.example for listed in good.listed] == ["AA"]
    with pytest.raises(RulebookError) as raised:
        read_code_list(write(tmp_path, "list.csv", header + row + "\n"))
    assert [word for word in words if word not in str(raised.value)] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["no column"]),
        ("code,label,recordin,source\n", ["did you mean 'recording'", "no column recording"]),
        (HEADER, ["holds no codes"]),
    ],
)
def test_files_without_a_table(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(RulebookError) as raised:
        read_code_list(write(tmp_path, "list.csv", text))
    assert [word for word in words if word not in str(raised.value)] == []


def test_all_problems_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, "list.csv", HEADER + "A,a,,knwon,,,s,\nB,b,,known,,,,\n")
    with pytest.raises(RulebookError, match=r"(?s)2 problems.*line 2.*line 3"):
        read_code_list(path)


def test_undecodable_bytes(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(HEADER.encode() + b"A,caf\xe9,,known,,,s,\n")
    with pytest.raises(RulebookError, match="not UTF-8"):
        read_code_list(path)
