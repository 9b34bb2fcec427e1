"""The CSV tables: the words beside every record, names beside ids, a codebook of every column."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings

from hearsay.exports import EXPORTS
from hearsay.exports.csv_tables import QUOTING, codebook, dumps, files, tables, write_folder
from hearsay.types import Ledger
from ledger_samples import ledger, ledgers


def read(told: Ledger, with_text: bool = True) -> dict[str, list[dict[str, str]]]:
    """Each file as a spreadsheet reads it."""
    return {
        name: list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        for name, data in files(told, with_text)
    }


def test_the_words_and_names_stand_beside_the_record() -> None:
    found = read(ledger())
    said = {row["id"]: row for row in found["statements.csv"]}["s-courier-1"]
    assert said["words"] == "opening the gates at Orvel"
    assert said["cue_words"] == "accused"
    assert said["source_words"] == "The Ministry of Tides"
    assert said["speaker_name"] == "Ministry of Tides"
    assert said["target_names"] == "Reed League"
    assert said["confidence"] == "0.91"
    assert said["content"] == "92-118"
    counted = found["figures.csv"][0]
    assert (counted["words"], counted["low"], counted["high"]) == ("At least 12 people", "12", "")
    assert counted["speaker_name"] == "Orvel Courier"
    assert found["figures.csv"][1]["event_label"] == "drowning at Orvel"
    matter = found["matters.csv"][0]
    assert (matter["affirms_statements"], matter["affirms_parties"]) == ("2", "Ministry of Tides")
    assert matter["because"] == "same words: the gates at Orvel"
    assert found["sides.csv"][2]["words"] == "We never touched the gates ... not once"
    assert found["oppositions.csv"][0]["claim_speaker"] == "Ministry of Tides"
    assert found["accusations.csv"][0]["response_words"].startswith("We never touched")
    assert found["events.csv"][0]["words"] == "3 May"
    assert found["copies.csv"][0]["words"] == "opening the gates at Orvel"
    assert found["mentions.csv"][0]["words"] == "Ministry of Tides"


def test_the_codebook_tells_every_column() -> None:
    found = read(ledger())
    told = {(row["table"], row["column"]) for row in found["codebook.csv"]}
    for table in tables(ledger()):
        for column in table.header:
            assert (table.name, column) in told
    assert all(meaning for columns in codebook().values() for meaning in columns.values())


def test_without_text_no_run_of_the_articles_words_is_left() -> None:
    for name, rows in read(ledger(), with_text=False).items():
        for row in rows:
            assert not QUOTING & set(row), name
            assert "gates at Orvel" not in str(row), name


def test_a_headline_that_is_a_formula_is_not_run_by_a_spreadsheet() -> None:
    told = ledger()
    first = replace(told.documents[0], title='=HYPERLINK("http://bad")', byline="-2+3")
    row = read(replace(told, documents=(first, *told.documents[1:])))["documents.csv"][0]
    assert row["title"] == '\'=HYPERLINK("http://bad")'
    assert row["byline"] == "'-2+3"


def test_an_empty_ledger_has_its_headers() -> None:
    found = dict(files(Ledger("0.1.0", "")))
    assert found["statements.csv"].decode("utf-8-sig").startswith("id,document,path,outlet")
    assert len(found) == len(codebook())


@settings(max_examples=30, deadline=None)
@given(ledgers())
def test_any_ledger_has_one_row_a_record(told: Ledger) -> None:
    found = read(told)
    assert len(found["statements.csv"]) == len(told.statements)
    assert len(found["figures.csv"]) == len(told.figures)
    assert len(found["sides.csv"]) == sum(len(matter.sides) for matter in told.matters)
    assert len(found["documents.csv"]) == len(told.documents)


def test_zip_and_folder_hold_the_same_and_always_the_same(tmp_path: Path) -> None:
    assert dumps(ledger()) == dumps(ledger())
    written = write_folder(ledger(), tmp_path / "tables")
    with zipfile.ZipFile(io.BytesIO(dumps(ledger()))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [path.name for path in written]
        for path in written:
            assert archive.read(path.name) == path.read_bytes()


def test_the_menu_of_exports_has_names_and_suffixes() -> None:
    assert [(export.name, export.suffix) for export in EXPORTS] == [
        ("json", ".json"),
        ("jsonl", ".jsonl"),
        ("csv", ".zip"),
    ]
    for export in EXPORTS:
        assert export.write(ledger(), True) == export.write(ledger(), True)
        assert export.write(ledger(), False) != export.write(ledger(), True)
