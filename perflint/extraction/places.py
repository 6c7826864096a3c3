"""The province, city and county a document speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from perflint.patterns import pattern
from perflint.resources import corpus

_COUNTY = pattern(
    r"^((?:(?!市|县|区|旗|局|委)[一-龥]){1,8}?(?:自治县|自治旗|开发区|新区|县|区|旗|市))"
)
_LEADING = pattern(r"^(?:中共|中国共产党|共青团)")


@cache
def _provinces() -> list[tuple[str, str]]:
    """(spelling, full name), the long spellings first."""
    pairs = []
    for full in corpus("places.toml")["provinces"]:
        pairs += [(full, full), (_short(full), full)]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


@cache
def _cities() -> list[tuple[str, str]]:
    """(city, province), the long names first."""
    pairs = [
        (city, province)
        for province, entry in corpus("places.toml")["provinces"].items()
        for city in entry["cities"]
    ]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def _short(full: str) -> str:
    for end in ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市"):
        if full.endswith(end):
            return full.removesuffix(end)
    return full


def find_place(department: str, titles: Iterable[str], text: str) -> str:
    """Province, city and county as far as they are known, joined: “河北省承德市双桥区”.

    The department's own name comes first; the province may come from its city, or from the
    document where one province is named at least twice and more often than any other.
    """
    titles = list(titles)
    province, city, county = _parts(department)
    if not (city or county):
        for title in titles:
            if _names_a_unit(title) and any(found := _parts(title.removeprefix("关于"))):
                province, city, county = found
                break
    if not province:
        province = _of_city(city) or _mentioned("\n".join([*titles, text]))
    city = (
        "" if _short(province) and city.startswith(_short(province)) and city == province else city
    )
    return f"{province}{city}{county}"


def _names_a_unit(title: str) -> bool:
    """A title such as “某县某局2023年部门预算”; other short texts only seem to begin with a county."""
    return bool(re.search(r"预算|绩效", title) and re.search(r".{4,}20[1-3]\d年", title))


def _parts(name: str) -> tuple[str, str, str]:
    rest = re.sub(r"^[\[【(（]?\d+[\]】)）]?", "", name.strip())
    rest = _LEADING.sub("", rest)
    province = ""
    for spelling, full in _provinces():
        if rest.startswith(spelling):
            province, rest = full, rest.removeprefix(full).removeprefix(spelling)
            break
    city, rest = _leading_city(rest, province)
    found = _COUNTY.match(rest)
    county = found[1] if found and not _is_word(found[1]) else ""
    if county.endswith("市") and not city:
        city, county = county, ""
        inner = _COUNTY.match(rest[len(city) :])
        county = inner[1] if inner and not _is_word(inner[1]) else ""
    return province, city, county


def _leading_city(rest: str, province: str) -> tuple[str, str]:
    for city, of in _cities():
        if rest.startswith(city) and (not province or of == province):
            found = re.match(rf"{city}(?:市|地区|盟|\w{{0,8}}?自治州|州)?", rest)
            full = found[0] if found else city
            after = rest[len(full) :]
            if (
                full == city
                and not city.endswith(("市", "盟", "地区", "州"))
                and after[:1] in "县区"
            ):
                return "", rest
            return full, after
    return "", rest


def _is_word(text: str) -> bool:
    """“社区”“园区”“校区” end like a county but are none."""
    return text.endswith(
        (
            "社区",
            "园区",
            "校区",
            "片区",
            "城区",
            "景区",
            "库区",
            "灌区",
            "辖区",
            "小区",
            "城市",
            "超市",
            "各县",
            "各区",
        )
    )


def _of_city(city: str) -> str:
    return next((province for name, province in _cities() if city and city.startswith(name)), "")


def _mentioned(text: str) -> str:
    counts: Counter[str] = Counter()
    for full in corpus("places.toml")["provinces"]:
        counts[full] += text.count(full) or text.count(_short(full))
    for city, province in _cities():
        if f"{city}市" in text:
            counts[province] += 1
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2 or ranked[0][1] == ranked[1][1]:
        return ""
    return ranked[0][0]
