"""What the pages show of a claim: the same view as `hearsay check`.

Takes the claim, the case and the settings, gives a `CheckView`. Reads the whole ledger: a claim may
touch any of its stories.
"""

from __future__ import annotations

from hearsay import pipeline
from hearsay.case import Case
from hearsay.settings import Settings
from hearsay.web.checking import CheckView, check_view
from hearsay.web.lookup import Lookup


def check_page(claim: str, case: Case, settings: Settings) -> CheckView:
    """What a case holds on a claim. Raises InputError for one that cannot be compared."""
    return check_view(Lookup(case.ledger()), pipeline.check(claim, case, settings))
