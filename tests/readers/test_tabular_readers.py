"""JSON lines and CSV: good rows are documents, each bad one is told by its line."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.readers import Skipped, jsonl
from hearsay.readers import csv as table
from hearsay.settings import Settings
from hearsay.types import Document

BODY = "The council of Vell said on Tuesday it would rebuild the bridge. The miners denied it."


def lines(data: str | bytes, longest: int = 400_000) -> list[Document | Skipped]:
    data = data.encode("utf-8") if isinstance(data, str) else data
    return list(jsonl.read(io.BytesIO(data), "in.jsonl", Settings(longest=longest)))


def rows(data: str | bytes, longest: int = 400_000) -> list[Document | Skipped]:
    data = data.encode("utf-8") if isinstance(data, str) else data
    return list(table.read(io.BytesIO(data), "in.csv", Settings(longest=longest)))


def document(found: Document | Skipped) -> Document:
    assert isinstance(found, Document), found
    return found


def skipped(found: Document | Skipped) -> Skipped:
    assert isinstance(found, Skipped), found
    assert "\n" not in found.why
    return found


RECORD = {
    "text": BODY,
    "id": "k7",
    "url": "https://courier.example/bridge",
    "title": "Bridge to be rebuilt",
    "publisher": "Vell Courier",
    "author": "Ansa Merrow",
    "date": "4 October 2024",
}


def told(found: Document) -> tuple[str | None, ...]:
    return (found.path, found.url, found.title, found.outlet, found.byline, found.published)


KNOWN = (
    "https://courier.example/bridge",
    "Bridge to be rebuilt",
    "Vell Courier",
    "Ansa Merrow",
    "2024-10-04",
)


def test_a_record_is_a_document_with_its_fields() -> None:
    (found,) = lines(json.dumps(RECORD))
    assert told(document(found)) == ("in.jsonl#k7", *KNOWN)
    assert document(found).text == BODY


def test_a_row_is_a_document_with_its_fields() -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, RECORD)
    writer.writeheader()
    writer.writerow(RECORD)
    (found,) = rows(out.getvalue())
    assert told(document(found)) == ("in.csv#k7", *KNOWN)


def test_a_date_that_is_not_plain_is_left_out() -> None:
    (found,) = lines(json.dumps(RECORD | {"date": "04/10/2024"}))
    assert document(found).published is None


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80))
def test_the_text_of_a_field_is_kept_exactly(rest: str) -> None:
    text = BODY + rest
    for found in lines(json.dumps({"text": text})):
        if isinstance(found, Document):
            assert found.text == text
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["text"], [text]])
    for found in rows(out.getvalue()):
        if isinstance(found, Document):
            assert found.text == text


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "not JSON"),
        ('{"text": "unfinished', "not JSON"),
        ('["text"]', "JSON object"),
        ("null", "JSON object"),
        ('{"title": "no body"}', "`text` or `html`"),
        ('{"text": 12}', "`text` or `html`"),
        ('{"text": ["a"]}', "`text` or `html`"),
        ('{"text": "  "}', "empty"),
        ('{"text": "a\\u0000b"}', "NUL"),
        ('{"text": "Le maire a nié mardi que le pont serait reconstruit."}', "French"),
        ('{"html": "<html><body></body></html>"}', "no article"),
        ("[" * 100_000, "not JSON"),
        ('{"text": ' + "9" * 5000 + "}", "not JSON"),
        ("\0\0\0\0", "not text"),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_the_others_are_read(line: str, says: str) -> None:
    good = json.dumps({"text": BODY})
    first, bad, last = lines(f"{good}\n\n{line}\n{good}\n")
    assert (document(first).path, document(last).path) == ("in.jsonl#1", "in.jsonl#4")
    assert skipped(bad).path == "in.jsonl#3"
    assert "line 3" in skipped(bad).why
    assert says in skipped(bad).why


def test_a_line_beyond_any_article_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hearsay.readers.row.LARGEST_PAGE", 1000)
    good = json.dumps({"text": BODY})
    huge = json.dumps({"text": BODY * 100})
    bad, last = lines(f"{huge}\n{good}\n", longest=100)
    assert "too long" in skipped(bad).why
    assert document(last).path == "in.jsonl#2"


def test_half_a_surrogate_pair_is_replaced() -> None:
    (found,) = lines('{"text": "' + BODY + ' \\ud83d", "title": "\\ud83d"}')
    assert document(found).text == BODY + " \ufffd"
    document(found).text.encode()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = BODY.replace("The", "“The”", 1)
    (found,) = lines(json.dumps({"text": text}, ensure_ascii=False).encode(encoding))
    assert document(found).text == text
    (found,) = rows(f'text,id\n"{text}",4\n'.encode(encoding))
    assert document(found).text == text
    assert document(found).path == "in.csv#4"


@pytest.mark.parametrize("empty", ["", "\n\n", "\ufeff"])
def test_a_file_without_lines(empty: str) -> None:
    (found,) = lines(empty)
    assert "empty" in skipped(found).why
    (found,) = rows(empty)
    assert "empty" in skipped(found).why


def test_bad_rows_are_told_by_the_line_they_start_on() -> None:
    good = f'"{BODY}\nA second line.",a'
    found = rows(f'text,id\n{good}\n"x"y,b\nonly one\n,c\n\n"{BODY}",d\n')
    assert [item.path for item in found] == [
        "in.csv#a",
        "in.csv#4",
        "in.csv#5",
        "in.csv#c",
        "in.csv#d",
    ]
    assert "not CSV" in skipped(found[1]).why
    assert "1 cells where the header has 2" in skipped(found[2]).why
    assert "line 6" in skipped(found[3]).why
    assert document(found[4]).text == BODY


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_and_the_case_of_names(delimiter: str) -> None:
    (found,) = rows(f'ID{delimiter} Text\n7{delimiter}"{BODY}"\n')
    assert (document(found).path, document(found).text) == ("in.csv#7", BODY)


def test_a_table_without_a_body_column() -> None:
    (found,) = rows("name,age\nAnsa,40\n")
    assert "name,age" in skipped(found).why
    assert skipped(found).path == "in.csv"


def test_a_quotation_mark_that_is_never_closed() -> None:
    first, bad = rows(f'text\n"{BODY}"\n"{BODY}\nand on\n')
    document(first)
    assert "not CSV" in skipped(bad).why


def test_an_archive_renamed_csv() -> None:
    (found,) = rows(b"PK\x03\x04\0\0")
    assert "zip" in skipped(found).why


def test_the_csv_module_is_left_as_it_was() -> None:
    before = csv.field_size_limit()
    rows(f'text\n"{BODY * 2000}"\n')
    assert csv.field_size_limit() == before


def test_stray_bytes_late_in_a_table() -> None:
    data = f'text\n"{BODY} Café’s."\n'.encode() + b'"' + BODY.encode() + b' \x93No.\x94"\n'
    first, second = rows(data)
    assert document(first).text.endswith("Café’s.")
    assert document(second).text.endswith("“No.”")
