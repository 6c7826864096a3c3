"""The hand-built report for every test of the papers."""

from __future__ import annotations

import factory
import pytest

from perflint.linting.report import Report


@pytest.fixture
def report() -> Report:
    return factory.report()


@pytest.fixture
def clean_report() -> Report:
    return factory.clean_report()
