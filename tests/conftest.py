"""Fixtures that several rooms share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SEED = SHARED / "seeds" / "000_ac86b56080898b78.txt"
GOLD = SHARED / "gold" / "seed.json"


@pytest.fixture(scope="session")
def seed() -> Path:
    """The real submission, which is not part of the project."""
    if not SEED.exists():
        pytest.skip("the real submission is not beside this checkout")
    return SEED


@pytest.fixture(scope="session")
def gold() -> dict[str, Any]:
    """The labels of the real submission."""
    if not GOLD.exists():
        pytest.skip("the labels of the real submission are not beside this checkout")
    data: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="session")
def seed_names(gold: dict[str, Any]) -> frozenset[str]:
    return frozenset(row["name"] for project in gold["projects"] for row in project["indicators"])
