"""Work on many items in worker processes, its results in the order of the items.

Takes a function that can be pickled and the items, gives what a loop over them would give, an
exception of the function at the same place; leaves keeping the results to its caller. Workers are
started anew (never forked, which the threads of a network would not survive), they do not hear
Ctrl-C, and none outlives the process that started it, however that one ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import Connection
from typing import TypeVar

from hearsay.errors import WorkerLost

Item = TypeVar("Item")
Result = TypeVar("Result")

# Items of each process that are handed out and not yet taken back. What is done waits here for the
# one before it, so few would leave processes idle beside a long article, many would fill memory.
AHEAD = 4
# Windows waits for so many processes at once and no more.
MOST = 61 if sys.platform == "win32" else 1_000


def in_order(
    work: Callable[[Item], Result], items: Sequence[Item], processes: int
) -> Generator[Result, None, None]:
    """What the work gives for each item: in this process if there is to be one, else by several.

    Close it (`contextlib.closing`) if it is not read to its end: the workers stop at once.
    Raises what the work raises, WorkerLost where a worker was killed.
    """
    workers = min(processes, len(items), MOST)
    return (work(item) for item in items) if workers <= 1 else _shared_out(work, items, workers)


def _shared_out(
    work: Callable[[Item], Result], items: Sequence[Item], processes: int
) -> Generator[Result, None, None]:
    context = multiprocessing.get_context("spawn")
    # This process alone holds the end that `leave` is, and every worker ends when it is closed.
    stay, leave = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(processes, context, _prepare, (stay,))
    begun: deque[Future[Result]] = deque()
    left = iter(items)
    try:
        for _ in items:
            for item in islice(left, processes * AHEAD - len(begun)):
                with _interrupts_wait():
                    begun.append(pool.submit(work, item))
            yield begun.popleft().result()
    except BrokenProcessPool:
        raise WorkerLost(
            "A process that was reading articles ended before it was done: stopped from outside, "
            "or out of memory. What was read before is kept; the same command goes on. "
            "Try fewer processes."
        ) from None
    finally:
        leave.close()
        pool.shutdown(cancel_futures=True)
        stay.close()


def _prepare(stay: Connection) -> None:
    """Once in every worker: it leaves Ctrl-C to its parent, and ends when that one says or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(stay,), daemon=True).start()


def _end_with(stay: Connection) -> None:
    try:
        stay.recv()
    except (EOFError, OSError):
        os._exit(1)


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Ctrl-C comes after this, and never to a process started in it: while a worker is still
    starting it would show a traceback. Windows cannot do that."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
