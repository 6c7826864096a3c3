"""Outputs that are none: what the office has or spends instead of what it delivers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perflint.checks.context import Context
from perflint.checks.hit import Hit
from perflint.checks.registry import Params, check
from perflint.checks.rows import Row
from perflint.patterns import pattern
from perflint.resources import corpus

# 服务站工作人员: the word belongs to the place, nobody is served by the count.
_SITES = pattern(r"服务(?=站|中心|大厅|所|点|窗口)")


@check("input-as-output", scope="indicator")
def input_as_output(_: Context, row: Row, __: Params) -> Iterator[Hit]:
    """A quantity that counts the office's own premises, staff or equipment."""
    # People served are counted in 人次, own ones never.
    if row.target.is_percent or row.target.unit == "人次":
        return
    if word := _stock_word(row):
        yield row.hit("name", word=word)
        return
    title = row.project.title
    for entry in corpus("inputs.toml")["input"]:
        word = next((word for word in entry["words"] if word in row.name), "")
        name = _SITES.sub("", row.name)
        if not word or any(served in name for served in entry.get("unless_name", ())):
            continue
        if not any(paid in title for paid in entry["unless_title"]):
            yield row.hit("name", word=word)
            return


def _stock_word(row: Row) -> str:
    """The word by which name, explanation or basis say that what is counted is there already, or ""."""
    stock = corpus("inputs.toml")["stock"]
    said = f"{row.name}，{row.indicator.description}，{row.indicator.basis}"
    word = next((word for word in stock["words"] if word in said), "")
    if not word or not any(noun in row.name for noun in stock["nouns"]):
        return ""
    if any(deed in said for deed in stock["unless"]):
        return ""
    return str(word)


class FundProcess(Params):
    """``heads`` always speak of moving money; ``heads_unless`` not where paying out is the service,
    which ``service`` tells by title, objective or name; of ``works`` only by the name (养老院改造工程).
    ``labels`` are first- or second-level
    labels of rows that the scoring system adds itself."""

    heads: list[str]
    heads_unless: list[str] = []
    money: list[str] = []
    service: list[str] = []
    works: list[str] = []
    labels: list[str] = []


@check("fund-process", scope="indicator", params=FundProcess)
def fund_process(context: Context, row: Row, params: FundProcess) -> Iterator[Hit]:
    """A rate of handing down, paying or spending money in place of a performance."""
    indicator = row.indicator
    if any(label in indicator.level1 + indicator.level2 for label in params.labels):
        return
    if context.local.is_preset(row.name) or row.group == "满意度":
        return
    name = re.sub(r"[（(][^（()）]*[)）]\s*$|[=＝].*$", "", row.name.replace("\n", "")).strip(
        " 。；;"
    )
    head = next((head for head in params.heads if name.endswith(head)), "")
    if not head:
        head = next((head for head in params.heads_unless if name.endswith(head)), "")
        title = row.project.title
        works = any(word in title for word in params.works)
        service = name if works else title + row.project.record.objective + name
        if head and any(word in service for word in params.service):
            return
    if head and any(word in name for word in params.money):
        yield row.hit("name", head=head)
