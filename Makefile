# Each target makes its own environment in .venv first, where it is not there yet.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SHERLOC := ../shared/data/sherloc/cases.csv

.PHONY: demo test lint types format differential whatif compare w3c bench audit-check summary-check kill docs clean

demo: $(VENV)/.base ## classify the built-in examples
	@$(BIN)/palermo demo

test: $(VENV)/.dev ## all tests
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.dev ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev ## types, strictly
	$(BIN)/mypy

format: $(VENV)/.dev ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

differential: $(VENV)/.dev ## engine against reference on 5,000 generated cases
	@if [ -f $(SHERLOC) ]; then $(BIN)/palermo import sherloc $(SHERLOC) -o $(VENV)/sherloc.nq; \
	else echo "no $(SHERLOC) here: its cases are left out"; fi
	$(BIN)/python tests/differential/run.py --count 5000 --jobs 2 examples tests/cases $$(ls $(VENV)/sherloc.nq 2>/dev/null)

compare: $(VENV)/.dev ## all definitions against all, with and without Java; every witness judged
	$(BIN)/python tests/compare/run.py

whatif: $(VENV)/.dev ## what is proposed, held against classification on 2,000 generated cases
	$(BIN)/python tests/whatif/run.py --count 2000 --jobs 2

w3c: $(VENV)/.dev ## the W3C SHACL test suite, where it is there
	$(BIN)/python tests/w3c/run.py

bench: $(VENV)/.dev ## side by side with the peers; writes the page
	$(BIN)/python benchmarks/run.py --results benchmarks/results.json
	$(BIN)/python docs/generate_benchmarks.py

audit-check: $(VENV)/.dev ## an audit of 100,000 generated cases against a recount by SPARQL
	$(BIN)/python tests/audit/run.py --cases 100000

summary-check: $(VENV)/.dev ## summaries of SHERLOC's table and of generated cases against a recount by SPARQL
	$(BIN)/python tests/summary/run.py

kill: $(VENV)/.dev ## a bulk run killed twenty times at random moments, and continued
	$(BIN)/python tests/bulk/kill.py --cases 20000 --jobs 2
	$(BIN)/python tests/bulk/kill.py --cases 8000 --interleaved

docs: $(VENV)/.dev ## write the pages that are generated
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/generate_table.py
	$(BIN)/python docs/generate_diagnostics.py
	$(BIN)/python docs/generate_codes.py
	$(BIN)/python docs/generate_benchmarks.py

$(VENV)/.base: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet -e .
	@$(BIN)/python -m compileall -q engine cli
	@touch $@

$(VENV)/.dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet -e '.[dev]'
	@$(BIN)/python -m compileall -q engine cli
	@touch $(VENV)/.base $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
