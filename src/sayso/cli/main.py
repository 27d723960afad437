"""The command `sayso`: its commands, and what it does with an error."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Any

import click

from sayso.cli import ask, give, look, work
from sayso.errors import SaysoError
from sayso.model.visible import shown

# as of a process that the signal for a broken pipe has ended: 128 and 13
READER_GONE = 141


class WrongCall(click.ClickException):
    """What was asked for cannot be done: a message that names the remedy, and exit code 2."""

    exit_code = 2


class Commands(click.Group):
    """Commands in the order of the work, and errors as messages instead of tracebacks."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()  # here, where a broken pipe is caught, and not when the interpreter ends
            return done
        except SaysoError as error:
            raise WrongCall(shown(str(error))) from error
        except BrokenPipeError as error:
            _drop_output()
            raise click.exceptions.Exit(READER_GONE) from error
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise WrongCall(shown(f"{where}{error.strerror or error}")) from error


def _drop_output() -> None:
    """What is left to print goes nowhere, so that nothing more is said when the reader of a pipe has gone ("| head")."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):
            continue  # a stream that is no file has no pipe behind it


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

if __name__ == "__main__":
    main(prog_name="sayso")
