"""The typeface is found without importing matplotlib; without it no PDF is written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from documents import document

from eqmon.document import pdf_typeface
from eqmon.document.pdf import write
from eqmon.document.pdf_typeface import files, fonts, typeface
from eqmon.errors import OutputError


def test_nothing_heavy_is_imported_to_find_it() -> None:
    code = (
        "import sys; from eqmon.document import pdf; pdf.typeface(); pdf.fonts().__enter__()\n"
        "print(*(m for m in ('matplotlib', 'numpy', 'pandas') if m in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


@pytest.mark.parametrize("place", [None, "empty"])
def test_a_missing_typeface_is_an_error(
    place: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Spec:
        submodule_search_locations = (str(tmp_path),)

    monkeypatch.setattr(pdf_typeface, "find_spec", lambda name: Spec() if place else None)
    with pytest.raises(
        OutputError, match="DejaVu Sans is not where matplotlib keeps it"
    ) as missing:
        write(document())
    assert "matplotlib" in missing.value.hint


def test_another_typeface_in_its_place_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    serif = files()[0].with_name("DejaVuSerif.ttf")
    monkeypatch.setattr(pdf_typeface, "files", lambda: (files_before[0], serif))
    files_before = files()
    with pytest.raises(OutputError), fonts():
        pass


def test_spelling_keeps_what_has_a_shape_in_both_weights() -> None:
    spelled = typeface().spelling()
    text = "Łódź – שלום عرب \ufffd"
    assert spelled(text) == text
    assert not spelled.lacking
    assert spelled("a中\U0001f469") == "a[U+4E2D][U+1F469]"
    assert spelled.lacking == {"中", "\U0001f469"}
    only_regular = sorted(typeface().regular.keys() - typeface().bold.keys())[0]
    assert spelled(only_regular) == f"[U+{ord(only_regular):04X}]"


def test_widths_are_those_of_the_typeface() -> None:
    assert typeface().width("") == 0
    assert typeface().width("mm") == pytest.approx(2 * 0.974, abs=0.001)
    assert typeface().width_bold("Borough") > typeface().width("Borough")
