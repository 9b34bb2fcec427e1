"""Which matters are folded under others."""

from __future__ import annotations

from hearsay.types import Matter, Side
from hearsay.web.folding import within


def matter(name: str, words: str, *statements: str) -> Matter:
    sides = tuple(Side(statement, "affirms", 0.9, ()) for statement in statements)
    return Matter(name, words, None, sides)


def test_a_matter_with_much_the_same_statements_is_within_the_first() -> None:
    one = matter("m-1", "the mill burnt", "a", "b", "c")
    two = matter("m-2", "the mill was lost", "a", "b", "d")
    far = matter("m-3", "the barn stood", "a", "d", "e")
    assert within([one, two, far]) == {"m-2": "m-1"}


def test_two_matters_put_in_the_same_words_are_one_in_a_list() -> None:
    one = matter("m-1", "it’s the mayor’s mill", "a", "b")
    two = matter("m-2", "\"It's the mayor's mill.\"", "c", "d")
    other = matter("m-3", "it’s the mayor’s barn", "e", "f")
    assert within([one, two, other]) == {"m-2": "m-1"}
