"""The exceptions of hearsay, one tree.

    HearsayError                what the command line shows as one line, without a traceback
    ├── InputError              an input that cannot be read: what, where, what to do
    │   ├── NothingToRead       no article at all in what was given
    │   └── UnknownSetting      a settings file with a key that hearsay does not know
    ├── CaseError               the case file
    │   ├── NotACase            not a case file, or one of a newer hearsay
    │   ├── CaseBusy            another process is writing to it
    │   ├── CaseWriteError      the disk is full or the file may not be written
    │   └── BadRecord           a record whose spans or links do not hold; nothing was written
    ├── ModelMismatch           weights that do not fit this hearsay
    ├── WorkerLost              a process that was reading articles was stopped from outside
    └── NotFound                a name, document or matter that the case does not hold

Every message says what is wrong, where, and what to do next.
"""

from __future__ import annotations


class HearsayError(Exception):
    """Base of all that hearsay raises on purpose."""


class InputError(HearsayError):
    """An input cannot be read; the others go on."""


class NothingToRead(InputError):
    """Nothing among the inputs could be read."""


class UnknownSetting(InputError):
    """A settings file names something that hearsay does not know."""


class CaseError(HearsayError):
    """Something about the case file."""


class NotACase(CaseError):
    """The file is not a case, or was written by a newer hearsay."""


class CaseBusy(CaseError):
    """Another process is writing to the case."""


class CaseWriteError(CaseError):
    """The case could not be written; it is as it was before."""


class BadRecord(CaseError):
    """A record's spans or links do not hold; nothing was written."""


class ModelMismatch(HearsayError):
    """The weights do not fit this hearsay."""


class WorkerLost(HearsayError):
    """A process that was reading articles ended before it was done; what was read is kept."""


class NotFound(HearsayError):
    """The case holds nothing of that name."""
