"""What is shown of a claim: one view for the page, `/api` and `hearsay check`.

Takes the claim, the case and the settings, gives a `CheckView`. Reads the records that the answer
names and no more of the case.
"""

from __future__ import annotations

from hearsay import pipeline
from hearsay.case import Case
from hearsay.settings import Settings
from hearsay.web.checking import MATTERS, CheckView, check_view
from hearsay.web.lookup import Lookup


def check_page(claim: str, case: Case, settings: Settings, limit: int = MATTERS) -> CheckView:
    """What a case holds on a claim. Raises InputError for one that cannot be compared."""
    answer = pipeline.check(claim, case, settings)
    return check_view(Lookup(answer.ledger, answer.numbers), answer.checked, limit)
