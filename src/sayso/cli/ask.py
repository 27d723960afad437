"""Commands that ask: why is this so, and what do the rules say."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.case import Case
from sayso.cli import show
from sayso.cli.look import between
from sayso.cli.options import AS_JSON, CASE
from sayso.store.codec import encode

_RESULTS = {"met": "met", "not_met": "not met", "insufficient": "insufficient"}


def _coverage(_context: click.Context, _option: click.Parameter, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines as they were typed; one that names no subject, or nothing searched, would be passed over in silence."""
    for line in lines:
        subject, colon, what = line.partition(":")
        if not (subject.partition(" / ")[0].strip() and colon and what.strip()):
            raise click.BadParameter(f'{line!r} names no subject; write it as "Subject: what was searched"')
    return lines


@click.command()
@CASE
@click.argument("id_", metavar="ID")
@AS_JSON
def why(case: Path, id_: str, as_json: bool) -> None:
    """Tell the trail of one claim, statement, document, family or finding, in words.

    \b
    Example:
      sayso why mine c-1f0c9a77b2
    """
    with Case.open(case) as opened:
        trail = opened.why(id_)
    if as_json:
        return show.dump(trail)
    for line in trail:
        show.say(line)
    return None


@click.command()
@CASE
@click.option(
    "--rules",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A rule file instead of the case's rules; repeatable.",
)
@click.option("--as-of", metavar="DATE", help="The day that rules look back from; the case's, or today, by default.")
@click.option(
    "--coverage",
    multiple=True,
    metavar='"SUBJECT: WHAT"',
    callback=_coverage,
    help="What was searched, for this answer only.",
)
@click.option(
    "--published-by-then", is_flag=True, help="With a past day: count all published by then, whenever it was received."
)
@click.option("--keep", is_flag=True, help="Store these findings in the case in place of those it holds.")
@AS_JSON
def check(
    case: Path,
    rules: tuple[Path, ...],
    as_of: str | None,
    coverage: tuple[str, ...],
    published_by_then: bool,
    keep: bool,
    as_json: bool,
) -> None:
    """Say what the rules find: met, not met, or insufficient, and why.

    Without options the case's findings are renewed. With --rules, --as-of or --coverage it is a question, and the
    findings in the case stay as they are unless --keep is given.

    \b
    Example:
      sayso check mine --as-of 2025-03-01
    """
    with Case.open(case) as opened:
        show.hint_untraced(opened)
        known_then = False if published_by_then else None
        found = opened.check(list(rules) or None, as_of, coverage, known_then=known_then, keep=keep)
        paths = show.paths(opened)
    if as_json:
        return show.dump([encode(finding) for finding in paths.all_cleaned(found)])
    for number, finding in enumerate(paths.all_cleaned(found)):
        if number:
            show.say()
        show.say(
            f"{finding.subject}: {_RESULTS[finding.result]} as of {finding.as_of} (rule {finding.rule}, {finding.id})"
        )
        show.say(f"  {finding.says}")
        show.say(f"  independent sources: {between(finding.independent)}")
        for because in finding.because:
            show.say(f"  - {because}")
        if finding.would_settle:
            show.say(f"  would settle it: {finding.would_settle}")
    if not found:
        show.say("no finding: no rule's subject was spoken of or searched for in this case")
    return None


@click.command()
@CASE
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@AS_JSON
def similar(case: Path, file: Path, as_json: bool) -> None:
    """Tell what of a file the case holds already, without adding the file: copies, excerpts, shared quotations.

    \b
    Example:
      sayso similar mine article.html
    """
    with Case.open(case) as opened:
        show.hint_untraced(opened)
        found = opened.similar(file)
    if as_json:
        return show.dump([encode(row) for row in found])
    if not found:
        return show.say(f"{file.name} shares no text with the case")
    rows = [[row.document, row.role, f"{row.share:.0%}", f"{row.reverse:.0%}", row.title, row.longest] for row in found]
    return show.table(["id", "role", "of the file", "of the document", "title", "longest passage"], rows)


COMMANDS = (why, check, similar)
