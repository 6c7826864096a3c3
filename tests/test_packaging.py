"""The wheel carries rules and corpora, and works in a clean environment."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpora" / "samples" / "qingyuan.docx"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            str(out),
            str(ROOT),
        ],
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


def test_wheel_holds_package_rules_and_corpora(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert wheel.name.startswith("perflint_cn-")
    assert "perflint/py.typed" in names
    assert "perflint/_data/rules/appropriateness/A041.toml" in names
    assert "perflint/_data/corpora/units.toml" in names
    rules = [name for name in names if name.startswith("perflint/_data/rules/")]
    assert len(rules) == len(list((ROOT / "rules").rglob("*.toml")))


def test_wheel_lints_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "clean"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*install, "--constraint", ROOT / "constraints.txt", wheel],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"packages cannot be installed here: {done.stderr.strip().splitlines()[-1]}")
    run = subprocess.run(
        [home / "bin" / "perflint", "lint", SAMPLE, "--format", "json"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert run.returncode == 1, run.stderr
    report = json.loads(run.stdout)
    assert report["schema"] == "perflint.findings/1"
    assert report["read"]["projects"] == 20
    where = subprocess.run(
        [python, "-c", "from perflint.resources import data_dir; print(data_dir('rules'))"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(home)
