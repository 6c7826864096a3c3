"""Files that are broken, locked, mislabelled or made to hurt: one clear line each."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from pathlib import Path

import pytest
from olebytes import compound
from wordxml import TYPES, document, package, para, save

from perflint.errors import UnreadableFile
from perflint.reading import Limits, read
from perflint.reading.source import Source
from perflint.reading.zipsafe import open_zip


def refusal(path: Path, limits: Limits | None = None) -> str:
    """The message of the refusal: one line that begins with the file's name."""
    with pytest.raises(UnreadableFile) as caught:
        read(path, limits=limits or Limits())
    message = str(caught.value)
    assert message.startswith(f"{path.name}：")
    assert "\n" not in message
    return message


@pytest.fixture
def file(tmp_path: Path):
    def make(data: bytes, name: str = "申报.docx") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return make


def good() -> bytes:
    return package({"[Content_Types].xml": TYPES, "word/document.xml": document(para("正文"))})


def test_no_file_no_content(tmp_path: Path, file) -> None:
    assert "找不到" in refusal(tmp_path / "无.docx")
    assert "文件夹" in refusal(tmp_path)
    assert "0字节" in refusal(file(b""))
    assert "认不出文件类型" in refusal(file(b" \n\t "))
    assert "找不到" in refusal(tmp_path / ("长" * 10) / "a.docx")


def test_a_path_that_is_no_path(tmp_path: Path) -> None:
    assert "无法打开" in refusal(tmp_path / "a\0b.docx")


def test_random_bytes(file) -> None:
    data = bytes(range(256)) * 40
    for name in ("a.docx", "a.txt", "a.pdf", "a.xls"):
        assert "认不出文件类型" in refusal(file(data, name))


def test_size_on_disk(file) -> None:
    assert "超过1MB" in refusal(file(b"x" * (1024 * 1024 + 1)), Limits(file_bytes=1024 * 1024))


def test_truncated_archives(file) -> None:
    data = good()
    for size in range(2, len(data) - 1, 41):
        assert "损坏" in refusal(file(data[:size])) or size < 4


def test_a_damaged_part(file) -> None:
    data = bytearray(good())
    at = data.index(b"word/document.xml") + 40
    data[at : at + 40] = b"\xff" * 40
    assert "损坏" in refusal(file(bytes(data)))


def test_archives_that_are_no_document(file) -> None:
    assert "先解压" in refusal(file(package({"说明.txt": "x"}), "附件.zip"))
    slides = TYPES.replace("wordprocessingml", "presentationml").replace("word/", "ppt/")
    assert "演示文稿" in refusal(file(package({"[Content_Types].xml": slides})))
    other = '<Types xmlns="x"/>'
    assert "没有 Word 或 Excel" in refusal(file(package({"[Content_Types].xml": other})))
    assert "缺少内部文件" in refusal(file(package({"[Content_Types].xml": TYPES})))


@pytest.mark.parametrize("head", [b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08\x00"])
def test_other_archives(file, head: bytes) -> None:
    assert "先解压" in refusal(file(head + b"\0" * 50, "附件.rar"))


@pytest.mark.parametrize("head", [b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"II*\x00"])
def test_pictures(file, head: bytes) -> None:
    assert "图片" in refusal(file(head + b"\0" * 50, "扫描.jpg"))


def test_passwords(file) -> None:
    locked = compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"})
    for name in ("申报.docx", "申报.xlsx"):
        assert "打开密码" in refusal(file(locked, name))


def test_an_archive_with_a_password(file) -> None:
    data = bytearray(good())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    assert "密码" in refusal(file(bytes(data)))


def test_compound_files_that_are_something_else(file) -> None:
    assert "认不出这种 Office 文件" in refusal(
        file(compound({"PowerPoint Document": b"x"}), "a.ppt")
    )
    assert "Works" in refusal(file(compound({"CONTENTS": b"x"}), "a.wps"))
    assert "损坏" in refusal(file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20, "a.doc"))


def test_a_compound_file_that_was_cut_off_is_called_incomplete(file) -> None:
    whole = compound({"WordDocument": b"x" * 9000, "1Table": b"y" * 9000})
    for size in (600, 1000, 1024):
        for name in ("申报.doc", "申报.xls"):
            said = refusal(file(whole[:size], name))
            assert "损坏或不完整" in said, size
            assert "认不出" not in said


def bomb(size: int, name: str = "word/document.xml") -> bytes:
    return package({"[Content_Types].xml": TYPES, name: b" " * size})


def test_a_part_that_unpacks_to_too_much(file) -> None:
    limits = Limits(expanded_bytes=1024 * 1024)
    assert "解压后超过1MB" in refusal(file(bomb(2 * 1024 * 1024)), limits)
    many = {f"word/{i}.xml": b" " * 600_000 for i in range(3)} | {"[Content_Types].xml": TYPES}
    assert "解压后超过1MB" in refusal(file(package(many)), limits)


def test_a_part_that_is_packed_too_well(file) -> None:
    assert "压缩比异常" in refusal(file(bomb(20 * 1024 * 1024)))


def test_sizes_that_lie_are_counted_while_reading() -> None:
    """A stream that hands out more than its declared size allows is cut off."""
    data = package({"a": b"a" * 500_000})
    source = Source(Path("谎.docx"), data, Limits(expanded_bytes=1_000_000))
    archive = open_zip(source)
    limited = Source(Path("谎.docx"), data, Limits(expanded_bytes=100_000))
    archive._source = limited
    with pytest.raises(UnreadableFile, match="解压后超过"):
        archive.read("a")
    with archive.open("a") as stream, pytest.raises(UnreadableFile, match="解压后超过"):
        list(iter(lambda: stream.read(8192), b""))


def test_too_many_parts(file) -> None:
    data = package({str(index): "" for index in range(50)})
    assert "文件过多" in refusal(file(data), Limits(parts=49))


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/evil", "a/../../b", "C:/evil", "..\\x"])
def test_paths_that_lead_outside(file, name: str) -> None:
    buffer = io.BytesIO(good())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, "x")
    assert "指向外部的路径" in refusal(file(buffer.getvalue()))


def test_macros_are_not_looked_at(tmp_path: Path) -> None:
    path = save(tmp_path / "a.docm", document(para("正文")), vbaProject="不读")
    assert read(path).paragraphs[0].text == "正文"


def test_stream_names_in_any_case(file) -> None:
    assert "打开密码" in refusal(file(compound({"ENCRYPTEDPACKAGE": b"x"}), "申报.xlsx"))


def test_a_document_under_another_name(file) -> None:
    for name in ("a.doc", "a.xlsx", "a.pdf", "a.txt", "无扩展名"):
        assert read(file(good(), name)).format == "docx"
    assert read(file("标题\n正文\n".encode(), "a.docx")).format == "text"


def test_the_time_of_a_file_is_limited(file) -> None:
    from wordxml import row, table

    data = package(
        {"[Content_Types].xml": TYPES, "word/document.xml": document(table(row("a", "b")))}
    )
    assert "超过-1秒" in refusal(file(data), Limits(seconds=-1))


def test_a_wide_and_deep_file_ends_quickly(tmp_path: Path) -> None:
    nested = "<w:tbl><w:tr><w:tc>" * 500 + "</w:tc></w:tr></w:tbl>" * 500
    start = time.monotonic()
    assert "嵌套" in refusal(save(tmp_path / "深.docx", document(nested)))
    assert time.monotonic() - start < 10


def test_faults_no_reader_foresees_are_one_line(file, monkeypatch: pytest.MonkeyPatch) -> None:
    from perflint.reading import word

    def fail(_: object) -> None:
        raise struct.error("unpack requires a buffer")

    monkeypatch.setattr(word, "read", fail)
    assert "损坏" in refusal(file(good()))
    monkeypatch.setattr(word, "read", lambda _: (_ for _ in ()).throw(MemoryError()))
    assert "过大" in refusal(file(good()))
