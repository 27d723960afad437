"""A page of HTML: its main text, and what its head says about itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sayso.errors import ExtractError
from sayso.extract.decode import clean
from sayso.extract.nesting import nesting, too_deep
from sayso.extract.settings import Settings

# libxml2 stops at 256 levels and trafilatura then returns nothing
_DEEPEST_FOR_TRAFILATURA = 240
_NO_TEXT = "no main text found; if the page shows an article, save its text as .txt"
# different words in a page that has nothing but its menu
_MENU_WORDS = 50
# a longer link is a teaser: a page that lists articles is read
_ENTRY_WORDS = 6
_MAX_JSON_LD = 2_000_000
_MAX_NODES = 20_000
_MAX_VALUE = 1_000
_ARTICLE = re.compile(r"Article|Report|BlogPosting|NewsArticle|CreativeWork$|WebPage$|PressRelease|Review$")


@dataclass(slots=True)
class Head:
    """What a page says about itself: `meta` by lower-case name or property, `links` by rel, JSON-LD nodes, visible bits."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    nodes: list[dict[str, Any]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    language: str | None = None

    def articles(self) -> list[dict[str, Any]]:
        """JSON-LD nodes of an article's type, the most specific first."""
        found = [node for node in self.nodes if any(_ARTICLE.search(kind) for kind in kinds(node))]
        return sorted(found, key=lambda node: any(kind in ("WebPage", "CreativeWork") for kind in kinds(node)))


def read_page(html: str, settings: Settings) -> tuple[str, str, Head]:
    """(main text with "\\n" between paragraphs, the reader that found it, what the page says about itself).

    The text is trafilatura's, or resiliparse's where that returns nothing. trafilatura keeps one of several identical
    paragraphs, whatever its `deduplicate` option says, so a refrain appears once. ExtractError if neither finds any text.
    """
    import trafilatura

    depth = nesting(html, settings)
    html = html.replace("\x00", "")
    shallow = depth.strict <= _DEEPEST_FOR_TRAFILATURA
    tree = trafilatura.load_html(html if shallow else _head_only(html))
    head = _read_head(tree) if tree is not None else Head()
    if shallow and tree is not None:
        text = trafilatura.extract(tree, include_comments=False, include_tables=True, deduplicate=False)
        if text and (text := _paragraphs(text)):
            if _only_menu(text, tree):
                raise ExtractError(_NO_TEXT)
            return text, "trafilatura", head
    if depth.lenient > settings.max_nesting:
        raise too_deep(settings)
    return _by_resiliparse(html), "resiliparse", head


def _by_resiliparse(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    for main_content in (True, False):
        text = extract_plain_text(html, main_content=main_content, alt_texts=False, preserve_formatting=True)
        # without main content every word of the page counts, so a page of two menu items must not pass for an article
        if (text := _paragraphs(text)) and (main_content or len(text.split()) > 50):
            return text
    raise ExtractError(_NO_TEXT)


def _only_menu(text: str, tree: Any) -> bool:
    """Whether a short text holds no word but those of links and menus: trafilatura takes these where a page has no other."""
    words = set(text.split())
    if len(words) > _MENU_WORDS:
        return False
    linked: set[str] = set()
    for piece in tree.xpath("//a//text() | //nav//text()"):
        entry = piece.split()
        if len(entry) <= _ENTRY_WORDS:
            linked.update(entry)
    return words <= linked


def _paragraphs(text: str) -> str:
    lines = (" ".join(line.split()) for line in clean(text).splitlines())
    return "\n".join(line for line in lines if line)


def _head_only(html: str) -> str:
    end = re.search(r"</head\b|<body\b", html, re.I)
    return html[: end.start() if end else 100_000] + "</head><body></body></html>"


def _read_head(tree: Any) -> Head:
    head = Head(language=_value(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")))
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if name and (content := _value(element.get("content"))):
            head.meta.setdefault(name, []).append(content)
    for element in tree.iter("link"):
        if content := _value(element.get("href")):
            for rel in (element.get("rel") or "").lower().split():
                head.links.setdefault(rel, content)
    head.titles = _texts(tree, ".//head//title")[:1]
    head.headings = _texts(tree, ".//h1")
    for element in tree.iter("time"):
        if content := _value(element.get("datetime") or element.text):
            marked = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
            head.times.insert(0, content) if marked else head.times.append(content)
    head.bylines = _bylines(tree)
    for element in tree.iter("script"):
        if (element.get("type") or "").lower().strip().startswith("application/ld+json") and element.text:
            head.nodes.extend(_json_ld(element.text))
    return head


def _texts(tree: Any, path: str) -> list[str]:
    found = (_value(" ".join(element.itertext())) for element in tree.findall(path)[:20])
    return [text for text in found if text]


def _bylines(tree: Any) -> list[str]:
    """Short texts marked as a byline or an author, and short blocks that open with "By "."""
    found: list[str] = []
    marked = "@rel='author' or @itemprop='author' or contains(@class,'byline') or contains(@class,'author')"
    plain = "(self::p or self::div or self::span or self::address) and starts-with(normalize-space(.), 'By ')"
    for element in [*tree.xpath(f"//*[{marked}]")[:40], *tree.xpath(f"//*[{plain}]")[:10]]:
        text = _value(" ".join(element.itertext()))
        if text and len(text) <= 120 and text not in found:
            found.append(text)
    return found


def _json_ld(raw: str) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD block, outermost first; nothing from a block that is broken or absurdly large."""
    if len(raw) > _MAX_JSON_LD:
        return
    try:
        queue: list[Any] = [json.loads(raw, strict=False)]
    except (ValueError, RecursionError):
        return
    for seen, value in enumerate(queue):
        if seen > _MAX_NODES:
            return
        if isinstance(value, dict):
            yield value
            queue.extend(v for v in value.values() if isinstance(v, (dict, list)))
        elif isinstance(value, list):
            queue.extend(v for v in value if isinstance(v, (dict, list)))


def kinds(node: dict[str, Any]) -> list[str]:
    """The @type of a JSON-LD node as a list of strings."""
    value = node.get("@type")
    return [kind for kind in (value if isinstance(value, list) else [value]) if isinstance(kind, str)]


def strings(value: Any, *names: str) -> list[str]:
    """The strings that a JSON-LD value holds: itself, the members of a list, or the first of `names` of an object."""
    if isinstance(value, str):
        text = _value(value)
        return [text] if text else []
    if isinstance(value, list):
        return [text for member in value[:20] if not isinstance(member, list) for text in strings(member, *names)]
    if isinstance(value, dict):
        for name in names:
            if isinstance(value.get(name), str) and (text := _value(value[name])):
                return [text]
    return []


def _value(raw: str | None) -> str | None:
    """A metadata value: one line without control characters or lone surrogates; None if empty or too long to be one."""
    if not raw or len(raw) > 20 * _MAX_VALUE:
        return None
    text = " ".join(clean(raw).split())
    return text if 0 < len(text) <= _MAX_VALUE else None
