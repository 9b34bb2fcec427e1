"""docs/case-file.md tells every table and column of the schema, and its examples run."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from hearsay import sql
from hearsay.case import Case
from ledger_samples import analyses, relate

PAGE = (Path(__file__).parents[1] / "docs" / "case-file.md").read_text(encoding="utf-8")


def documented() -> dict[str, tuple[str, ...]]:
    """Each table of the page and its columns, in the order of the page."""
    parts = re.split(r"^### (\w+)$", PAGE, flags=re.MULTILINE)
    return {
        name: tuple(re.findall(r"^\| `(\w+)` \| \S", body.split("\n## ")[0], flags=re.MULTILINE))
        for name, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def test_the_page_tells_every_table_and_column_in_order() -> None:
    assert set(documented()) == set(sql.tables())
    for table, columns in documented().items():
        assert columns == sql.columns_of(table), table


def test_the_page_tells_the_marks_of_the_file() -> None:
    assert f"`application_id` {sql.APPLICATION} " in PAGE
    assert f"the version of the tables ({sql.version()})" in PAGE


@pytest.mark.parametrize("example", re.findall(r"```sql\n(.*?)```", PAGE, flags=re.DOTALL))
def test_the_examples_of_the_page_run(example: str, tmp_path: Path) -> None:
    with Case.create(tmp_path / "flood.case") as case:
        case.record(analyses(), [], relate)
    connection = sqlite3.connect(tmp_path / "flood.case")
    connection.execute(example).fetchall()
    connection.close()


def test_the_example_of_denials_finds_them(tmp_path: Path) -> None:
    with Case.create(tmp_path / "flood.case") as case:
        case.record(analyses(), [], relate)
    connection = sqlite3.connect(tmp_path / "flood.case")
    *_, example = re.findall(r"```sql\n(.*?)```", PAGE, flags=re.DOTALL)
    assert (
        connection.execute(example).fetchall()
        == [("opening the gates at Orvel", "Reed League", "Ministry of Tides")] * 2
    )
    connection.close()


def test_every_ledger_table_is_replaced_with_the_ledger() -> None:
    kept = {"schema_migrations", "analyses", "judgements"}
    assert set(sql.LEDGER_TABLES) == set(sql.tables()) - kept - set(sql.LINKING_TABLES)


def test_sql_stands_in_its_folder_alone() -> None:
    source = Path(sql.__file__).parents[1]
    words = re.compile(r"\b(SELECT|INSERT INTO|DELETE FROM|PRAGMA|CREATE TABLE)\b")
    found = [
        str(path.relative_to(source))
        for path in sorted(source.rglob("*.py"))
        if path.parent.name != "sql" and words.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
