"""Text that wants to be more than text, put into every field of a record that a document can fill."""

from __future__ import annotations

from dataclasses import replace

from sayso.model.nouns import Evidence, Failure, Mark, Party, Record

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><a href='javascript:alert(3)'>"
TEMPLATE = "{{ 7*7 }}{% for x in y %}{{ ''.__class__ }}"
BIDI = "safe\u202egnp.exe\u2066\u200b\u0007\x1b[31m\ud800"
LONG = "w" * 10_000
MARKDOWN = "![x](http://evil.example/p.png) [click](http://evil.example) `code` | cell | **bold** <b> # head @someone"
FORMULA = '=HYPERLINK("http://evil.example","x")'
HOSTILE = f"{SCRIPT} {TEMPLATE} {BIDI} {MARKDOWN} {LONG}"


def poisoned(record: Record, text: str) -> Record:
    """The record with `text` in every text that comes from outside; ids and offsets as they were."""
    return replace(
        record,
        name=text,
        captures=tuple(replace(c, path=text, name=text, url=text) for c in record.captures),
        documents=tuple(
            replace(
                d, path=text, url=text, title=text, outlet=text, author=text, published=text, language=text, canonical=text,
                evidence=(Evidence("published", text, text, chosen=True), Evidence("published", f"{text}!", text)),
                marks=(Mark("credit", text, text),),
            )
            for d in record.documents
        ),
        families=tuple(
            replace(f, origin_basis=text, members=tuple(replace(m, because=text) for m in f.members), unseen_origin=text)
            for f in record.families
        ),
        statements=tuple(
            replace(
                s, sentence=text, cue=text, because=text, source=Party(text, text, s.source.kind),
                channel=Party(text, text, "outlet"),
                content=replace(s.content, text=text), figures=tuple(replace(f, text=text, measure=text) for f in s.figures),
            )
            for s in record.statements
        ),
        claims=tuple(
            replace(
                c, text=text, subject=text, because=(text,),
                origins=tuple(replace(o, name=f"{number} {text}", basis_quote=text) for number, o in enumerate(c.origins)),
                merges=tuple(
                    replace(m, into=text, edge=text, why=text, passage=replace(m.passage, quote=text) if m.passage else None)
                    for m in c.merges
                ),
                first_said=tuple(replace(f, origin=text, date=text, how=text, conflict=text) for f in c.first_said),
                contradicted_by=tuple(replace(x, why=text) for x in c.contradicted_by),
            )
            for c in record.claims
        ),
        findings=tuple(replace(f, subject=text, says=text, because=(text,), would_settle=text) for f in record.findings),
        failures=(Failure(text, "extract", text, text),),
    )  # fmt: skip
