"""Fits what `hearsay.links.evidence` weighs beside the pair network.

    python -m training.train_evidence --data ../shared

The expert learns from the pairs of VitaminC train that the network read too; it has few features
and hardly learns them by heart. The second regression learns how far to trust either, from the
pages that `pair_examples.held_back` kept from both. Nothing of VitaminC dev is read.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from hearsay.links import evidence
from hearsay.links.evidence_features import Features, features
from hearsay.model.pairs import ANSWERS, PairNetwork
from training import pair_examples, softmax

PENALTY = 3.0
SEEN_AT_LEAST = 5
BOTH_PENALTY = 3.0
OUT = Path(evidence.__file__).parent / evidence.WEIGHTS


def main() -> None:
    """Writes the table and prints how well each part does on the pages held back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of data/")
    args = parser.parse_args()
    rows = pair_examples.vitaminc_rows(args.data / pair_examples.FILES[0])
    back = pair_examples.held_back(rows)
    learned = [row for row in rows if row["unique_id"] not in back]
    kept = [row for row in rows if row["unique_id"] in back]
    expert = softmax.fit(_seen(learned), _right(learned), len(ANSWERS), PENALTY, SEEN_AT_LEAST)
    seen = _seen(kept)
    alone = expert.probabilities(seen)
    read = PairNetwork.load().both([(row["evidence"], row["claim"]) for row in kept])
    given = evidence.weighed(seen, alone, read)
    both = softmax.fit(given, _right(kept), len(ANSWERS), BOTH_PENALTY)
    right = np.array(_right(kept))
    for name, chances in (
        ("expert", alone),
        ("network", read[:, 1]),
        ("both, fitted on them", both.probabilities(given)),
    ):
        print(f"{len(kept)} pairs held back, {name}: {(chances.argmax(1) == right).mean():.3f}")
    lines = ["# table, feature, weights of backs, refutes, does not tell"]
    for table, fitted in ((evidence.EXPERT, expert), (evidence.BOTH, both)):
        for name, at in sorted(fitted.names.items()):
            lines.append("\t".join([table, name, *(f"{w:.4f}" for w in fitted.weights[at])]))
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _seen(rows: Sequence[dict[str, str]]) -> list[Features]:
    return [features(row["claim"], row["evidence"]) for row in rows]


def _right(rows: Sequence[dict[str, str]]) -> list[int]:
    return [pair_examples.LABELS[row["label"]] for row in rows]


if __name__ == "__main__":
    main()
