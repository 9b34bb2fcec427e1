"""Which language a text is in, as far as hearsay needs to know: whether it is English.

Takes a text, gives the name of its language if that is surely not English. A text too short or too
odd to tell is left to pass as English: a refused article is lost, a foreign line that slips through
yields nothing.
"""

from __future__ import annotations

from functools import cache

from py3langid.langid import (  # type: ignore[import-untyped, unused-ignore]
    MODEL_FILE,
    LanguageIdentifier,
)

# A text is foreign if English is not the likeliest language and less likely than this. Swept over
# the first n words of the 1,683 bodies of the Fake News Challenge (two of them French, one Chinese)
# and of one news sentence in each of 16 other languages. At 0.001: of 12 words or more no English
# body is refused, of 8 words one, of 5 words two, of 3 words four; every foreign sentence is
# refused of 8 words or more, all but the Italian and the Portuguese of 5. At 0.01 ten English
# bodies of 5 words are refused, at 0.0001 none. Whole bodies: the three that are foreign.
ENGLISH_AT_LEAST = 0.001

NAMES = {
    "af": "Afrikaans",
    "am": "Amharic",
    "ar": "Arabic",
    "az": "Azerbaijani",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "bs": "Bosnian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "ha": "Hausa",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "ko": "Korean",
    "ku": "Kurdish",
    "la": "Latin",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mk": "Macedonian",
    "ms": "Malay",
    "my": "Burmese",
    "nb": "Norwegian",
    "ne": "Nepali",
    "nl": "Dutch",
    "nn": "Norwegian",
    "no": "Norwegian",
    "pcm": "Nigerian Pidgin",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "so": "Somali",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


@cache
def _identifier() -> LanguageIdentifier:
    """The classifier, whose table takes half a second to load: once, and only when needed."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def foreign(text: str) -> str | None:
    """The name of the text's language if it is surely not English, else None."""
    likely: dict[str, float] = dict(_identifier().rank(text))
    best = max(likely, key=lambda code: (likely[code], code))
    if best == "en" or likely["en"] >= ENGLISH_AT_LEAST:
        return None
    return NAMES.get(best, f"the language with the code {best!r}")
