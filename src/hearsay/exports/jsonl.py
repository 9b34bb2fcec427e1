"""The ledger as JSON lines: one record a line, its kind under `record`, for `jq` and `grep`.

Takes a `Ledger`, gives UTF-8. The records are those of the JSON export; statements and figures also
carry their `words`, and statements what denies them, since a line stands alone. The first line
tells the format.
"""

from __future__ import annotations

import json

from hearsay.entries import denials, words
from hearsay.exports import ledger_json
from hearsay.exports.export import Export
from hearsay.types import Ledger

# The kind of record in each list of the ledger.
KINDS = {
    "documents": "document",
    "actors": "actor",
    "statements": "statement",
    "figures": "figure",
    "events": "event",
    "matters": "matter",
    "accusations": "accusation",
    "utterances": "utterance",
    "stories": "story",
    "copies": "copy",
    "judgements": "judgement",
}


def dumps(ledger: Ledger, with_text: bool = True) -> bytes:
    """The export as UTF-8, lists in the order of the ledger."""
    told = ledger_json.plain(ledger, with_text)
    if with_text:
        texts = {document.id: document.text for document in ledger.documents}
        quoted = {s.id: words(texts[s.document], s.content) for s in ledger.statements}
        for name, spoken in (
            ("statements", quoted),
            ("figures", {f.id: f.span.of(texts[f.document]) for f in ledger.figures}),
        ):
            # the words stand before what they are read as
            told[name] = [
                {"id": record["id"], "words": spoken[record["id"]], **record}
                for record in told[name]
            ]
    denied = denials(ledger)
    for record in told["statements"]:
        record["denied_by"] = [
            {"words": quoted[denial], "statement": denial} if with_text else {"statement": denial}
            for denial in denied.get(record["id"], ())
        ]
    head = {name: told[name] for name in ("format", "hearsay", "model")}
    lines = [{"record": "ledger", **head}]
    for name, kind in KINDS.items():
        lines += [{"record": kind, **record} for record in told[name]]
    return "".join(
        json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n" for line in lines
    ).encode("utf-8")


EXPORT = Export("jsonl", ".jsonl", dumps)
