# `make example` reads the example reports and prints the record; `make test` passes every check.
# Both set everything up in .venv on a machine that has Python 3.11 or later, git, make and a package index.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
EXAMPLE ?= $(wildcard examples/karabakh-2020/*.txt examples/karabakh-2020/*.html)

.PHONY: example test check lint schema lock figures benchmark clean

example: $(VENV)/.example
	@$(BIN)/truceline read $(EXAMPLE)

test: $(VENV)/.test
	@sh scripts/browser
	@sh scripts/postgres
	PATH="$(CURDIR)/$(BIN):$$PATH" sh scripts/check

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.example: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps .
	touch $@

$(VENV)/.test: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

schema: $(VENV)/.test
	$(BIN)/python scripts/schema.py

figures: $(VENV)/.test
	$(BIN)/python scripts/figures.py

benchmark: $(VENV)/.test
	$(BIN)/python benchmarks/reading.py

lock:
	sh scripts/lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
