"""Clauses of an outlet's own sentence are cut where both sides tell something."""

from hearsay.links import proposition


def test_a_clause_that_breaks_off_is_no_sentence() -> None:
    assert proposition.breaks_off("Osk has long held that its rivals")
    assert not proposition.breaks_off("Osk has long held that its rivals train there")
    assert proposition.breaks_off("What is new is the fact that within weeks of the raid")
    assert not proposition.breaks_off("the band that raided Osk was caught")
    assert not proposition.complete("Osk has long held that its rivals")
    assert proposition.complete("Osk has long held that its rivals train there")
