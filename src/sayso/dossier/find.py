"""From what a person types to the one id it means."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from sayso.errors import UnknownId

_SHOWN = 5


def find_id(typed: str, ids: Collection[str]) -> str:
    """The id itself, or the only one it begins, with or without its kind ("s-0f3", "0f3").

    UnknownId names the ids that an ambiguous prefix could mean, or those most like an unknown one.
    """
    wanted = typed.strip().lower()
    if wanted in ids:
        return wanted
    if wanted:
        found = [known for known in ids if known.startswith(wanted) or known.partition("-")[2].startswith(wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
            raise UnknownId(f'"{typed}" could be {", ".join(sorted(found)[:_SHOWN])}{more}; type more of it')
    near = difflib.get_close_matches(wanted, list(ids), n=_SHOWN, cutoff=0.5)
    hint = f"; near it: {', '.join(near)}" if near else "; sayso claims, statements, families and check list the ids"
    raise UnknownId(f'the case holds no id "{typed}"{hint}')
