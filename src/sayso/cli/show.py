"""How the command line shows things: tables and bars on a terminal, tab-separated lines when piped, JSON when asked."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from sayso.case.reports import Progress, silent
from sayso.model.visible import pretty, shown

if TYPE_CHECKING:
    from sayso.case import Case
    from sayso.dossier import Paths
    from sayso.model.nouns import Failure

# a claim or a title in a table; `sayso why` shows all of it
_CELL = 240


def say(text: str = "", *, error: bool = False) -> None:
    """One line of ours, with whatever it quotes made safe."""
    indent = text[: len(text) - len(text.lstrip(" "))]
    click.echo(indent + shown(text), err=error)


def dump(value: Any) -> None:
    click.echo(pretty(value), nl=False)


def table(columns: Sequence[str], rows: Sequence[Sequence[str | int | None]]) -> None:
    """A table on a terminal; a header and tab-separated lines anywhere else. No cell is read as markup."""
    cells = [["" if cell is None else shown(str(cell), _CELL) for cell in row] for row in rows]
    if not on_terminal():
        for line in [list(columns), *cells]:
            click.echo("\t".join(line))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        made.add_column(name, overflow="fold", no_wrap=name == "id")
    for row in cells:
        made.add_row(*map(Text, row))
    Console(file=sys.stdout, markup=False, emoji=False, highlight=False).print(made)


@contextmanager
def progress() -> Iterator[Progress]:
    """Bars on the error stream while the work goes on; nothing at all when the output is not a terminal."""
    if not on_terminal() or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def report(doing: str, done: int, total: int | None) -> None:
            if doing not in tasks:
                tasks[doing] = bars.add_task(doing, total=total)
            bars.update(tasks[doing], completed=done, total=total)

        yield report


def failures(found: Sequence[Failure]) -> None:
    """Each failure as a line on the error stream: the file, the stage, the reason."""
    for failure in found:
        say(f"{failure.path}: {failure.stage}: {failure.reason}", error=True)


def paths(case: Case) -> Paths:
    """How the case's files are called in what is handed out."""
    from sayso.dossier import Paths

    held = [c.path for c in case.captures()] + [d.path for d in case.documents()] + [f.path for f in case.failures()]
    return Paths(held)


def hint_untraced(case: Case) -> None:
    """Say so, on the error stream, where files wait for a trace."""
    if waiting := case.untraced():
        say(f"{many(waiting, 'file')} added since the last trace; run: sayso trace {case.path}", error=True)


def many(count: int, noun: str, plural: str = "") -> str:
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def on_terminal() -> bool:
    return sys.stdout.isatty()
