"""Which names a rule may speak of. A rule never assesses a person, and a rule on prisons says nothing of a ministry."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.claims.subjects import find_countries
from sayso.model.nouns import Statement
from sayso.rules.language import SubjectKind
from sayso.rules.lexicon import fold

# head words only: a name with none of them is not refused, because an invented or foreign name shows its kind to nobody
_FACILITY = frozenset(
    "prison prisons jail penitentiary reformatory camp barracks hospital cellblock correctional remand detention "
    "confinement penal penitenciaria penitenciario carcel prision confinamiento reclusorio".split()
)
_INSTITUTION = frozenset(
    "ministry ministerio department departamento agency commission comision court corte tribunal directorate "
    "direccion prosecutor fiscalia ombudsperson police policia army government gobierno secretariat".split()
)


class Subjects:
    """Decides whether a name may be the subject of a rule, given who speaks in the case."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._people: set[tuple[str, ...]] = set()
        for statement in statements:
            for party in (statement.source, statement.channel):
                if party is not None and party.kind in {"person", "author", "unnamed"}:
                    words = tuple(fold(party.name))
                    # "Marta Ruiz" is also Ruiz
                    self._people.update({words, words[-1:]} - {()})

    def allows(self, name: str, kind: SubjectKind) -> bool:
        """False for a person heard in the case, and for a name whose head word shows another kind of subject."""
        words = fold(name)
        if not words:
            return False
        facility = not _FACILITY.isdisjoint(words)
        if not facility and tuple(words) in self._people:
            return False
        # "El Salvador" is no prison, whoever is held there
        if kind != "country" and not facility and [country for _, country in find_countries(name)] == [name]:
            return False
        institution = not facility and not _INSTITUTION.isdisjoint(words)
        if kind == "facility":
            return not institution
        return not facility and (kind == "institution" or not institution)
