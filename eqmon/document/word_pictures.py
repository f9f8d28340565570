"""Charts as pictures in Word, each with its words for those who do not see it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Twips

from eqmon.charts import draw
from eqmon.document.model import Figure
from eqmon.document.word_xml import Element, node

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

WIDEST = 9072
"""Twentieths of a point: the 16 cm that charts are drawn for."""
_INLINE = f"""
<wp:inline {nsdecls("wp", "a", "pic", "r")} distT="0" distB="0" distL="0" distR="0">
  <wp:extent/><wp:docPr/>
  <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
  <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
    <pic:pic>
      <pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr>
      <pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
      <pic:spPr>
        <a:xfrm><a:off x="0" y="0"/><a:ext/></a:xfrm>
        <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
      </pic:spPr>
    </pic:pic>
  </a:graphicData></a:graphic>
</wp:inline>"""


def picture(part: DocumentPart, figure: Figure, number: int, available: int) -> Element:
    """A run with the figure's chart, at most as wide as the text; `number` is its own.

    The alternative is told in one place alone: a title beside it would be read out too.
    """
    id, image = part.get_or_add_image(io.BytesIO(draw.png(figure.chart)))
    width, height = image.scaled_dimensions(width=Twips(min(WIDEST, available)))
    inline = parse_xml(_INLINE)
    for tag in ("wp:extent", "a:ext"):
        extent = next(inline.iter(qn(tag)))
        extent.set("cx", str(int(width)))
        extent.set("cy", str(int(height)))
    told = next(inline.iter(qn("wp:docPr")))
    told.set("id", str(number))
    told.set("name", figure.label)
    told.set("descr", figure.alternative)
    next(inline.iter(qn("a:blip"))).set(qn("r:embed"), id)
    return node("w:r", node("w:drawing", inline))
