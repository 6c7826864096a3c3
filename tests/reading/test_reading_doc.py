"""Word 97 files, RTF and other office formats give what the .docx gives."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest
from olebytes import compound
from wordsample import save_sample

from perflint.errors import MissingExtra, UnreadableFile
from perflint.reading import Document, Limits, Table, read, soffice

DATA = Path(__file__).parent / "data"
needs_office = pytest.mark.skipif(soffice.find() is None, reason="LibreOffice is not installed")


def shape(doc: Document) -> list[object]:
    """Everything but names and checksums."""

    def of(tbl: Table) -> list[object]:
        return [
            (c.text, c.row, c.column, c.rowspan, c.colspan, [of(t) for t in c.tables])
            for c in tbl.cells
        ]

    return [(b.index, of(b)) if isinstance(b, Table) else (b.index, b.text) for b in doc.blocks]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    return shape(read(save_sample(tmp_path_factory.mktemp("word") / "sample.docx")))


def test_the_sample_holds_what_it_should(expected: list[object]) -> None:
    text = repr(expected)
    assert "('清理河道长度\\n（含支流）', 1, 2, 1, 1, [])" in text
    assert "('产出指标', 1, 0, 2, 1, [])" in text
    assert "('≥12公里', 1, 3, 1, 1, [])" in text
    assert "验收合格率（新）" in text
    assert "密" not in text
    assert "旧" not in text


@pytest.mark.parametrize("name", ["sample.doc", "sample.rtf"])
def test_old_formats_read_the_same(expected: list[object], name: str) -> None:
    doc = read(DATA / name)
    assert shape(doc) == expected
    assert doc.format == name[-3:]
    assert not doc.notes


@pytest.mark.parametrize("name", ["a.wps", "a.docx", "a.txt", "a"])
def test_the_extension_does_not_matter(expected: list[object], tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    shutil.copy(DATA / "sample.doc", path)
    doc = read(path)
    assert (doc.format, doc.name, shape(doc)) == ("doc", name, expected)
    shutil.copy(DATA / "sample.rtf", path)
    assert (read(path).format, shape(read(path))) == ("rtf", expected)


def fib(data: bytes) -> int:
    """Where the main stream's header stands in a .doc file."""
    return next(at for at in range(512, len(data), 512) if data[at : at + 2] == b"\xec\xa5")


def changed(path: Path, at: int, value: int) -> Path:
    """The sample with a 16-bit number of its header changed."""
    data = bytearray((DATA / "sample.doc").read_bytes())
    struct.pack_into("<H", data, fib(bytes(data)) + at, value)
    path.write_bytes(data)
    return path


def test_a_password_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"密\.doc：文件设有打开密码"):
        read(changed(tmp_path / "密.doc", 10, 0x1300))


def test_word_95_needs_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soffice, "find", lambda: None)
    with pytest.raises(MissingExtra, match=r"旧\.doc：.*LibreOffice"):
        read(changed(tmp_path / "旧.doc", 0, 0xA5DC))
    with pytest.raises(MissingExtra):
        read(changed(tmp_path / "旧.doc", 2, 0x0068))


def test_a_file_without_pieces_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soffice, "find", lambda: None)
    header = struct.pack("<HH", 0xA5EC, 0xC1) + b"\0" * 2000
    path = tmp_path / "空.doc"
    path.write_bytes(compound({"WordDocument": header, "0Table": b"\0" * 100}))
    with pytest.raises(UnreadableFile, match=r"空\.doc："):
        read(path)


def test_truncated_at_any_place_is_one_line_or_a_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(soffice, "find", lambda: None)
    data = (DATA / "sample.doc").read_bytes()
    path = tmp_path / "断.doc"
    for size in range(1, len(data), 397):
        path.write_bytes(data[:size])
        message = ""
        try:
            read(path)
        except UnreadableFile as error:
            message = str(error)
        assert not message or message.startswith("断.doc：")
        assert "\n" not in message


def test_a_directory_that_points_to_itself_ends(tmp_path: Path) -> None:
    data = bytearray(compound({"WordDocument": b"x"}))
    struct.pack_into("<I", data, 512 + 4, 1)  # the directory's sector follows itself
    path = tmp_path / "圈.doc"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match="损坏"):
        read(path)


@needs_office
def test_the_fixtures_are_what_libreoffice_writes(expected: list[object], tmp_path: Path) -> None:
    """New .doc, .rtf and .odt files of the sample read the same, whatever version is installed."""
    from perflint.reading.limits import Limits as Bounds
    from perflint.reading.source import load

    source = load(save_sample(tmp_path / "sample.docx"), Bounds())
    for extension in ("doc", "rtf"):
        path = tmp_path / f"new.{extension}"
        path.write_bytes(soffice.convert(source, "docx", extension))
        assert shape(read(path)) == expected
    path = tmp_path / "new.odt"
    path.write_bytes(soffice.convert(source, "docx", "odt"))
    doc = read(path)
    assert doc.format == "odt"
    assert "LibreOffice" in doc.notes[0]
    assert [t.n_rows for t in doc.tables] == [1, 4, 1]


@needs_office
def test_a_conversion_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    from perflint.reading.source import load

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "t"))
    (tmp_path / "t").mkdir()
    soffice.convert(load(save_sample(tmp_path / "s.docx"), Limits()), "docx", "rtf")
    assert not list((tmp_path / "t").iterdir())


@needs_office
def test_a_conversion_stops_at_its_time_limit(tmp_path: Path) -> None:
    from perflint.reading.source import load

    source = load(save_sample(tmp_path / "s.docx"), Limits(seconds=-5))
    with pytest.raises(UnreadableFile, match="超时"):
        soffice._run(source, ["sleep", "30"], tmp_path)


# RTF written by hand --------------------------------------------------------------------------

HEAD = (
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}"
    r"{\f1\froman\fcharset2 Symbol;}{\f2\froman\fcharset0 Arial;}}"
    r"{\stylesheet{\s1\outlinelevel0 heading 1;}{\s2 heading 2;}{\s3 Plain;}}"
)


@pytest.fixture
def rtf(tmp_path: Path):
    def make(body: str) -> Document:
        path = tmp_path / "项目.rtf"
        path.write_bytes((HEAD + body + "}").encode("latin-1"))
        return read(path)

    return make


def hexed(text: str) -> str:
    return "".join(rf"\'{byte:02x}" for byte in text.encode("gb18030"))


def test_bytes_in_the_code_page(rtf) -> None:
    doc = rtf(rf"\pard\f0 {hexed('绩效目标')}\f2 {hexed('表')}ABC\par")
    assert doc.paragraphs[0].text == "绩效目标表ABC"


def test_a_second_byte_written_as_a_letter(rtf) -> None:
    raw = "丂".encode("gbk")
    assert raw[1] < 0x80
    doc = rtf(rf"\pard\f0 \'{raw[0]:02x}{chr(raw[1])}\par")
    assert doc.paragraphs[0].text == "丂"


def test_unicode_with_and_without_stand_ins(rtf) -> None:
    doc = rtf(r"\pard\uc1\u8805?95%\par\uc2\u20013\'d6\'d0\u22269 xx\par\uc0\u-10175\u-9159 a\par")
    assert [p.text for p in doc.paragraphs] == ["≥95%", "中国", "\U00020439a"]


def test_symbols_in_the_symbol_font(rtf) -> None:
    assert rtf(r"\pard{\f1 \'b3}95%{\f1\u163 ?}5\par").paragraphs[0].text == "≥95%≤5"


def test_headings(rtf) -> None:
    doc = rtf(r"\pard\s1 a\par\pard\s2 b\par\pard\s3 c\par\pard\outlinelevel2 d\par")
    assert [p.level for p in doc.paragraphs] == [1, 2, 0, 3]


def test_what_is_not_text_is_left_out(rtf) -> None:
    doc = rtf(
        r"{\info{\title x}}{\header y}{\*\unknown z}\pard{\v hidden}{\deleted gone}"
        r"{\field{\*\fldinst PAGE}{\fldrslt 7}}{\listtext 1.\tab}a\~b\_c{\pict 00ff}\line d\par"
        r"{\object{\*\objdata 00}{\result{o}}}"
    )
    assert doc.paragraphs[0].text == "7a\xa0b-c\nd"


def test_binary_data_is_stepped_over(rtf) -> None:
    assert rtf(r"\pard{\pict\bin6 }}}}}}}a\par b\par").paragraphs[-1].text == "b"


def test_a_text_box_follows_its_paragraph(rtf) -> None:
    doc = rtf(
        r"\pard before{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt \pard box\par two\par}}"
        r"{\shprslt{\*\do old}}}after\par"
    )
    assert [p.text for p in doc.paragraphs] == ["beforeafter", "box", "two"]


def test_merged_cells(rtf) -> None:
    doc = rtf(
        r"\trowd\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000"
        r"\pard\intbl a\cell b\par c\cell\cell\row"
        r"\trowd\clvmrg\cellx1000\cellx2000\cellx3000\pard\intbl\cell d\cell e\cell\row"
        r"\pard end\par"
    )
    assert [(c.text, c.row, c.column, c.rowspan, c.colspan) for c in doc.tables[0].cells] == [
        ("a", 0, 0, 2, 1),
        ("b\nc", 0, 1, 1, 2),
        ("d", 1, 1, 1, 1),
        ("e", 1, 2, 1, 1),
    ]
    assert doc.paragraphs[0].text == "end"


def test_a_wide_cell_has_no_mark_but_its_edge(rtf) -> None:
    doc = rtf(
        r"\trowd\cellx3010\pard\intbl title\cell\row"
        r"\trowd\cellx1000\cellx3000\pard\intbl a\cell b\cell\row\pard"
    )
    assert (doc.tables[0].cells[0].colspan, doc.tables[0].n_columns) == (2, 2)


def test_a_heading_row_begins_a_new_table(rtf) -> None:
    header = r"\trowd\trhdr\cellx900\pard\intbl h\cell\row"
    data = r"\trowd\cellx900\pard\intbl d\cell\row"
    doc = rtf(f"{header}{header}{data}{data}{header}{data}\\pard")
    assert [t.n_rows for t in doc.tables] == [4, 2]


def test_groups_without_end(rtf) -> None:
    with pytest.raises(UnreadableFile, match="嵌套过深"):
        rtf("{" * 100_000)
    assert rtf("}" * 50 + r"\pard a\par").paragraphs[0].text == "a"
    deep = r"\itap99\intbl x\nestcell"
    with pytest.raises(UnreadableFile, match="嵌套超过16层"):
        rtf(deep)
