"""The command `sayso`: its commands, and what it does with an error."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Any

import click

from sayso.cli import ask, give, look, work
from sayso.errors import SaysoError
from sayso.model.visible import shown


class WrongCall(click.ClickException):
    """What was asked for cannot be done: a message that names the remedy, and exit code 2."""

    exit_code = 2


class Commands(click.Group):
    """Commands in the order of the work, and errors as messages instead of tracebacks."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SaysoError as error:
            raise WrongCall(shown(str(error))) from error
        except BrokenPipeError:
            raise  # click ends quietly when the reader of a pipe has gone
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise WrongCall(shown(f"{where}{error.strerror or error}")) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sayso")
def main() -> None:
    """On whose say-so? For every claim in a pile of articles: who said it, through whom it came, how many independent
    sources stand behind it, and what contradicts it.

    \b
    Example:
      sayso new mine
      sayso add mine articles/
      sayso trace mine
      sayso claims mine

    Exit codes: 0 done, 1 done but some documents failed, 2 wrong call.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show é still gets the rest


for command in (*work.COMMANDS, *look.COMMANDS, *ask.COMMANDS, *give.COMMANDS):
    main.add_command(command)
