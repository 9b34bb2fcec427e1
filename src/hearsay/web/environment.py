"""The templates, with what every one of them may use.

Takes the addresses that links lead to, gives a Jinja2 environment; escaping is always on, and a
name that a template misspells is an error, never an empty place.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from typing import TypeVar
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from hearsay import wording
from hearsay.web import charts
from hearsay.web.actor_page import Said
from hearsay.web.addresses import Addresses, InReport, OnPages, part
from hearsay.web.matter_page import Answered
from hearsay.web.matters import VOICES_SHOWN, Voice
from hearsay.web.overview import AccusedLine

Row = TypeVar("Row")
SaidBySomebody = TypeVar("SaidBySomebody", Said, Answered, AccusedLine)
STATIC = {
    "fonts.css": "text/css",
    "report.css": "text/css",
    "pages.css": "text/css",
    "pages.js": "text/javascript",
    "source-serif-latin.woff2": "font/woff2",
    "source-serif-latin-ext.woff2": "font/woff2",
    "source-serif-italic-latin.woff2": "font/woff2",
    "source-sans-latin.woff2": "font/woff2",
    "source-sans-latin-ext.woff2": "font/woff2",
}
"""What the pages may ask for by name, and of what kind it is."""


def by_words(said: Sequence[SaidBySomebody]) -> list[list[SaidBySomebody]]:
    """Statements that one article gives in the same words together, as of several speakers."""
    return _together(said, lambda one: (one.quotation.place.article.id, one.quotation.words))


def by_accused(
    accusations: Sequence[Answered | AccusedLine],
) -> list[list[Answered | AccusedLine]]:
    """Accusations of one actor that are answered and confirmed alike together."""
    return _together(accusations, lambda one: (one.actor, one.state, one.checked))


def _together(rows: Sequence[Row], key: Callable[[Row], object]) -> list[list[Row]]:
    """Rows of one key together, in the order of the first of each."""
    found: dict[object, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return list(found.values())


def voices_alike(voices: Sequence[Voice]) -> list[list[Voice]]:
    """Speakers to whom one article gives the same words together, as of a joint declaration."""

    def key(voice: Voice) -> object:
        every = (*voice.quotations, *voice.folded)
        if any(said.same or said.denies or said.possibly_denies for said in every):
            return voice.anchor
        return tuple((said.place.article.id, said.words) for said in every)

    return _together(voices, key)


def within_a_line(role: str) -> str:
    """A role behind a comma: "The mayor" opened its sentence, "Mayor of Osk" may be a title."""
    opening, _, rest = role.partition(" ")
    return f"{opening.lower()} {rest}" if rest and opening in ("The", "A", "An") else role


def _environment(to: Addresses) -> Environment:
    environment = Environment(
        loader=PackageLoader("hearsay.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["count"] = wording.count
    environment.filters["day"] = wording.day
    environment.filters["part"] = part
    environment.filters["capitalize_first"] = lambda words: words[:1].upper() + words[1:]
    environment.filters["voices_alike"] = voices_alike
    environment.globals["voices_shown"] = VOICES_SHOWN
    environment.filters["within_a_line"] = within_a_line
    environment.filters["by_words"] = by_words
    environment.filters["by_accused"] = by_accused
    environment.filters["fragment"] = lambda anchor: quote(str(anchor), safe="")
    environment.globals["stance"] = wording.STANCE
    environment.globals["stands"] = wording.stands
    environment.globals["stance_of_many"] = wording.STANCE_OF_MANY
    environment.globals["to"] = to
    environment.globals["over_time"] = charts.over_time
    environment.globals["over_bars"] = charts.over_bars
    return environment


@cache
def in_report() -> Environment:
    """For the report: links are anchors of one page."""
    return _environment(InReport())


@cache
def on_pages() -> Environment:
    """For the served pages: links are addresses."""
    return _environment(OnPages())


@cache
def static(name: str) -> bytes:
    """A style sheet, script or typeface as it lies beside the templates."""
    return resources.files("hearsay.web").joinpath("static", name).read_bytes()


def styles(*names: str) -> str:
    """Style sheets that ask for no other file: typefaces stand in them."""

    def inside(found: re.Match[str]) -> str:
        held = base64.b64encode(static(found[1])).decode("ascii")
        return f"url(data:font/woff2;base64,{held})"

    whole = "\n".join(static(name).decode("utf-8").strip() for name in names)
    return re.sub(r'url\("/static/([\w-]+\.woff2)"\)', inside, whole)
