"""The layout of a case folder, and the small file that says that a folder is one.

case.json         format, name, when created
captures/         the bytes as received
custody.jsonl     what entered and what was done
evidence.sqlite   everything read out of the captures
reuse/            the index of the documents' words; made anew where it is missing
outlets.yaml      the user's own outlets, over the bundled ones
rules/            the user's own rule files, beside the bundled ones
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from sayso.errors import CaseError

FORMAT = 1
_OUTLETS = """\
# Outlets that this case knows beside the bundled ones; an outlet of the same name here wins. An example:
#
# - name: The Example Herald
#   kind: newspaper        # newspaper, agency, broadcaster, magazine, ngo, igo, government, site
#   owner: Example Media Group
#   aliases: [Example Herald, El Heraldo de Ejemplo]
#   hosts: [herald.example]
#   source: who says so
"""


@dataclass(frozen=True, slots=True)
class Label:
    """What case.json says. `created` is UTC ISO 8601, `as_of` the day its rules look back from where it is fixed; a
    `demo` case may be replaced by the next demo."""

    format: int
    name: str
    created: str
    as_of: str | None = None
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Folder:
    """Where things lie in a case."""

    root: Path

    @property
    def label(self) -> Path:
        return self.root / "case.json"

    @property
    def captures(self) -> Path:
        return self.root / "captures"

    @property
    def custody(self) -> Path:
        return self.root / "custody.jsonl"

    @property
    def database(self) -> Path:
        return self.root / "evidence.sqlite"

    @property
    def reuse(self) -> Path:
        return self.root / "reuse"

    @property
    def outlets(self) -> Path:
        return self.root / "outlets.yaml"

    @property
    def rules(self) -> Path:
        return self.root / "rules"

    def rule_files(self) -> list[Path]:
        return sorted(self.rules.glob("*.yaml")) if self.rules.is_dir() else []


def create(root: Path, label: Label) -> Folder:
    """An empty case folder, there whole or not at all; CaseError where something is there already."""
    try:
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise CaseError(_occupied(root))
        root.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=f".{root.name}.new-", dir=root.parent))
    except OSError as error:
        raise CaseError(f"no case can be made at {root}: {error.strerror}; choose another place") from error
    try:
        folder = Folder(building)
        folder.captures.mkdir()
        folder.rules.mkdir()
        folder.outlets.write_text(_OUTLETS, encoding="utf-8")
        folder.label.write_text(json.dumps(asdict(label), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        building.chmod(0o777 & ~_umask())  # mkdtemp makes it private
        if root.exists():
            root.rmdir()  # empty, as checked above
        building.rename(root)
    except OSError as error:
        shutil.rmtree(building, ignore_errors=True)
        raise CaseError(f"no case can be made at {root}: {error.strerror}; choose another place") from error
    return Folder(root)


def find(root: Path) -> tuple[Folder, Label]:
    """The case at a path; CaseError with the remedy if there is none, or one that only a newer Sayso can read."""
    folder = Folder(root)
    if not folder.label.is_file():
        what = "is a folder, but no case" if root.is_dir() else "is a file, not a case" if root.exists() else ""
        said = f"{root} {what}" if what else f"no case at {root}"
        raise CaseError(f"{said}; make one with: sayso new {root}")
    try:
        row = json.loads(folder.label.read_text(encoding="utf-8"))
        as_of = str(row["as_of"]) if row.get("as_of") else None
        label = Label(int(row["format"]), str(row["name"]), str(row["created"]), as_of, bool(row.get("demo", False)))
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise CaseError(f"{folder.label} cannot be read ({error}); restore it from a copy of the case") from error
    if label.format > FORMAT:
        raise CaseError(
            f"{root} was made by a newer Sayso (format {label.format}, this one reads up to {FORMAT}); "
            "upgrade with: pip install --upgrade sayso"
        )
    return folder, label


def _occupied(root: Path) -> str:
    if (root / "case.json").is_file():
        return f"{root} is a case already; open it, or choose another name"
    return f"{root} is there already and is not empty; choose a name that is not taken"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
