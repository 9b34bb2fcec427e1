"""Provenance of articles: which lines are not the article, and who made and fed it."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.steps.boilerplate import boilerplate, probabilities
from hearsay.steps.outlets import is_agency, outlet_in, same_outlet
from hearsay.steps.provenance import provenance
from hearsay.text import lines, paragraphs
from hearsay.types import Analysis, Document, Span

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold" / "articles" / "dev"

BODY = (
    "The council of Varnholt said on Monday that the old harbour bridge would stay shut until the "
    "spring, after engineers found cracks in two of its pillars.\n\n"
    "Residents have complained that the detour adds an hour to the way to work, and several shops "
    "on the quay have closed since the barriers went up.\n\n"
    "“We were told three weeks,” said Ilse Marrow, who runs a bakery there. “It has been four "
    "months, and nobody at the town hall answers the telephone any more.”\n"
)


def read(text: str, **known: str | None) -> Document:
    document = Document(id="d", path="d.txt", text=text, **known)  # type: ignore[arg-type]
    return provenance(Analysis(document=document)).document


def marked(text: str) -> list[str]:
    return [span.of(text) for span in read(text).boilerplate]


@pytest.mark.parametrize(
    "line",
    [
        "Scroll down for video",
        "ALSO READ: Ferry workers of Varnholt call off their strike",
        "Have something to add to this story? Share it in the comments.",
        "This website uses cookies to improve your experience.",
        "The post Harbour bridge stays shut appeared first on Varnholt Courier.",
        "Follow Jorun Teal on Twitter: @jorunteal",
        "Copyright 2031 Varnholt Media. All rights reserved.",
        "Varnholt Courier's Jorun Teal contributed to this report.",
        "Additional reporting by Reuters",
        "Image: Getty Images",
        "mboxCreate('Varnholt-Politics-Videos');",
        "www.varnholtcourier.example.com",
        "Jorun Teal is a freelance journalist with long experience of northern harbours.",
    ],
)
def test_what_says_of_itself_that_it_is_not_the_article_is_boilerplate(line: str) -> None:
    assert marked(BODY + "\n" + line + "\n") == [line]


def test_a_list_of_other_stories_is_boilerplate_until_the_article_goes_on() -> None:
    first, *rest = BODY.split("\n\n")
    teasers = [
        "Related Stories",
        "Ferry Workers Call Off Strike After Night of Talks",
        "Mayor Halvard Denies Cutting the Harbour Budget",
        "Read more",
    ]
    text = "\n\n".join([first, "\n".join(teasers), *rest])
    assert marked(text) == teasers


def test_labelled_captions_are_boilerplate() -> None:
    first, *rest = BODY.split("\n\n")
    captions = [
        "Scroll down for video",
        "Closed: Barriers block the way on to the old harbour bridge in Varnholt",
        "Anger: Baker Ilse Marrow (pictured) has lost half of her customers since the summer",
    ]
    assert marked("\n\n".join([first, *captions, *rest])) == captions


def test_a_line_that_ends_with_its_day_is_a_caption() -> None:
    first, *rest = BODY.split("\n\n")
    caption = "Engineers of the town hall look at the cracked pillar in Varnholt on October 2, 2031"
    assert marked("\n\n".join([first, caption, *rest])) == [caption]
    said = "Engineers of the town hall looked at the cracked pillar in Varnholt on October 2, 2031."
    assert marked("\n\n".join([first, said, *rest])) == []


def test_the_last_sentence_may_lack_its_full_stop_before_the_credits() -> None:
    last = "Nobody at the town hall would say when the bridge is to be opened to carts again"
    credit = "Varnholt Courier's Jorun Teal contributed to this report."
    assert marked(f"{BODY}\n{last}\n\n{credit}\n") == [credit]


def test_title_subhead_and_quoted_tweet_belong_to_the_article() -> None:
    text = (
        "Harbour bridge of Varnholt to stay shut until the spring\n\n"
        + BODY
        + "\nMarrow also wrote to the mayor in public:\n"
        + "Four months. Four! #openthebridge\n"
        + "— Ilse Marrow (@ilsebakes) October 7, 2031\n\n"
        + BODY.replace("Varnholt", "Oosterby").replace("bakery", "chandlery")
    )
    document = read(text)
    assert document.boilerplate == ()
    assert document.title == "Harbour bridge of Varnholt to stay shut until the spring"
    assert document.published == "2031-10"


def test_what_stands_above_the_title_is_not_the_article() -> None:
    text = (
        "Home / Latest / Harbour bridge of Varnholt to stay shut\n\n"
        "Harbour bridge of Varnholt to stay shut\n\nVT News\n\nVARNHOLT – " + BODY
    )
    document = read(text)
    assert [span.of(text) for span in document.boilerplate] == [
        "Home / Latest / Harbour bridge of Varnholt to stay shut",
        "VT News",
    ]
    assert document.title == "Harbour bridge of Varnholt to stay shut"
    assert document.outlet == "VT News"
    assert document.dateline == "VARNHOLT"


@pytest.mark.parametrize(
    "above",
    [
        "The voice of Varnholt since 1951",
        "Est. 1888",
        "Serving the northern harbours since 1902",
        "VNA-VARNHOLT-BRIDGE/3 (UPDATE 2, ADDS MAYOR)",
        "We use cookies to make this page better for you.",
    ],
)
def test_what_a_masthead_says_of_its_paper_is_no_headline(above: str) -> None:
    headline = "Harbour bridge of Varnholt to stay shut until the spring"
    document = read(f"VARNHOLT COURIER\n{above}\n\n{headline}\n\n7 October 2031\n\n{BODY}")
    assert document.title == headline
    assert above in [span.of(document.text) for span in document.boilerplate]


@pytest.mark.parametrize(
    "headline", ["The worst flood in Varnholt since 1951", "Thousands left Varnholt since 2001"]
)
def test_a_headline_that_compares_with_a_year_is_one(headline: str) -> None:
    document = read(f"{headline}\n\nMayor of the town says that more rain will come\n\n{BODY}")
    assert document.title == headline


def test_the_same_menu_line_twice_is_boilerplate_but_prose_stays_the_first_time() -> None:
    text = BODY + "\nTop Harbour News Today\n\n" + BODY + "\nTop Harbour News Today\n"
    unwanted = read(text).boilerplate
    prose = [span for span in lines(text) if span.of(text).startswith("The council")]
    assert prose[0] not in unwanted


@pytest.mark.parametrize(
    ("head", "dateline", "outlet", "origins"),
    [
        ("VARNHOLT, Feb 5: ", "VARNHOLT, Feb 5", None, ()),
        ("VARNHOLT, Norland — ", "VARNHOLT, Norland", None, ()),
        ("Varnholt (AFP) - ", "Varnholt", None, ("AFP",)),
        ("(CNN) -- ", None, "CNN", ()),
        ("VARNHOLT, Norland, Dec. 23 (UPI) -- ", "VARNHOLT, Norland, Dec. 23", "UPI", ()),
        ("Varnholt: ", "Varnholt", None, ()),
        ("", None, None, ()),
    ],
)
def test_dateline_and_the_name_in_its_brackets(
    head: str, dateline: str | None, outlet: str | None, origins: tuple[str, ...]
) -> None:
    document = read(head + BODY)
    assert (document.dateline, document.outlet, document.origins) == (dateline, outlet, origins)


@pytest.mark.parametrize(
    ("foot", "outlet", "byline", "origins"),
    [
        ("The post Bridge shut appeared first on Norland Daily Courier.", "Norland Daily Courier",
         None, ()),
        ("CNN's Jorun Teal, Arne Falk and Mia Brandt contributed to this report.", "CNN",
         "Jorun Teal, Arne Falk and Mia Brandt", ()),
        ("Fox News' Jorun Teal and The Associated Press contributed to this report.", "Fox News",
         "Jorun Teal", ("The Associated Press",)),
        ("To contact the reporter on this story: Jorun Teal in Varnholt at jteal@bloomberg.net",
         "Bloomberg", "Jorun Teal", ()),
        ("To contact the editor, e-mail: editor@norlandpost.com", "norlandpost.com", None, ()),
        ("– Jorun Teal", None, "Jorun Teal", ()),
        ("AFP", None, None, ("AFP",)),
        ("[BBC]", None, None, ("BBC",)),
        ("[With agencies]", None, None, ("agencies",)),
        ("Additional reporting by Reuters", None, None, ("Reuters",)),
        ("This article originally appeared on News.com.au.", None, None, ("News.com.au",)),
        ("The Canadian Press, with files from the Norland Free Press", None, "The Canadian Press",
         ("The Canadian Press", "Norland Free Press")),
    ],
)  # fmt: skip
def test_credits_at_the_foot(
    foot: str, outlet: str | None, byline: str | None, origins: tuple[str, ...]
) -> None:
    document = read(BODY + "\n" + foot + "\n")
    assert document.outlet == outlet
    assert document.byline == byline
    said = {same_outlet(name) for name in document.origins}
    assert said == {same_outlet(name) for name in origins}


def test_an_agency_in_brackets_after_the_last_sentence_is_an_origin_and_no_caption() -> None:
    document = read(BODY.rstrip("\n") + " The mayor was away. (UNI)\n\nInternational\n")
    assert document.origins == ("UNI",)
    assert [span.of(document.text) for span in document.boilerplate] == ["International"]


def test_an_outlet_credited_at_the_head_is_an_origin_and_one_quoted_in_passing_is_none() -> None:
    near = read(BODY.replace("said on Monday", "said on Monday, according to the Norland Times,"))
    assert [name.removeprefix("the ") for name in near.origins] == ["Norland Times"]
    late = read(BODY * 3 + "\nThe cost was put at nine million, the Norland Times reported.\n")
    assert late.origins == ()


def test_whose_words_are_taken_over_is_no_outlet_but_an_origin() -> None:
    told = "\nHe told the Norland Times he was sorry. He told the Norland Times’s Arne Falk why.\n"
    near = BODY.replace(
        "after engineers", "courtesy of the Norland Times’s Arne Falk, as engineers"
    )
    document = read(near + told)
    assert document.outlet is None
    assert [name.removeprefix("the ") for name in document.origins] == ["Norland Times"]
    # nothing says whether the article is the paper's own
    unsure = read(BODY + told)
    assert (unsure.outlet, unsure.origins) == (None, ())


def test_who_obtained_and_was_told_is_an_origin_even_far_down() -> None:
    late = (
        "\nThe Norland Times obtained the bill. “I am sorry,” he admitted to the Norland Times.\n"
    )
    document = read(BODY * 3 + late)
    assert document.outlet is None
    assert [same_outlet(name) for name in document.origins] == ["norland times"]


def test_the_paper_that_keeps_being_told_is_the_outlet() -> None:
    text = BODY + "\nHe told BuzzFeed News he was sorry. She told BuzzFeed News she was not.\n"
    assert read(text).outlet == "BuzzFeed News"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published: 12 October 2031", "2031-10-12"),
        ("Last updated Oct. 17, 2031", "2031-10-17"),
        ("April 29, 2031", "2031-04-29"),
        ("Copyright 2031 Norland Media", None),
        ("The bridge was built on 12 October 1931 by Norland Steel.", None),
        ("A screengrab taken on October 2, 2031 shows the cracks in the second pillar", "2031-10"),
    ],
)
def test_published_is_as_precise_as_its_evidence(line: str, published: str | None) -> None:
    assert read(line + "\n\n" + BODY).published == published


def test_two_stamps_of_other_stories_give_the_month_of_the_later() -> None:
    stamps = "Ferry strike is over\nOctober 3, 2031\nMayor under fire\nOctober 5, 2031\n\n"
    assert read(stamps + BODY).published == "2031-10"


def test_metadata_stands_before_guesses_and_every_guess_has_a_reason() -> None:
    text = "(CNN) -- " + BODY + "\nPublished: 12 October 2031\n"
    known = read(text, outlet="The Norland Times", published="2031-10-13")
    assert (known.outlet, known.published) == ("The Norland Times", "2031-10-13")
    assert not {reason.rule for reason in known.because} & {"outlet", "published"}
    guessed = read(text)
    assert {"outlet", "published"} <= {reason.rule for reason in guessed.because}
    assert guessed.text == text


def test_the_host_of_the_address_is_the_last_resort() -> None:
    assert read(BODY, url="https://www.theguardian.com/world/1").outlet == "The Guardian"
    assert read(BODY, url="https://www.norland.example/a").outlet == "norland.example"
    assert read("(CNN) -- " + BODY, url="https://www.norland.example/a").outlet == "CNN"


def test_outlet_names() -> None:
    assert outlet_in("CNN Friday") == "CNN"
    assert outlet_in("ABC News ISIS's") == "ABC News"
    assert outlet_in("Norland Herald’s Arne Falk") == "Norland Herald"
    assert outlet_in("Ilse Marrow") is None
    assert outlet_in("Facebook") is None
    assert is_agency("the AP")
    assert same_outlet("AP") == same_outlet("The Associated Press")


def test_an_article_in_capitals_and_short_lines_is_no_boilerplate() -> None:
    text = """\
   ORLEN, 3 MAY 90 -- [TEXT] THE ARMY REPORTED TODAY THAT NEARLY 30
FARMERS WERE TAKEN FROM THEIR HOMES BY ARMED MEN IN THE HILLS NORTH
OF TARN. THE MAYOR SAID THAT HE KNEW NOTHING OF THEM.

   MEANWHILE, TWO POLICEMEN WERE WOUNDED WHEN A BOMB EXPLODED BESIDE
THE BRIDGE OVER THE SARN RIVER. NOBODY CLAIMED RESPONSIBILITY FOR THE
ATTACK, WHICH CUT OFF THE VILLAGE OF MERREN FOR THE WHOLE NIGHT.
"""
    assert read(text).boilerplate == ()


def check(text: str) -> None:
    spans = read(text).boilerplate
    whole = set(paragraphs(text))
    assert list(spans) == sorted(set(spans))
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert set(spans) <= whole


ODD = [
    *BODY.split("\n"),
    *("READ MORE", "(CNN) --", "By", "©", "– –", "VARNHOLT:", "@a", "12/31/2031", "Related"),
    *("AP/AFP", "2031-13-45", "told The", "\x85", "'s contributed to this report"),
]
LINE = st.one_of(st.text(max_size=40), st.sampled_from(ODD))


@given(st.lists(LINE, max_size=8), st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028"]))
@settings(max_examples=60, deadline=None)
def test_spans_are_whole_trimmed_lines_sorted_and_disjoint(parts: list[str], end: str) -> None:
    check(end.join(parts))


@pytest.mark.parametrize(
    "text",
    ["", " \n\t", "x", "HELLO WORLD", "Home\nNews\nSport\nContact", BODY.upper(), "\ufeff" + BODY],
)
def test_odd_texts_are_read_without_fuss(text: str) -> None:
    check(text)


def test_a_text_of_one_line_is_the_article() -> None:
    assert read(BODY.replace("\n", " ")).boilerplate == ()


@pytest.mark.parametrize(
    "text",
    ["The President of The Republic told Some News That " * 4000, "A" * 100_000, "a@" * 50_000,
     "Item of Some Menu\n" * 3000],
    ids=["capitals", "one word", "signs", "menu"],
)  # fmt: skip
def test_long_odd_texts_take_linear_time(text: str) -> None:
    check(text)


def test_same_text_same_answer() -> None:
    assert probabilities(BODY) == probabilities(BODY)
    assert read(BODY) == read(BODY)


@pytest.mark.skipif(not GOLD.exists(), reason="the gold articles (../shared/gold) are not here")
def test_boilerplate_on_the_development_articles() -> None:
    gold = json.loads((GOLD / "gold.json").read_text(encoding="utf-8"))
    hit = said = wanted = 0
    for entry in gold["documents"]:
        text = (GOLD / "docs" / f"{entry['id']}.txt").read_bytes().decode("utf-8")
        lined = {line.strip() for line in entry["boilerplate"]}
        unwanted: set[Span] = {span for span in lines(text) if span.of(text) in lined}
        found = set(boilerplate(text))
        hit, said, wanted = hit + len(found & unwanted), said + len(found), wanted + len(unwanted)
    assert 2 * hit / (said + wanted) >= 0.9


def test_teasers_with_dated_bylines_are_not_the_article() -> None:
    teasers = [
        "Dam engineers walk out over pay",
        "BY ORLA VENN | 10/12/26 12:35 PM",
        "Two hundred engineers left the site on Monday.",
        "Harbour tax to rise in spring",
        "BY LEDO HARRUN | 10/12/26 11:02 AM",
        "The council wants to double what ships pay.",
    ]
    body = "The governor denied on Tuesday that his guards had fired on the convoy near the dam."
    text = "\n\n".join([body, *teasers, body.replace("Tuesday", "Friday")])
    marked = {span.of(text) for span in boilerplate(text)}
    assert set(teasers) <= marked
    assert body not in marked
