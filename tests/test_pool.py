"""Several processes give what one gives, in its order, and none is left behind."""

from __future__ import annotations

import math
import multiprocessing
import operator
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from hearsay import pool, settings
from hearsay.errors import InputError, WorkerLost

posix = pytest.mark.skipif(os.name != "posix", reason="signals to process groups are of POSIX")


def test_one_process_is_this_one() -> None:
    with closing(pool.in_order(operator.call, [os.getpid] * 3, 1)) as found:
        assert list(found) == [os.getpid()] * 3


def test_several_are_others_and_keep_the_order() -> None:
    numbers = list(range(5 * pool.AHEAD))
    with closing(pool.in_order(math.factorial, numbers, 2)) as found:
        assert list(found) == [math.factorial(number) for number in numbers]
    with closing(pool.in_order(operator.call, [os.getpid] * 8, 2)) as found:
        assert os.getpid() not in set(found)
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("processes", [1, 2])
def test_what_one_item_raises_comes_in_its_place_and_words(processes: int) -> None:
    done = 0
    work: Callable[[Path | None], object] = settings.load
    with (
        closing(pool.in_order(work, [None, None, Path("nowhere.toml"), None], processes)) as found,
        pytest.raises(InputError) as told,
    ):
        for _ in found:
            done += 1
    assert done == 2
    assert str(told.value) == (
        "nowhere.toml: not a settings file ([Errno 2] No such file or directory: 'nowhere.toml'). "
        "Give a TOML file."
    )


@posix
def test_a_killed_worker_is_told_of_in_one_line() -> None:
    items = [signal.SIGCONT, signal.SIGCONT, signal.SIGKILL, *[signal.SIGCONT] * 20]
    with (
        closing(pool.in_order(signal.raise_signal, items, 2)) as found,
        pytest.raises(WorkerLost, match="out of memory") as told,
    ):
        list(found)
    assert "\n" not in str(told.value)
    assert multiprocessing.active_children() == []


def test_workers_stop_at_once_when_nobody_wants_more() -> None:
    items = [partial(time.sleep, seconds) for seconds in (0, *[600] * 9)]
    started = time.monotonic()
    with closing(pool.in_order(operator.call, items, 2)) as found:
        next(found)
    assert multiprocessing.active_children() == []
    assert time.monotonic() - started < 300


SLEEPERS = """
import operator, os, sys, time
from contextlib import closing
from functools import partial
from hearsay import pool
items = [os.getpid] * int(sys.argv[1]) + [partial(time.sleep, 600)] * 4
try:
    with closing(pool.in_order(operator.call, items, 2)) as found:
        print("begun", flush=True)
        for pid in found:
            print("one", flush=True)
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


def sleepers(before: int) -> subprocess.Popen[str]:
    """A process whose workers sleep, after so many items that are done at once."""
    running = subprocess.Popen(
        [sys.executable, "-c", SLEEPERS, str(before)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert running.stdout is not None
    for _ in range(1 + before):
        running.stdout.readline()
    return running


@posix
@pytest.mark.parametrize(("before", "wait"), [(0, 0.0), (0, 0.1), (1, 0.0)])
def test_ctrl_c_ends_all_without_a_traceback(before: int, wait: float) -> None:
    running = sleepers(before)
    time.sleep(wait)  # a worker is being started, or importing, or at work
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=300)
    assert (out, err, running.returncode) == ("stopped\n", "", 0)


@posix
def test_no_worker_outlives_a_killed_parent() -> None:
    running = sleepers(2)
    running.kill()
    # the workers hold its standard output: this ends when they have ended
    running.communicate(timeout=300)
    assert running.returncode == -signal.SIGKILL
