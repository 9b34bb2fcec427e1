"""Stands here so that every test, in whatever folder, can import the samples beside it."""

from __future__ import annotations

import signal

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # a shell starts `make test &` so; what the tests start inherits it, and never hears Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)
