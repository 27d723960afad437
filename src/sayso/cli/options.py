"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

CASE = click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
EVERYTHING = click.option("--all", "everything", is_flag=True, help="List everything.")
TAKE_OVER = click.option(
    "--take-over", is_flag=True, help="Break the lock of a writer on another machine that no longer works on the case."
)
