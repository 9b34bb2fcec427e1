"""What the pages work on: the case, the settings, and the one piece of work that goes on behind.

Takes the path of a case, gives connections to it (one a request, so that readers never wait for a
writer) and a thread that relates the case anew after corrections, or reads what is imported. One
piece of work at a time; corrections that come meanwhile are taken in by the next.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from hearsay import pipeline
from hearsay.case import Case
from hearsay.errors import HearsayError
from hearsay.settings import Settings
from hearsay.sql.holdings import Vectors

WAIT = 4.0
"""Seconds that a correction's answer waits for the case to be made anew: the demo case takes one,
so its reader sees the effect at once; larger cases say that it is under way."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """An article that an import read: its id, and what its page is headed by."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Work:
    """What goes on behind the pages. `total` 0: nothing to count; error: of the last one.

    skipped: what the last import could not read, one line each; read: the first articles that it
    read.
    """

    what: str = ""
    article: str = ""
    done: int = 0
    total: int = 0
    error: str = ""
    told: str = ""
    skipped: tuple[str, ...] = ()
    read: tuple[Arrived, ...] = ()

    @property
    def going_on(self) -> bool:
        """Whether something is under way."""
        return bool(self.what)


class Desk:
    """One case that is served."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path = path
        self.settings = settings
        self._lock = threading.Lock()
        self._vectors = Vectors()
        self._state = Work()
        self._again = False
        self._idle = threading.Event()
        self._idle.set()

    def case(self) -> Case:
        """The case, open; for one thread and a `with` statement."""
        return Case.open(self.path, kept=self._vectors)

    @property
    def work(self) -> Work:
        """What is going on."""
        with self._lock:
            return self._state

    def tell(self, **known: object) -> None:
        """Changes what is told of the work under way."""
        with self._lock:
            self._state = replace(self._state, **known)  # type: ignore[arg-type]

    def renew(self, wait: float = WAIT) -> bool:
        """Relates the case anew behind the pages; whether that was done within `wait` seconds."""
        with self._lock:
            if self._state.going_on:
                self._again = True
                return False
            self._begin("making the ledger anew")
        self._start(lambda: None)
        return self._idle.wait(wait)

    def do(self, what: str, work: Callable[[], str]) -> bool:
        """Begins a piece of work; False where another one is under way. It gives what to tell."""
        with self._lock:
            if self._state.going_on:
                return False
            self._begin(what)
            self._again = False
        self._start(work, renew=False)
        return True

    def wait(self, seconds: float) -> bool:
        """Waits until nothing is under way."""
        return self._idle.wait(seconds)

    def _begin(self, what: str) -> None:
        self._state = Work(what)
        self._idle.clear()

    def _start(self, work: Callable[[], str | None], renew: bool = True) -> None:
        threading.Thread(target=self._run, args=(work, renew), daemon=True).start()

    def _run(self, work: Callable[[], str | None], renew: bool) -> None:
        error, told = "", ""
        try:
            told = work() or ""
            while True:
                if renew:
                    with self.case() as case:
                        pipeline.renew(case, self.settings)
                with self._lock:
                    if not self._again:
                        break
                    self._again, renew = False, True
        except HearsayError as wrong:
            error = str(wrong)
        except Exception as wrong:
            # whatever it is, the pages go on and say that the ledger is not made anew
            error = f"{type(wrong).__name__}: {wrong}"
        finally:
            with self._lock:
                left = self._state
                self._state = Work(error=error, told=told, skipped=left.skipped, read=left.read)
                self._idle.set()
