# Two commands on a fresh machine: `make demo` and `make test`. Only Python 3.11+ and make needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check reference docs golden weights clean

$(VENV)/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "hearsay needs Python 3.11 or newer; set PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

demo: $(VENV)/ready
	@$(BIN)/hearsay build examples/articles -o examples/demo.case --fresh
	@$(BIN)/hearsay report examples/demo.case -o examples/report.html

test: $(VENV)/ready
	$(BIN)/python -m pytest

check: $(VENV)/ready
	$(BIN)/ruff check src tests benchmarks training
	$(BIN)/ruff format --check src tests benchmarks training
	$(BIN)/mypy src tests benchmarks

reference: $(VENV)/ready
	$(BIN)/python docs/make_reference.py

# The pages that show what the program prints, and the whole outputs that the tests hold it to.
docs: golden reference
	$(BIN)/python docs/make_tutorial.py

golden: $(VENV)/ready
	$(BIN)/python tests/test_golden.py --update

# Only to make the weights anew (training/README.md); nobody needs it to use hearsay.
DATA ?= ../shared
RUN ?= build/training
TRAINING_PYTHON ?= python3
weights:
	@test -n "$(BASE)" || { echo "BASE= the folder of all-MiniLM-L6-v2; see training/README.md" >&2; exit 2; }
	PYTHONPATH=src $(TRAINING_PYTHON) -m training.train --data $(DATA) --base $(BASE) --out $(RUN)
	PYTHONPATH=src $(TRAINING_PYTHON) -m training.export --run $(RUN) --base $(BASE) --out src/hearsay/model/weights

clean:
	rm -rf $(VENV) examples/demo.case* examples/report.html
