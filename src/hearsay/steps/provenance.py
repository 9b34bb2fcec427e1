"""Where an article comes from: what of its text is the article, and who made and fed it.

Takes an `Analysis` whose document has its text and whatever metadata the reader found; gives it
back with boilerplate, title, byline, dateline, date of publication, outlet and origins filled in,
and a `Reason` for each. What the reader already knew stands; what cannot be told stays None.
Nothing is deleted from the text.
"""

from __future__ import annotations

from dataclasses import replace

from hearsay.steps.boilerplate import boilerplate
from hearsay.steps.credits import credits
from hearsay.steps.dateline import Found, byline, dateline, published, title
from hearsay.text import lines, unwrapped
from hearsay.types import Analysis, Reason


def provenance(analysis: Analysis) -> Analysis:
    """The analysis with its document's provenance filled in."""
    document = analysis.document
    text = unwrapped(document.text)
    spans = lines(text)
    unwanted = document.boilerplate or boilerplate(text)
    apart = set(unwanted)
    body = [span for span in spans if span not in apart]

    headed = dateline(text, body)
    headline = title(text, body, headed)
    heading = document.title or (headline.value if headline else None)
    named = credits(text, spans, body, headed, title=heading, url=document.url)
    place = Found(headed.place, headed.span.of(text).strip()) if headed and headed.place else None
    found = {
        "title": headline,
        "byline": byline(text, spans),
        "dateline": place,
        "published": published(text, spans, headed.span.end if headed else 0),
        "outlet": named.outlet,
    }
    filled: dict[str, str] = {}
    reasons = list(document.because)
    for name, value in found.items():
        if not getattr(document, name) and value:
            filled[name] = value.value
            reasons.append(Reason(name, value.evidence))
    origins = document.origins
    if not origins:
        origins = tuple(origin.value for origin in named.origins)
        reasons.extend(Reason("origins", f"{o.value}: {o.evidence}") for o in named.origins)
    if unwanted and not document.boilerplate:
        reasons.append(Reason("boilerplate", f"{len(unwanted)} of {len(spans)} lines"))
    return replace(
        analysis,
        document=replace(
            document,
            **filled,
            origins=origins,
            boilerplate=unwanted,
            because=tuple(reasons),
        ),
    )
