"""A file imports only from lower layers (docs/architecture.md)."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "hearsay"

LAYERS: dict[str, int] = {
    "types": 0, "errors": 0, "identity": 0,
    "settings": 1, "text": 1, "names": 1, "tables": 1, "countries": 1, "known": 1, "spelling": 1,
    "bynames": 1, "pool": 1, "gazetteer": 1,
    "readers": 2, "sql": 2, "model": 2, "steps": 2, "links": 2, "exports": 2,
    "records": 2, "checks": 2, "entries": 2, "wording": 2, "highlight": 2,
    "corrections": 2, "differences": 2, "audit": 2,
    "registry": 3, "case": 3, "case_pages": 3, "relating": 3, "case_actors": 3,
    "case_copies": 3, "case_matters": 3, "confirmations": 2,
    "pipeline": 4,
    "web": 5, "report": 5, "terminal": 5,
    "cli": 6, "cli_pages": 6,
}  # fmt: skip


def imports(path: Path) -> set[str]:
    """The modules or folders of hearsay that a file imports when it runs."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path.name}: relative import"
            names = [node.module]
            if node.module == "hearsay":
                names = [f"hearsay.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {n.split(".")[1] for n in names if n.startswith("hearsay.") and "__" not in n}
    return found


def place(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return parts[0]


FILES = sorted(p for p in SOURCE.rglob("*.py") if place(p) not in ("__init__", "__main__"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_only_downwards(path: Path) -> None:
    mine = place(path)
    assert mine in LAYERS, f"give {mine} a layer"
    for other in imports(path):
        assert LAYERS[other] <= LAYERS[mine], f"{mine} imports {other}"


def test_sql_stands_in_one_place() -> None:
    for path in FILES:
        if place(path) == "sql":
            continue
        words = path.read_text(encoding="utf-8")
        for statement in ("SELECT ", "INSERT INTO", "DELETE FROM", "CREATE TABLE"):
            assert statement not in words, f"{path.name} holds SQL"
