"""The public names are exactly those that are meant, and cost little to import."""

import subprocess
import sys

import hearsay


def test_all_is_sorted_and_there() -> None:
    assert list(hearsay.__all__) == sorted(hearsay.__all__)
    for name in hearsay.__all__:
        assert hasattr(hearsay, name)


def test_nothing_heavy_is_loaded_by_the_import() -> None:
    code = (
        "import sys, hearsay;"
        "heavy = {'torch', 'onnxruntime', 'trafilatura', 'pandas'} & set(sys.modules);"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_public_things_say_what_they_are() -> None:
    for name in hearsay.__all__:
        assert getattr(hearsay, name).__doc__, name
