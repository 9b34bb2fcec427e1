"""Countries by the names, adjectives and capitals that papers use for them.

Takes a surface form, gives a country's ISO 3166 alpha-3 code; knows no other places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from hearsay.spelling import CACHED, normal
from hearsay.tables import table


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166 alpha-3 code, with how it and its people are called."""

    code: str
    name: str
    demonyms: tuple[str, ...]
    capital: str


@cache
def countries() -> tuple[Country, ...]:
    """All countries of the table, by code."""
    return tuple(
        Country(r["code"], r["name"], tuple(r["demonyms"].split("|")), r["capital"].split("|")[0])
        for r in table("countries.csv")
    )


@cache
def _country_forms() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Names, demonyms and capitals, each folded and without stops, to the country's code."""
    named: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for row in table("countries.csv"):
        for form in [row["name"], *row["aliases"].split("|")]:
            named.setdefault(_undotted(form), row["code"])
        for form in row["demonyms"].split("|"):
            demonyms.setdefault(_undotted(form), row["code"])
        for form in row["capital"].split("|"):
            capitals.setdefault(_undotted(form), row["code"])
    for forms in (named, demonyms, capitals):
        forms.pop("", None)
    return named, demonyms, capitals


def _undotted(name: str) -> str:
    return " ".join(normal(name).replace(".", "").split())


@lru_cache(maxsize=CACHED)
def country(name: str) -> str | None:
    """The code of the country of that name ("U.S.", "America"); never by demonym or capital."""
    if name.strip() == "us":
        return None
    form = _undotted(name)
    if form in _country_forms()[0]:
        return _country_forms()[0][form]
    form = re.sub(
        r"^(?:(?:islamic |federal |federal democratic )?republic|government|state|kingdom) of "
        r"(?:the )?|(?: government)$",
        "",
        form,
    )
    return _country_forms()[0].get(form)


@lru_cache(maxsize=CACHED)
def demonym(name: str) -> str | None:
    """The code of the country whose people or adjective this is ("Kenyan", "Kenyans", "U.S.")."""
    if name.strip() == "us":
        return None
    return _country_forms()[1].get(_undotted(name))


def capital(name: str) -> str | None:
    """The code of the country whose capital this is, as papers put it for a government."""
    return _country_forms()[2].get(_undotted(name))
