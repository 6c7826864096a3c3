"""Names of WordprocessingML, in the namespace a document uses (Transitional or Strict)."""

from __future__ import annotations

from functools import cache

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MATH = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
    "{http://purl.oclc.org/ooxml/officeDocument/math}t",
)
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


class Names:
    """Qualified names; ``n.tbl`` is the table element in this document's namespace."""

    def __init__(self, namespace: str) -> None:
        def name(local: str) -> str:
            return f"{{{namespace}}}{local}"

        self.body, self.tbl, self.tr, self.tc, self.p = map(name, ("body", "tbl", "tr", "tc", "p"))
        self.r, self.t, self.tab, self.br = map(name, ("r", "t", "tab", "br"))
        self.cr, self.sym, self.hyphen = map(name, ("cr", "sym", "noBreakHyphen"))
        self.p_pr, self.r_pr, self.tc_pr = map(name, ("pPr", "rPr", "tcPr"))
        self.tr_pr, self.sdt, self.sdt_pr = map(name, ("trPr", "sdt", "sdtPr"))
        self.sdt_content, self.placeholder = map(name, ("sdtContent", "showingPlcHdr"))
        self.grid_span, self.v_merge, self.h_merge = map(name, ("gridSpan", "vMerge", "hMerge"))
        self.grid_before, self.grid, self.grid_col = map(name, ("gridBefore", "tblGrid", "gridCol"))
        self.deleted, self.move_from, self.cell_deleted = map(name, ("del", "moveFrom", "cellDel"))
        self.text_box, self.vanish, self.ruby_text = map(name, ("txbxContent", "vanish", "rt"))
        self.outline, self.style, self.val = map(name, ("outlineLvl", "pStyle", "val"))
        self.style_type = name("type")
        self.char, self.font, self.style_id = map(name, ("char", "font", "styleId"))
        self.style_def, self.style_name, self.based_on = map(name, ("style", "name", "basedOn"))
        self.alternate = _COMPATIBILITY + "AlternateContent"
        self.choice = _COMPATIBILITY + "Choice"
        self.fallback = _COMPATIBILITY + "Fallback"
        self.math = _MATH
        # What carries text; of these `tab` also defines tab stops, told by its attributes.
        self.marks = (self.tab, self.br, self.cr, self.sym, self.hyphen, *_MATH)
        self.words = (self.p, self.t)
        self.flow = (*self.words, *self.marks)
        # Where one of these occurs, text cannot simply be gathered in document order.
        self.special = (
            self.deleted, self.move_from, self.text_box, self.alternate, self.placeholder,
            self.vanish, self.ruby_text, self.tbl,
        )  # fmt: skip
        self.wrappers = frozenset(
            (self.sdt, self.sdt_content, *map(name, ("customXml", "smartTag", "ins", "moveTo")))
        ) | {self.alternate, self.choice}


@cache
def names_of(namespace: str) -> Names:
    return Names(namespace)
