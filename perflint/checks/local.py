"""Local profiles: what the form of a place and year asks for (corpora/profiles/)."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from perflint.checks.hit import Severity
from perflint.errors import UsageError
from perflint.records.submission import Submission
from perflint.resources import corpus, data_dir


class Preset(BaseModel):
    """An indicator that the budget system loads itself and the department cannot edit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    note: str = ""


class LocalProfile(BaseModel):
    """The rules of one place from one year on.

    ``places`` are names looked for in the submission's place, department and file; ``years`` is the
    first and last budget year. ``cost_level1`` tells whether 成本指标 is a first level of the form
    (None: either). ``weight_totals`` are the right sums of the weights. ``severity`` overrides a
    rule's severity by ``CODE`` or ``CODE.variant``; ``"off"`` silences it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: str
    note: str = ""
    places: list[str] = []
    years: tuple[int, int] = (2000, 2100)
    cost_level1: bool | None = None
    weight_totals: list[int] = [100]
    presets: list[Preset] = []
    units: dict[str, str] = {}
    severity: dict[str, Severity | str] = {}

    def is_preset(self, name: str) -> bool:
        """Whether an indicator of this name is loaded by the system."""
        return any(name.startswith(preset.name) for preset in self.presets)


@cache
def local_profiles() -> dict[str, LocalProfile]:
    """All profiles by name, as the files in ``corpora/profiles/`` state them."""
    profiles = {}
    for path in sorted((data_dir("corpora") / "profiles").glob("*.toml")):
        profile = LocalProfile(**corpus(f"profiles/{path.name}"))
        profiles[profile.name] = profile
    return profiles


def local_profile(name: str) -> LocalProfile:
    """The profile of that name, or of the place so called.

    Raises UsageError that lists the known ones, each with its place.
    """
    known = local_profiles()
    if name in known:
        return known[name]
    fitting = [profile for profile in known.values() if _is_called(name, profile)]
    if len(fitting) != 1:
        listed = "、".join(f"{profile.name}（{_place(profile)}）" for profile in known.values())
        raise UsageError(f"没有名为“{name}”的地方口径，可选：{listed}")
    return fitting[0]


def _is_called(name: str, profile: LocalProfile) -> bool:
    """Whether a person may mean this profile: 河北, 河北省, 承德市."""
    return any(name in (place, f"{place}省", f"{place}市") for place in profile.places)


def _place(profile: LocalProfile) -> str:
    return profile.places[0] if profile.places else profile.title.partition("（")[0]


def choose_local(submission: Submission) -> LocalProfile:
    """The profile for a submission: the place decides, then the year, then the layout."""
    year = submission.year or 0
    where = f"{submission.place}{submission.department}{submission.source.name}"
    fitting = [p for p in local_profiles().values() if not year or p.years[0] <= year <= p.years[1]]
    for profile in fitting:
        if any(place in where for place in profile.places):
            return profile
    cost_level1 = any(
        "成本" in indicator.level1
        for project in submission.projects
        for indicator in project.indicators
    )
    if cost_level1 or year >= 2022:
        return local_profile("central-2021")
    return local_profile("generic")
