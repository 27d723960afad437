"""Writes the dossier to a file, in the format its name asks for."""

from __future__ import annotations

from pathlib import Path

from sayso.dossier import html, md
from sayso.dossier.model import build
from sayso.errors import SaysoError
from sayso.model.nouns import Record


def write(record: Record, path: Path) -> None:
    """The dossier as .html (also .htm) or .md (also .markdown), UTF-8.

    SaysoError for another suffix, and for a folder that is not there.
    """
    renderers = {".html": html.render, ".htm": html.render, ".md": md.render, ".markdown": md.render}
    render = renderers.get(path.suffix.lower())
    if render is None:
        raise SaysoError(f'a dossier cannot be written as "{path.suffix or path.name}"; use .html or .md')
    if not path.absolute().parent.is_dir():
        raise SaysoError(f"the folder {path.absolute().parent} does not exist; make it first, or name another")
    path.write_text(render(build(record)), encoding="utf-8", newline="\n")
