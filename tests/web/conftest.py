"""The demo case and its server, for the tests of the pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hearsay import pipeline
from hearsay.case import Case
from hearsay.settings import Settings
from hearsay.web.app import application
from hearsay.web.safety import guarding

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
SETTINGS = Settings(threads=1)
LOCAL = "http://127.0.0.1:8765"
HOSTILE = (
    "Guard denies <script>alert(1)</script> tale\n\n"
    "The harbour guard denied that it had sunk the ferry at Lenna. "
    'Ana Berg, a <b onmouseover="alert(2)">skipper</b>, said the guard sank the ferry '
    "&amp; left. {{ 7 * 7 }} </p></article><style>*{display:none}</style>\n"
)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo case with one article more, whose text is hostile; never changed."""
    folder = tmp_path_factory.mktemp("served")
    hostile = folder / "hostile.txt"
    hostile.write_text(HOSTILE, encoding="utf-8")
    path = folder / "demo.case"
    with Case.create(path) as case:
        pipeline.ingest([str(ARTICLES), str(hostile)], case, SETTINGS)
    return path


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copy(built, tmp_path / "demo.case"))


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    """A browser of sorts on that case."""
    with TestClient(
        application(path, SETTINGS, guarding("127.0.0.1", None)), base_url=LOCAL
    ) as browser:
        yield browser


@pytest.fixture(scope="session")
def reader(built: Path) -> Iterator[TestClient]:
    """The same on the case that nobody changes."""
    with TestClient(
        application(built, SETTINGS, guarding("127.0.0.1", None)), base_url=LOCAL
    ) as browser:
        yield browser
