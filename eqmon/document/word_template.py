"""The file that a document is written into: a blank one of ours, or a house's template emptied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from eqmon.document.word_house import open_house
from eqmon.document.word_pages import settle_page
from eqmon.document.word_styles import our_part
from eqmon.document.word_xml import Element, node
from eqmon.errors import UsageError

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.parts.document import DocumentPart

_LENT = frozenset(
    {
        TYPE.STYLES,
        TYPE.NUMBERING,
        TYPE.SETTINGS,
        TYPE.THEME,
        TYPE.FONT_TABLE,
        TYPE.HEADER,
        TYPE.FOOTER,
        TYPE.CUSTOM_XML,
    }
)
"""What a template lends; pictures, comments and footnotes of its own text stay behind."""
_FORGOTTEN = ("attachedTemplate", "mailMerge", "rsids", "docVars", "footnotePr", "endnotePr")
"""Settings that name machines, people or text of the template."""
_HARMLESS_OUTSIDE = frozenset({TYPE.HYPERLINK})


def open_template(template: Path | None) -> WordFile:
    """An empty file in the house's styles, or in ours where there is no template.

    A template's text is left out; its styles, numbering, page, headers and footers are kept.
    UsageError for a template that is no Word document, has macros or draws on other files.
    """
    file = _blank() if template is None else open_house(template)
    _keep_what_is_lent(file.part)
    _empty(file.element.body)
    _forget(file.settings.element)
    if template is not None:
        _refuse_outside(file, template)
    return file


def _blank() -> WordFile:
    file = docx.Document()
    part = file.part
    part._styles_part._element = parse_xml(our_part("styles"))
    part.numbering_part._element = parse_xml(our_part("numbering"))
    part._settings_part._element = parse_xml(our_part("settings"))
    for kind in (TYPE.THEME, TYPE.FONT_TABLE, TYPE.CUSTOM_XML):
        _drop(part, kind)
    body = file.element.body
    body.replace(body.find(qn("w:sectPr")), node("w:sectPr"))
    return file


def _keep_what_is_lent(part: DocumentPart) -> None:
    for kind in {relation.reltype for relation in part.rels.values()} - _LENT:
        _drop(part, kind)
    package = part.package.rels
    for kind in (TYPE.EXTENDED_PROPERTIES, TYPE.THUMBNAIL):
        for id in [id for id, relation in package.items() if relation.reltype == kind]:
            del package[id]


def _drop(part: DocumentPart, kind: str) -> None:
    for id in [id for id, relation in part.rels.items() if relation.reltype == kind]:
        del part.rels[id]


def _empty(body: Element) -> None:
    """Leaves the last section alone, with the headers that it inherits from those before it."""
    sections = list(body.iter(qn("w:sectPr")))
    last = sections[-1] if sections and sections[-1].getparent() is body else node("w:sectPr")
    inherited = {}
    for section in (*sections, last):
        for kind in (qn("w:headerReference"), qn("w:footerReference")):
            for reference in section.findall(kind):
                inherited[kind, reference.get(qn("w:type"))] = reference
    for child in list(body):
        body.remove(child)
    body.append(last)
    for place, reference in enumerate(inherited.values()):
        last.insert(place, reference)
    settle_page(last)


def _forget(settings: Element) -> None:
    for tag in _FORGOTTEN:
        for told in settings.findall(qn(f"w:{tag}")):
            settings.remove(told)


def _refuse_outside(file: WordFile, template: Path) -> None:
    """Word would fetch what a header draws from elsewhere whenever the paper is opened."""
    settings = file.part._settings_part
    for id in [id for id, relation in settings.rels.items() if relation.is_external]:
        del settings.rels[id]
    for relation in file.part.package.iter_rels():
        if relation.is_external and relation.reltype not in _HARMLESS_OUTSIDE:
            raise UsageError(
                template.name,
                "the template draws on a file outside it",
                allowed="a .docx file that has its pictures in it",
                hint="in Word, open Edit Links to Files and break the links, then save it again",
            )
