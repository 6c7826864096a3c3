"""Build ``memo.docx``, the default template of the memo; run it after changing this file.

The template is an ordinary Word document: a bureau copies it, changes fonts, head and wording in
Word, and names its copy in the configuration. What stands in ``{{ }}`` is filled in, what stands in
``{%p %}`` and ``{%tr %}`` repeats a paragraph or a table row; ``docs/memo.md`` lists the fields.
Page, type area, fonts and page numbers follow GB/T 9704.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

TARGET = Path(__file__).with_name("memo.docx")
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
# Name, what stands in where it is not installed, class, PANOSE (Word picks a likeness by it).
FONTS = [
    (SONG, "小标宋,宋体,SimSun", "roman", "02010600030101010101"),
    (FANG, "仿宋,FangSong", "modern", "02010609060101010101"),
    (KAI, "楷体,KaiTi", "modern", "02010609060101010101"),
    (HEI, "SimHei", "modern", "02010609060101010101"),
    ("宋体", "SimSun", "roman", "02010600030101010101"),
    ("Times New Roman", "", "roman", "02020603050405020304"),
]

# 156 mm × 225 mm of type on A4: 22 lines of 28.95 pt, 28 characters of 16 pt less a quarter point.
LINE = 579
MARGINS = 'w:top="2098" w:right="1474" w:bottom="1985" w:left="1587"'
PORTRAIT = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    f'<w:pgMar {MARGINS} w:header="851" w:footer="1304" w:gutter="0"/>'
)
LANDSCAPE = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1587" w:right="1985" w:bottom="1474" w:left="2098" '
    'w:header="851" w:footer="794" w:gutter="0"/>'
)
WIDTH, WIDE = 8844, 12755


def fonts(east: str) -> str:
    return (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{east}" '
        'w:cs="Times New Roman"/>'
    )


def style(
    name: str,
    title: str,
    paragraph: str,
    east: str = FANG,
    size: int = 32,
    based: str = "Normal",
    run: str = "",
) -> str:
    """One paragraph style; ``size`` in half-points."""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}">'
        f'<w:name w:val="{title}"/><w:basedOn w:val="{based}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr>"
        f'<w:rPr>{fonts(east)}{run}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def indent(**values: int) -> str:
    return "<w:ind " + " ".join(f'w:{key}="{value}"' for key, value in values.items()) + "/>"


FIRST = indent(firstLineChars=200, firstLine=640)
TABLE_LINE = '<w:spacing w:before="20" w:after="20" w:line="300" w:lineRule="exact"/>'
SMALL_LINE = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="exact"/>'
LEFT, CENTER, RIGHT = (f'<w:jc w:val="{value}"/>' for value in ("left", "center", "right"))
PLAIN = '<w:spacing w:val="0"/>'
ANNEX_LINE = '<w:spacing w:before="0" w:after="100" w:line="560" w:lineRule="exact"/>'

STYLES = [
    style("MemoTitle", "公文标题",
          f'<w:keepNext/><w:spacing w:before="0" w:after="{LINE}" w:line="700" '
          f'w:lineRule="exact"/>{CENTER}<w:outlineLvl w:val="0"/>', SONG, 44, run=PLAIN),
    style("MemoBodyKeep", "公文正文同页", "<w:keepNext/>", based="MemoBody"),
    style("MemoAddressee", "主送机关", LEFT),
    style("MemoBody", "公文正文", '<w:wordWrap w:val="0"/>' + FIRST),
    style("MemoHead1", "一级标题", f'<w:keepNext/>{FIRST}<w:outlineLvl w:val="1"/>', HEI),
    style("MemoHead2", "二级标题", f'<w:keepNext/>{FIRST}<w:outlineLvl w:val="2"/>', KAI),
    style("MemoAttachFirst", "附件说明", "<w:keepNext/>" + indent(left=1920, hanging=1280) + LEFT),
    style("MemoAttachNext", "附件说明续", "<w:keepNext/>" + indent(left=1920, hanging=320) + LEFT),
    style("MemoSign", "落款", "<w:keepNext/>" + indent(left=4200, right=640) + CENTER),
    style("MemoNote", "附注", FIRST),
    style("MemoGap", "空行", "<w:keepNext/>"),
    style("MemoTableNote", "表注",
          '<w:spacing w:before="60" w:after="60" w:line="320" w:lineRule="exact"/>' + LEFT,
          FANG, 21, run=PLAIN),
    style("MemoTableLabel", "表格栏目", TABLE_LINE + CENTER, HEI, 21, run=PLAIN),
    style("MemoTableHead", "表头", "<w:keepNext/>", HEI, 21, based="MemoTableLabel", run=PLAIN),
    style("MemoTableKeep", "表格居中同页", "<w:keepNext/>", size=21, based="MemoTableMid", run=PLAIN),
    style("MemoTableText", "表格文字", TABLE_LINE + LEFT, FANG, 21, run=PLAIN),
    style("MemoTableMid", "表格居中", TABLE_LINE + CENTER, FANG, 21, run=PLAIN),
    style("MemoTableSmall", "表格小字", SMALL_LINE + LEFT, FANG, 18, run=PLAIN),
    style("MemoTableSmallMid", "表格小字居中", SMALL_LINE + CENTER, FANG, 18, run=PLAIN),
    style("MemoAnnex", "附件序号", "<w:keepNext/>" + ANNEX_LINE + LEFT, HEI),
    style("MemoAnnexBreak", "附件序号另页", "<w:pageBreakBefore/>", HEI, based="MemoAnnex"),
    style("MemoAnnexTitle", "附件标题",
          "<w:keepNext/>" + ANNEX_LINE + CENTER, SONG, 36, run=PLAIN),
    style("MemoPageOdd", "单页页码", indent(right=280) + RIGHT, "宋体", 28, run=PLAIN),
    style("MemoPageEven", "双页页码", indent(left=280) + LEFT, "宋体", 28, run=PLAIN),
    style("MemoHidden", "分节",
          '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', size=2),
]  # fmt: skip


def styles() -> str:
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:widowControl w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
        '<w:jc w:val="both"/></w:pPr></w:style>'
    )
    grid = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}<w:spacing w:val="-5"/>'
        '<w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    return f"<w:styles {NAMESPACES}>{defaults}{normal}{grid}{''.join(STYLES)}</w:styles>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(text: str, look: str = "MemoBody") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{look}"/></w:pPr>{run(text) if text else ""}</w:p>'


def each(loop: str, *body: str) -> str:
    """Paragraphs and tables that stand for every item of a list."""
    return p(f"{{%p for {loop} %}}") + "".join(body) + p("{%p endfor %}")


def when(condition: str, *body: str) -> str:
    return p(f"{{%p if {condition} %}}") + "".join(body) + p("{%p endif %}")


def cell(text: str, width: int, look: str = "MemoTableText", span: int = 1, merge: str = "") -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = {"first": '<w:vMerge w:val="restart"/>', "next": "<w:vMerge/>"}.get(merge, "")
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merged}'
        f'<w:vAlign w:val="center"/></w:tcPr>{p(text, look)}</w:tc>'
    )


def row(cells: Iterable[str], head: bool = False, height: int = 0) -> str:
    rules = "<w:tblHeader/>" if head else ""
    tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{rules}</w:trPr>{''.join(cells)}</w:tr>"


def tags(tag: str, widths: Sequence[int]) -> str:
    """A row that holds only a tag and is gone when the memo is written."""
    return row([cell(f"{{%tr {tag} %}}", widths[0])] + [cell("", width) for width in widths[1:]])


def table(widths: Sequence[int], *rows: str) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0000"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def listing(columns: Sequence[tuple[str, int, str, str]], loop: str, small: bool = False) -> str:
    """A table with a repeated head and one row an item: (title, width, field, look)."""
    widths = [width for _, width, _, _ in columns]
    size = "Small" if small else ""
    head = row((cell(title, width, "MemoTableHead") for title, width, _, _ in columns), head=True)
    line = row(
        cell(f"{{{{ {name} }}}}", width, f"MemoTable{look or (size or 'Text')}")
        for _, width, name, look in columns
    )
    return table(widths, head, tags(f"for {loop}", widths), line, tags("endfor", widths))


def section(page: str, *, breaks: bool = True) -> str:
    kind = '<w:type w:val="nextPage"/>' if breaks else ""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId5"/>'
        f'<w:footerReference w:type="even" r:id="rId6"/>{kind}{page}</w:sectPr>'
    )


def divider(page: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="MemoHidden"/>{section(page)}</w:pPr></w:p>'


def letter() -> str:
    return "".join([
        p("{{ title }}", "MemoTitle"),
        when("addressee", p("{{ addressee }}：", "MemoAddressee")),
        p("{{ preamble }}"),
        p("一、总体评价", "MemoHead1"),
        each("text in overall", p("{{ text }}")),
        when("shares", shares(), p("", "MemoTableNote")),
        p("二、主要问题", "MemoHead1"),
        each("part in parts",
             p("{{ part.heading }}", "MemoHead2"),
             p("{{ part.summary }}"),
             each("text in part.examples", p("{{ text }}"))),
        when("silent", p("{{ silent }}")),
        when("progress",
             p("{{ progress.heading }}", "MemoHead2"),
             p("{{ progress.summary }}"),
             each("text in progress.examples", p("{{ text }}"))),
        p("三、分项目审核意见", "MemoHead1"),
        opinions(),
        each("text in opinion_notes", p("注：{{ text }}", "MemoTableNote")),
        when("general", p("对全文和多个项目共同存在的问题，审核意见如下："),
             each("text in general", p("{{ text }}"))),
        p("四、有关要求", "MemoHead1"),
        each("text in requirements",
             p("{%p if loop.last %}"), p("{{ text }}", "MemoBodyKeep"),
             p("{%p else %}"), p("{{ text }}"), p("{%p endif %}")),
        when("attachments", p("", "MemoGap"),
             each("text in attachments",
                  p("{%p if loop.first %}"),
                  p("附件：{% if loop.length > 1 %}{{ loop.index }}. {% endif %}{{ text }}",
                    "MemoAttachFirst"),
                  p("{%p else %}"),
                  p("{{ loop.index }}. {{ text }}", "MemoAttachNext"),
                  p("{%p endif %}"))),
        when("bureau or date", p("", "MemoGap"), p("", "MemoGap"),
             p("{{ bureau }}", "MemoSign"), p("{{ date }}", "MemoSign")),
        when("contact", p("（联系人：{{ contact }}）", "MemoNote")),
    ])  # fmt: skip


def shares() -> str:
    columns = [
        ("建议等级", 1500, "share.grade", "Keep"),
        ("审核结论", 3544, "share.verdict", "Keep"),
        ("项目数（个）", 1700, "share.count", "Keep"),
        ("金额（万元）", 2100, "share.amount", "Keep"),
    ]
    return listing(columns, "share in shares")


def opinions() -> str:
    columns = [
        ("序号", 500, "line.number", "Mid"),
        ("项目", 1620, "line.project", ""),
        ("金额（万元）", 1310, "line.amount", "Mid"),
        ("建议等级", 900, "line.grade }}\n{{ line.verdict", "Mid"),
        ("主要问题", 2257, "line.problems", "Small"),
        ("修改意见", 2257, "line.advice", "Small"),
    ]
    return listing(columns, "line in opinions")


def forms() -> str:
    widths = [720, 960, 2850, 720, 3594]
    label, text, small = "MemoTableLabel", "MemoTableText", "MemoTableSmall"

    def pair(merge: str, n: int) -> str:
        return row([
            cell("{{ group[0].dimension }}" if n == 0 else "", widths[0], label, merge=merge),
            cell(f"{{{{ group[{n}].item }}}}", widths[1], "MemoTableMid"),
            cell(f"{{{{ group[{n}].asks }}}}", widths[2], small),
            cell(f"{{{{ group[{n}].level }}}}", widths[3], "MemoTableMid"),
            cell(f"{{{{ group[{n}].opinion }}}}", widths[4], small),
        ])  # fmt: skip

    body = table(
        widths,
        row([cell("项目名称", sum(widths[:2]), label, 2),
             cell("{{ form.project }}", sum(widths[2:]), text, 3)]),
        row([cell("主管部门", sum(widths[:2]), label, 2), cell("{{ form.department }}", widths[2]),
             cell("项目金额", widths[3], label), cell("{{ form.amount }}", widths[4])]),
        row([cell("总体目标", sum(widths[:2]), label, 2),
             cell("{{ form.objective }}", sum(widths[2:]), small, 3)]),
        row([cell("审核内容", widths[0], label), cell("审核要点", widths[1], label),
             cell("具体内容", widths[2], label), cell("建议评定", widths[3], label),
             cell("审核意见", widths[4], label)]),
        tags("for group in form.groups", widths),
        pair("first", 0),
        pair("next", 1),
        tags("endfor", widths),
        row([cell("综合评定", sum(widths[:2]), label, 2),
             cell("建议等级：{{ form.grade }}（{{ form.verdict }}）。{{ form.reason }}。",
                  sum(widths[2:]), text, 3)]),
        row([cell("审核人意见", sum(widths[:2]), label, 2),
             cell("审核人（签字）：　　　　　　　　　　年　　月　　日", sum(widths[2:]),
                  "MemoTableMid", 3)], height=760),
    )  # fmt: skip
    return each(
        "form in forms",
        p("{%p if loop.first %}"),
        p("附件{% if attachments|length > 1 %}{{ annex.forms }}{% endif %}", "MemoAnnexBreak"),
        p("项目支出绩效目标审核表", "MemoAnnexTitle"),
        p("{%p else %}"),
        p(
            "附件{% if attachments|length > 1 %}{{ annex.forms }}{% endif %}（续）",
            "MemoAnnexBreak",
        ),
        p("项目支出绩效目标审核表", "MemoAnnexTitle"),
        p("{%p endif %}"),
        body,
    )


def items() -> str:
    columns = [
        ("序号", 640, "item.number", "SmallMid"),
        ("项目", 1570, "item.project", ""),
        ("指标", 1650, "item.indicator", ""),
        ("原文", 1650, "item.quote", ""),
        ("审核问题", 2700, "item.message", ""),
        ("依据", 1850, "item.basis", ""),
        ("修改建议", 1935, "item.suggestion", ""),
        ("程度", 760, "item.severity", "SmallMid"),
    ]
    return listing(columns, "item in items", small=True)


def changes() -> str:
    columns = [
        ("序号", 600, "change.number", "Mid"),
        ("项目", 2500, "change.project", ""),
        ("指标", 2300, "change.field", ""),
        ("原表述", 2700, "change.before", ""),
        ("建议表述", 2700, "change.after", ""),
        ("修改原因", 1955, "change.reason", ""),
    ]
    return listing(columns, "change in changes")


def annexes() -> str:
    def annex(name: str, title: str, *body: str) -> str:
        return when(
            f"annex.{name}",
            p(f"{{%p if annex.{name} == wide_first %}}"),
            p(f"附件{{{{ annex.{name} }}}}", "MemoAnnex"),
            p("{%p else %}"),
            p(f"附件{{{{ annex.{name} }}}}", "MemoAnnexBreak"),
            p("{%p endif %}"),
            p(title, "MemoAnnexTitle"),
            *body,
        )

    return "".join([
        annex("items", "问题清单", items()),
        annex("changes", "指标修改对照表", changes()),
        annex("sheet", "成本指标与预算勾稽表", p("单位：万元", "MemoTableNote"), p("{{p sheet_table }}"),
              each("text in sheet.notes", p("{{ text }}", "MemoTableNote"))),
    ])  # fmt: skip


def document() -> str:
    body = letter() + forms() + divider(PORTRAIT) + annexes() + p("", "MemoHidden")
    return f"<w:document {NAMESPACES}><w:body>{body}{section(LANDSCAPE)}</w:body></w:document>"


def footer(look: str) -> str:
    page = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return (
        f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{look}"/></w:pPr>'
        f"{run('— ')}{page}{run(' —')}</w:p></w:ftr>"
    )


def font_table() -> str:
    def one(name: str, instead: str, family: str, panose: str) -> str:
        alt = f'<w:altName w:val="{instead}"/>' if instead else ""
        charset = "00" if name.isascii() else "86"
        return (
            f'<w:font w:name="{name}">{alt}<w:panose1 w:val="{panose}"/>'
            f'<w:charset w:val="{charset}"/><w:family w:val="{family}"/></w:font>'
        )

    return f"<w:fonts {NAMESPACES}>{''.join(one(*font) for font in FONTS)}</w:fonts>"


def settings() -> str:
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        "<w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:ulTrailSpace/>"
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def core() -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:title>审核意见</dc:title>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2024-01-01T00:00:00Z</dcterms:created>'
        "</cp:coreProperties>"
    )


PARTS = {
    "styles": ("rId1", styles),
    "settings": ("rId2", settings),
    "fontTable": ("rId3", font_table),
    "footer1": ("rId5", lambda: footer("MemoPageOdd")),
    "footer2": ("rId6", lambda: footer("MemoPageEven")),
}


def relationships() -> str:
    links = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{name.rstrip("12")}" Target="{name}.xml"/>'
        for name, (key, _) in PARTS.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD_TYPE}.{name.rstrip("12")}+xml"/>'
        for name in PARTS
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>"
    )


def package() -> dict[str, str]:
    links = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>'
    )
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": links,
        "docProps/core.xml": core(),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relationships(),
    }
    return parts | {f"word/{name}.xml": make() for name, (_, make) in PARTS.items()}


def build(target: Path = TARGET) -> None:
    """Write the template; the same bytes every time."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in package().items():
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            archive.writestr(info, head + text)


if __name__ == "__main__":
    build()
