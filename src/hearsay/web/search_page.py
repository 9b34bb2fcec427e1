"""Search: statements by words and facets, each with an address that holds after a re-run.

Takes an open case and what is wanted, gives a page of statements and the facets over all that fit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from hearsay import wording
from hearsay.case import Case
from hearsay.records import canonical
from hearsay.sql.search import MOST, Hit, Wanted
from hearsay.types import Attitude, Certainty
from hearsay.web.actor_page import Said, said
from hearsay.web.lookup import Lookup

PAGE = 25
"""Statements on one page of results: two screens."""
OPTIONS = 8
"""Choices of one facet; those with most statements."""
CERTAIN: dict[Certainty, str] = {
    "certain": "as certain",
    "probable": "as probable",
    "possible": "as possible",
    "alleged": "as alleged",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a facet, with the address of the search that it leads to."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search."""

    name: str
    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What a search found. bounded: there may be more than were counted."""

    wanted: Wanted
    asked: tuple[tuple[str, str, str], ...]
    total: int
    bounded: bool
    said: tuple[Said, ...]
    facets: tuple[Facet, ...]
    page: int
    pages: int
    before: str
    after: str


def address(wanted: Wanted, page: int = 1) -> str:
    """The address of a search."""
    given = [(one.name, value) for one in fields(Wanted) if (value := getattr(wanted, one.name))]
    if page > 1:
        given.append(("page", str(page)))
    return "/search" + (f"?{urlencode(given)}" if given else "")


def search_page(case: Case, wanted: Wanted, page: int = 1) -> SearchPage:
    """One page of what fits, and how it divides."""
    hits = case.search(wanted)
    pages = max(1, -(-len(hits) // PAGE))
    page = min(page, pages)
    shown = [hit.statement for hit in hits[(page - 1) * PAGE : page * PAGE]]
    look = Lookup(case.part("statements", *shown))
    return SearchPage(
        wanted,
        _asked(case, wanted),
        len(hits),
        len(hits) >= MOST,
        said(look, shown),
        tuple(_facets(case, wanted, hits)),
        page,
        pages,
        address(wanted, page - 1) if page > 1 else "",
        address(wanted, page + 1) if page < pages else "",
    )


def _asked(case: Case, wanted: Wanted) -> tuple[tuple[str, str, str], ...]:
    """What is asked for, in words, each with the address of the search without it."""
    titles = {
        "speaker": "said by",
        "label": "said by",
        "about": "of",
        "attitude": "who",
        "certainty": "",
        "outlet": "in",
        "matter": "on the matter",
        "document": "in the article",
        "since": "published from",
        "until": "published until",
    }
    found = []
    for name, title in titles.items():
        value = getattr(wanted, name)
        if value:
            told = _label(case, name, value)
            found.append((title, told, address(replace(wanted, **{name: None}))))
    return tuple(found)


def _label(case: Case, name: str, value: str) -> str:
    if name == "attitude":
        attitude: Attitude = value  # type: ignore[assignment]
        return wording.ATTITUDE.get(attitude, value)
    if name == "certainty":
        certainty: Certainty = value  # type: ignore[assignment]
        return CERTAIN.get(certainty, value)
    if name in ("speaker", "about"):
        return _names(case, [value]).get(value, value)
    if name == "matter":
        found = case.listed("propositions", matter=value)
        return wording.shortened(found[0]["proposition"], 60) if found else value
    if name == "document":
        found = case.listed("titles", document=value)
        return (found[0]["title"] or found[0]["path"]) if found else value
    if name in ("since", "until"):
        return wording.day(value)
    return value


def _names(case: Case, actors: Iterable[str]) -> dict[str, str]:
    return {row["id"]: row["name"] for row in case.listed("names", actors=canonical(list(actors)))}


def _facets(case: Case, wanted: Wanted, hits: list[Hit]) -> Iterable[Facet]:
    speakers = Counter(hit.speaker for hit in hits if hit.speaker)
    top = [actor for actor, _ in _most(speakers)]
    names = _names(case, top)
    yield _facet(wanted, "speaker", "Speaker", speakers, names)
    phrases = Counter(hit.label for hit in hits if hit.label)
    yield _facet(wanted, "label", "Unnamed speaker", phrases, {})
    attitudes = Counter(hit.attitude for hit in hits)
    yield _facet(wanted, "attitude", "Attitude", attitudes, wording.ATTITUDE)
    yield _facet(wanted, "certainty", "Certainty", Counter(h.certainty for h in hits), CERTAIN)
    yield _facet(wanted, "outlet", "Outlet", Counter(h.outlet for h in hits if h.outlet), {})
    found = case.listed(
        "matters_of", statements=canonical([hit.statement for hit in hits]), most=OPTIONS
    )
    on = Counter({row["id"]: row["number"] for row in found})
    propositions = {row["id"]: wording.shortened(row["proposition"], 90) for row in found}
    yield _facet(wanted, "matter", "Matter", on, propositions)
    yield Facet("since", "Published", _published(wanted, hits))


def _published(wanted: Wanted, hits: list[Hit]) -> tuple[Option, ...]:
    """Years, and the months of a year that is chosen."""
    chosen = wanted.since if wanted.since == wanted.until else None
    length = len("2031-05") if chosen else len("2031")
    counted = Counter(
        hit.published[:length] for hit in hits if hit.published and len(hit.published) >= length
    )
    newest = sorted(counted.items(), reverse=True)[: 12 if chosen else OPTIONS]
    options = tuple(
        Option(
            wording.day(date),
            count,
            address(replace(wanted, since=date, until=date)),
            date == chosen,
        )
        for date, count in newest
    )
    if chosen is None:
        return options
    every = Option("any date", len(hits), address(replace(wanted, since=None, until=None)), False)
    return (every, *options)


def _most(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:OPTIONS]


def _facet(
    wanted: Wanted, name: str, title: str, counted: Counter[str], labels: Mapping[Any, str]
) -> Facet:
    chosen = getattr(wanted, name)
    return Facet(
        name,
        title,
        tuple(
            Option(
                labels.get(value, value),
                count,
                address(replace(wanted, **{name: None if value == chosen else value})),
                value == chosen,
            )
            for value, count in _most(counted)
        ),
    )
