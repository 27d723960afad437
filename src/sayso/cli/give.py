"""Commands that hand something out: dossier, export, demo."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

import click

from sayso.case import Case
from sayso.cli import show
from sayso.cli.options import CASE


@click.command()
@CASE
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write: .html or .md.")
def dossier(case: Path, output: Path) -> None:
    """Write what a lawyer, editor or court reads: every claim with its trail, and all that speaks against it.

    \b
    Example:
      sayso dossier mine -o dossier.html
    """
    with Case.open(case) as opened:
        show.hint_untraced(opened)
        opened.dossier(output)
    show.say(f"wrote {output}")


@click.command()
@CASE
@click.option(
    "--format", "format_", type=click.Choice(["json", "csv"]), default="json", show_default=True, help="What to write."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file for json, a folder for csv.")
def export(case: Path, format_: str, output: Path | None) -> None:
    """Write the whole evidence: one JSON file (the output by default), or a folder with one CSV file a table.

    \b
    Example:
      sayso export mine --format csv -o tables/
    """
    with Case.open(case) as opened:
        show.hint_untraced(opened)
        if output is None and format_ == "csv":
            raise click.UsageError("csv is several files; name a folder for them: -o FOLDER")
        if output is None:
            return show.dump(opened.as_json())
        for path in opened.export(cast(Literal["json", "csv"], format_), output):
            show.say(f"wrote {path}")
    return None


@click.command()
@click.argument("folder", metavar="[FOLDER]", type=click.Path(path_type=Path), default=Path("sayso-demo"))
@click.option("--no-open", is_flag=True, help="Do not open the dossier in a browser.")
def demo(folder: Path, no_open: bool) -> None:
    """Build a bundled case, about an invented prison, from nothing to an open dossier.

    A demo folder from before is replaced; anything else is left alone.

    \b
    Example:
      sayso demo
    """
    from sayso.demo.run import build, open_in_browser, summary

    with show.progress() as progress:
        case, failed = build(folder, progress)
    with case:
        show.failures(failed)
        for line in summary(case):
            show.say(line)
    path = folder / "dossier.html"
    show.say()
    opened = not no_open and open_in_browser(path)
    show.say(f"The dossier {'is open in your browser' if opened else 'is at'}: {path.absolute()}")
    show.say(f"Look closer with: sayso claims {folder}")
    if failed:
        click.get_current_context().exit(1)


COMMANDS = (dossier, export, demo)
