"""Rewrites: a retelling that names its source is one; a citation and another reporter's story are not."""

from __future__ import annotations

import pytest
from tests.reuse.reuse_texts import OUTLETS, SETTINGS, doc, mark, prose

from sayso.model.nouns import Document, Family
from sayso.reuse import build_families, find_pairs
from sayso.reuse.anchors import in_order, read_anchors

WIRE = """MONTE ALTO, 3 March (Agencia Norte) - Guards at the Cerro Viejo prison locked 312 inmates in a yard for 19 hours after a
search on Thursday, three of the men told Agencia Norte through their lawyer.
The yard has no roof. Temperatures fell to 4 degrees that night, according to the weather station at Laguna Seca.
Marta Olivares, the lawyer, said that two of her clients had been taken to the Santa Rita hospital with pneumonia.
The director of the prison, Ramiro Quesada, said in a statement that the search had turned up 27 telephones and that it had
ended at 9 in the evening. He did not say where the inmates had spent the night.
Cerro Viejo was built for 450 people in 1964. It holds 1,380, the Ministry of Justice told parliament in January.
The Casa Abierta foundation, which visits prisons, has asked Judge Elena Prieto to inspect the yard before Easter."""

RETOLD = """More than three hundred prisoners spent most of a day and a night in the open at Cerro Viejo, Agencia Norte reported.
The agency puts the number at 312 and the time at 19 hours. It spoke with three of them by way of Marta Olivares, who
represents them. With no roof above, and 4 degrees measured at Laguna Seca, it was bitterly cold; two men ended up with
inflamed lungs at the hospital of Santa Rita.
A search had come before. Its yield was 27 telephones, says Ramiro Quesada, who runs the place, and by 9 it was over.
A jail for 450 when it opened in 1964, it had 1,380 occupants in January by the count of the justice ministry. Whether
somebody takes a look at the yard is now up to Judge Elena Prieto; that is what the people of Casa Abierta want."""

OWN_REPORT = """The families had waited since dawn at the gate of Cerro Viejo. "They came back blue," said Lucia Barrantes, whose
brother Tomas was among the men kept outside. She showed this newspaper a letter of 6 March with 41 signatures.
Agencia Norte has reported on the night in the yard. At the gate it is told differently: Father Anselmo Rey counted 280 men
on his way to mass in the chapel of San Blas, and saw 15 blankets. The Union of Guards, led by Hugo Zamora, blames the 12
officers on duty. Deputy Carla Montero will ask for a commission on 22 March, and 9 members of the Green bench support her."""

COLUMN = """I keep thinking of a yard without a roof. Guards at Cerro Viejo left 312 inmates there for 19 hours (Agencia Norte).
We have read such lines before, in 1998 from Puerto Hondo and in 2011 from Las Cruces, and each time a minister, first Alonso
Verde and then Pilar Campos, promised 5 reforms and 3 commissions. My teacher, Bruno Salas, used to say that a country is
known by its kitchens and its cells. I have seen the kitchens of Valdehermoso and of 16 other towns."""


def agency(text: str = WIRE, **fields: str) -> Document:
    return doc("wire", text, outlet="Agencia Norte", published="2025-03-06T10:00:00Z", **fields)


def paper(text: str, name: str = "paper", published: str = "2025-03-07T08:00:00Z") -> Document:
    return doc(name, text, outlet="Estero Post", published=published)


def families(*documents: Document) -> list[Family]:
    return build_families(documents, find_pairs(documents, SETTINGS), OUTLETS, SETTINGS)


def test_a_retelling_that_names_its_source_is_a_rewrite() -> None:
    (family,) = families(paper(RETOLD), agency())
    assert family.origin == "d-wire"
    assert [(m.document, m.role, m.of) for m in family.members] == [
        ("d-wire", "origin", None),
        ("d-paper", "rewrite", "d-wire"),
    ]
    assert "Agencia Norte" in family.members[1].because
    assert "312" in family.members[1].because


def test_a_rewrite_joins_the_family_of_its_source() -> None:
    byline = mark("wire_byline", "Agencia Norte", "Agencia Norte")
    copy = doc("copy", WIRE, outlet="Puerto Courier", marks=(byline,))
    (family,) = families(copy, paper(RETOLD), agency())
    assert [(m.document, m.role, m.of) for m in family.members] == [
        ("d-wire", "origin", None),
        ("d-copy", "copy", "d-wire"),
        ("d-paper", "rewrite", "d-wire"),
    ]


def test_a_rewrite_is_known_by_a_copy_when_the_source_is_not_in_the_case() -> None:
    byline = mark("wire_byline", "Agencia Norte", "Agencia Norte")
    copies = [doc(name, WIRE, outlet=name, marks=(byline,)) for name in ("Puerto Courier", "Valle Alto Hoy")]
    (family,) = families(*copies, paper(RETOLD))
    assert (family.origin, family.unseen_origin) == (None, "Agencia Norte")
    assert {m.document: m.role for m in family.members}["d-paper"] == "rewrite"


def unnamed(text: str) -> str:
    return text.replace("Agencia Norte", "it is said that somebody").replace("The agency puts", "People put")


def test_a_retelling_that_names_nobody_is_one_of_the_earlier_where_figures_names_and_order_agree_throughout() -> None:
    (family,) = families(paper(unnamed(RETOLD)), agency())
    assert family.origin == "d-wire"
    assert "2025-03-07T08:00:00Z" in family.origin_basis
    assert {m.document: m.role for m in family.members} == {"d-wire": "origin", "d-paper": "rewrite"}
    assert "it names no source, and keeps" in family.members[1].because
    # the earlier one retells nothing, and the later one has more in it than it could have from there
    assert families(paper(unnamed(RETOLD), published="2025-03-05T08:00:00Z"), agency()) == []


@pytest.mark.parametrize(
    "text", [OWN_REPORT, COLUMN, " ".join(RETOLD.split()[:70])], ids=["own", "column", "half of it"]
)
def test_what_agrees_less_and_names_nobody_is_left_apart(text: str) -> None:
    assert families(paper(unnamed(text)), agency()) == []


@pytest.mark.parametrize("text", [OWN_REPORT, COLUMN], ids=["another reporter with own sources", "a column that cites"])
def test_naming_the_source_alone_makes_no_rewrite(text: str) -> None:
    assert "Agencia Norte" in text
    assert families(paper(text), agency()) == []


def test_an_outlet_that_tells_its_own_story_again_is_no_rewrite() -> None:
    again = doc("again", RETOLD, outlet="Agencia Norte", published="2025-03-07T08:00:00Z")
    assert families(again, agency()) == []


def test_what_was_published_before_does_not_retell_it() -> None:
    assert families(paper(RETOLD, published="2025-03-06T08:00:00Z"), agency()) == []


def test_of_many_stories_of_one_agency_the_one_that_is_retold_is_found() -> None:
    others = [
        doc(f"other{i}", prose(i, 150) + f" In {1900 + i} there were {i} cases.", outlet="Agencia Norte")
        for i in range(60)
    ]
    (family,) = families(*others, paper(RETOLD), agency())
    assert {m.document for m in family.members} == {"d-wire", "d-paper"}


def test_anchors_are_figures_and_names_inside_sentences() -> None:
    text = "Yesterday José Ibáñez counted 1,380 men; seven left on Monday. The Santa Rita hospital took 2.5 of them."
    assert read_anchors(text).order == ("jose", "ibanez", "#1380", "#7", "santa", "rita", "#2.5")
    hidden = text.index("Santa Rita"), text.index("Santa Rita") + len("Santa Rita")
    assert read_anchors(text, [hidden]).order == ("jose", "ibanez", "#1380", "#7", "#2.5")


@pytest.mark.parametrize(
    ("first", "second", "share"),
    [("abcd", "abcd", 1.0), ("abcd", "dcba", 0.25), ("abcd", "axbyc", 1.0), ("abcd", "bacd", 0.75), ("ab", "xy", 0.0)],
)
def test_order_is_the_longest_run_in_common(first: str, second: str, share: float) -> None:
    assert in_order(first, second) == share
