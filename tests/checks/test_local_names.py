"""Local profiles by name, or as people call the place."""

from __future__ import annotations

import pytest

from perflint.checks.local import local_profile, local_profiles
from perflint.errors import UsageError


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("hebei-2023", "hebei-2023"),
        ("河北", "hebei-2023"),
        ("河北省", "hebei-2023"),
        ("承德市", "hebei-2023"),
        ("上海市", "shanghai"),
        ("云南", "yunnan"),
    ],
)
def test_a_place_names_its_profile(said: str, name: str) -> None:
    assert local_profile(said).name == name


def test_every_profile_is_found_by_its_first_place() -> None:
    for profile in local_profiles().values():
        if profile.places:
            assert local_profile(profile.places[0]) == profile


@pytest.mark.parametrize("said", ["山东", "hebei", "河", ""])
def test_an_unknown_place_lists_the_known_ones(said: str) -> None:
    with pytest.raises(UsageError) as caught:
        local_profile(said)
    shown = str(caught.value)
    assert "hebei-2023（河北）" in shown
    assert "yunnan（云南）" in shown
    assert "generic（通用口径）" in shown
    assert "\n" not in shown
