"""Awkward files of delimited text, and of what is none: a function for the bytes of each."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Mapping

from awkward.base import HEADER, ROWS, TABLE, Row, changed, column, delimited, headed

BOROUGHS = {"Camden": "London Borough of Camden", "Barnet": "SX", "Hackney": "HACKNEY BOCU"}
LABELS = {
    "W1": "White: British", "W2": "White - Irish", "W9": "White: Any other White background",
    "A2": "Asian or Asian British - Pakistani", "B1": "Black or Black British: Caribbean",
    "M1": "Mixed: White and Black Caribbean", "O9": "Any other ethnic group",
}  # fmt: skip
SEXES = {"Female": "F", "Male": "M", "Not known": "U"}


def _iso(day: str) -> str:
    return "-".join(reversed(day.split("/")))


def _with(extra: Row, *cells: Row) -> list[Row]:
    """The table with columns put after its last one."""
    filler = cells or ([""] * len(extra),)
    return [HEADER + extra, *(row + filler[i % len(filler)] for i, row in enumerate(ROWS))]


def _zip(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/"), (2007, 2, 1, 0, 0, 0)), data)
    return packed.getvalue()


ALIKE: Mapping[str, bytes] = {
    "plain.csv": delimited(),
    "utf-8_with_byte_order_mark.csv": delimited(encoding="utf-8-sig"),
    "utf-16_as_windows_saves_it.txt": delimited(delimiter="\t", encoding="utf-16"),
    "utf-16_without_a_mark.csv": delimited(encoding="utf-16-be"),
    "windows_cp1252.csv": delimited(encoding="cp1252"),
    "tabs.tsv": delimited(delimiter="\t"),
    "tabs_named_csv.csv": delimited(delimiter="\t"),
    "semicolons.csv": delimited(delimiter=";"),
    "pipes.psv": delimited(delimiter="|"),
    "every_cell_quoted.csv": delimited(quoting=csv.QUOTE_ALL),
    "windows_line_ends.csv": delimited(end="\r\n"),
    "old_mac_line_ends.csv": delimited(end="\r"),
    "no_line_end_at_the_end.csv": delimited()[:-1],
    "excel_says_its_separator.csv": delimited(delimiter=";", above="sep=;\r\n", end="\r\n"),
    "titles_above.csv": delimited(above="Domestic violence, monthly return\nJanuary 2007\n\n"),
    "titles_with_commas_above.csv": delimited(above="Return,,,,\nRun by,CRIS,on,01/02/2007,\n"),
    "blank_lines_above.csv": delimited(above="\n\n\n"),
    "commas_after_the_last_column.csv": delimited(_with(["", "", ""])),
    "commas_after_rows_alone.csv": delimited([HEADER, *([*row, "", ""] for row in ROWS)]),
    "line_ends_within_cells.csv": delimited(
        _with(["Notes"], ["first line\nsecond line"], ["one\r\ntwo"])
    ),
    "quotes_within_cells.csv": delimited(_with(["Notes"], ['said "no"'], ['"'])),
    "commas_within_cells.csv": delimited(_with(["Notes"], ["a, b, c"])),
    "spaces_around_cells.csv": delimited([[f"  {c} " for c in row] for row in TABLE]),
    "no-break_spaces_around_cells.csv": delimited([[f"\xa0{c}\xa0" for c in r] for r in TABLE]),
    "headings_in_capitals.csv": delimited([[h.upper().replace(" ", "_") for h in HEADER], *ROWS]),
    "headings_with_line_ends.csv": delimited([[h.replace(" ", "\n") for h in HEADER], *ROWS]),
    "headings_with_dots_and_colons.csv": delimited([[f"{h}.:" for h in HEADER], *ROWS]),
    "headings_abbreviated.csv": delimited(
        headed(Victim_No="Vic No", Age="Vic Age", Sex="Vic Sex", SDE="Vic SDE 16+1")
    ),
    "columns_in_another_order.csv": delimited([list(reversed(row)) for row in TABLE]),
    "two_columns_of_one_other_heading.csv": delimited(_with(["Notes", "Notes"])),
    "a_column_without_heading.csv": delimited(_with([""], ["x"])),
    "victim_and_accused_side_by_side.csv": delimited(
        _with(["Accused Age", "Accused Sex", "Accused SDE"], ["44", "Male", "W9"], ["", "", ""])
    ),
    "suspect_beside_headings_without_a_person.csv": delimited(
        [
            ["Suspect Ethnicity", "Gender of Suspect", *headed(SDE="Ethnicity", Sex="Gender")[0]],
            *(["B2", "Male", *row] for row in ROWS),
        ]
    ),
    "labels_for_codes.csv": delimited([HEADER, *changed("SDE", lambda c: LABELS.get(c, c))]),
    "codes_with_their_labels.csv": delimited(
        [HEADER, *changed("SDE", lambda c: f"{c} - {LABELS[c]}" if c in LABELS else c)]
    ),
    "codes_in_small_letters.csv": delimited([HEADER, *changed("SDE", str.lower)]),
    "sexes_as_letters.csv": delimited([HEADER, *changed("Sex", lambda c: SEXES[c])]),
    "sexes_and_answers_shouted.csv": delimited([HEADER, *([c.upper() for c in r] for r in ROWS)]),
    "dates_in_iso.csv": delimited([HEADER, *changed("Date Reported", _iso)]),
    "dates_with_times.csv": delimited(
        [HEADER, *changed("Date Reported", lambda c: f"{c} 23:59:00")]
    ),
    "dates_with_months_by_name.csv": delimited(
        [HEADER, *changed("Date Reported", lambda c: f"{c[:2]}-Jan-{c[6:]}")]
    ),
    "dates_with_a_zone.csv": delimited(
        [HEADER, *changed("Date Reported", lambda c: f"{_iso(c)}T12:00:00+00:00")]
    ),
    "boroughs_spelt_three_ways.csv": delimited(
        [HEADER, *changed("BOCU", lambda c: BOROUGHS[c])]
    ),
    "packed.csv.gz": gzip.compress(delimited(), mtime=0),
    "in_an_archive.zip": _zip(**{"january__camden.csv": delimited(), "README.txt": b"About it"}),
    "text_named_as_a_workbook.xls": delimited(delimiter="\t"),
}  # fmt: skip

LEFT_OUT: Mapping[str, bytes] = {
    "blank_rows_between.csv": delimited(
        [HEADER, *(row for one in ROWS for row in (one, [""] * len(HEADER)))]
    ),
    "a_total_at_the_end.csv": delimited([*TABLE, ["Total", "12"] + [""] * 10]),
    "a_total_of_each_borough.csv": delimited(
        [HEADER, *ROWS[:4], ["", "", "Camden total", "4"] + [""] * 8, *ROWS[4:],
         ["Grand total"] + [""] * 10 + ["12"]]
    ),
    "a_last_line_of_text.csv": delimited(below="End of report" + "," * 11 + "\n"),
    "a_ragged_last_line.csv": delimited(below="Run by CRIS on 01/02/2007\n"),
    "a_row_too_long.csv": delimited([*TABLE, [*ROWS[0], "one more"]]),
    "the_heading_on_every_page.csv": delimited([*TABLE[:6], HEADER, *TABLE[6:]]),
    "extracts_put_end_to_end.csv": delimited([*TABLE[:9], HEADER, *TABLE[9:]], end="\r\n"),
}  # fmt: skip

COUNTED: Mapping[str, bytes] = {
    "observed_beside_self_defined.csv": delimited(_with(["IC Code"], ["IC1"], ["IC4"])),
    "american_dates.csv": delimited(
        [HEADER, *changed("Date Reported", lambda c: f"{c[3:5]}/{c[:2]}/{c[6:]}")]
    ),
    "dates_of_another_month.csv": delimited(
        [HEADER, *changed("Date Reported", lambda c: c.replace("/01/", "/02/").replace("31", "28"))]
    ),
    "dates_that_are_none.csv": delimited(
        [HEADER, *changed("Date Reported", lambda c: c.replace("31/01", "31/02"))]
    ),
    "a_borough_nobody_knows.csv": delimited(
        [HEADER, *changed("BOCU", lambda c: c.replace("Hackney", "Hackney & Shoreditch"))]
    ),
    "boroughs_blank.csv": delimited(
        [HEADER, *changed("BOCU", lambda c: c.replace("Hackney", ""))]
    ),
    "none_is_an_answer_and_null_is_not.csv": delimited(
        [HEADER, *changed("Religion", lambda c: {"": "NULL", "Christian": "None"}.get(c, c))]
    ),
    "a_unit_called_na.csv": delimited(
        [HEADER, *changed("BOCU", lambda c: c.replace("Hackney", "NA"))]
    ),
    "dashes_and_question_marks.csv": delimited(
        [HEADER, *changed("SDE", lambda c: {"": "-", "Not known": "?", "NS": "--"}.get(c, c))]
    ),
    "codes_of_another_list.csv": delimited(
        [HEADER, *changed("SDE", lambda c: {"W9": "W7", "M1": "XX"}.get(c, c))]
    ),
    "free_text_for_a_code.csv": delimited(
        [HEADER, *changed("SDE", lambda c: {"A2": "see page two of the report"}.get(c, c))]
    ),
    "default_ages.csv": delimited(
        [HEADER, *changed("Age", lambda c: {"": "999", "34": "0", "27": "-1"}.get(c, c))]
    ),
    "formula_errors.csv": delimited(
        [HEADER, *changed("SDE", lambda c: {"": "#N/A", "NS": "#REF!"}.get(c, c))]
    ),
    "a_column_is_missing.csv": delimited(
        [[c for i, c in enumerate(row) if i != column("Sexual Orientation")] for row in TABLE]
    ),
    "a_heading_misspelt.csv": delimited(headed(SDE="Ethnictiy")),
    "references_repeated.csv": delimited([*TABLE, ROWS[0], ROWS[0]]),
    "organisations_among_victims.csv": delimited(
        [HEADER, *changed("Victim Type", lambda _: "Organisation", ROWS[:3]), *ROWS[3:]]
    ),
    "not_stated_disguised_as_other.csv": delimited(
        [HEADER, *changed("SDE", lambda c: {"O9": "Other ethnic group - Not stated"}.get(c, c))]
    ),
    "utf-8_read_as_windows_and_saved_again.csv": delimited().decode("cp1252", "replace").encode(),
}  # fmt: skip

NIL_RETURN: Mapping[str, bytes] = {
    "heading_alone.csv": delimited([HEADER]),
    "heading_without_line_end.csv": delimited([HEADER]).strip(),
    "title_and_heading.csv": delimited([HEADER], above="Domestic violence, January 2007\n\n"),
    "heading_and_blank_rows.csv": delimited([HEADER, [""] * 12, [""] * 12]),
    "heading_and_a_total_of_none.csv": delimited([HEADER, ["Total", "0"] + [""] * 10]),
    "heading_and_a_word.csv": delimited([HEADER, ["Nil return"] + [""] * 11]),
}

_PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(24)

REFUSED: Mapping[str, bytes] = {
    "empty.csv": b"",
    "blank_lines_alone.csv": b"\n\n  \n",
    "a_picture_named_csv.csv": _PICTURE,
    "a_page_saved_as_a_workbook.xls": b"<html><body><table><tr><td>BOCU</td></tr></table></body>",
    "a_document.csv": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n",
    "nul_bytes_within.csv": delimited().replace(b"Camden", b"Cam\0en", 1),
    "a_quote_never_closed.csv": delimited().replace(b"Partner", b'"Partner', 1),
    "cut_short.csv.gz": gzip.compress(delimited(), mtime=0)[:-40],
    "an_archive_of_pictures.zip": _zip(**{"page1.png": _PICTURE}),
    "an_archive_cut_short.zip": _zip(**{"a.csv": delimited()})[:-30],
    "no_heading.csv": delimited(ROWS),
    "two_columns_claim_a_field.csv": delimited(_with(["Ethnicity"], ["W1"])),
    "a_list_of_staff.csv": b"Name of post,Grade,Telephone\nClerk,B,1\nDriver,C,2\n",
    "a_table_of_totals.csv": b"Borough,Records,Ethnicity unknown\nCamden,40,12\nBarnet,31,9\n",
    "no_row_as_wide_as_the_heading.csv": delimited([HEADER, *(r[:-1] for r in ROWS)]),
    "words_alone.txt": b"The extract follows by post.\n",
}
