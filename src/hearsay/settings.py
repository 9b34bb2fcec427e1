"""One frozen `Settings`, read from TOML; unknown keys are refused by name.

A setting is here only if a user may sensibly want another value. What one article yields depends on
nothing but the article, these and the weights.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, get_args

from hearsay.errors import InputError, UnknownSetting
from hearsay.types import Reason, Reliability, Source

# Of no effect on what is read, or only on whether it is.
_NOT_READ_WITH = ("threads", "processes", "longest", "sources")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a user may set.

    threads: threads of the network in each process; the ledger does not depend on it.
    processes: how many read articles side by side, each with the weights loaded once; the ledger
        does not depend on it. More than 1 in a script of your own: build under
        `if __name__ == "__main__":`, since every process imports the script.
    longest: code points of the longest text that is read as one article.
    speaker_at_least: below this confidence a statement's speaker is left unresolved.
    same_matter: mean score with the heart of a matter from which a statement belongs to it; a score
        from 0 to 1 with both classes weighed alike, no probability. F1 of pairs together on the
        stories given, as read, the quotes of dev and of train, and the 21 labelled stories that no
        network has read: 0.76 .572 .444 .306 .290 .539, 0.78 .593 .428 .323 .292 .542, 0.8 .589
        .445 .319 .290 .541; of pairs opposed 0.76 .490 .313 .151 .107 .149, 0.78 .498 .297 .149
        .106 .140, 0.8 .520 .329 .144 .104 .153; 0.79 to 0.81 differ by chance.
    shared_passage: share of the shorter text's words that stand in shared passages, quoted words
        counting a third, from which two articles are copies.
    sources: what the user says of outlets, in tables [sources."NAME"] with `reliability` (A to F)
        and `owner`; nothing of it is computed, and no count but that of owners depends on it.
    """

    threads: int = 2
    processes: int = 1
    longest: int = 400_000
    speaker_at_least: float = 0.3
    same_matter: float = 0.805
    shared_passage: float = 0.12
    sources: tuple[Source, ...] = ()

    def digest(self) -> str:
        """Of all that can change what is read; threads, processes and limits cannot."""
        given = {k: v for k, v in asdict(self).items() if k not in _NOT_READ_WITH}
        return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()[:12]


def load(path: Path | None) -> Settings:
    """The settings of a TOML file, or the defaults.

    Raises UnknownSetting for a key that is none of ours, InputError for a file that is not TOML or
    a value of the wrong type.
    """
    if path is None:
        return Settings()
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path}: not a settings file ({error}). Give a TOML file.") from None
    defaults: dict[str, Any] = {f.name: f.default for f in fields(Settings)}
    for key, value in given.items():
        if key not in defaults:
            known = ", ".join(sorted(defaults))
            raise UnknownSetting(f"{path}: hearsay has no setting {key!r}. It knows: {known}.")
        if key == "sources":
            given[key] = _sources(value, path)
            continue
        wanted = type(defaults[key])
        if isinstance(value, bool) or not isinstance(value, wanted | int):
            raise InputError(f"{path}: {key} should be a {wanted.__name__}, not {value!r}.")
        if wanted is int and value < 1:
            raise InputError(f"{path}: {key} should be 1 or more, not {value!r}.")
    return Settings(**given)


def _sources(told: Any, path: Path) -> tuple[Source, ...]:
    """The sources of the table [sources], by outlet.

    Raises UnknownSetting for a key that is none of ours, InputError for a value that is not legal.
    """
    form = '[sources."The Harbour Post"]'
    if not isinstance(told, dict) or not all(isinstance(one, dict) for one in told.values()):
        raise InputError(f"{path}: sources should be tables, one an outlet, such as {form}.")
    found = []
    for outlet, said in sorted(told.items()):
        if unknown := sorted(said.keys() - {"reliability", "owner"}):
            raise UnknownSetting(
                f"{path}: a source has no setting {unknown[0]!r}. It knows: owner, reliability."
            )
        reliability, owner = said.get("reliability"), said.get("owner")
        if reliability is not None and reliability not in get_args(Reliability):
            raise InputError(
                f"{path}: reliability of {outlet!r} should be a letter A to F, not {reliability!r}."
            )
        if owner is not None and not (isinstance(owner, str) and owner.strip()):
            raise InputError(f"{path}: owner of {outlet!r} should be a name, not {owner!r}.")
        because = [
            Reason(f"settings: {what}", value)
            for what, value in (("reliability", reliability), ("owner", owner))
            if value
        ]
        found.append(Source(outlet, reliability, owner, tuple(because)))
    return tuple(found)
