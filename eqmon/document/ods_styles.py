"""The styles of an OpenDocument spreadsheet: headings as headings, text that wraps, no fills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from xml.sax.saxutils import quoteattr

from eqmon.document.sheets_layout import POINTS_OF_WIDTH, SIZES

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)
ROOM = 1.05
"""How much wider columns are than in the workbook: there is less room in a cell."""
LINES: Mapping[str, str] = MappingProxyType(
    {"title": "Heading_20_1", "heading": "Heading_20_2", "text": "words"}
)
"""Cell styles by kind of line."""
META = (
    f'<office:document-meta {NAMESPACES} office:version="1.4"><office:meta/></office:document-meta>'
).encode()
SETTINGS = f'<office:document-settings {NAMESPACES} office:version="1.4"/>'.encode()


def style_of(number: bool, decimals: int | None, first: bool) -> str:
    """The cell style of a table's cell: `decimals` are None where it holds text."""
    if decimals is not None:
        return f"digits{decimals}"
    return "right" if number else "name" if first else "beside"


def styles(language: str, pages: Iterable[int]) -> bytes:
    """The part `styles.xml`: a default, two headings, and pages that sheets fit on.

    `pageN` is for a sheet that is printed across N pages, each N of `pages`.
    """
    across = list(pages)
    short, _, country = language.partition("-")
    told = f"fo:language={quoteattr(short)} fo:country={quoteattr(country or 'none')}"
    return f"""<office:document-styles {NAMESPACES} office:version="1.4">
<office:styles>
<style:default-style style:family="table-cell"><style:text-properties fo:font-family="Arial"
 fo:font-size="{SIZES["text"]}pt" {told}/></style:default-style>
<style:style style:name="Default" style:family="table-cell"/>
{_cell("Heading_20_1", bold=True, size=SIZES["title"], shown="Heading 1")}
{_cell("Heading_20_2", bold=True, size=SIZES["heading"], shown="Heading 2")}
</office:styles>
<office:automatic-styles>{"".join(map(_page, across))}</office:automatic-styles>
<office:master-styles>{"".join(map(_master, across))}</office:master-styles>
</office:document-styles>""".encode()


def automatic_styles(
    pages: Iterable[int],
    decimals: Iterable[int],
    widths: Iterable[float],
    heights: Iterable[float],
) -> str:
    """The styles that worksheets name.

    `sheetN` is printed across N pages; `columnN` and `rowN` are the Nth of `widths` (in Excel's
    units) and of `heights` (points).
    """
    named = [
        *(_sheet(number) for number in pages),
        _cell("words"),
        _cell("link", drawn='fo:color="#0000ff" style:text-underline-style="solid"'),
        _cell("name"),
        _cell("beside", indent=True),
        _cell("right", align="end"),
        _cell("head", bold=True, border=True),
        _cell("headbeside", bold=True, border=True, indent=True),
        _cell("headright", bold=True, border=True, align="end"),
        *(_digits(number) for number in decimals),
        *(_column(place, width) for place, width in enumerate(widths)),
        *(_row(place, height) for place, height in enumerate(heights)),
    ]
    return "".join(named)


def content(styles: str, body: str) -> bytes:
    """The part `content.xml`."""
    return (
        f'<office:document-content {NAMESPACES} office:version="1.4">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document-content>"
    ).encode()


def _sheet(pages: int) -> str:
    return (
        f'<style:style style:name="sheet{pages}" style:family="table"'
        f' style:master-page-name="page{pages}"><style:table-properties table:display="true"/>'
        "</style:style>"
    )


def _page(pages: int) -> str:
    return (
        f'<style:page-layout style:name="layout{pages}"><style:page-layout-properties'
        ' fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape"'
        f' fo:margin="1.8cm" style:scale-to-X="{pages}"/></style:page-layout>'
    )


def _master(pages: int) -> str:
    return f'<style:master-page style:name="page{pages}" style:page-layout-name="layout{pages}"/>'


def _cell(
    name: str,
    *,
    bold: bool = False,
    size: int = SIZES["text"],
    align: str = "start",
    indent: bool = False,
    border: bool = False,
    shown: str = "",
    data: str = "",
    drawn: str = "",
) -> str:
    named = f'style:name="{name}"'
    if shown:
        named += f' style:display-name="{shown}"'
    if data:
        named += f' style:data-style-name="{data}"'
    weight = 'fo:font-weight="bold"' if bold else ""
    line = 'fo:border-bottom="0.75pt solid #000000"' if border else ""
    left = 'fo:margin-left="0.25cm"' if indent else ""
    return f"""<style:style {named} style:family="table-cell" style:parent-style-name="Default">
<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top" {line}
 style:text-align-source="fix"/>
<style:paragraph-properties fo:text-align="{align}" {left}/>
<style:text-properties fo:font-size="{size}pt" {weight} {drawn}/></style:style>"""


def _digits(decimals: int) -> str:
    return (
        f'<number:number-style style:name="number{decimals}"><number:number'
        f' number:decimal-places="{decimals}" number:min-decimal-places="{decimals}"'
        ' number:min-integer-digits="1" number:grouping="true"/></number:number-style>'
    ) + _cell(f"digits{decimals}", align="end", data=f"number{decimals}")


def _column(place: int, width: float) -> str:
    return (
        f'<style:style style:name="column{place}" style:family="table-column">'
        "<style:table-column-properties"
        f' style:column-width="{width * POINTS_OF_WIDTH * ROOM:.1f}pt"/></style:style>'
    )


def _row(place: int, height: float) -> str:
    return (
        f'<style:style style:name="row{place}" style:family="table-row">'
        f'<style:table-row-properties style:row-height="{height:.1f}pt"'
        ' style:use-optimal-row-height="false"/></style:style>'
    )
