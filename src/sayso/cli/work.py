"""Commands that change a case: new, add, trace, coverage; and verify, which looks whether anything else did."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.case import Case
from sayso.case.reports import StageReport
from sayso.cli import show
from sayso.cli.options import AS_JSON, CASE, TAKE_OVER
from sayso.model.visible import pretty

_WHAT = {
    "extract": ("read", "document"),
    "statements": ("tagged", "document"),
    "reuse": ("found", "family"),
    "claims": ("grouped", "claim"),
    "independence": ("resolved", "claim"),
    "check": ("made", "finding"),
}


@click.command()
@CASE
@click.option("--name", help="What the case is called; the folder's name by default.")
@click.option("--as-of", metavar="DATE", help="Fix the day that rules look back from; else it is the day of each run.")
def new(case: Path, name: str | None, as_of: str | None) -> None:
    """Make a case: a folder that holds one investigation.

    \b
    Example:
      sayso new mine
    """
    with Case.create(case, name=name, as_of=as_of):
        show.say(f"made the case {case}; add files with: sayso add {case} FILE...")


@click.command()
@CASE
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@TAKE_OVER
def add(case: Path, inputs: tuple[str, ...], take_over: bool) -> None:
    """Take in files, folders and patterns of files: text, Markdown, HTML.

    The bytes are kept as they came. The same bytes under the same name are the same document, wherever they lie.

    \b
    Example:
      sayso add mine report.txt articles/ 'more/*.html'
    """
    with Case.open(case, take_over=take_over) as opened, show.progress() as progress:
        report = opened.add(list(inputs), progress=progress)
    show.failures(report.failures)
    said = [f"{show.many(len(report.added), 'file')} added"]
    said += [f"{len(report.already):,} already there"] if report.already else []
    said += [f"{len(report.failures):,} failed"] if report.failures else []
    show.say(", ".join(said))
    if report.failures:
        click.get_current_context().exit(1)


@click.command()
@CASE
@click.option("--json", "json_file", metavar="FILE", help="Write the whole evidence to FILE; - is the output.")
@click.option("--as-of", metavar="DATE", help="The day that rules look back from; the case's, or today, by default.")
@TAKE_OVER
def trace(case: Path, json_file: str | None, as_of: str | None, take_over: bool) -> None:
    """Run every stage that is out of date: read, find statements, compare texts, group claims, walk to their origins,
    check the rules.

    \b
    Example:
      sayso trace mine --json evidence.json
    """
    with Case.open(case, take_over=take_over) as opened:
        with show.progress() as progress:
            report = opened.trace(as_of=as_of, progress=progress)
        to_output = json_file == "-"
        show.failures(report.failures)
        if report.nothing_to_do:
            show.say("nothing to do: every stage is up to date", error=to_output)
        else:
            for stage in report.stages:
                show.say(_stage(stage), error=to_output)
        if to_output:
            show.dump(opened.as_json())
        elif json_file:
            Path(json_file).write_text(pretty(opened.as_json()), encoding="utf-8")
    if report.failures:
        click.get_current_context().exit(1)


@click.command()
@CASE
@click.argument("searched", metavar='"SUBJECT: WHAT WAS SEARCHED"', required=False)
@AS_JSON
def coverage(case: Path, searched: str | None, as_json: bool) -> None:
    """Record what was searched for a subject, or list what is on record.

    Only a recorded search lets a rule say "not met"; silence alone is never evidence.

    \b
    Example:
      sayso coverage mine "Villa Norte Prison: national press 2023 to 2025"
    """
    with Case.open(case) as opened:
        if searched is not None:
            opened.cover(searched)
        found = opened.coverage()
    if as_json:
        show.dump(found)
    elif searched is not None:
        show.say("recorded; it counts from the next trace or check on")
    else:
        show.table(["searched"], [[line] for line in found])


@click.command()
@CASE
@AS_JSON
def verify(case: Path, as_json: bool) -> None:
    """Hash every capture again, replay the custody log, and check the database; exit code 1 if anything is amiss.

    \b
    Example:
      sayso verify mine
    """
    with Case.open(case) as opened:
        problems, count = opened.verify(), len(opened.captures())
    if as_json:
        show.dump({"captures": count, "problems": problems})
    else:
        for problem in problems:
            show.say(problem)
        agree = f"{show.many(len(problems), 'problem')} found" if problems else "bytes, log and database agree"
        show.say(f"{show.many(count, 'capture')} checked; {agree}.")
        show.say("A hash proves that a file has not changed since it was captured.")
        show.say("It does not prove that the page was authentic, or that what it says is true.")
    if problems:
        click.get_current_context().exit(1)


def _stage(stage: StageReport) -> str:
    verb, noun = _WHAT[stage.stage]
    plural = "families" if noun == "family" else f"{noun}s"
    if not stage.ran:
        return f"{stage.stage}: up to date ({show.many(stage.skipped, noun, plural)})"
    failed = f", {len(stage.failures):,} failed" if stage.failures else ""
    skipped = f", {stage.skipped:,} up to date" if stage.skipped else ""
    return f"{stage.stage}: {show.many(stage.done, noun, plural)} {verb}{failed}{skipped} ({stage.seconds:.1f} s)"


COMMANDS = (new, add, trace, coverage, verify)
