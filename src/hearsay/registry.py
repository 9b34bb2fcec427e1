"""The menu of the program: what it reads, the steps of one article, how it exports.

A newcomer's input format, step or export is one file in its folder and one line here. Each step
says what it needs and what it gives; that every need is met by an earlier step is checked when this
module is loaded, before the first article.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hearsay.exports import EXPORTS
from hearsay.readers import READERS
from hearsay.settings import Settings
from hearsay.steps.actors import actors
from hearsay.steps.attitude import attitude
from hearsay.steps.attribution import attribution
from hearsay.steps.bare_phrases import without_bare_phrases
from hearsay.steps.dates import dates
from hearsay.steps.event_types import event_types
from hearsay.steps.events import events
from hearsay.steps.figures import figures
from hearsay.steps.occasions import occasions
from hearsay.steps.own_sentences import own_sentences
from hearsay.steps.places import places_of_events
from hearsay.steps.propositions import propositions
from hearsay.steps.provenance import provenance
from hearsay.steps.scare_quotes import scare_quotes
from hearsay.steps.speakers import speakers
from hearsay.steps.told_denials import told_denials
from hearsay.types import Analysis


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an article's way. needs and gives: names of what stands in an `Analysis`."""

    name: str
    run: Callable[[Analysis, Settings], Analysis]
    needs: tuple[str, ...]
    gives: tuple[str, ...]


def _plain(run: Callable[[Analysis], Analysis]) -> Callable[[Analysis, Settings], Analysis]:
    """A step that no setting concerns."""
    return lambda analysis, settings: run(analysis)


GIVEN = ("text", "sentences", "reading")

STEPS: tuple[Step, ...] = (
    Step(
        "provenance",
        _plain(provenance),
        ("text",),
        ("boilerplate", "title", "byline", "dateline", "published", "outlet", "origins"),
    ),
    Step("actors", _plain(actors), ("reading", "boilerplate", "dateline"), ("actors",)),
    Step(
        "attribution",
        _plain(attribution),
        ("reading", "boilerplate", "dateline"),
        ("statements",),
    ),
    Step("scare_quotes", _plain(scare_quotes), ("statements",), ("statements",)),
    Step("attitude", _plain(attitude), ("statements", "reading"), ("attitude", "certainty")),
    Step("bare_phrases", _plain(without_bare_phrases), ("statements", "attitude"), ("statements",)),
    Step("speakers", speakers, ("statements", "actors", "attitude"), ("speaker", "via", "target")),
    Step(
        "told_denials",
        _plain(told_denials),
        ("statements", "speaker", "attitude"),
        ("attitude", "target"),
    ),
    Step(
        "occasions",
        _plain(occasions),
        ("statements", "speaker", "published"),
        ("said_on", "occasion"),
    ),
    Step("figures", _plain(figures), ("statements", "speaker", "boilerplate"), ("figures",)),
    Step("dates", _plain(dates), ("published", "boilerplate"), ("events",)),
    Step("event_types", _plain(event_types), ("events", "actors", "reading"), ("type",)),
    Step(
        "events",
        _plain(events),
        ("events", "type", "statements", "actors", "reading", "boilerplate"),
        ("sources", "targets", "mode", "reality"),
    ),
    Step(
        "places",
        _plain(places_of_events),
        ("events", "statements", "actors", "boilerplate"),
        ("place", "country", "place_precision"),
    ),
    Step(
        "own_sentences",
        _plain(own_sentences),
        ("statements", "boilerplate", "reading"),
        ("statements",),
    ),
    Step(
        "propositions",
        _plain(propositions),
        ("statements", "events", "reading"),
        ("vectors",),
    ),
)


def unmet(steps: tuple[Step, ...]) -> list[str]:
    """What some step needs and none before it gives, one line each."""
    there, wrong = set(GIVEN), []
    for step in steps:
        wrong += [f"{step.name} needs {need}" for need in step.needs if need not in there]
        there.update(step.gives)
    return wrong


if _wrong := unmet(STEPS):  # a mistake of the programmer, found before the first article
    raise AssertionError(f"the steps are in the wrong order: {'; '.join(_wrong)}")

__all__ = ["EXPORTS", "READERS", "STEPS", "Step", "unmet"]
