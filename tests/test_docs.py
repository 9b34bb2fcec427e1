"""The documentation says what the program does."""

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_reference_is_what_the_help_says() -> None:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs" / "make_reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert page == module.reference(), "run `make reference`"


def test_every_link_leads_somewhere() -> None:
    for page in [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *sorted((ROOT / "docs").glob("*.md")),
    ]:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("mailto:"):
                assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_nothing_is_left_to_fill_in() -> None:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        words = page.read_text(encoding="utf-8")
        assert "<!--" not in words and "TODO" not in words, page.name


def test_every_dependency_has_its_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").casefold()
    names = re.findall(r'^  "([A-Za-z0-9_.-]+)[<>=]', project, re.MULTILINE)
    assert len(names) > 10
    for name in names:
        assert name.casefold() in reasons, f"{name} stands in no reason"
