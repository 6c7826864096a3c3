"""Target tables that a dump left without any table: lines of cells, of pieces, of rows.

What anchors the reading are header words (一级指标 … 指标值) and level labels; between two labels the
pieces are read by `guess`. Where that stays unclear the confidence is low, and where name and value
cannot be told apart nothing is made up.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from perflint.extraction.build import Named, Plan
from perflint.extraction.bycolumn import columns_below
from perflint.extraction.contents import is_operator
from perflint.extraction.draft import Draft
from perflint.extraction.glued import cut_items, glued_row, header_words, label_pieces, unglue
from perflint.extraction.guess import Guess, guess_rows
from perflint.extraction.header import Column, makes_header
from perflint.extraction.labels import clean_label, levels_of, opens_first, says_indicator
from perflint.extraction.lexicon import head_of, header_of, is_evaluation
from perflint.extraction.loosehead import opens_project, read_before
from perflint.extraction.loosenumbers import numbered_rows
from perflint.extraction.resolve import resolve
from perflint.extraction.rowkinds import starts_noise
from perflint.extraction.text import is_filler, is_placeholder, plain, squeeze, undecorated
from perflint.extraction.titles import is_noise, read_heading, says
from perflint.extraction.totals import is_sum, names_total
from perflint.patterns import pattern
from perflint.records.anchor import Anchor

_JOIN = 4
_MOST_OTHERS, _LONGEST_HEADER = 6, 12
_PARTS = ("指标", "单位", "内容", "名称", "说明")  # of a longer header, more often than alone
_MIN_BARE = 3  # second levels without 指标 (数量, 社会效益), so that such words are labels
_MIN_CUT, _WIDEST_CUT, _MARGIN = 3, 24, 3.0
_TEXT_FIELDS = ("description", "operator", "value", "unit", "weight", "basis", "direction")


@dataclass(slots=True)
class Piece:
    """A piece of text, where it stands, and the line it is part of."""

    text: str
    anchor: Anchor
    row: int


@dataclass(slots=True)
class Block:
    """One project's pieces: what stands before its header, the header, and what follows."""

    title: Named | None = None
    before: list[Piece] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    data: list[Piece] = field(default_factory=list)
    spaced: bool = False
    glued: bool = False
    cut: bool = False
    kind: str = "project"
    unclear: int = 0


def read_loose(lines: Sequence[tuple[str, Anchor]]) -> tuple[list[Plan], int]:
    """The projects in lines of text that no table holds, and how many rows stayed unclear."""
    plans, unclear = [], 0
    for block in _blocks([Piece(text, anchor, i) for i, (text, anchor) in enumerate(lines)]):
        plan = _plan(block)
        unclear += block.unclear
        if plan is not None:
            plans.append(plan)
    return plans, unclear


# -- blocks ---------------------------------------------------------------------------------


def _blocks(lines: list[Piece]) -> Iterator[Block]:
    """Cut the lines into projects: at titles of forms, and at every new header."""
    block = Block()
    index = 0
    lines = list(_unpacked(lines))
    while index < len(lines):
        piece = lines[index]
        heading = read_heading(piece.text) if len(piece.text) <= 80 else None
        names, count, spaced, glued, cut = _header_at(lines, index)
        if names:
            if block.headers:
                if [plain(n) for n in names] == [
                    plain(n) for n in block.headers
                ] and not block.data:
                    index += count
                    continue
                following = _carried(block)
                yield block
                block = following
            block.headers, block.spaced, block.glued, block.cut = names, spaced, glued, cut
            index += count
        elif heading is not None and heading.form and not head_of(piece.text):
            if block.headers or heading.title:
                yield block
                block = Block()
            block.kind = heading.kind
            if heading.title:
                block.title = Named(heading.title, piece.anchor, "表前标题", 0.9)
            index += 1
        else:
            (block.data if block.headers else block.before).append(piece)
            index += 1
    yield block


def _carried(block: Block) -> Block:
    """A header without a title before it: what stands at the end of the data may be the head."""
    for at in range(len(block.data) - 1, -1, -1):
        if opens_project(block.data[at].text, block.data[at].anchor):
            before = block.data[at:]
            del block.data[at:]
            return Block(before=before)
    return Block()


def _unpacked(lines: list[Piece]) -> Iterator[Piece]:
    """Lines in which title, objective, header and rows run together are cut apart first."""
    for line in lines:
        for text in unglue(line.text):
            yield Piece(text, line.anchor, line.row)


def _header_at(lines: list[Piece], index: int) -> tuple[list[str], int, bool, bool, bool]:
    """The header that begins here: its names, how many lines it takes, and how it is written."""
    text = lines[index].text
    parts = text.split()
    if len(parts) >= 3 and all(map(_names_column, parts)) and _is_header(parts):
        return parts, 1, True, False, False
    glued = header_words(squeeze(text)) if len(parts) == 1 and len(text) >= 8 else []
    if len(glued) >= 2 and _is_header(glued):
        return glued, 1, False, True, False
    names: list[str] = []
    at, cut = index, False
    while at < len(lines):
        name, count = _joined_header(lines, at)
        if not name:
            break
        names.append(name)
        cut = cut or count > 1
        at += count
    if len(names) >= 2 and not cut and _is_header(names):
        more = _unknown_names(lines, at)
        names += more
        at += len(more)
    if len(names) >= 2 and _is_header(names):
        return names, at - index, False, False, cut
    return [], 0, False, False, False


def _unknown_names(lines: list[Piece], at: int) -> list[str]:
    """Headers of other columns (责任科室): the short lines before the first level begins."""
    names: list[str] = []
    for piece in lines[at : at + _MOST_OTHERS + 1]:
        text = squeeze(piece.text)
        if 1 in levels_of(text):
            return names
        if len(text) > _LONGEST_HEADER or any(c.isdigit() for c in text) or is_operator(text):
            break
        names.append(text)
    return []


def _joined_header(lines: list[Piece], at: int) -> tuple[str, int]:
    for count in range(min(_JOIN, len(lines) - at), 0, -1):
        texts = [squeeze(piece.text) for piece in lines[at : at + count]]
        text = "".join(texts)
        if count > 1 and len(texts[0]) > 2 and all(map(_stands_alone, texts)):
            continue  # 指标值, 依据: two columns, though 指标值依据 would be one
        if _names_column(text) and len(text) <= 20:
            return text, count
    return "", 0


def _stands_alone(text: str) -> bool:
    return len(text) > 1 and text not in _PARTS and _names_column(text)


def _names_column(text: str) -> bool:
    header = header_of(text)
    return is_evaluation(text) or (
        header is not None
        and header.exact
        and header.field not in ("project", "objective", "department", "amount")
    )


def _is_header(names: Sequence[str]) -> bool:
    fields = {header.field for name in names if (header := header_of(name))}
    return makes_header(fields)


# -- one project ----------------------------------------------------------------------------


def _plan(block: Block) -> Plan | None:
    if not block.headers:
        return _by_column(block)
    if any(is_evaluation(name) for name in block.headers):
        return None
    if block.title and any(says(block.title.text, key) for key in ("evaluation", "schemes")):
        return None
    pieces = [p for p in _without_sums(block.data) if p.text and not _is_dropped(p.text)]
    if block.spaced:
        pieces = [Piece(t, p.anchor, p.row) for p in pieces for t in p.text.split()]
    columns = _columns(block, pieces)
    pieces = _by_number(block, pieces, columns)
    drafts = _drafts(block, pieces, columns)
    drafts = [draft for draft in drafts if not _is_blank(draft)]
    if not drafts or all(is_placeholder(draft.texts.get("value", "")) for draft in drafts):
        return None
    plan = Plan(drafts[0].places["name"], title=block.title, kind=block.kind, columns=columns)
    plan.drafts = drafts
    read_before(plan, [(piece.text, piece.anchor) for piece in block.before])
    if plan.title is not None:
        plan.anchor = plan.title.anchor
    return plan


def _by_number(block: Block, pieces: list[Piece], columns: list[Column]) -> list[Piece]:
    """The pieces row by row, where the table numbered its rows."""
    texts = [piece.text for piece in pieces]
    rows = numbered_rows(texts, [column.field for column in columns])
    if rows is None or block.glued or block.cut:
        return pieces
    block.spaced = True
    return [
        Piece(pieces[at].text, pieces[at].anchor, number)
        for number, row in enumerate(rows)
        for at in row
    ]


def _by_column(block: Block) -> Plan | None:
    lines = [(piece.text, piece.anchor) for piece in block.before]
    found = columns_below(lines) if len(lines) >= 6 else None
    if found is None:
        return None
    first, drafts, columns = found
    plan = Plan(drafts[0].places["name"], title=block.title, kind=block.kind, columns=columns)
    plan.drafts = drafts
    read_before(plan, lines[:first])
    return plan


def _without_sums(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces but those of rows that add up (分值合计 100) and notes below the rows."""
    summed = False
    for piece in pieces:
        if names_total(piece.text):
            summed = True
        elif not (summed and is_sum(piece.text)) and not starts_noise(piece.text):
            summed = False
            yield piece


_SIGNED = pattern(
    r"^[^，。]{0,8}(?:审核|审批|审查)意见[:：]|(?:负责人|填表人|制表人|经办人|联系人)[:：]"
)
_PAGE = pattern(r"^(?:第\s*\d+\s*页.{0,10}|[-—－–]\s*\d{1,4}\s*[-—－–])$")


def _is_dropped(text: str) -> bool:
    """Page numbers, units and people between the cells; a bare number may be a value."""
    label = head_of(text)
    if (label and label.role in ("private", "group")) or _SIGNED.search(squeeze(text)):
        return True
    return bool(_PAGE.match(text)) or (is_noise(text) and ("：" in text or ":" in text))


def _is_blank(draft: Draft) -> bool:
    return is_filler(draft.name) or not draft.name


def _columns(block: Block, pieces: list[Piece]) -> list[Column]:
    columns = [Column(i, i + 1, (name,)) for i, name in enumerate(block.headers)]
    signs = [piece.text for piece in pieces if is_operator(piece.text)]
    others = [
        p.text for p in pieces if p.text in ("正向", "反向", "正向指标", "反向指标", "定性", "定量")
    ]
    samples: list[list[str]] = []
    kinds = [kind for kind in (signs, others) if kind]
    if len(kinds) == 2:  # two columns, in the order in which their cells stand
        kinds.sort(key=lambda kind: next(i for i, p in enumerate(pieces) if p.text == kind[0]))
    if sum(map(_is_sign, columns)) < 2:
        kinds = kinds[:1] if not signs else [signs]
    for column in columns:
        samples.append(kinds.pop(0) if _is_sign(column) and kinds else [])
    resolve(columns, samples)
    for column in columns:
        column.confidence = min(column.confidence, 0.7)
        column.how = f"文本{column.how}"
    return columns


def _is_sign(column: Column) -> bool:
    header = header_of(column.last)
    return header is not None and header.field == "sign"


def _drafts(block: Block, pieces: list[Piece], columns: list[Column]) -> list[Draft]:
    unread = {"level1", "level2", "index"}
    fields = [c.field or "other" for c in columns if c.field not in unread]
    if block.glued:
        return _glued(pieces, fields, block)
    block.cut = block.cut or (not block.spaced and _breaks_labels(pieces))
    strong = _strong_second_levels(pieces, block)
    whole = [] if block.cut else _read(pieces, fields, strong, 0, block)
    width = max((len(piece.text) for piece in pieces), default=0)
    if not block.cut and not _may_be_cut(pieces, width):
        return _flat(whole)
    cut = _read(pieces, fields, strong, width, block)
    # Pieces read as cells must be clearly the worse reading before they are put together.
    return _flat(cut if block.cut or _cost(cut) + _MARGIN < _cost(whole) else whole)


Reading = list[tuple[Draft, float]]


def _flat(reading: Reading) -> list[Draft]:
    return [draft for draft, _ in reading]


def _cost(reading: Reading) -> float:
    return sum(cost for _, cost in reading)


def _read(
    pieces: list[Piece], fields: list[str], strong: bool, width: int, block: Block
) -> Reading:
    """The indicators between the level labels; ``width`` as in `guess_rows`."""
    found: Reading = []
    levels = ["", ""]
    segment: list[Piece] = []
    at = 0
    while at < len(pieces):
        label, count = _label_at(pieces, at, strong, bool(width))
        if not label:
            segment.append(pieces[at])
            at += 1
            continue
        found += _segment(segment, fields, levels, width, block)
        segment = []
        _open(levels, label)
        at += count
    return found + _segment(segment, fields, levels, width, block)


def _glued(pieces: list[Piece], fields: list[str], block: Block) -> list[Draft]:
    drafts: list[Draft] = []
    levels = ["", ""]
    for piece in pieces:
        parts = list(label_pieces(squeeze(piece.text)))
        several = sum(is_label for is_label, _ in parts) > 2  # more than one row in this line
        for is_label, text in parts:
            if is_label:
                _open(levels, text)
                continue
            for item in cut_items(text) if several else [text]:
                if is_filler(undecorated(item)):  # the form's own "指标1："
                    continue
                found = glued_row(item, fields)
                if found:
                    drafts.append(_glued_draft(piece, found, levels))
                else:
                    block.unclear += 1
    return drafts


def _glued_draft(piece: Piece, found: list[tuple[str, str]], levels: list[str]) -> Draft:
    texts = dict(found)
    draft = Draft(piece.row, levels[0], levels[1], undecorated(texts.pop("name")))
    draft.texts = {key: text for key, text in texts.items() if text}
    draft.places = {key: piece.anchor for key, _ in found}
    draft.how = {key: ("自连写的文本中拆分", 0.5) for key, _ in found}
    return draft


def _open(levels: list[str], label: str) -> None:
    text = clean_label(label).text
    if opens_first(text, levels[0]):
        levels[:] = [text, ""]
    else:
        levels[1] = text


def _strong_second_levels(pieces: list[Piece], block: Block) -> bool:
    labels = [piece.text for piece in pieces if levels_of(piece.text)]
    strong = sum(map(says_indicator, labels)) >= 2
    seconds = [label for label in labels if levels_of(label) == {2}]
    bare = sum(not says_indicator(label) for label in seconds)
    return block.cut or (strong and not (bare >= _MIN_BARE and bare * 2 > len(seconds)))


def _label_at(pieces: list[Piece], at: int, strong: bool, cut: bool) -> tuple[str, int]:
    """The label that begins here, and how many pieces it takes."""
    for count in range(min(_JOIN if cut else 1, len(pieces) - at), 0, -1):
        text = squeeze("".join(piece.text for piece in pieces[at : at + count]))
        if len(text) <= 30 and levels_of(text) and (says_indicator(text) or not strong):
            return text, count
    return "", 0


def _breaks_labels(pieces: list[Piece]) -> bool:
    """Whether the rest of a level label stands on a line of its own (产出, 指标): cells were cut."""
    return any(
        squeeze(rest.text) in ("指标", "标")
        and says_indicator(text := squeeze(first.text + rest.text))
        and bool(levels_of(text))
        for first, rest in itertools.pairwise(pieces)
    )


def _may_be_cut(pieces: list[Piece], width: int) -> bool:
    lengths = [len(piece.text) for piece in pieces]
    return 4 <= width <= _WIDEST_CUT and lengths.count(width) >= _MIN_CUT


def _segment(
    segment: list[Piece], fields: list[str], levels: list[str], width: int, block: Block
) -> Reading:
    if not segment:
        return []
    rows = [piece.row for piece in segment] if block.spaced else None
    guesses = guess_rows([piece.text for piece in segment], fields, width, rows)
    return [(_draft(segment, guess, levels), guess.cost) for guess in guesses]


def _draft(segment: list[Piece], guess: Guess, levels: list[str]) -> Draft:
    draft = Draft(segment[guess.slots[0].first].row, levels[0], levels[1])
    sure = 0.7 if guess.cost <= 3 else 0.4
    for slot in guess.slots:
        text = "".join(piece.text for piece in segment[slot.first : slot.end])
        draft.places[slot.field] = segment[slot.first].anchor
        draft.how[slot.field] = ("文本中按次序认定", sure)
        if slot.field == "name":
            draft.name = undecorated(text)
        elif slot.field in _TEXT_FIELDS:
            draft.texts[slot.field] = text
    draft.places.setdefault("name", segment[guess.slots[0].first].anchor)
    return draft
