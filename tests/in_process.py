"""Runs a command line of hearsay in this process, many times faster than starting the program.

Takes the words and the folder to stand in, gives what was printed and the exit code. Knows nothing
of what is expected.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from unittest import mock

from hearsay import cli


@dataclass(frozen=True, slots=True)
class Done:
    """What one command line gave."""

    stdout: bytes
    stderr: bytes
    code: int


def run(words: list[str], folder: Path) -> Done:
    """One command line without the word `hearsay`, as if typed in the folder, 80 columns wide."""
    out, err = _page(), _page()
    code = 0
    with (
        contextlib.chdir(folder),
        mock.patch.dict(os.environ, {"COLUMNS": "80"}),
        # the help names the program after the module and the file that were started
        _started_by(ModuleType("__main__")),
        mock.patch.object(sys, "argv", ["hearsay", *words]),
        mock.patch.object(sys, "stdin", _page()),
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", err),
    ):
        try:
            cli.main()
        except SystemExit as leaving:
            assert isinstance(leaving.code, int)
            code = leaving.code
    return Done(_bytes(out), _bytes(err), code)


@contextlib.contextmanager
def _started_by(module: ModuleType) -> Iterator[None]:
    """Another main module for a while; what is imported meanwhile stays: some may be only once."""
    before = sys.modules["__main__"]
    sys.modules["__main__"] = module
    try:
        yield
    finally:
        sys.modules["__main__"] = before


def _page() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), "utf-8", newline="", write_through=True)


def _bytes(page: io.TextIOWrapper) -> bytes:
    held = page.buffer
    assert isinstance(held, io.BytesIO)
    return held.getvalue()
