"""Invented articles, what they yield, and ledgers of them, for the tests of case and exports.

Takes nothing, gives a small story told by three invented outlets, a trivial `relate`, and a
hypothesis strategy for any sound ledger. Nothing here comes from a real article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from hearsay.types import (
    Accusation,
    Actor,
    Analysis,
    Copy,
    Document,
    Event,
    Figure,
    Judgement,
    Ledger,
    Matter,
    Mention,
    Opposition,
    Reason,
    Response,
    Side,
    Span,
    Statement,
    Story,
    Support,
    Utterance,
)

MADE = "0.1.0"
MODEL = "weights-1"

COURIER = (
    "Dam gates “opened at night”, says ministry\n"
    "The Ministry of Tides accused the Reed League of opening the gates at Orvel. "
    "At least 12 people drowned on 3 May, it said.\n"
)
HERALD = (
    "Reed League denies it\n"
    "“We never touched the gates — not once,” said Ilse Varn of the Reed League. 🌊\n"
    "A senior official said nine people died.\n"
)
WIRE = (
    "Ministry of Tides blames league\n"
    "The Ministry of Tides accused the Reed League of opening the gates at Orvel.\n"
)

WHY = (Reason("same words", "the gates at Orvel", ("x",)),)


def span(text: str, words: str) -> Span:
    """Where the words first stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def analysis(name: str, text: str, **known: Any) -> Analysis:
    """What an article yields: actors it names, and a statement for every accusation or denial."""
    document = Document(id=f"d-{name}", path=f"news/{name}.txt", text=text, **known)
    spoken = {"Ministry of Tides": "government", "Reed League": "organisation"}
    actors = tuple(
        Actor(
            id=f"a-{label.split()[0].lower()}",
            name=label,
            kind=kind,  # type: ignore[arg-type]
            aliases=(label.split()[0],) if label == "Reed League" else (),
            mentions=(Mention(document.id, span(text, label)),),
        )
        for label, kind in spoken.items()
        if label in text
    )
    ids = {actor.id for actor in actors}
    statements: list[Statement] = []
    if "accused" in text:
        statements.append(
            Statement(
                id=f"s-{name}-1",
                document=document.id,
                content=(span(text, "opening the gates at Orvel"),),
                speaker="a-ministry",
                source=(span(text, "The Ministry of Tides"),),
                cue=(span(text, "accused"),),
                attitude="accuse",
                target=("a-reed",),
                about=("a-reed",),
                confidence=0.91,
                speaker_confidence=0.88,
            )
        )
    if "denies" in text:
        statements.append(
            Statement(
                id=f"s-{name}-1",
                document=document.id,
                content=(span(text, "We never touched the gates"), span(text, "not once")),
                speaker="a-reed",
                via=("Tide Radio",),
                source=(span(text, "Ilse Varn of the Reed League"),),
                cue=(span(text, "said"),),
                quotation="direct",
                attitude="deny",
                confidence=0.84,
                speaker_confidence=0.7,
                flags=("retracts",),
                because=(Reason("quotation marks", "“We never…", ("s-x",)),),
            )
        )
        statements.append(
            Statement(
                id=f"s-{name}-2",
                document=document.id,
                content=(span(text, "nine people died"),),
                speaker_label="A senior official",
                certainty="probable",
                parent=f"s-{name}-1",
                about=tuple(sorted(ids & {"a-reed"})),
            )
        )
    figures: tuple[Figure, ...] = ()
    if "12 people" in text:
        counted = span(text, "At least 12 people")
        figures = (
            Figure(f"f-{name}-1", document.id, counted, "killed", "people", 12, None, "at_least"),
            Figure(
                f"f-{name}-2",
                document.id,
                span(text, "12"),
                "other:gate",
                None,
                0.5,
                12.25,
                "about",
                event=f"e-{name}",
                statement=f"s-{name}-1",
                group="g-1",
                revises=f"f-{name}-1",
            ),
        )
    events: tuple[Event, ...] = ()
    if "3 May" in text:
        events = (
            Event(
                f"e-{name}",
                "drowning at Orvel",
                date="2031-05-03",
                sources=("a-reed",),
                targets=("a-ministry",),
                mentions=(Mention(document.id, span(text, "3 May")),),
                statements=(f"s-{name}-1",),
            ),
        )
    return Analysis(
        document=document,
        model=MODEL,
        sentences=(Span(0, text.index("\n")),),
        actors=actors,
        statements=tuple(statements),
        figures=figures,
        events=events,
        vectors=tuple((one.id, b"\x00\xff\x10") for one in statements),
    )


def analyses() -> list[Analysis]:
    """Three articles of three outlets on one invented flood."""
    return [
        analysis(
            "courier", COURIER, title="Dam gates", outlet="Orvel Courier", published="2031-05"
        ),
        analysis(
            "herald",
            HERALD,
            title="Denied",
            outlet="Delta Herald",
            published="2031-05-05",
            origins=("Tide Wire",),
            boilerplate=(Span(0, 4),),
            because=(Reason("outlet", "Delta Herald"),),
        ),
        analysis("wire", WIRE, title="Blames", outlet="Tide Wire", language="en"),
    ]


def relate(given: Sequence[Analysis], judgements: Sequence[Judgement]) -> Ledger:
    """A ledger of analyses: actors joined by id, one matter of all that accuses or denies."""
    joined: dict[str, Actor] = {}
    for one in given:
        for actor in one.actors:
            if actor.id in joined:
                both = tuple(sorted(joined[actor.id].mentions + actor.mentions))
                joined[actor.id] = replace(actor, mentions=both, because=WHY)
            else:
                joined[actor.id] = actor
    documents = tuple(one.document for one in given)
    statements = tuple(statement for one in given for statement in one.statements)
    claims = [s for s in statements if s.attitude == "accuse"]
    denials = [s for s in statements if s.attitude == "deny"]
    matters: tuple[Matter, ...] = ()
    if claims and denials:
        matters = (
            Matter(
                id="m-gates",
                proposition="opening the gates at Orvel",
                proposition_statement=claims[0].id,
                sides=(
                    *(Side(s.id, "affirms", 0.9, WHY) for s in claims),
                    *(Side(s.id, "denies", 0.75, WHY) for s in denials),
                ),
                oppositions=tuple(
                    Opposition(d.id, c.id, 0.6, WHY) for d in denials for c in claims
                ),
                affirms=Support(
                    outlets=("Orvel Courier", "Tide Wire"),
                    texts=tuple(c.document for c in claims),
                    origins_low=1,
                    origins_high=2,
                    parties=("a-ministry",),
                    because=WHY,
                ),
                because=WHY,
            ),
        )
    dates = sorted(d.published for d in documents if d.published)
    searched = (len(documents), dates[0] if dates else None, dates[-1] if dates else None)
    answers = tuple(Response(d.id, "denies") for d in denials)
    state = "answered" if answers else "none_found"
    accusations = tuple(
        Accusation(c.id, "a-reed", answers, state, searched)  # type: ignore[arg-type]
        for c in claims
    )
    utterances: tuple[Utterance, ...] = ()
    copies: tuple[Copy, ...] = ()
    if len(claims) > 1:
        utterances = (Utterance("u-1", tuple(c.id for c in claims), WHY),)
        copies = (
            Copy(
                tuple(c.document for c in claims),
                "shared_passage",
                tuple(Mention(c.document, c.content[0]) for c in claims),
                WHY,
            ),
        )
    stories = (Story("t-1", "flood", tuple(d.id for d in documents), because=WHY),)
    return Ledger(
        hearsay=MADE,
        model=MODEL,
        documents=documents,
        actors=tuple(joined[name] for name in sorted(joined)),
        statements=statements,
        figures=tuple(figure for one in given for figure in one.figures),
        events=tuple(event for one in given for event in one.events),
        matters=matters,
        accusations=accusations,
        utterances=utterances,
        stories=stories if documents else (),
        copies=copies,
        judgements=tuple(judgements),
    )


def judgement(name: str = "j-1", **changed: Any) -> Judgement:
    """A person's word."""
    given = {
        "subject": "s-courier-1",
        "verdict": "right",
        "by": "Mira",
        "at": "2031-06-01T10:00:00Z",
        "why": "read the page",
    }
    return Judgement(id=name, **{**given, **changed})


def ledger() -> Ledger:
    """The ledger of the three articles, with one judgement."""
    return relate(analyses(), [judgement()])


_TEXT = st.text(max_size=8)
_MAYBE = st.none() | _TEXT
_SURE = st.integers(0, 100).map(lambda hundredths: hundredths / 100)
_BECAUSE = st.lists(
    st.builds(Reason, _TEXT, _TEXT, st.lists(_TEXT, max_size=2).map(tuple)), min_size=1, max_size=2
).map(tuple)


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Any ledger whose spans and links hold, its lists sorted by id."""

    def some(names: Sequence[str], least: int = 0) -> tuple[str, ...]:
        if len(names) < least:
            return ()
        chosen = st.lists(st.sampled_from(names), unique=True, min_size=least, max_size=3)
        return tuple(draw(chosen)) if names else ()

    def one(names: Sequence[str]) -> str | None:
        return draw(st.none() | st.sampled_from(names)) if names else None

    def within(text: str) -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start + 1, len(text))))

    def spans(text: str) -> tuple[Span, ...]:
        first = within(text)
        if first.end < len(text) and draw(st.booleans()):
            return (first, Span(first.end, len(text)))
        return (first,)

    texts = draw(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=3))
    ids = [f"d-{number}" for number in range(len(texts))]
    text_of = dict(zip(ids, texts, strict=True))
    documents = tuple(
        Document(
            id=name,
            path=draw(_TEXT),
            text=text_of[name],
            url=draw(_MAYBE),
            title=draw(_MAYBE),
            outlet=draw(_MAYBE),
            origins=tuple(draw(st.lists(_TEXT, max_size=2))),
            boilerplate=spans(text_of[name]) if draw(st.booleans()) else (),
            revises=one(ids),
            because=draw(_BECAUSE),
        )
        for name in ids
    )

    def mentions() -> tuple[Mention, ...]:
        return tuple(Mention(name, within(text_of[name])) for name in some(ids))

    people = [f"a-{number}" for number in range(draw(st.integers(0, 3)))]
    actors = tuple(
        Actor(
            id=name,
            name=draw(_TEXT),
            kind=draw(st.sampled_from(("person", "place", "media"))),
            role=draw(_MAYBE),
            part_of=one(people),
            aliases=tuple(draw(st.lists(_TEXT, max_size=2))),
            mentions=tuple(sorted(mentions())),
            because=draw(_BECAUSE),
        )
        for name in people
    )
    said = [f"s-{number}" for number in range(draw(st.integers(0, 4)))]
    statements = []
    for name in said:
        document = draw(st.sampled_from(ids))
        speaker = one(people)
        statements.append(
            Statement(
                id=name,
                document=document,
                content=spans(text_of[document]),
                cue=spans(text_of[document]),
                parent=one(said),
                speaker=speaker,
                speaker_label=None if speaker else draw(_MAYBE),
                via=(*some(people), *draw(st.lists(st.just("Tide Radio"), max_size=1))),
                said_on=draw(_MAYBE),
                target=some(people),
                about=some(people),
                attitude=draw(st.sampled_from(("assert", "deny", "accuse"))),
                confidence=draw(_SURE),
                speaker_confidence=draw(_SURE),
            )
        )
    numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
    happened = tuple(
        Event(
            id=f"e-{number}",
            label=draw(_TEXT),
            sources=some(people),
            targets=some(people),
            mentions=mentions(),
            statements=some(said),
            because=draw(_BECAUSE),
        )
        for number in range(draw(st.integers(0, 2)))
    )
    figures = []
    for number in range(draw(st.integers(0, 2))):
        document = draw(st.sampled_from(ids))
        low, high = draw(numbers), draw(numbers)
        if low is not None and high is not None and low > high:
            low, high = high, low
        figures.append(
            Figure(
                id=f"f-{number}",
                document=document,
                span=within(text_of[document]),
                measure="killed",
                of=draw(_MAYBE),
                low=low,
                high=high,
                qualifier="vague",
                statement=one(said),
                event=one([event.id for event in happened]),
                group=draw(_MAYBE),
            )
        )
    support = st.builds(
        Support,
        outlets=st.lists(_TEXT, max_size=2).map(tuple),
        texts=st.just(tuple(ids[:1])),
        origins_low=st.integers(0, 2),
        origins_high=st.integers(2, 4),
    )
    matters = tuple(
        Matter(
            id=f"m-{number}",
            proposition=draw(_TEXT),
            proposition_statement=one(said),
            sides=tuple(
                Side(
                    name, draw(st.sampled_from(("affirms", "denies"))), draw(_SURE), draw(_BECAUSE)
                )
                for name in some(said)
            ),
            oppositions=(Opposition(said[0], said[1], draw(_SURE), draw(_BECAUSE)),)
            if len(said) > 1
            else (),
            affirms=draw(support),
            denies=draw(support),
        )
        for number in range(draw(st.integers(0, 2)))
    )
    accusations = tuple(
        Accusation(
            statement=said[0],
            accused=name,
            responses=tuple(Response(answer, "admits") for answer in some(said)),
            state="answered",
            searched=(draw(st.integers(0, len(ids))), draw(_MAYBE), draw(_MAYBE)),
        )
        for name in (people if said else [])
    )
    together = some(said, least=2)
    shared = some(ids, least=2)
    return Ledger(
        hearsay=draw(_TEXT),
        model=draw(_TEXT),
        documents=documents,
        actors=actors,
        statements=tuple(statements),
        figures=tuple(figures),
        events=happened,
        matters=matters,
        accusations=accusations,
        utterances=(Utterance("u-0", together, draw(_BECAUSE)),) if together else (),
        stories=(Story("t-0", draw(_TEXT), some(ids), draw(_MAYBE), None, draw(_BECAUSE)),),
        copies=(Copy(shared, "same_origin", mentions(), draw(_BECAUSE)),) if shared else (),
        judgements=(judgement("j-0", why=draw(_TEXT)), judgement("j-1", undoes="j-0")),
    )
