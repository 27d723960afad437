"""Articles that share eight words in a row with a document held out are found, and no others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaks import WORDS, HeldOut

HELD = "The wells of Karst ran dry in May and nobody came to dig them deeper .".split()


def test_a_copied_sentence_shares_every_gram_of_it() -> None:
    held = HeldOut([HELD])
    copied = ["Ada", "wrote", ":", *HELD, "Then", "she", "left"]
    assert held.shared(copied) == len(HELD) - WORDS + 1


def test_case_and_line_breaks_do_not_hide_a_copy() -> None:
    loud = [word.upper() for word in HELD]
    assert HeldOut([HELD]).shared([*loud[:5], "\n\n", *loud[5:]]) == len(HELD) - WORDS + 1


def test_the_same_words_in_another_order_are_no_copy() -> None:
    assert HeldOut([HELD]).shared(HELD[::-1]) == 0
    assert HeldOut([HELD]).shared(HELD[:7]) == 0
    assert HeldOut([]).shared(HELD) == 0


few = st.lists(st.sampled_from("abc"), max_size=40)


@given(st.lists(few, max_size=3), few)
def test_the_count_is_that_of_all_pairs_of_grams(held: list[list[str]], words: list[str]) -> None:
    def grams(one: list[str]) -> set[tuple[str, ...]]:
        return {tuple(one[i : i + WORDS]) for i in range(len(one) - WORDS + 1)}

    every = set().union(*map(grams, held)) if held else set()
    assert HeldOut(held).shared(words) == len(every & grams(words))
