"""English passes, even a few words of it; what is surely another language is named."""

import csv
from pathlib import Path

import pytest

from hearsay.readers.language import foreign

SHARED = Path(__file__).parents[3] / "shared" / "data" / "fnc" / "train_bodies.csv"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("French", "Le maire a déclaré mardi que le pont serait reconstruit avant la fin de l'an."),
        (
            "Spanish",
            "El alcalde dijo el martes que el puente será reconstruido antes de fin de año.",
        ),
        ("German", "Der Bürgermeister sagte am Dienstag, die Brücke werde bald wieder aufgebaut."),
        ("Arabic", "قال رئيس البلدية يوم الثلاثاء إن الجسر سيعاد بناؤه قبل نهاية العام"),
        ("Russian", "Мэр заявил во вторник, что мост будет восстановлен до конца года."),
        ("Urdu", "میئر نے منگل کو کہا کہ پل کو سال کے آخر تک دوبارہ تعمیر کیا جائے گا"),
        (
            "Indonesian",
            "Wali kota mengatakan pada hari Selasa bahwa jembatan itu akan dibangun lagi.",
        ),
        ("Dutch", "De burgemeester zei dinsdag dat de brug voor het einde van het jaar klaar is."),
    ],
)
def test_other_languages_are_named(language: str, text: str) -> None:
    assert foreign(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Vell denied it.",
        "Mayor: no comment",
        "Dorrant, Ilse (Vell, Harn)",
        "12,000",
        "…",
        "",
        "\ud800 the mayor said",
        "THE MAYOR OF VELL SAID ON TUESDAY THAT THE BRIDGE WOULD BE REBUILT",
    ],
)
def test_english_and_the_unsure_pass(text: str) -> None:
    assert foreign(text) is None


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared, which is not in the repository")
def test_hardly_any_english_article_is_refused() -> None:
    with SHARED.open(encoding="utf-8", newline="") as file:
        bodies = [row["text"] for row in csv.DictReader(file)]
    refused = [language for body in bodies[::5] if (language := foreign(body))]
    assert len(refused) <= 1  # the collection holds three that are French or Chinese
