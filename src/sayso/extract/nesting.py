"""A cheap look at a page before any parser gets it: how deep its tags nest, how many attributes one tag has.

Parsers differ on broken markup, so this is an estimate that leans to the deeper reading; what still gets past it meets the
limits of time and memory of the process that reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.errors import ExtractError
from sayso.extract.settings import Settings

# attributes as WHATWG HTML 13.2.5.32 to 13.2.5.40 reads them: a quote counts only where a value begins. Possessive, and a
# quote that is never closed can fail but once in a page, so linear on any input
_ONE = r"""(?:=[^\s/>=<]*+|[^\s/>=<]++)(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_ATTRIBUTE = re.compile(_ONE)
_TAG = re.compile(rf"<(?:(!--)|(/?)([a-zA-Z][^\s/><]*+)((?:[\s/]++|{_ONE})*+))")
_COMMENT_END = re.compile(r"--!?>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# their end tags may be left out, and a parser closes them by itself
_SELF_CLOSING = frozenset("p li dt dd option optgroup tr td th thead tbody tfoot colgroup rt rp html head body".split())
_RAW = {name: re.compile(f"</{name}", re.I) for name in ("script", "style", "textarea")}
# an end tag of another name does not reach past these (WHATWG HTML 13.2.4.2, "special", shortened)
_SPECIAL = frozenset(
    "address applet article aside blockquote button center details dir div dl fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup iframe main marquee menu nav noscript object ol pre section select summary table "
    "template ul math svg".split()
)
_BARRIERS = frozenset("applet marquee object table template math svg".split())
# HTML 5 opens these anew after another end tag has closed them (13.2.4.3), so another end tag takes none away
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_HTML = _SPECIAL - {"svg", "math"} | _FORMATTING | {"span", "sub", "sup", "var"}
# what an end tag does not reach past. libxml2 lets none but those of div and table past an open div (htmlEndPriority);
# HTML inside svg or math ends it at once, so their end tags then close nothing
_BLOCK_SPECIAL = _BARRIERS | {"div"}
_BLOCK_INLINE = _SPECIAL | _FORMATTING
_BLOCKED_BY = {"div": _BARRIERS, "table": _BARRIERS, "svg": _HTML, "math": _HTML}
_FOREIGN = ("svg", "math")
# how far up an end tag looks for its start tag: a constant keeps the scan linear
_LOOK_BACK = 64
# a tag shorter than this holds fewer attributes than any sensible limit
_LONG_TAG = 5_000


@dataclass(frozen=True, slots=True)
class Depth:
    """The deepest point of a page. `lenient` adds every <div/> and the like, a start tag in HTML 5."""

    strict: int
    lenient: int


def nesting(html: str, settings: Settings) -> Depth:
    """How deep the tags of a page nest, by one linear scan; ExtractError for a page that would hold up every parser."""
    stack: list[str] = []
    deepest = slashed = foreign = at = 0
    last_comment_end = max(html.rfind("-->"), html.rfind("--!>"))
    while found := _TAG.search(html, at):
        at = found.end()
        comment, slash, name, attributes = found.groups()
        if comment:
            at = _after_comment(html, at) if at <= last_comment_end + 2 else at
            continue
        name = name.lower()
        if len(attributes) > _LONG_TAG:
            _check_attributes(name, attributes, settings)
        if name in _VOID or name in _SELF_CLOSING:
            continue
        if slash:
            foreign -= _close(stack, name)
        elif name in _RAW and not foreign:
            end = _RAW[name].search(html, at)
            if end is None:  # all the rest of the page is its text
                break
            at = end.end()
        elif attributes.endswith("/"):
            slashed += name in _HTML
        else:
            stack.append(name)
            foreign += name in _FOREIGN
            deepest = max(deepest, len(stack))
            if deepest > settings.max_nesting:
                raise too_deep(settings)
    return Depth(deepest, deepest + slashed)


def too_deep(settings: Settings) -> ExtractError:
    return ExtractError(
        f"tags nested more than {settings.max_nesting:,} deep; save the page again, or its text as .txt"
    )


def _close(stack: list[str], name: str) -> int:
    """Take what an end tag closes off the stack, nothing if its start tag is not in reach; how many were svg or math."""
    blocked_by = _BLOCKED_BY.get(name, _BLOCK_SPECIAL if name in _SPECIAL else _BLOCK_INLINE)
    for back in range(1, min(len(stack), _LOOK_BACK) + 1):
        above = stack[-back]
        if above == name:
            foreign = sum(stack[-back:].count(kind) for kind in _FOREIGN)
            del stack[-back:]
            return foreign
        if above in blocked_by:
            return 0
    return 0


def _after_comment(html: str, at: int) -> int:
    """Where a comment that began before `at` ends, `at` itself if never; <!--> and <!---> are whole comments."""
    for empty in (">", "->"):
        if html.startswith(empty, at):
            return at + len(empty)
    end = _COMMENT_END.search(html, at)
    return end.end() if end else at


def _check_attributes(name: str, attributes: str, settings: Settings) -> None:
    if sum(1 for _ in _ATTRIBUTE.finditer(attributes)) > settings.max_attributes:
        raise ExtractError(
            f"a tag <{name[:20]}> with more than {settings.max_attributes:,} attributes; "
            "save the page again, or its text as .txt"
        )
