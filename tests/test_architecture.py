"""The picture of the house and the house agree: rooms, and the direction of imports."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "sayso"
# a room may import rooms before it; statements and reuse do not know each other
ORDER = [
    "errors",
    "model",
    "outlets",
    "capture",
    "extract",
    "statements",
    "reuse",
    "claims",
    "independence",
    "rules",
    "dossier",
    "store",
    "case",
    "demo",
    "cli",
]
STRANGERS = {("reuse", "statements"), ("store", "dossier"), ("store", "rules"), ("store", "claims")}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "sayso" else [f"sayso.{a.name}" for a in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("sayso.")}
    return found


MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.parent != PACKAGE or p.name == "errors.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_upstream(path: Path) -> None:
    here = room(path)
    for there in imported_rooms(path) & set(ORDER):
        assert ORDER.index(there) <= ORDER.index(here), f"{here} imports {there}"
        assert (here, there) not in STRANGERS


def test_every_room_is_in_the_order_and_in_the_document() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    picture = (ROOT / "docs" / "architecture.svg").read_text(encoding="utf-8")
    for folder in sorted(p.name for p in PACKAGE.iterdir() if p.is_dir() and (p / "__init__.py").exists()):
        assert folder in ORDER
        assert f"`{folder}/`" in text
        assert folder in picture


def test_nothing_lies_loose_at_the_top() -> None:
    assert sorted(p.name for p in PACKAGE.glob("*.py")) == ["__init__.py", "__main__.py", "errors.py"]
