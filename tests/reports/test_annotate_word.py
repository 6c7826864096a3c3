"""Word comments and tracked changes: at the very cell, and nothing else is touched."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree
from office import convert, needs_office

import perflint
from perflint.errors import UnreadableFile, UsageError
from perflint.linting.report import Report
from perflint.reports.annotate import Annotated, annotate
from perflint.reports.annotate.notes import gather
from perflint.reports.annotate.revisions import changed_range, edits
from perflint.reports.annotate.word import place_of
from perflint.reports.annotate.wordtree import WordTree
from perflint.resources import data_dir

SAMPLE = data_dir("corpora") / "samples" / "qingyuan.docx"
DAY = dt.date(2024, 1, 5)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MUST_CHANGE = {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}


@pytest.fixture(scope="module")
def sample() -> Report:
    return perflint.lint(SAMPLE)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def document(path: Path) -> Any:
    return etree.fromstring(parts(path)["word/document.xml"])


def make(path: Path, report: Report, out: Path, **options: Any) -> Annotated:
    return annotate(path, report, out, date=DAY, **options)


def accept(root: Any) -> Any:
    """What Word's “accept all” does."""
    for element in list(root.iter(f"{W}del")):
        element.getparent().remove(element)
    return unwrap(root, "ins")


def reject(root: Any) -> Any:
    for element in list(root.iter(f"{W}ins")):
        element.getparent().remove(element)
    for element in list(root.iter(f"{W}delText")):
        element.tag = f"{W}t"
    return unwrap(root, "del")


def unwrap(root: Any, kind: str) -> Any:
    for element in list(root.iter(f"{W}{kind}")):
        parent = element.getparent()
        index = parent.index(element)
        for child in reversed(list(element)):
            parent.insert(index, child)
        parent.remove(element)
    return root


def texts(root: Any) -> list[str]:
    return ["".join(node.text or "" for node in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


def repack(source: Path, root: Any, target: Path) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts(source).items():
            archive.writestr(name, etree.tostring(root) if name == "word/document.xml" else data)
    return target


def test_only_what_must_change_changes(sample: Report, tmp_path: Path) -> None:
    out = tmp_path / "批注.docx"
    done = make(SAMPLE, sample, out)
    old, new = parts(SAMPLE), parts(out)
    assert {n for n in new if old.get(n) != new[n]} == MUST_CHANGE | {"word/comments.xml"}
    assert list(new)[: len(old)] == list(old)
    assert done.missed == 0
    assert not done.rebuilt


def test_the_text_is_as_it_was(sample: Report, tmp_path: Path) -> None:
    out = tmp_path / "批注.docx"
    make(SAMPLE, sample, out)
    assert texts(document(out)) == texts(document(SAMPLE))


def test_each_comment_stands_in_its_cell(sample: Report, tmp_path: Path) -> None:
    out = tmp_path / "批注.docx"
    make(SAMPLE, sample, out)
    root = document(out)
    tree = WordTree(root)
    comments = etree.fromstring(parts(out)["word/comments.xml"])
    notes = gather(sample)
    assert len(comments) == len(notes)
    for number, note in enumerate(notes):
        text = "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in comments[number])
        assert text == note.text
        target = place_of(note, tree)
        if target is not None:
            for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
                inside = [e.get(f"{W}id") for e in target.iter(f"{W}{kind}")]
                assert str(number) in inside


def test_the_cell_is_the_one_that_the_finding_quotes(sample: Report, tmp_path: Path) -> None:
    tree = WordTree(document(SAMPLE))
    checked = 0
    for note in gather(sample):
        finding, element = note.findings[0], place_of(note, tree)
        if element is not None and len(finding.rows) == 1 and finding.field == "value":
            cell = "\n".join(texts(element)).strip()
            assert finding.quote.rpartition("｜")[2] in cell, finding.code
            checked += 1
    assert checked > 10


def test_author_and_date(sample: Report, tmp_path: Path) -> None:
    out = tmp_path / "批注.docx"
    make(SAMPLE, sample, out, author="青石县财政局")
    comments = etree.fromstring(parts(out)["word/comments.xml"])
    assert {c.get(f"{W}author") for c in comments} == {"青石县财政局"}
    assert {c.get(f"{W}date") for c in comments} == {"2024-01-05T00:00:00Z"}


def test_the_same_input_gives_the_same_bytes(sample: Report, tmp_path: Path) -> None:
    first, second = tmp_path / "a.docx", tmp_path / "b.docx"
    make(SAMPLE, sample, first, suggest_changes=True)
    make(SAMPLE, sample, second, suggest_changes=True)
    assert first.read_bytes() == second.read_bytes()


def test_existing_comments_are_kept(sample: Report, tmp_path: Path) -> None:
    earlier = Document(str(SAMPLE))
    paragraph = next(p for p in earlier.paragraphs if p.runs)
    earlier.add_comment(paragraph.runs, text="上一轮意见", author="张三")
    path, out = tmp_path / "有批注.docx", tmp_path / "批注.docx"
    earlier.save(str(path))
    report = perflint.lint(path)
    make(path, report, out)
    comments = etree.fromstring(parts(out)["word/comments.xml"])
    assert "上一轮意见" in "".join(comments[0].itertext())
    numbers = [comment.get(f"{W}id") for comment in comments]
    assert len(set(numbers)) == len(numbers) == len(gather(report)) + 1
    names = [name for name in parts(out) if "comments" in name]
    assert names == ["word/comments.xml"]


def test_certain_corrections_become_revisions(sample: Report, tmp_path: Path) -> None:
    out = tmp_path / "修订.docx"
    done = make(SAMPLE, sample, out, suggest_changes=True)
    root = document(out)
    assert done.changes == len(edits(sample)) > 8
    assert len(list(root.iter(f"{W}del"))) >= done.changes - 1
    numbers = [e.get(f"{W}id") for kind in ("ins", "del") for e in root.iter(f"{W}{kind}")]
    assert len(set(numbers)) == len(numbers)


def test_rejecting_all_gives_back_the_original(sample: Report, tmp_path: Path) -> None:
    out = tmp_path / "修订.docx"
    make(SAMPLE, sample, out, suggest_changes=True)
    assert texts(reject(document(out))) == texts(document(SAMPLE))


def test_accepting_all_removes_those_findings(sample: Report, tmp_path: Path) -> None:
    out = tmp_path / "修订.docx"
    make(SAMPLE, sample, out, suggest_changes=True)
    accepted = repack(out, accept(document(out)), tmp_path / "接受.docx")
    after = perflint.lint(accepted)
    left = [f.code for f in after.findings if any(fix and fix.certain for fix in f.fixes)]
    assert left == []
    assert {f.code for f in after.findings} <= {f.code for f in sample.findings}
    assert perflint.lint(out).findings == after.findings, "读取时按接受修订计"


def test_a_cell_in_pieces_is_marked_across_its_runs(tmp_path: Path) -> None:
    root = etree.fromstring(
        f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:b/></w:rPr>'
        "<w:t>≥9</w:t></w:r><w:r><w:t>0百分</w:t></w:r><w:r><w:t>比</w:t></w:r></w:p></w:tc></w:tr>"
        "</w:tbl></w:body></w:document>"
    )
    from perflint.reports.annotate.revisions import Edit, _Writer

    tree = WordTree(root)
    assert _Writer(tree, "甲", "2024-01-05T00:00:00Z").write(Edit((1, 1, 1), "≥90百分比", "≥90%"))
    assert texts(accept(etree.fromstring(etree.tostring(root)))) == ["≥90%"]
    assert texts(reject(etree.fromstring(etree.tostring(root)))) == ["≥90百分比"]
    assert len(list(root.iter(f"{W}del"))) == 2


@pytest.mark.parametrize(
    "inner",
    [
        "<w:ins w:id='1'><w:r><w:t>≥9万元</w:t></w:r></w:ins>",
        "<w:r><w:t>≥9</w:t></w:r><w:r><w:br/><w:t>万元</w:t></w:r>",
        "<w:r><w:t>别的</w:t></w:r>",
    ],
)
def test_what_is_not_simple_keeps_its_comment_only(inner: str) -> None:
    from perflint.reports.annotate.revisions import Edit, _Writer

    root = etree.fromstring(
        f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:tbl><w:tr><w:tc><w:p>{inner}</w:p></w:tc>'
        "</w:tr></w:tbl></w:body></w:document>"
    )
    before = etree.tostring(root)
    writer = _Writer(WordTree(root), "甲", "2024-01-05T00:00:00Z")
    assert not writer.write(Edit((1, 1, 1), "≥9万元", "≤9万元"))
    assert etree.tostring(root) == before


def test_a_cell_with_several_indicators(tmp_path: Path) -> None:
    from perflint.reports.annotate.revisions import Edit, _Writer

    text = "指标1：响应时间（≥2小时）；指标2：投诉件数（≥2件）；指标3：响应次数（≥2小时）"
    root = etree.fromstring(
        f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>{text}</w:t>'
        "</w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    writer = _Writer(WordTree(root), "甲", "2024-01-05T00:00:00Z")
    cell = (1, 1, 1)
    assert writer.write(Edit(cell, "≥2小时", "≤2小时", "响应时间"))
    assert writer.write(Edit(cell, "≥2件", "≤2件", "投诉件数"))
    assert not writer.write(Edit(cell, "≥2小时", "≤2小时", "指标"))
    assert not writer.write(Edit(cell, "≥2小时", "≤2小时", "投诉件数"))
    accepted = accept(etree.fromstring(etree.tostring(root)))
    assert texts(accepted) == [text.replace("间（≥", "间（≤").replace("≥2件", "≤2件")]
    assert texts(reject(etree.fromstring(etree.tostring(root)))) == [text]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("≥9万元", "≤9万元", (0, 1, "≤")),
        ("享受享受补贴", "享受补贴", (2, 4, "")),
        ("≥90百分比", "≥90%", (3, 6, "%")),
        ("9万元", "≤9万元", (0, 0, "≤")),
        ("一样", "一样", (2, 2, "")),
    ],
)
def test_the_smallest_change(old: str, new: str, wanted: tuple[int, int, str]) -> None:
    assert changed_range(old, new) == wanted
    start, end, text = wanted
    assert old[:start] + text + old[end:] == new


def test_nested_tables_are_counted_after_their_holder() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p>{}</w:tc>"
    inner = f"<w:tbl><w:tr>{cell.format('内', '')}</w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr>{cell.format('外', inner)}</w:tr></w:tbl>"
    after = f"<w:tbl><w:tr>{cell.format('后', '')}</w:tr></w:tbl>"
    root = etree.fromstring(
        f'<w:document xmlns:w="{W[1:-1]}"><w:body>{outer}<w:p/>{after}</w:body></w:document>'
    )
    tree = WordTree(root)
    first = {table: texts(tree.cells[table, 1, 1])[0] for table in (1, 2, 3)}
    assert first == {1: "外", 2: "内", 3: "后"}


@pytest.mark.parametrize("suffix", [".xlsx", ".pdf", ".txt"])
def test_word_stays_word(sample: Report, tmp_path: Path, suffix: str) -> None:
    with pytest.raises(UsageError, match=r"只能存为 \.docx"):
        annotate(SAMPLE, sample, tmp_path / f"x{suffix}")


def test_a_broken_package(sample: Report, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"PK broken")
    with pytest.raises(UnreadableFile, match="无法加批注"):
        annotate(path, sample, tmp_path / "y.docx")


@needs_office
def test_libreoffice_keeps_the_comments(sample: Report, tmp_path: Path) -> None:
    out = tmp_path / "批注.docx"
    make(SAMPLE, sample, out, suggest_changes=True)
    again = convert(out, "docx")
    comments = etree.fromstring(parts(again)["word/comments.xml"])
    assert len(comments) == len(gather(sample))
