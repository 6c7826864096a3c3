"""Words, their boundaries, the two backends, and jieba's cache left alone."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import pytest

from perflint.errors import UsageError
from perflint.language import segment
from perflint.language.segment import boundaries, dictionary_words, straddles, words
from perflint.resources import data_dir


def test_words_give_the_text_back() -> None:
    for text in ("", "完成本年度各项工作", "≥95%", "职业年金 到位率\n", "𠮷野家🙂"):
        assert "".join(words(text)) == text
        assert {0, len(text)} <= boundaries(text)


@pytest.mark.parametrize(
    "word", ["职业年金", "及时率", "参保率", "高标准农田", "两癌筛查", "控辍保学"]
)
def test_domain_words_are_cut_as_one(word: str) -> None:
    assert word in words(f"提高{word}")


STRADDLING = [
    ("完成本年度各项工作", "成本", True), ("总成本", "成本", False), ("降低成本支出", "成本", False),
    ("协办员人数量", "人数", True), ("资金到位率", "到位", False), ("提高准确率", "准确", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "part", "expected"), STRADDLING)
def test_straddles(text: str, part: str, expected: bool) -> None:
    start = text.index(part)
    assert straddles(text, start, start + len(part)) is expected


def test_no_cache_file_is_written_or_read() -> None:
    """A planted cache changes how jieba cuts; ours is built from the dictionary itself."""
    with tempfile.TemporaryDirectory() as folder:
        code = (
            "from perflint.language.segment import words; print('|'.join(words('退休工资资金到位率')));"
            "import jieba; print(jieba.dt.initialized)"
        )
        run = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True,
            env={"TMPDIR": folder, "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        assert run.stdout.split() == ["退休|工资|资金|到位率", "False"]
        assert run.stderr == ""
        assert list(Path(folder).iterdir()) == []


def _texts() -> list[str]:
    """Every text of the labelled documents and the word lists."""
    found = {"", "≥95%", "失业人员再就业人数", "完成本年度城乡居保各项工作"}
    for path in sorted(data_dir("corpora").rglob("*.json")):
        found |= set(_strings(path.read_text(encoding="utf-8")))
    for name in ("heads.toml", "values.toml"):
        data = tomllib.loads((data_dir("corpora") / name).read_text(encoding="utf-8"))
        found |= set(_strings(str(data)))
    return sorted(found)


def _strings(text: str) -> list[str]:
    import re

    return re.findall(r"[\u4e00-\u9fff，、（）0-9%≥≤.]{2,40}", text)


def test_both_backends_cut_alike() -> None:
    pytest.importorskip("rjieba")
    texts = _texts()
    assert len(texts) > 1000
    different = [text for text in texts if words(text) != words(text, "rjieba")]
    assert different == []


def test_missing_backend_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    segment.cutter.cache_clear()
    with pytest.raises(UsageError, match="rjieba"):
        segment.cutter("rjieba")
    segment.cutter.cache_clear()


def test_dictionary() -> None:
    found = dictionary_words()
    assert len(found) >= 300
    assert list(found) == sorted(set(found))
