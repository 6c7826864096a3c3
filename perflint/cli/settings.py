"""Configuration: the nearest ``perflint.toml`` or ``pyproject.toml`` with ``[tool.perflint]``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from perflint.errors import UsageError
from perflint.reading.limits import MIB, Limits
from perflint.tomlfile import choices, read_toml

FILE_NAMES = ("perflint.toml", "pyproject.toml")


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


def _bound(
    description: str,
    usual: int,
    *,
    least: int = 1,
    most: int = 100_000_000,
    alias: str | None = None,
) -> Any:
    """A whole number with bounds; ``true`` and ``"200"`` are none."""
    return Field(usual, ge=least, le=most, strict=True, alias=alias, description=description)


class MemoSettings(Section):
    """Who signs and who is addressed; what is not set is left out of the memo."""

    bureau: str = Field("", description="落款单位，如“清源县财政局”")
    addressee: str = Field("", description="主送单位，默认取文件中的部门名称")
    contact: str = Field("", description="财政部门联系人和电话")
    deadline: str = Field("", description="修改报送期限，如“2024年1月15日前”")
    date: str = Field("", description="成文日期，默认为当天")
    template: str = Field("", description="审核意见模板（.docx）的路径")


_USUAL = Limits()


class LimitSettings(Section):
    """How much of one file is read before it is refused; see `perflint.reading.limits`."""

    file_mb: int = _bound("文件大小（MB）", _USUAL.file_bytes // MIB, most=4_000, alias="file-mb")
    expanded_mb: int = _bound(
        "解压后大小（MB）", _USUAL.expanded_bytes // MIB, most=16_000, alias="expanded-mb"
    )
    ratio: int = _bound("压缩比（16MB以上的内部文件）", _USUAL.ratio)
    parts: int = _bound("压缩包内的文件数", _USUAL.parts)
    cells: int = _bound("表格单元格数", _USUAL.cells)
    pages: int = _bound("PDF 页数", _USUAL.pages)
    nesting: int = _bound("表格嵌套层数", _USUAL.nesting, most=100)
    seconds: int = _bound("读取一个文件的秒数，含扫描件识别", int(_USUAL.seconds), most=86_400)
    memory_mb: int = _bound(
        "读取 PDF 和识别扫描件的内存（MB）",
        _USUAL.memory_bytes // MIB,
        least=256,
        most=64_000,
        alias="memory-mb",
    )

    def limits(self) -> Limits:
        return Limits(
            file_bytes=self.file_mb * MIB,
            expanded_bytes=self.expanded_mb * MIB,
            ratio=self.ratio,
            parts=self.parts,
            cells=self.cells,
            pages=self.pages,
            nesting=self.nesting,
            seconds=self.seconds,
            memory_bytes=self.memory_mb * MIB,
        )


class Settings(Section):
    """Everything a configuration file may set; the command line overrides it."""

    profile: Literal["basic", "review", "strict"] = Field("review", description="审查深度")
    local: str | None = Field(None, description="地方口径，默认按文件选择")
    select: list[str] = Field([], description="只用这些规则")
    ignore: list[str] = Field([], description="不用这些规则")
    preview: bool = Field(False, description="同时使用试行规则")
    rules: str | None = Field(None, description="本单位的规则目录")
    fail_on: Literal["error", "warning", "info", "never"] = Field(
        "warning", alias="fail-on", description="退出码为1的最低程度"
    )
    ignore_file: str | None = Field(None, alias="ignore-file", description="忽略清单的路径")
    baseline: str | None = Field(None, description="基线文件的路径")
    memo: MemoSettings = Field(MemoSettings(), description="审核意见的单位信息")
    limits: LimitSettings = Field(LimitSettings(), description="读取文件的上限")


SECTIONS: dict[str, type[Section]] = {"memo": MemoSettings, "limits": LimitSettings}


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, the file they come from (None: defaults), and the keys that the file sets."""

    settings: Settings
    path: Path | None = None

    def place(self, value: str | None) -> Path | None:
        """A path of the settings, relative to the file that states it."""
        if not value:
            return None
        return (self.path.parent / value) if self.path else Path(value)

    def limits(self) -> Limits:
        """What each file may cost."""
        return self.settings.limits.limits()


def find_settings(start: Path) -> Loaded:
    """The settings nearest to ``start`` (a file or folder), going up; nothing is merged.

    A pyproject.toml without ``[tool.perflint]`` is passed over. Raises UsageError for an unknown
    key or a wrong value.
    """
    folder = start if start.is_dir() else start.parent
    for place in (folder.resolve(), *folder.resolve().parents):
        for name in FILE_NAMES:
            if (place / name).is_file():
                loaded = load_settings(place / name)
                if loaded is not None:
                    return loaded
    return Loaded(Settings())


def load_settings(path: Path) -> Loaded | None:
    """The settings of a file; None for a pyproject.toml without our table."""
    raw = read_toml(path, "配置文件")
    if path.name == "pyproject.toml":
        if "perflint" not in raw.get("tool", {}):
            return None
        raw = raw["tool"]["perflint"]
    return Loaded(_parse(raw, path), path)


def _parse(raw: dict[str, Any], path: Path) -> Settings:
    try:
        return Settings(**raw)
    except ValidationError as error:
        raise UsageError(f"配置文件“{path}”：{_why(error)}") from None


def _why(error: ValidationError) -> str:
    first = error.errors()[0]
    where = [str(part) for part in first["loc"]]
    key = ".".join(where)
    model = SECTIONS.get(where[0], Settings) if len(where) > 1 else Settings
    if first["type"] == "extra_forbidden":
        near = get_close_matches(where[-1], keys_of(model), n=1, cutoff=0.5)
        return f"不认识的键“{key}”" + (f"，是否想写“{near[0]}”" if near else "")
    if first["type"] == "literal_error":
        return f"“{key}”的取值不正确，可选：{choices(first['ctx']['expected'])}"
    return f"“{key}”的值不正确，{_wanted(first['type'], model, where)}"


def _wanted(fault: str, model: type[Section], where: list[str]) -> str:
    """What should stand there."""
    if model is LimitSettings:
        return "应为{}至{}的整数，不加引号".format(*_bounds(where[-1]))
    if fault == "model_type":
        return f"应写成一节，以 [{where[-1]}] 开头"
    if fault.startswith("list"):
        return '应写成方括号中的列表，如 ["A041", "C"]'
    return "应为 true 或 false" if fault.startswith("bool") else "应为引号中的文字"


def _bounds(key: str) -> tuple[int, int]:
    schema = LimitSettings.model_json_schema(by_alias=True)["properties"][key]
    return schema["minimum"], schema["maximum"]


def keys_of(model: type[Section]) -> Iterable[str]:
    """The keys as they are written in the file."""
    return [field.alias or name for name, field in model.model_fields.items()]
