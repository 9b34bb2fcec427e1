"""Dates are read where they are plain and left where they are not."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.readers.published import iso


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024", "2024"),
        ("2024-10", "2024-10"),
        ("2024-10-04", "2024-10-04"),
        ("2024-10-04T23:59:00Z", "2024-10-04"),
        ("2024-10-04 23:59:00+02:00", "2024-10-04"),
        ("2024/10/4", "2024-10-04"),
        ("20241004", "2024-10-04"),
        ("Fri, 04 Oct 2024 10:00:00 GMT", "2024-10-04"),
        ("4 October 2024", "2024-10-04"),
        ("4th Oct. 2024", "2024-10-04"),
        ("Friday, October 4, 2024", "2024-10-04"),
        ("Oct 4, 2024 at 10:30 a.m.", "2024-10-04"),
        ("October 2024", "2024-10"),
        ("Sept. 2024", "2024-09"),
        ("13/10/2024", "2024-10-13"),
        ("10/13/2024", "2024-10-13"),
        ("04/10/2024", None),
        ("2024-13-01", None),
        ("31 February 2024", None),
        ("0000-01-01", None),
        ("yesterday", None),
        ("1728000000", None),
        ("", None),
        ("²0²4", None),
    ],
)
def test_dates(written: str, read: str | None) -> None:
    assert iso(written) == read


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)))
def test_an_iso_date_is_itself(day: date) -> None:
    assert iso(day.isoformat()) == day.isoformat()


@settings(deadline=None)
@given(st.text())
def test_no_text_breaks_it(written: str) -> None:
    iso(written)
