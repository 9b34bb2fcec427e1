"""The formats a ledger leaves in: one file a format, each with one `EXPORT`.

Takes a `Ledger`, gives bytes; leaves where they go to the caller.
"""

from __future__ import annotations

from hearsay.exports import csv_tables, jsonl, ledger_json
from hearsay.exports.export import Export

EXPORTS: tuple[Export, ...] = (ledger_json.EXPORT, jsonl.EXPORT, csv_tables.EXPORT)

__all__ = ["EXPORTS", "Export"]
