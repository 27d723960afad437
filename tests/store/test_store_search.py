from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.noun_values import ANY_TEXT
from tests.store.samples import capture, document

from sayso.errors import StoreError
from sayso.store import Done, Store
from sayso.store.search import query_of


def put(store: Store, **texts: str) -> None:
    for name, text in texts.items():
        made = document(name, text)
        store.add_capture(made.id, capture(name))
        store.put_documents([Done(made.id, "fp", made)])


def names(store: Store, query: str) -> list[str]:
    return [(hit.title or "").removeprefix("Title of ") for hit in store.search(query)]


def test_every_word_must_be_there_and_accents_do_not_matter(store: Store) -> None:
    put(store, a="La prisión no tiene luz. " + "x" * 40, b="The prison has light. " + "x" * 40)
    assert names(store, "PRISION luz") == ["a"]
    assert names(store, "prisión") == ["a"]
    assert names(store, "prision light") == []


def test_a_phrase_in_quotes_is_one_and_a_star_stands_for_any_ending(store: Store) -> None:
    put(store, a="cells that are dark, " + "x" * 60, b="many dark cells here, " + "x" * 60)
    assert names(store, '"dark cells"') == ["b"]
    assert sorted(names(store, "cell*")) == ["a", "b"]
    assert names(store, "cell") == []


def test_the_title_is_searched_too(store: Store) -> None:
    put(store, a="nothing of it " + "x" * 60)
    [hit] = store.search("Title")
    assert (hit.passage.start, hit.passage.end, hit.passage.quote) == (0, 0, "")


def test_the_passage_is_the_sentence_of_the_first_match(store: Store) -> None:
    put(store, a="The warden told Radio Bahía that nobody sees the sun. A second sentence follows the sun.")
    [hit] = store.search("follows")
    made = document("a", "The warden told Radio Bahía that nobody sees the sun. A second sentence follows the sun.")
    assert hit.passage.quote == made.text[54:]
    assert made.text[hit.passage.start : hit.passage.end] == hit.passage.quote


@given(
    query=st.text(max_size=30) | st.sampled_from(['"', 'a"b', "NEAR(a, b)", "title:x", "a AND", "-a", "^a", "a*b", "{"])
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_no_query_is_an_error_of_the_database(store: Store, query: str) -> None:
    if any(sign.isalnum() for sign in query):
        store.search(query)
    elif "_" not in query:
        with pytest.raises(StoreError, match="no word"):
            query_of(query)


@given(text=ANY_TEXT)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_a_passage_always_indexes_the_stored_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    whole = f"{text} lanterna {text}" + "." * 60
    with Store(tmp_path_factory.mktemp("search") / "evidence.sqlite") as store:
        put(store, a=whole)
        for hit in store.search("lanterna"):
            assert whole[hit.passage.start : hit.passage.end] == hit.passage.quote
            assert "lanterna" in hit.passage.quote


def test_operators_of_the_database_are_words_like_others(store: Store) -> None:
    put(store, a="to be or not to be " + "x" * 60)
    assert names(store, "be OR sun") == []
    assert names(store, "or not") == ["a"]
