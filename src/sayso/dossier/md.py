"""The dossier as Markdown (CommonMark with tables), for editors and version control. Every text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sayso.dossier.views import ClaimLink, ClaimSheet, ContradictionView, Dossier, Exhibit, FamilyView, FindingView
from sayso.model.visible import shorten

MAX_QUOTE = 700
# what starts an inline construct in CommonMark or GitHub's tables, strikethrough and formulas; a block at a line's start
_INLINE = re.compile(r"([\\`*_\[\]|~$])")
_BLOCK = re.compile(r"^([#+=-])")


def render(dossier: Dossier) -> str:
    """The whole document, ending in a line break."""
    parts = [
        _cover(dossier),
        _findings(dossier.findings),
        _claims(dossier.sheets),
        _singles(dossier),
        _families(dossier.families),
        _exhibits(dossier.exhibits),
        _failures(dossier),
        _method(dossier),
        _custody(dossier),
    ]
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


def escape(text: str, limit: int = MAX_QUOTE) -> str:
    """One line of text that Markdown shows as it is: no markup, no HTML, no table cell, no link of its own."""
    line = shorten(text, limit).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _INLINE.sub(r"\\\1", line)
    # GitHub's Markdown would make links of bare addresses
    line = line.replace("://", "&#58;//").replace("@", "&#64;").replace("www.", "www&#46;")
    # a backslash before a digit shows, so a number's dot is what is escaped
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", line) if line[:1].isdigit() else _BLOCK.sub(r"\\\1", line)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell or " " for cell in row) + " |"
    yield ""


def _tab(number: int | None) -> str:
    return f"Tab {number}" if number is not None else ""


def _quoted(text: str) -> str:
    return f"“{escape(text)}”" if text else ""


def _link(link: ClaimLink) -> str:
    sheet = f" (claim sheet {link.number})" if link.number is not None else ""
    return f"{escape(link.text)}{sheet} `{link.id}`"


def _cover(dossier: Dossier) -> Iterator[str]:
    yield f"# {escape(dossier.case)}"
    yield ""
    yield f"Dossier of sources, as of {escape(dossier.as_of)}."
    yield ""
    for name, count in dossier.counts:
        yield f"- {name}: {count}"
    yield ""


def _findings(findings: Sequence[FindingView]) -> Iterator[str]:
    yield "## Findings"
    yield ""
    if not findings:
        yield "No rule was checked. That is not a finding."
        yield ""
    for finding in findings:
        yield f"### {finding.sign} {finding.word}: {escape(finding.says)}"
        yield ""
        asked = f"Rule {escape(finding.rule)}, as of {escape(finding.as_of)}."
        yield f"{escape(finding.subject)}: {finding.interval}. {asked}"
        yield ""
        if finding.would_settle:
            yield f"**What would settle it:** {escape(finding.would_settle)}."
            yield ""
        if finding.adverse:
            yield "**Adverse evidence:**"
            yield ""
            yield from (f"- {_link(link)}" for link in finding.adverse)
            yield ""
        yield "**Because:**"
        yield ""
        yield from (f"{number}. {escape(line)}" for number, line in enumerate(finding.because, 1))
        yield ""
        if finding.claims:
            yield "**Claims it rests on:**"
            yield ""
            yield from (f"- {_link(link)}" for link in finding.claims)
            yield ""


def _claims(sheets: Sequence[ClaimSheet]) -> Iterator[str]:
    yield "## Claim sheets"
    yield ""
    for sheet in sheets:
        yield f"### {sheet.number}. {escape(sheet.text)}"
        yield ""
        about = f"On {escape(sheet.subject)}. " if sheet.subject else ""
        yield f"{about}**{sheet.interval}.** `{sheet.id}`"
        yield ""
        if sheet.river is not None:
            yield "**Where it comes from:**"
            yield ""
            yield from (f"- {escape(line)}" for line in sheet.river.told)
            yield ""
        for contradiction in sheet.contradictions:
            yield from _contradiction(contradiction)
        yield from _sheet_tables(sheet)


def _contradiction(contradiction: ContradictionView) -> Iterator[str]:
    yield f"**⚠ {contradiction.kind.capitalize()}.** {' '.join(escape(why) for why in contradiction.why)}"
    yield ""
    for other in contradiction.others:
        yield f"Against: {_link(other)}"
        yield ""
    rows = (
        (
            escape(side.figure),
            _quoted(side.quotation),
            escape(side.who),
            escape(side.through),
            side.basis,
            escape(side.date),
            _tab(side.tab),
        )
        for side in contradiction.sides
    )
    yield from _table(("Figure", "Words", "Who", "Through", "Basis", "Date", "Tab"), rows)


def _sheet_tables(sheet: ClaimSheet) -> Iterator[str]:
    if sheet.origins:
        yield "**Origins**"
        yield ""
        rows = (
            (
                f"{'●' if o.first_hand else '○'} {escape(o.name)}{'' if o.established else ', origin not established'}",
                o.basis,
                _quoted(o.basis_quote),
                str(o.statements),
            )
            for o in sheet.origins
        )
        yield from _table(("Origin", "Basis", "Seen in", "Statements"), rows)
    if sheet.statements:
        yield "**Statements**"
        yield ""
        rows_of_statements = (
            (
                f"{escape(s.who)}{' ⊘ denies' if s.denies else ' ⚠ contradicted' if s.against else ''}",
                escape(s.through),
                f"{_quoted(s.quotation)} `{s.id}`",
                s.basis,
                f"{escape(s.date)} ({escape(s.date_how)})",
                f"{_tab(s.tab)}, {escape(s.outlet)}",
            )
            for s in sheet.statements
        )
        yield from _table(("Who", "Through", "Quotation", "Basis", "Date", "Exhibit"), rows_of_statements)
    if sheet.merges:
        yield "**What was merged, and why**"
        yield ""
        merged = (
            (
                escape(m.what),
                escape(m.into),
                f"{escape(m.edge)}: {escape(m.why)} {_quoted(m.quote)}",
                m.strength,
                _tab(m.tab),
            )
            for m in sheet.merges
        )
        yield from _table(("This", "Depends on", "Because", "Strength", "Tab"), merged)
    if sheet.first_said:
        yield "**First said**"
        yield ""
        first = (
            (
                escape(f.origin),
                escape(f.date),
                escape(f.how),
                f"⚠ {escape(f.conflict)}" if f.conflict else "",
                _tab(f.tab),
            )
            for f in sheet.first_said
        )
        yield from _table(("Origin", "Date", "How it is known", "Conflict", "Tab"), first)


def _singles(dossier: Dossier) -> Iterator[str]:
    yield "## Claims that one statement makes"
    yield ""
    if dossier.singles_omitted:
        yield f"{len(dossier.singles)} are printed; {dossier.singles_omitted} more are in the JSON and CSV exports."
        yield ""
    rows = (
        (f"{escape(s.text)} `{s.id}`", escape(s.who), escape(s.through), s.basis, escape(s.date), _tab(s.tab))
        for s in dossier.singles
    )
    yield from _table(("Claim", "Who", "Through", "Basis", "Date", "Tab"), rows) if dossier.singles else ("None.", "")


def _families(families: Sequence[FamilyView]) -> Iterator[str]:
    yield "## Families of copies"
    yield ""
    for family in families:
        yield f"### Family {family.number}: origin {escape(family.origin)}"
        yield ""
        yield f"{escape(family.origin_basis)} `{family.id}`"
        yield ""
        rows = (
            (
                _tab(m.tab),
                f"{escape(m.outlet)}: {escape(m.title)}",
                escape(m.date),
                f"{m.role}{f' of tab {m.of_tab}' if m.of_tab is not None else ''}",
                m.containment,
                str(m.passages),
                escape(m.because),
            )
            for m in family.members
        )
        yield from _table(("Tab", "Document", "Date", "Role", "Shares", "Passages", "Because"), rows)


def _exhibits(exhibits: Sequence[Exhibit]) -> Iterator[str]:
    yield "## Index of exhibits"
    yield ""
    rows = (
        (
            str(x.tab),
            f"{escape(x.outlet)}{f', {escape(x.author)}' if x.author else ''}: *{escape(x.title)}*, {escape(x.where)}",
            "; ".join([f"{escape(x.date)} ({escape(x.date_how)})", *(f"⚠ also {escape(d)}" for d in x.other_dates)]),
            escape(x.genre),
            f"`{x.sha256[:12]}`",
            "; ".join(escape(mark) for mark in x.marks),
        )
        for x in exhibits
    )
    yield from _table(("Tab", "Document", "Date", "Kind", "sha256", "Marks"), rows)


def _failures(dossier: Dossier) -> Iterator[str]:
    yield "## Files that could not be read"
    yield ""
    rows = ((escape(f.path), escape(f.stage), escape(f.reason)) for f in dossier.failures)
    yield from _table(("File", "Stage", "Reason"), rows) if dossier.failures else ("None.", "")


def _method(dossier: Dossier) -> Iterator[str]:
    yield "## Method and limits"
    yield ""
    for name, text in dossier.method:
        yield f"**{name}.** {text}"
        yield ""


def _custody(dossier: Dossier) -> Iterator[str]:
    yield "## Custody"
    yield ""
    yield f"`{dossier.command}` hashes every file again and replays the custody log."
    yield ""
    rows = (
        (", ".join(map(str, x.tabs)), escape(x.name), escape(x.received), f"{x.size:,}", f"`{x.sha256}`")
        for x in dossier.custody
    )
    yield from _table(("Tab", "File", "Received", "Bytes", "SHA-256"), rows)
