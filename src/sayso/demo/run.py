"""The demo from nothing to a dossier: a fresh case of the bundled documents, traced and told in a few lines."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import webbrowser
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from sayso.capture import READ_SUFFIXES
from sayso.case import Case
from sayso.case.folder import find
from sayso.case.reports import Progress, silent
from sayso.errors import CaseError
from sayso.model.nouns import Claim, Document, Failure, Family, Finding

# the bundled documents run from May 2025 to February 2026; a later day would let them slip out of the rule's 24 months
AS_OF = "2026-03-31"
# before the report of the second independent source
EARLIER = "2025-08-31"
_RESULTS = {"met": "met", "not_met": "not met", "insufficient": "insufficient: the evidence does not settle it"}


def build(root: Path, progress: Progress = silent) -> tuple[Case, tuple[Failure, ...]]:
    """The demo case at `root`, with dossier.html in it, open; and what failed, which should be nothing.

    A demo case that is there already is replaced; CaseError, and nothing touched, for anything else that is not empty.
    """
    _clear(root)
    case = Case.create(root, name="Demo: cells without daylight", as_of=AS_OF, demo=True)
    try:
        _copy(root)
        added = case.add([root / "documents"], progress=progress)
        report = case.trace(progress=progress)
        case.dossier(root / "dossier.html")
    except BaseException:
        case.close()
        raise
    return case, added.failures + report.failures


def summary(case: Case) -> Iterator[str]:
    """What the case shows, in words that need no manual."""
    documents = {document.id: document for document in case.documents()}
    yield f"{len(documents)} documents about an invented prison."
    for family in case.families():
        yield ""
        yield from _family(family, documents)
    claims = case.claims()
    if claims:
        yield ""
        yield from _headline(case, max(claims, key=lambda claim: (len(claim.statements), claim.id)))
    yield from _contradictions(case)
    for finding in case.findings():
        yield ""
        yield from _finding(case, finding)


def open_in_browser(path: Path) -> bool:
    """Open a file in the user's browser, and say whether that was tried: never in CI, never without a display."""
    if os.environ.get("CI") or not _has_display():
        return False
    try:
        return webbrowser.open(path.absolute().as_uri())
    except webbrowser.Error:
        return False


def _clear(root: Path) -> None:
    if not root.exists() or (root.is_dir() and not root.is_symlink() and not any(root.iterdir())):
        return
    try:
        demo = not root.is_symlink() and find(root)[1].demo
    except CaseError:
        demo = False
    if not demo:
        raise CaseError(f"{root} is there already and is not a demo case; name another folder: sayso demo FOLDER")
    shutil.rmtree(root, onerror=_make_writable)


def _make_writable(function: Callable[[str], object], path: str, _: Any) -> None:
    # captures are read-only, and Windows does not delete those
    Path(path).chmod(stat.S_IRWXU)
    function(path)


def _copy(root: Path) -> None:
    """The bundled documents to documents/, where a reader can look at them; the outlets and rules to their places."""
    target = root / "documents"
    target.mkdir()
    for file in resources.files("sayso.demo").joinpath("case").iterdir():
        suffix = Path(file.name).suffix.lower()
        if suffix in READ_SUFFIXES and not file.name.lower().startswith("readme"):
            (target / file.name).write_bytes(file.read_bytes())
        elif file.name == "outlets.yaml":
            (root / file.name).write_bytes(file.read_bytes())
        elif suffix == ".yaml":
            (root / "rules" / file.name).write_bytes(file.read_bytes())


def _family(family: Family, documents: dict[str, Document]) -> Iterator[str]:
    origin = _outlet(documents, family.origin) if family.origin else family.unseen_origin
    copies = [member for member in family.members if member.document != family.origin]
    if len(family.members) == 1:
        yield f"{_outlet(documents, copies[0].document)} republishes a text; its origin is {origin or 'not established'}:"
        yield f"  {copies[0].because}."
        return
    whose = f"The text of {origin}" if origin else "A text whose origin is not established"
    yield f"{whose} appears again in {len(copies)} other {'document' if len(copies) == 1 else 'documents'}:"
    for member in copies:
        yield f"  - {_outlet(documents, member.document)}: {_ROLES[member.role]}"
    yield "  A copy or a rewrite is not confirmation: together they count once."


_ROLES = {
    "origin": "the same text",
    "copy": "a copy, word for word",
    "excerpt": "an excerpt",
    "rewrite": "a rewrite in other words",
}


def _headline(case: Case, claim: Claim) -> Iterator[str]:
    held = {statement.id: statement.document for statement in case.statements()}
    count, inside = len(claim.statements), len({held[id_] for id_ in claim.statements})
    low, high = claim.independent.min, claim.independent.max
    yield f"The claim said most often: “{claim.text}”"
    yield f"  It appears {_times(count)} in {inside} {'document' if inside == 1 else 'documents'}."
    yield f"  Behind it stand at least {low} and at most {high} independent {'source' if high == 1 else 'sources'}:"
    for origin in claim.origins:
        basis = f"first-hand ({origin.basis.replace('_', ' ')})" if origin.first_hand else "no first-hand basis visible"
        yield f"  - {origin.name}: {basis}{'' if origin.established else '; origin not established'}"


def _contradictions(case: Case) -> Iterator[str]:
    seen: set[frozenset[str]] = set()
    for claim in case.claims():
        for contradiction in claim.contradicted_by:
            pair = frozenset((claim.id, contradiction.claim, contradiction.kind))
            if pair not in seen:
                if not seen:
                    yield ""
                    yield "What does not fit together:"
                seen.add(pair)
                yield f"  - {contradiction.kind}: {contradiction.why}"


def _finding(case: Case, finding: Finding) -> Iterator[str]:
    yield f"The rule “{finding.rule}”, as of {finding.as_of}: {_RESULTS[finding.result]}."
    yield f"  {finding.says}"
    low, high = finding.independent.min, finding.independent.max
    yield f"  Independent sources: at least {low}, at most {high}."
    for before in case.check(as_of=EARLIER):
        if (before.rule, before.subject) == (finding.rule, finding.subject) and before.result != finding.result:
            yield f"  On what was published by {EARLIER} it was {_RESULTS[before.result]}."


def _outlet(documents: dict[str, Document], id_: str) -> str:
    document = documents.get(id_)
    return (document.outlet or document.title or document.path) if document else id_


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
