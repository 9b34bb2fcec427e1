"""The templates, with what every one of them may use.

Takes the addresses that links lead to, gives a Jinja2 environment; escaping is always on, and a
name that a template misspells is an error, never an empty place.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from hearsay import wording
from hearsay.web.addresses import Addresses, InReport, OnPages, part


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
    environment.filters["fragment"] = lambda anchor: quote(str(anchor), safe="")
    environment.globals["stance"] = wording.STANCE
    environment.globals["stance_of_many"] = wording.STANCE_OF_MANY
    environment.globals["to"] = to
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
def static(name: str) -> str:
    """A style sheet or script as it lies beside the templates."""
    return resources.files("hearsay.web").joinpath("static", name).read_text(encoding="utf-8")
