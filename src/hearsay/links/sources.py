"""What a user says of outlets, as it holds for a case: reliability and owner, never computed.

Takes the sources of the settings and judgements, gives one `Source` an outlet. A judgement on
"outlet:NAME" says "reliability: B" or "owner: Quay Media"; nothing after the colon takes it back.
The last one counts, and goes before the settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from hearsay import names
from hearsay.corrections import in_force
from hearsay.types import Judgement, Reason, Reliability, Source

OUTLET = "outlet:"
RELIABILITY, OWNER = "settings: reliability", "settings: owner"


def sources(given: Iterable[Source], judgements: Iterable[Judgement]) -> tuple[Source, ...]:
    """One source an outlet, by name; those of which nothing is said are left out."""
    found = {names.normal(source.outlet): source for source in given}
    for judgement in in_force(judgements):
        outlet = judgement.subject.removeprefix(OUTLET).strip()
        what, colon, value = (part.strip() for part in judgement.verdict.partition(":"))
        if not judgement.subject.startswith(OUTLET) or not colon:
            continue
        known = found.get(names.normal(outlet), Source(outlet))
        detail = f"{judgement.by}: {judgement.why}" if judgement.why else judgement.by
        because = (*known.because, Reason("judgement", detail, (judgement.id,)))
        grade = next((letter for letter in get_args(Reliability) if letter == value), None)
        if what == "reliability" and (grade or not value):
            known = replace(known, reliability=grade, because=because)
        elif what == "owner":
            known = replace(known, owner=value or None, because=because)
        found[names.normal(outlet)] = known
    told = [source for source in found.values() if source.reliability or source.owner]
    return tuple(sorted(told, key=lambda source: source.outlet))


def of_settings(told: Iterable[Source]) -> tuple[Source, ...]:
    """What settings said of outlets, judgements on top of it left out."""
    found = []
    for source in told:
        said = {r.rule: r.detail for r in source.because if r.rule.startswith("settings: ")}
        if said:
            because = tuple(Reason(rule, detail) for rule, detail in said.items())
            reliability = next(
                (a for a in get_args(Reliability) if a == said.get(RELIABILITY)), None
            )
            found.append(Source(source.outlet, reliability, said.get(OWNER), because))
    return tuple(found)


def by_outlet(told: Iterable[Source]) -> Mapping[str, Source]:
    """Sources by the normal name of their outlet, for `source_of`."""
    return {names.normal(source.outlet): source for source in told}


def source_of(outlet: str | None, known: Mapping[str, Source]) -> Source | None:
    """What is said of an outlet, however its name is written."""
    return known.get(names.normal(outlet)) if outlet else None


def owners_of(outlets: Sequence[str], known: Mapping[str, Source]) -> tuple[str, ...]:
    """The owners of some outlets; an outlet whose owner nobody names stands for itself."""
    found = {
        source.owner if (source := source_of(one, known)) and source.owner else one
        for one in outlets
    }
    return tuple(sorted(found))
