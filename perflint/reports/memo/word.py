"""The memo as a Word document, from a template that a bureau can change in Word."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import fields as dataclass_fields
from difflib import get_close_matches
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from perflint.errors import UsageError
from perflint.reports.memo.listing_sheet import sheet_xml
from perflint.reports.memo.model import ANNEX_TITLES, Memo
from perflint.reports.memo.package import read_parts, zipped
from perflint.resources import data_dir

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

DEFAULT_TEMPLATE = "templates/memo.docx"
WIDE = ("items", "changes", "sheet")


def memo_docx(memo: Memo, template: Path | None = None) -> bytes:
    """The memo as .docx. Raises UsageError for a template that cannot be used."""
    path = template or data_dir("corpora") / DEFAULT_TEMPLATE
    document = _open(path)
    context = fields(memo)
    if template is not None:
        _require_fields(document, context, path)
    _fill(document, context, path)
    if not any(name in memo.annexes for name in WIDE):
        _drop_wide_section(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return zipped(read_parts(buffer.getvalue()))


def fields(memo: Memo) -> dict[str, Any]:
    """What a template can use: the fields of the memo, and what helps to lay them out.

    ``annex`` gives the number of each annex, 0 where there is none; ``wide_first`` is the number
    of the first landscape annex, ``sheet_table`` the reconciliation as a finished table.
    """
    from markupsafe import Markup

    content = {field.name: getattr(memo, field.name) for field in dataclass_fields(memo)}
    numbers = {name: memo.annexes.get(name, 0) for name in ANNEX_TITLES}
    wide = [numbers[name] for name in WIDE if numbers[name]]
    annex = SimpleNamespace(**numbers)
    table = Markup(sheet_xml(memo.sheet)) if memo.sheet else ""
    return {
        **content,
        "annex": annex,
        "wide_first": min(wide, default=0),
        "sheet_table": table,
    }


def _open(path: Path) -> DocxTemplate:
    if not path.is_file():
        raise UsageError(
            f"审核意见模板“{path}”打不开：没有这个文件，请检查配置 memo.template 中的路径"
        )
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate

    document = DocxTemplate(path)
    try:
        document.init_docx()
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise UsageError(f"审核意见模板“{path}”打不开，请检查是否为 .docx 文件") from error
    return document


def _fill(document: DocxTemplate, context: dict[str, Any], path: Path) -> None:
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        document.render(context, environment, autoescape=True)
    except TemplateError as error:
        raise UsageError(f"审核意见模板“{path}”有误：{_why(error, context)}") from error


def _require_fields(document: DocxTemplate, context: dict[str, Any], path: Path) -> None:
    """A template that names no field would give the same paper to every department."""
    from jinja2 import TemplateError

    try:
        named = document.get_undeclared_template_variables()
    except TemplateError as error:
        raise UsageError(f"审核意见模板“{path}”有误：{_why(error, context)}") from error
    if not named:
        raise UsageError(
            f"审核意见模板“{path}”中没有任何字段（如 {{{{ title }}}}），写不进审核内容，"
            "请复制 corpora/templates/memo.docx 后修改，可用字段见 docs/memo.md"
        )


def _why(error: Exception, context: dict[str, Any]) -> str:
    """What the template gets wrong, as its author can find it."""
    from jinja2 import TemplateSyntaxError, UndefinedError

    words = re.findall(r"'([^']+)'", str(error))
    if isinstance(error, UndefinedError) and words:
        near = get_close_matches(words[-1], context, n=1)
        hint = f"，是否想写“{near[0]}”" if near else ""
        return f"没有名为“{words[-1]}”的字段{hint}，可用字段见 docs/memo.md"
    if isinstance(error, TemplateSyntaxError):
        return (
            "标签写法不正确，请检查 {% for … %}、{% if … %} 与 {% endfor %}、{% endif %} 是否成对"
        )
    return "字段写法不正确，可用字段见 docs/memo.md"


def _drop_wide_section(document: DocxTemplate) -> None:
    """Without landscape annexes the last section would be an empty page."""
    from docx.oxml.ns import qn

    body = document.docx.element.body
    last = body.find(qn("w:sectPr"))
    for paragraph in reversed(list(body.iterchildren(qn("w:p")))):
        section = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if section is not None:
            body.replace(last, section)
            body.remove(paragraph)
            return
