"""The dossier as one HTML file: no script, nothing fetched, every text escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import resources
from itertools import pairwise

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from sayso.dossier.views import Dossier
from sayso.model.visible import shorten, visible

MAX_QUOTE = 700  # a longer passage is read in its exhibit
MAX_TITLE = 240
# no word of prose is longer; what is (a hash, a hostile word) may go on in the next line after so many characters
_LONG = re.compile(r"\S{28}(?=\S)")
# and the name of a field or a path after its punctuation: article:·published_time
_JOINT = re.compile(r"[:/\\=&?](?=[^\W\d])|[^\s:/\\=&?]{28}(?=\S)")
_MOST = 900  # a date or a language name of any length, where no filter has cut it


def render(dossier: Dossier) -> str:
    """The page, complete. Its content security policy allows the one style sheet, by its hash, and nothing else."""
    css = _resource("dossier.css")
    template = _environment().get_template("dossier.html.j2")
    return template.render(dossier=dossier, css=Markup(css), css_hash=style_hash(css))  # noqa: S704 - our own file


def style_hash(css: str) -> str:
    """The hash a content security policy names a style sheet by (CSP level 3, section 2.3.1)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()}"


def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(_resource),
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["quote"] = lambda text: shorten(text, MAX_QUOTE)
    environment.filters["brief"] = lambda text: shorten(text, MAX_TITLE)
    # the same in a cell of a table, whose columns are as wide as the longest word in them
    environment.filters["quote_cell"] = lambda text: _breakable(shorten(text, MAX_QUOTE), _LONG)
    environment.filters["cell"] = lambda text: _breakable(shorten(text, MAX_TITLE), _LONG)
    environment.filters["name"] = lambda text: _breakable(shorten(text, MAX_TITLE), _JOINT)
    return environment


def _shown(value: object) -> object:
    # whatever the template prints passes here, so that no text is printed without it; markup comes from our own macros
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return visible(value) if len(value) <= _MOST else shorten(value, _MOST)


def _breakable(text: str, after: re.Pattern[str]) -> Markup:
    """Text that may go on in the next line after each match of the pattern, and else only at a space."""
    cuts = [0, *(match.end() for match in after.finditer(text)), len(text)]
    return Markup("<wbr>").join(escape(text[a:b]) for a, b in pairwise(cuts))


def _resource(name: str) -> str:
    return resources.files("sayso.dossier").joinpath(name).read_text(encoding="utf-8")
