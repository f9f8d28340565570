"""Encoding, delimiter and heading are found in whatever way a file is written."""

from __future__ import annotations

import codecs

import pytest

from eqmon.errors import InputError, UsageError
from eqmon.extract.encoding import PIECE
from eqmon.extract.sniff import Form, sniff
from eqmon.extract.source import Source

KNOWN = {"BOCU", "Ethnicity", "Gender", "Age"}


def form_of(data: str | bytes, **how: str) -> Form:
    raw = data.encode() if isinstance(data, str) else data
    return sniff(Source("a.csv", data=raw), known=lambda h: h.strip() in KNOWN, **how)


TEXT = "BOCU,Ethnicity\nYE,café\n"
ENCODINGS = [
    # what                             bytes                                         found
    ("ascii", b"BOCU,Ethnicity\nYE,W1\n", "utf-8"),
    ("utf-8", TEXT.encode(), "utf-8"),
    ("utf-8 with a byte order mark", TEXT.encode("utf-8-sig"), "utf-8-sig"),
    ("utf-16 as Windows saves it", TEXT.encode("utf-16"), "utf-16"),
    ("utf-16 big-endian", codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
    ("utf-16 without a mark", TEXT.encode("utf-16-le"), "utf-16-le"),
    ("utf-16 big-endian without a mark", TEXT.encode("utf-16-be"), "utf-16-be"),
    ("cp1252", TEXT.encode("cp1252"), "cp1252"),
    ("cp1252 far down", f"BOCU,Age\n{'YE,1' * PIECE},é\n".encode("cp1252"), "cp1252"),
    (
        "a character over two pieces",
        b"BOCU,Age\n" + b"x" * (PIECE - 10) + "é,1\n".encode(),
        "utf-8",
    ),
    ("a character cut at the end", TEXT.encode() + "YE,é".encode()[:-1], "cp1252"),
]


@pytest.mark.parametrize(("data", "found"), [pytest.param(*r[1:], id=r[0]) for r in ENCODINGS])
def test_the_encoding_is_found(data: bytes, found: str) -> None:
    form = form_of(data)
    assert form.encoding == found
    assert form.header[0] == "BOCU"
    assert (form.notes != ()) == (found == "cp1252")


def test_a_declared_encoding_is_taken_by_any_of_its_names() -> None:
    assert form_of(TEXT.encode("cp1252"), encoding="windows-1252").encoding == "cp1252"
    assert form_of(TEXT.encode("latin-1"), encoding="Latin-1").encoding == "iso8859-1"
    assert form_of(TEXT.encode("utf-8-sig"), encoding="UTF8").encoding == "utf-8-sig"


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("BOCU,Ethnicity;Gender,Age\n", ","),
        ("BOCU\tEthnicity\n", "\t"),
        ("BOCU;Ethnicity\nYE,BX,QK;W1\n", ";"),
        ("BOCU|Ethnicity\n", "|"),
        ("Extract, all boroughs, all months, final\nBOCU|Ethnicity\n", "|"),
        ("Ethnicity\nW1\n", ","),
    ],
)
def test_the_delimiter_is_found(text: str, delimiter: str) -> None:
    assert form_of(text).delimiter == delimiter


@pytest.mark.parametrize("given", [";", "semicolon", "SEMICOLON"])
def test_a_delimiter_can_be_declared(given: str) -> None:
    form = form_of("BOCU,Age;Ethnicity\n", delimiter=given)
    assert form.header == ("BOCU,Age", "Ethnicity")
    assert form_of("BOCU\tAge\n", delimiter="\\t").delimiter == "\t"


HEADINGS = [
    # what                         text before the first record                skip  titles
    ("at the top", "BOCU,Age\n", 1, 0),
    ("below titles", "Hate crime\nJanuary 2007,,\nBOCU,Age\n", 3, 2),
    ("below titles and empty lines", "Hate crime\n\n ,\nBOCU,Age\n", 4, 1),
    ("below a title of two lines", '"Hate\ncrime",\nBOCU,Age\n', 3, 1),
    ("of two lines itself", 'BOCU,Age,"Notes\r\nof officer"\r\n', 2, 0),
    ("below a title that is a heading too", "Age\nBOCU,Age\n", 2, 1),
    ("with old line ends", "Title\rBOCU,Age\r", 2, 1),
    ("with other line ends within", 'BOCU,Age,"a\x85b\x0bc\u2028d"\n', 1, 0),
]


@pytest.mark.parametrize(
    ("text", "skip", "titles"), [pytest.param(*row[1:], id=row[0]) for row in HEADINGS]
)
def test_the_heading_is_found(text: str, skip: int, titles: int) -> None:
    form = form_of(text + "YE,20\n")
    assert form.header[:2] == ("BOCU", "Age")
    assert form.skip_lines == skip
    assert form.notes == (
        (f"{titles} title row{'s' * (titles > 1)} above the heading",) * bool(titles)
    )
    assert form.has_rows


@pytest.mark.parametrize(
    ("header", "row", "found"),
    [
        ("BOCU,Age", "YE,20", ("BOCU", "Age")),
        ("BOCU,Age", "YE,20,", ("BOCU", "Age", "")),
        ("BOCU,Age", "YE,20,said", ("BOCU", "Age")),
        ("BOCU,Age,,", "YE,20", ("BOCU", "Age")),
        ("BOCU,Age,Gender", "YE,20", ("BOCU", "Age", "Gender")),
    ],
)
def test_the_header_is_as_wide_as_rows_where_only_blanks_differ(
    header: str, row: str, found: tuple[str, ...]
) -> None:
    assert form_of(f"{header}\n{row}\n{row}\n").header == found


@pytest.mark.parametrize("after", ["", "\n", "\r\n\r\n"])
def test_a_heading_alone_has_no_rows(after: str) -> None:
    assert not form_of("Title\nBOCU,Age" + after).has_rows


def test_without_a_known_heading_the_widest_row_comes_first() -> None:
    assert form_of("Spend\nSupplier,Amount\nx,1\n").header == ("Supplier", "Amount")


@pytest.mark.parametrize(
    ("how", "phrase"),
    [
        ({"encoding": "utf-7"}, "'utf-7' is not an encoding"),
        ({"encoding": "no such"}, "'no such' is not an encoding"),
        ({"delimiter": ":"}, "':' is not a delimiter"),
    ],
)
def test_what_cannot_be_declared_is_refused(how: dict[str, str], phrase: str) -> None:
    with pytest.raises(UsageError, match=phrase):
        form_of(TEXT, **how)


def test_a_declared_encoding_that_does_not_hold_is_refused() -> None:
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(InputError, match=f"not valid {encoding}"):
            form_of(TEXT.encode("cp1252") + b"x", encoding=encoding)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"BOCU","Age"\nYE,1\n', False),
        ('A "title"\n"BOCU","Age"\nYE,1\n', False),
        ('"BOCU","Age"\nYE,1\n"YE",1\n', True),
        ("BOCU,Age\nYE,1\n", False),
        ('BOCU,Age\nYE,"1"\n', True),
    ],
)
def test_quotes_in_the_heading_alone_are_not_in_the_rows(text: str, quoted: bool) -> None:
    assert form_of(text).rows_quoted is quoted
