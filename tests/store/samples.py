"""A few nouns that belong together, as the stages would make them."""

from __future__ import annotations

from sayso.model.ids import make_id
from sayso.model.nouns import (
    Aligned,
    Capture,
    Claim,
    Contradiction,
    Document,
    Family,
    Finding,
    Interval,
    Member,
    Party,
    Span,
    Statement,
)
from sayso.store import Done, StageRun, Store

TEXT = "The warden told Radio Bahía that nobody sees the sun. A second sentence follows."


def capture(name: str, path: str = "") -> Capture:
    sha = make_id("x", name)[2:] * 7
    return Capture(sha[:64], path or f"folder/{name}", name, len(TEXT), "text/plain", "2025-06-01T10:00:00Z")


def document(name: str, text: str = TEXT) -> Document:
    taken = capture(name)
    id_ = make_id("d", taken.sha256, name)
    return Document(id_, taken.sha256, taken.path, text, title=f"Title of {name}", sentences=((0, 53), (54, len(text))))


def statement(of: Document, cue: str = "told") -> Statement:
    content = "nobody sees the sun"
    start = of.text.index(content)
    return Statement(
        id=make_id("s", of.id, cue),
        document=of.id,
        start=0,
        end=start + len(content),
        sentence=of.text[:53],
        quote="indirect",
        source=Party("The warden", "The warden", "person", 0, 10),
        channel=Party("Radio Bahía", "Radio Bahía", "outlet", 16, 27),
        cue=cue,
        content=Span(content, start, start + len(content)),
        basis="none",
        confidence=0.9,
        because="pattern",
    )


def claim(*of: Statement, text: str = "nobody sees the sun") -> Claim:
    ids = tuple(item.id for item in of)
    against = (Contradiction("c-other", "denied by", "the ministry says otherwise", ("s-1", "s-2"), 0.8),)
    return Claim(make_id("c", *ids), text, None, "", ids, ("same words",), Interval(0, 1), contradicted_by=against)


def family(origin: Document, copy: Document) -> Family:
    passages = (Aligned(0, 53, 0, 53),)
    members = (Member(origin.id, "origin", None, 0.0, ()), Member(copy.id, "copy", origin.id, 1.0, passages, "same"))
    return Family(make_id("f", origin.id), origin.id, "credited", members)


def finding(of: Claim) -> Finding:
    return Finding(
        make_id("r", of.id), "daylight", "Villa Norte", "2025-07-01", "insufficient", "says", (), claims=(of.id,)
    )


def run(stage: str, digest: str = "made of this") -> StageRun:
    return StageRun(stage, "from these", digest, 1, 0.5, "2025-06-01T10:00:00Z")


def filled(store: Store, *names: str) -> list[Document]:
    """Captures, documents, statements, one family, one claim and one finding; the documents."""
    documents = [document(name) for name in names]
    for name, made in zip(names, documents, strict=True):
        store.add_capture(made.id, capture(name))
    store.put_documents([Done(made.id, "fp", made) for made in documents])
    store.put_statements([Done(made.id, "fp", (statement(made),)) for made in documents])
    said = claim(*(statement(made) for made in documents))
    store.put_families([family(documents[0], documents[-1])], run("reuse"))
    store.put_grouped([said], run("claims"))
    store.put_claims([said], run("independence"))
    store.put_findings([finding(said)], run("check"))
    return documents
