"""Files, folders, patterns and standard input: what is read, in which order, what is refused."""

import io
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearsay import readers
from hearsay.readers import Skipped
from hearsay.settings import Settings
from hearsay.types import Document

ARTICLE = "The council of Vell said on Tuesday it would rebuild the bridge. The miners denied it.\n"
OTHER = "Governor Ansa Merrow told reporters that two people were hurt in the port of Harn.\n"
FRENCH = (
    "Le maire a déclaré mardi que le pont serait reconstruit, tandis que les mineurs ont nié "
    "toute responsabilité dans cette affaire."
)


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(
    *inputs: str, stdin: bytes | None = None, longest: int = 400_000
) -> list[Document | Skipped]:
    piped = None if stdin is None else io.BytesIO(stdin)
    return list(readers.read(inputs, Settings(longest=longest), piped))


def why(*inputs: str, longest: int = 400_000) -> str:
    """The one line said about an input that yields nothing else."""
    (found,) = read(*inputs, longest=longest)
    assert isinstance(found, Skipped)
    assert "\n" not in found.why
    return found.why


def put(path: str, content: str | bytes = ARTICLE) -> None:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def paths(*inputs: str) -> list[str]:
    return [item.path for item in read(*inputs)]


def test_a_text_file_is_a_document() -> None:
    put("a.txt")
    (document,) = read("a.txt")
    assert isinstance(document, Document)
    assert (document.path, document.text, document.language) == ("a.txt", ARTICLE, "en")
    assert document.id.startswith("d-")
    assert not document.boilerplate


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_plain_text_is_the_decoded_file_exactly(rest: str) -> None:
    text = ARTICLE + rest
    put("a.txt", text)
    for item in read("a.txt"):
        if isinstance(item, Document):
            assert item.text == text


def test_byte_order_mark_and_line_ends_are_kept() -> None:
    put("a.md", b"\xef\xbb\xbf" + ARTICLE.encode() + b"\r\n\r\nMore.\r  \n")
    (document,) = read("a.md")
    assert isinstance(document, Document)
    assert document.text == "\ufeff" + ARTICLE + "\r\n\r\nMore.\r  \n"


def test_one_file_has_one_path_and_is_read_once(tmp_path: Path) -> None:
    put("in/a.txt")
    Path("link.txt").symlink_to("in/a.txt")
    given = ("in/a.txt", "./in/../in/a.txt", str(tmp_path / "in/a.txt"), "in", "**/*.txt")
    assert paths(*given, "link.txt") == ["in/a.txt"]
    assert {d.id for one in given for d in read(one) if isinstance(d, Document)} == {
        d.id for d in read("in/a.txt") if isinstance(d, Document)
    }


def test_the_same_text_in_two_files_is_two_documents() -> None:
    put("a.txt")
    put("b.txt")
    first, second = read("a.txt", "b.txt")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.id != second.id


def test_a_folder_is_read_in_order_without_hidden_and_unknown_files() -> None:
    for name in ("b.txt", "a/z.md", "a/y.txt", ".hidden.txt", ".git/c.txt", "notes.log", "c.TXT"):
        put(f"in/{name}")
    assert paths("in") == ["in/a/y.txt", "in/a/z.md", "in/b.txt", "in/c.TXT"]


def test_order_does_not_depend_on_the_order_given() -> None:
    for name in ("b.txt", "a.txt", "in/c.txt"):
        put(name)
    assert paths("in", "b.txt", "a.txt") == paths("a.txt", "in", "b.txt")


def test_patterns_are_expanded() -> None:
    for name in ("in/a.txt", "in/deep/b.txt", "in/deep/c.log", "in/d.news"):
        put(name)
    assert paths("in/*.txt") == ["in/a.txt"]
    assert paths("in/**") == ["in/a.txt", "in/deep/b.txt"]
    assert paths("in/**/*.txt") == ["in/a.txt", "in/deep/b.txt"]
    assert paths("in/*.news") == ["in/d.news"]
    assert paths("in/d*") == ["in/deep/b.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_itself() -> None:
    put("a[1].txt")
    put("a1.txt", OTHER)
    assert paths("a[1].txt") == ["a[1].txt"]


def test_a_file_of_unknown_ending_is_read_when_named() -> None:
    put("story.article")
    put("records", '{"text": "' + ARTICLE.strip() + '", "id": "k7"}\n')
    assert paths("story.article") == ["story.article"]
    assert paths("records") == ["records#k7"]


def test_standard_input() -> None:
    put("a.txt", OTHER)
    piped, file = read("a.txt", "-", stdin=ARTICLE.encode())
    assert isinstance(piped, Document)
    assert (piped.path, piped.text) == ("-", ARTICLE)
    assert file.path == "a.txt"
    (nothing,) = read("-", stdin=b"")
    assert isinstance(nothing, Skipped)
    assert "empty" in nothing.why
    (absent,) = read("-")
    assert isinstance(absent, Skipped)


@pytest.mark.parametrize("missing", ["nowhere.txt", "no/such/folder", "nul\0byte", "x" * 5000, ""])
def test_a_missing_path(missing: str) -> None:
    assert "does not exist" in why(missing)


def test_a_pattern_without_a_match() -> None:
    assert "matches this pattern" in why("*.txt")


def test_a_folder_without_articles() -> None:
    put("in/picture.png", b"\x89PNG")
    Path("empty").mkdir()
    for folder in ("in", "empty"):
        line = why(folder)
        assert "no article files" in line
        for ending in (".txt", ".md", ".html", ".htm", ".jsonl", ".csv"):
            assert ending in line


@pytest.mark.parametrize("content", ["", " \n\t\n", "\ufeff", "\ufeff \u2003\n", "\u200b…\n"])
def test_an_empty_file(content: str) -> None:
    put("a.txt", content)
    assert "empty" in why("a.txt")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"PK\x03\x04\x14\0\x06\0", "zip"),
        (b"plain at first" + bytes(range(256)) * 4, "NUL"),
        (bytes(i % 255 + 1 for i in range(0, 99_000, 7)), "control"),
        (b"{\\rtf1\\ansi An article.}", "RTF"),
    ],
)
def test_a_binary_renamed_txt(content: bytes, named: str) -> None:
    put("a.txt", content)
    line = why("a.txt")
    assert "not text" in line
    assert named in line


def test_an_article_in_another_language() -> None:
    put("a.txt", FRENCH)
    assert "reads as French" in why("a.txt")


def test_a_text_beyond_the_longest() -> None:
    put("a.txt", ARTICLE * 2)
    line = why("a.txt", longest=100)
    assert f"{len(ARTICLE) * 2:,} characters" in line
    assert "`longest`" in line
    assert len(read("a.txt", longest=len(ARTICLE) * 2)) == 1


def test_fifty_megabytes_are_refused_unread() -> None:
    with Path("a.txt").open("wb") as file:
        file.truncate(50_000_000)
    before = time.perf_counter()
    assert "50,000,000 bytes" in why("a.txt")
    assert time.perf_counter() - before < 2


def test_bad_inputs_leave_the_good_ones() -> None:
    put("a.txt")
    put("b.txt", b"\0")
    put("c.txt", OTHER)
    kinds = [type(item) for item in read("a.txt", "b.txt", "c.txt", "nowhere")]
    assert kinds == [Document, Skipped, Document, Skipped]


def test_invalid_utf8_is_read_as_what_it_most_likely_is() -> None:
    put("a.txt", b"The mayor\x92s \x93denial\x94 came late \x96 the caf\xe9 was shut by then.\n")
    (document,) = read("a.txt")
    assert isinstance(document, Document)
    assert document.text == "The mayor’s “denial” came late – the café was shut by then.\n"


def test_a_named_pipe_is_not_waited_for() -> None:
    os.mkfifo("a.txt")
    assert "not a file" in why("a.txt")


def test_a_broken_link_is_told() -> None:
    Path("in").mkdir()
    Path("in/a.txt").symlink_to("nowhere.txt")
    assert "does not exist" in why("in")


def test_a_name_that_is_not_unicode_can_be_kept() -> None:
    try:
        Path(os.fsdecode(b"caf\xe9.txt")).write_text(ARTICLE)
    except (OSError, UnicodeError):
        pytest.skip("this file system takes only Unicode names")
    (document,) = read(".")
    document.path.encode()
    assert isinstance(document, Document)
    assert document.path == "caf\\xe9.txt"


BARRED = """
import os, sys
from pathlib import Path
from hearsay import readers
from hearsay.settings import Settings
list(readers.read(["warm.txt"], Settings()))
try:
    os.setgroups([])
except PermissionError:
    pass
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for item in readers.read(["in", "shut", "shut/a.txt", "in/b.txt"], Settings()):
    print(type(item).__name__, item.path, getattr(item, "why", "-"), sep="|")
"""


def test_what_may_not_be_read_is_told_and_the_rest_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As a user who is not root; root may read everything."""
    with tempfile.TemporaryDirectory() as folder:  # pytest's own is closed to other users
        monkeypatch.chdir(folder)
        for name in ("warm.txt", "in/a.txt", "in/b.txt", "in/sub/c.txt", "shut/a.txt"):
            put(name, ARTICLE + name)
            Path(name).chmod(0o644)
            Path(name).parent.chmod(0o755)
        for barred in ("in/b.txt", "in/sub", "shut"):
            Path(barred).chmod(0)
        run = subprocess.run(
            [sys.executable, "-W", "error", "-c", BARRED],
            capture_output=True,
            text=True,
            check=False,
        )
        for barred in ("in/sub", "shut"):
            Path(barred).chmod(0o755)
        monkeypatch.undo()
    if "os.setuid" in run.stderr or "os.setgid" in run.stderr:
        pytest.skip("this machine lets no process give up root")
    assert run.returncode == 0, run.stderr
    told = [line.split("|") for line in run.stdout.splitlines()]
    assert [(kind, path) for kind, path, _ in told] == [
        ("Document", "in/a.txt"),
        ("Skipped", "in/b.txt"),
        ("Skipped", "in/sub"),
        ("Skipped", "shut"),
        ("Skipped", "shut/a.txt"),
    ]
    assert all("permission denied" in line for kind, _, line in told if kind == "Skipped")


def test_reading_twice_gives_the_same() -> None:
    for name in ("b.txt", "a.txt"):
        put(f"in/{name}")
    assert read("in") == read("in")
