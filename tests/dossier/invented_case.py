"""A case made up by hand, rich enough for every section of a dossier. The prison, the outlets and the people are invented."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from sayso.model.ids import make_id
from sayso.model.nouns import (
    Aligned,
    Basis,
    Capture,
    Claim,
    Contradiction,
    Document,
    Evidence,
    Failure,
    Family,
    Figure,
    FirstSaid,
    Genre,
    Interval,
    Mark,
    Member,
    Merge,
    Origin,
    Party,
    PartyKind,
    Passage,
    Record,
    Span,
    Statement,
)
from sayso.rules import bundled, check

PRISON = "Casa Larga Prison"
WIRE = (
    "PUERTO ALTO, 12 February (Agencia Norte) - Forty cells at Casa Larga Prison have no daylight, the Board of Visitors said "
    "after a visit in January. At least 21 prisoners have died there since 2023, Lantern Watch said."
)
TEXTS: dict[str, tuple[str, str, str | None, Genre, str]] = {
    "board.txt": (
        "Board of Visitors",
        "Report on a visit to Casa Larga Prison",
        "2025-02-10",
        "report",
        "We visited Casa Larga Prison on 14 January 2025. Forty cells in the north block have no daylight. The prison's register, "
        "which we read, lists 23 deaths since 2023.",
    ),
    "wire.html": ("Agencia Norte", "Inspectors find cells without daylight", "2025-02-12", "news", WIRE),
    "courier.html": ("Norte Courier", "Inspectors find cells without daylight", "2025-02-13", "news", WIRE),
    "harbour.html": ("Harbour Post", "No daylight at Casa Larga", "2025-01-30", "news", WIRE),
    "beacon.html": (
        "Daily Beacon",
        "Prison cells 'like cellars'",
        "2025-02-15",
        "news",
        "Inspectors found some forty windowless cells at Casa Larga Prison, according to the Board of Visitors.",
    ),
    "lantern.txt": (
        "Lantern Watch",
        "Without Sun: conditions at Casa Larga",
        "2024-11-20",
        "report",
        "Lantern Watch interviewed 31 former prisoners of Casa Larga Prison. Cells in the north block are without natural light, "
        "27 of them said. Lantern Watch has recorded 21 deaths since 2023.",
    ),
    "oped.txt": (
        "The Quill",
        "Do not send anyone to Casa Larga",
        "2025-03-01",
        "opinion",
        "Lantern Watch reports cells without natural light at Casa Larga Prison (Norte Courier). Experts say the cells never see "
        "the sun. This post was originally published on another site.",
    ),
    "ministry.txt": (
        "Ministry of Justice",
        "Statement on Casa Larga",
        "2025-02-14",
        "press_release",
        "The Ministry denies that cells at Casa Larga Prison have no daylight. Fourteen prisoners have died since 2023, the "
        "Ministry states.",
    ),
    "radio.html": (
        "Radio Sur",
        "Ministry rejects report",
        "2025-02-14",
        "news",
        "The Ministry of Justice denied that cells at Casa Larga Prison have no daylight. A guard told Radio Sur that the water "
        "is cut off at night.",
    ),
    "undated.html": (
        "Puerto Alto Notes",
        "What we know of Casa Larga",
        None,
        "unknown",
        "The north block of Casa Larga Prison is known for windowless cells, people say.",
    ),
}


@dataclass(frozen=True)
class Said:
    """One statement to be made: where, the sentence's start and its content, by whom, through whom, how known."""

    key: str
    file: str
    sentence: str
    content: str
    who: str
    kind: PartyKind = "organisation"
    through: str | None = None
    basis: Basis = "none"
    denies: bool = False
    figure: tuple[str, float, float | None] | None = None


SAID = (
    Said("board", "board.txt", "Forty cells", "Forty cells in the north block have no daylight",
         "Board of Visitors", basis="visit"),
    Said("wire", "wire.html", "PUERTO", "Forty cells at Casa Larga Prison have no daylight",
         "Board of Visitors", basis="visit"),
    Said("courier", "courier.html", "PUERTO", "Forty cells at Casa Larga Prison have no daylight",
         "Board of Visitors", basis="visit"),
    Said("harbour", "harbour.html", "PUERTO", "Forty cells at Casa Larga Prison have no daylight",
         "Board of Visitors", basis="visit"),
    Said("beacon", "beacon.html", "Inspectors", "some forty windowless cells at Casa Larga Prison",
         "Board of Visitors"),
    Said("lantern", "lantern.txt", "Cells in", "Cells in the north block are without natural light",
         "Lantern Watch", basis="interview"),
    Said("quill", "oped.txt", "Lantern", "cells without natural light at Casa Larga Prison", "Lantern Watch",
         through="Norte Courier"),
    Said("experts", "oped.txt", "Experts", "the cells never see the sun", "experts", "unnamed"),
    Said("notes", "undated.html", "The north",
         "The north block of Casa Larga Prison is known for windowless cells", "people", "unnamed"),
    Said("denial", "ministry.txt", "The Ministry", "cells at Casa Larga Prison have no daylight",
         "Ministry of Justice", "government", denies=True),
    Said("radio", "radio.html", "The Ministry", "cells at Casa Larga Prison have no daylight",
         "Ministry of Justice", "government", denies=True),
    Said("d23", "board.txt", "The prison's", "23 deaths since 2023", "Board of Visitors", basis="document",
         figure=("23 deaths", 23, 23)),
    Said("d21", "lantern.txt", "Lantern Watch has", "21 deaths since 2023", "Lantern Watch", basis="own_count",
         figure=("21 deaths", 21, 21)),
    Said("d21wire", "wire.html", "At least", "At least 21 prisoners have died there since 2023",
         "Lantern Watch", figure=("At least 21", 21, None)),
    Said("d14", "ministry.txt", "Fourteen", "Fourteen prisoners have died since 2023", "Ministry of Justice",
         "government", basis="official_act", figure=("Fourteen", 14, 14)),
    Said("guard", "radio.html", "A guard", "the water is cut off at night", "a guard", "unnamed",
         through="Radio Sur", basis="experience"),
)  # fmt: skip


def _sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _doc_id(name: str) -> str:
    return make_id("d", _sha(name), name)


def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    spans, start = [], 0
    while start < len(text):
        end = text.find(". ", start)
        end = len(text) if end < 0 else end + 1
        spans.append((start, end))
        start = end + 1
    return tuple(spans)


def _document(name: str) -> Document:
    outlet, title, published, genre, text = TEXTS[name]
    evidence = [Evidence("published", published, "header line “Published:”", chosen=True)] if published else []
    marks: list[Mark] = []
    if name == "harbour.html":
        evidence.append(Evidence("published", "2025-02-14", "date in the page's address"))
        marks.append(Mark("canonical", "https://norte.example/casa-larga", "norte.example"))
    if name in ("wire.html", "courier.html", "harbour.html"):
        marks.append(Mark("dateline", "PUERTO ALTO, 12 February (Agencia Norte)", "Agencia Norte", 0, 40))
    if name == "oped.txt":
        quote = "This post was originally published on another site."
        marks.append(Mark("originally_published", quote, None, text.index(quote), len(text)))
    return Document(
        id=_doc_id(name),
        sha256=_sha(name),
        path=f"inbox/{name}",
        text=text,
        url=f"https://{name.split('.')[0]}.example/casa-larga" if name.endswith("html") else None,
        title=title,
        outlet=outlet,
        author="Ines Vallado" if name == "oped.txt" else None,
        published=published,
        language="en",
        genre=genre,
        evidence=tuple(evidence),
        marks=tuple(marks),
        sentences=_sentences(text),
    )


def _statement(said: Said) -> Statement:
    text = TEXTS[said.file][4]
    start, end = next(span for span in _sentences(text) if text[span[0] :].startswith(said.sentence))
    at = text.index(said.content, start)
    figures: tuple[Figure, ...] = ()
    if said.figure is not None:
        words, low, high = said.figure
        place = text.index(words, start)
        figures = (Figure(words, place, place + len(words), low, high, high is None, measure="death prisoner"),)
    return Statement(
        id=sid(said.key),
        document=_doc_id(said.file),
        start=start,
        end=end,
        sentence=text[start:end],
        quote="indirect",
        source=Party(said.who, said.who, said.kind),
        channel=Party(said.through, said.through, "outlet") if said.through else None,
        cue="denied" if said.denies else "said",
        content=Span(said.content, at, at + len(said.content)),
        basis=said.basis,
        confidence=0.9,
        because="pattern: a reporting verb between a source and a clause",
        denies=said.denies,
        figures=figures,
    )


def sid(key: str) -> str:
    return make_id("s", "casa larga", key)


def cid(key: str) -> str:
    return make_id("c", "casa larga", key)


def _passage(name: str, quote: str) -> Passage:
    start = TEXTS[name][4].index(quote)
    return Passage(_doc_id(name), start, start + len(quote), quote)


def _daylight() -> Claim:
    copies = [
        Merge(
            sid(key),
            sid("wire"),
            "republication",
            "proven",
            "the whole text is the agency's",
            _passage(name, "(Agencia Norte)"),
        )
        for key, name in (("courier", "courier.html"), ("harbour", "harbour.html"))
    ]
    merges = (
        *copies,
        Merge(sid("wire"), "Board of Visitors", "attribution", "proven", "the agency names its source",
              _passage("wire.html", "the Board of Visitors said after a visit in January")),
        Merge(sid("beacon"), "Board of Visitors", "attribution", "probable", "the report it retells is named and not quoted",
              _passage("beacon.html", "according to the Board of Visitors")),
        Merge(sid("quill"), "Lantern Watch", "citing a report by", "proven", "the op-ed names the report and the outlet",
              _passage("oped.txt", "Lantern Watch reports")),
    )  # fmt: skip
    denied = tuple(
        Contradiction(cid("denial"), "denied by", "the Ministry of Justice denies that the cells have no daylight",
                      (mine, sid("denial")), 0.9)
        for mine in (sid("board"), sid("lantern"))
    )  # fmt: skip
    board = tuple(sid(key) for key in ("board", "wire", "courier", "harbour", "beacon"))
    return Claim(
        id=cid("daylight"),
        text="Forty cells in the north block have no daylight",
        subject=PRISON,
        measure="",
        statements=(*board, *(sid(key) for key in ("lantern", "quill", "experts", "notes"))),
        because=("same place, same measure",) * 9,
        independent=Interval(2, 4),
        origins=(
            Origin("Board of Visitors", "organisation", "visit", board, True, "We visited Casa Larga Prison on 14 January 2025."),
            Origin("Lantern Watch", "organisation", "interview", (sid("lantern"), sid("quill")), True,
                   "Lantern Watch interviewed 31 former prisoners of Casa Larga Prison."),
            Origin("experts (The Quill)", "unnamed", "none", (sid("experts"),), False),
            Origin("people (Puerto Alto Notes)", "unnamed", "none", (sid("notes"),), False),
        ),
        merges=merges,
        first_said=(
            FirstSaid("Lantern Watch", sid("lantern"), "2024-11-20", "header line “Published:”"),
            FirstSaid("Board of Visitors", sid("board"), "2025-02-10", "header line “Published:”",
                      "Harbour Post shows 2025-01-30 on a copy of the agency's text of 2025-02-12"),
        ),
        contradicted_by=denied,
    )  # fmt: skip


def _denial() -> Claim:
    ids = (sid("denial"), sid("radio"))
    why = "the Board of Visitors and Lantern Watch say that they have none"
    return Claim(
        id=cid("denial"),
        text="cells at Casa Larga Prison have no daylight (denied)",
        subject=PRISON,
        measure="",
        statements=ids,
        because=("same denial",) * 2,
        independent=Interval(0, 1),
        origins=(Origin("Ministry of Justice", "government", "none", ids),),
        merges=(
            Merge(sid("radio"), "Ministry of Justice", "attribution", "proven", "the radio names its source",
                  _passage("radio.html", "The Ministry of Justice denied")),
        ),
        contradicted_by=(Contradiction(cid("daylight"), "denied by", why, (sid("denial"), sid("board")), 0.9),),
    )  # fmt: skip


def _deaths() -> Claim:
    ids = tuple(sid(key) for key in ("d23", "d21", "d21wire", "d14"))
    why = "23, 21 and 14 deaths since 2023 cannot all hold"
    pairs = (("d23", "d21"), ("d23", "d14"), ("d21", "d14"))
    return Claim(
        id=cid("deaths"),
        text="23 deaths since 2023",
        subject=PRISON,
        measure="death prisoner",
        statements=ids,
        because=("same measure, same place, same years",) * 4,
        independent=Interval(3, 3),
        origins=(
            Origin("Board of Visitors", "organisation", "document", (ids[0],), True, "The prison's register, which we read"),
            Origin("Lantern Watch", "organisation", "own_count", ids[1:3]),
            Origin("Ministry of Justice", "government", "official_act", (ids[3],)),
        ),
        merges=(Merge(ids[2], "Lantern Watch", "attribution", "proven", "the agency names its source",
                      _passage("wire.html", "Lantern Watch said")),),
        contradicted_by=tuple(Contradiction(cid("deaths"), "figures differ", why, (sid(a), sid(b)), 0.8) for a, b in pairs),
    )  # fmt: skip


def _water() -> Claim:
    return Claim(
        id=cid("water"),
        text="the water is cut off at night",
        subject=PRISON,
        measure="",
        statements=(sid("guard"),),
        because=("alone",),
        independent=Interval(1, 1),
        origins=(Origin("a guard (Radio Sur)", "unnamed", "experience", (sid("guard"),)),),
    )


def _family() -> Family:
    origin, length = _doc_id("wire.html"), len(WIRE)
    copies = tuple(
        Member(
            _doc_id(name),
            "copy",
            origin,
            1.0,
            (Aligned(0, length, 0, length),),
            "word for word, under the agency's dateline",
        )
        for name in ("courier.html", "harbour.html")
    )
    rewrite = Member(
        _doc_id("beacon.html"), "rewrite", origin, 0.34, (Aligned(17, 44, 44, 71),), "same facts in other words"
    )
    members = (Member(origin, "origin", None, 1.0, ()), *copies, rewrite)
    return Family(make_id("f", "casa larga"), origin, "agency dateline, kept by both copies", members)


def invented_record() -> Record:
    """The whole case, with the findings of the bundled rules as of 1 June 2025."""
    documents = tuple(_document(name) for name in TEXTS)
    record = Record(
        name="Casa Larga: cells without daylight",
        captures=tuple(
            Capture(
                d.sha256,
                d.path,
                d.path.split("/")[-1],
                len(d.text.encode()),
                "text/plain",
                "2025-04-02T09:30:00Z",
                d.url,
            )
            for d in documents
        ),
        documents=documents,
        families=(_family(),),
        statements=tuple(_statement(said) for said in SAID),
        claims=(_water(), _denial(), _deaths(), _daylight()),
        failures=(Failure("inbox/scan.pdf", "extract", "no text layer, and no reader for images", _sha("scan")),),
    )
    return replace(record, findings=tuple(check(bundled(), record, "2025-06-01")))
