"""A few hundred damaged files: a document or one clear line, never anything else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from wordsample import save_sample

from perflint.errors import PerflintError
from perflint.reading import read, soffice

DATA = Path(__file__).parent / "data"
DUMP = (
    "项目绩效目标表\n\t绩效目标\n\t1.清洁\n2.通畅\n\n\n\n\t一级指标\n\t二级指标\n\t指标值\n\n"
    "\t产出指标\n\t数量指标\n\n\t≥3\n\n\t\n\t质量指标\n\t≥95%\n\n"
) * 3
BARS = "| 一级指标 | 二级指标 | 指标值 |\n|---|---|---|\n| 产出指标 | 数量 | ≥3 |\n| 质量 | 95% |\n"


def damage(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 2, 6))):
        at, size = rng.randrange(len(data) + 1), rng.choice((1, 3, 40))
        piece = data[at : at + size]
        data = data[:at] + rng.choice((b"", piece * 9, rng.randbytes(size))) + data[at + size :]
    return data[: rng.randrange(len(data))] if rng.random() < 0.2 and data else data


def original(kind: str, folder: Path) -> bytes:
    if kind == "docx":
        return save_sample(folder / "sample.docx").read_bytes()
    texts = {"txt": DUMP, "md": BARS, "csv": DUMP.replace("\n\t", ",").replace("\t", "")}
    return texts[kind].encode() if kind in texts else (DATA / f"sample.{kind}").read_bytes()


@pytest.mark.parametrize("kind", ["docx", "doc", "rtf", "txt", "md", "csv"])
def test_damaged_files(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soffice, "find", lambda: None)
    rng = random.Random(kind)
    whole = original(kind, tmp_path)
    path = tmp_path / f"损坏.{kind}"
    outcomes = set()
    for _ in range(60):
        path.write_bytes(damage(whole, rng))
        message = ""
        try:
            doc = read(path)
            outcomes.add("read")
            for tbl in doc.tables:
                assert len(tbl.grid()) == tbl.n_rows
        except PerflintError as error:
            message = str(error)
            outcomes.add("refused")
        assert message.startswith("损坏.") or not message
        assert "\n" not in message
    assert "read" in outcomes
