"""What two forms of one English word have in common: lemma, family, head of a phrase.

Takes single words or short phrases, gives keys to compare; a lemma here is a key without its
endings ("making", "makes" and "make" are "mak"), not a word of a dictionary. The tables are general
English: irregular verbs, and nouns that look unlike their verb.
"""

from __future__ import annotations

from functools import lru_cache

from hearsay.links.words import listed, normal_words, stem

_IRREGULAR = """
be am is are was were been being; bear bore born borne; beat beaten; become became; begin began
begun; bend bent; bet; bind bound; bite bit bitten; bleed bled; blow blew blown; break broke
broken; breed bred; bring brought; build built; burn burnt; buy bought; catch caught; choose chose
chosen; cling clung; come came; creep crept; deal dealt; die died dying; dig dug; do did done
does; draw drew drawn; dream dreamt; drink drank drunk; drive drove driven; eat ate eaten; fall
fell fallen; feed fed; feel felt; fight fought; find found; flee fled; fly flew flown; forbid
forbade forbidden; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; get got
gotten; give gave given; go went gone; grind ground; grow grew grown; hang hung; have has had;
hear heard; hide hid hidden; hold held; keep kept; kneel knelt; know knew known; lay laid; lead
led; lean leant; leap leapt; learn learnt; leave left; lend lent; lie lied lain lying; light lit;
lose lost; make made; mean meant; meet met; mistake mistook mistaken; overcome overcame; overtake
overtook overtaken; overthrow overthrew overthrown; pay paid; plead pled; prove proven; ride rode
ridden; ring rang rung; rise rose risen; run ran; say said; see saw seen; seek sought; sell sold;
send sent; shake shook shaken; shine shone; shoot shot; show shown; shrink shrank shrunk; sing
sang sung; sink sank sunk; sit sat; slay slew slain; sleep slept; slide slid; speak spoke spoken;
speed sped; spend spent; spin spun; spring sprang sprung; stand stood; steal stole stolen; stick
stuck; sting stung; strike struck stricken; strive strove striven; swear swore sworn; sweep swept;
swim swam swum; swing swung; take took taken; teach taught; tear tore torn; tell told; think
thought; throw threw thrown; tie tied tying; undergo underwent undergone; understand understood;
uphold upheld; wake woke woken; wear wore worn; weave wove woven; weep wept; win won; wind wound;
withdraw withdrew withdrawn; write wrote written; man men; woman women; child children; crisis
crises; analysis analyses
"""

# Nouns and adjectives whose form hides the verb that they come from.
_FAMILIES = """
die death dead deadly; lose loss; sell sale; marry marriage wedding wed; choose choice; live life;
speak speech; think thought; give gift; grow growth; bear birth; fly flight; flee flight; steal
theft; prove proof; believe belief; fail failure; depart departure; lead leader leadership; decide
decision; explode explosion; collide collision; invade invasion; conclude conclusion; divide
division; erupt eruption; destroy destruction; describe description; receive reception receipt;
succeed success succession; proceed procedure proceedings; see sight; win winner victory; sit
session; pursue pursuit; sue suit lawsuit; complain complaint; try trial; respond response; defend
defense defence; offend offense offence; expand expansion; extend extension; suspend suspension;
permit permission; admit admission; omit omission; submit submission; persuade persuasion; convict
conviction; acquire acquisition buy purchase; produce production; reduce reduction; injure injury
wound; quake earthquake tremor temblor; fire firing blaze; crash accident wreck; murder homicide
slay slaying; analyse analysis; free freedom; allow allowance; apprehend apprehension; deceive
deception; perceive perception; deploy deployment; resolve resolution; revolve revolution; solve
solution; stand standing; suspect suspicion; weigh weight; heat hot; hate hatred; know knowledge;
advise advice; arrive arrival; deny denial; refuse refusal; propose proposal; nominate nomination
nominee; appoint appointment appointee; rob robbery robber; discover discovery; recover recovery
"""

# Endings that make a noun, an adjective or an agent of a verb; longest first.
_ENDINGS = (
    "ifications", "ification", "ations", "ation", "itions", "ition", "ments", "ment", "tions",
    "sions", "tion", "sion", "ances", "ance", "ences", "ence", "ings", "ing", "ions", "ion", "ures",
    "ure", "als", "al", "ers", "er", "ors", "or", "ees", "ee", "ies", "ive", "ery", "ory", "ants",
    "ant", "ents", "ent", "ist", "ism", "age", "th", "y",
)  # fmt: skip
_SHORTEST_ROOT = 4

_PARTICLES = listed(
    """about above across after against ahead along among apart around as aside at away back before
    behind between beyond by down for forward from in into of off on onto out over past through to
    together toward towards under until up upon with within without the a an his her its their"""
)

# Verbs that tell nothing of what happened; a phrase with one is known by its other words.
LIGHT = listed(
    """be have do make take give get go come put keep hold let set bring become begin start
    continue happen occur seem remain"""
)
SAYING = listed(
    """say tell report announce claim state add note ask call speak comment according explain
    describe mention confirm"""
)


def _table(listing: str) -> dict[str, str]:
    """Each form to the first of its line."""
    found: dict[str, str] = {}
    for line in listing.replace("\n", " ").split(";"):
        first, *forms = line.split()
        for form in forms:
            found.setdefault(form, first)
    return found


_BASE = _table(_IRREGULAR)


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The key that all inflected forms of a word share: "struck", "striking" -> "strik"."""
    folded = word.casefold()
    return stem(_BASE.get(folded, folded))


def is_irregular(word: str) -> bool:
    """Whether a word is an inflected form in the table of irregular verbs: "struck", "began"."""
    return word.casefold() in _BASE


_FAMILY = {lemma(form): lemma(first) for form, first in _table(_FAMILIES).items()}
LIGHT_KEYS = frozenset(lemma(word) for word in LIGHT)
SAYING_KEYS = frozenset(lemma(word) for word in SAYING)


@lru_cache(maxsize=65536)
def family(word: str) -> str:
    """The key that a verb shares with the nouns made of it: "announcement" -> "announc".

    A rule on endings, so that a few unrelated words meet too ("station" and "state").
    """
    key = lemma(word)
    if key in _FAMILY:
        return _FAMILY[key]
    folded = word.casefold()
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_ROOT:
            root = folded[: -len(ending)]
            if root[-1] == root[-2] and root[-1] not in "sl":
                root = root[:-1]
            root = stem(root)
            return _FAMILY.get(root, root)
    return key


def is_deverbal(word: str) -> bool:
    """Whether a word stands in the table of nouns that look unlike their verb: "death", "sale"."""
    return lemma(word) in _FAMILY


def head(phrase: str) -> str:
    """The word that tells what a phrase is: the last before a particle ("checked into rehab")."""
    found = normal_words(phrase)
    if not found:
        return ""
    for place, word in enumerate(found):
        if place and word in _PARTICLES:
            return found[place - 1]
    return found[-1]
