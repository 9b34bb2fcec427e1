"""Start-up and memory of one process that reads articles: run by itself, measures itself.

    python benchmarks/starting.py FOLDER THREADS

Reads the folder's text files in the order of their names. Prints one line when the first article is
read, with the seconds its parts took, and another at the end with the most memory the process held.
`benchmarks/speed.py` starts it, waits for the first line and so times the interpreter, too.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

MEBI = 1 << 20


def main() -> None:
    """Imports, loads and reads, a step at a time."""
    folder, threads = Path(sys.argv[1]), int(sys.argv[2])
    begin = time.perf_counter()
    from hearsay.model.network import load
    from hearsay.pipeline import analyse
    from hearsay.readers import Skipped, read
    from hearsay.settings import Settings

    imported = time.perf_counter()
    network = load(threads=threads)
    loaded = time.perf_counter()
    settings = Settings(threads=threads)
    for number, found in enumerate(read([str(folder)], settings, sys.stdin.buffer)):
        if isinstance(found, Skipped):
            continue
        analyse(found, network, settings)
        if number == 0:
            first = {
                "import": round(imported - begin, 3),
                "weights": round(loaded - imported, 3),
                "first article": round(time.perf_counter() - loaded, 3),
            }
            print(json.dumps(first), flush=True)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # kibibytes, but bytes on macOS
    held = round(most / MEBI if sys.platform == "darwin" else most / 1024)
    print(json.dumps({"peak memory, MiB": held}))


if __name__ == "__main__":
    main()
