# make demo: set up, lint the sample submission, write the memo. make test: everything CI checks.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test setup lint unit docs bench fuzz clean

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("需要 Python 3.11 及以上版本") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: setup
	mkdir -p demo
	$(BIN)/perflint lint corpora/samples/qingyuan.docx --fail-on never -o memo=demo/审核意见.docx

test: setup lint unit

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: setup
	$(BIN)/python -m pytest -n auto

docs: setup
	$(BIN)/python -m perflint.reports.pages docs
	$(BIN)/perflint eval corpora/labelled --format markdown > docs/quality.md

bench: setup
	$(BIN)/python benchmarks/linting.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/reconciliation.py

fuzz: setup
	$(BIN)/python benchmarks/fuzz.py --seconds 120

clean:
	rm -rf $(VENV) demo dist build
