# Every target first makes .venv where it is missing or older than pyproject.toml. Needs Python 3.11 or later, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TOOLS := $(VENV)/.tools
PORT ?= 8000
# One more than there are cores, since tests of processes mostly wait. Each has modules whole until one runs out of them:
# what a module sets up is set up once.
WORKERS ?= 3
SHARED := -n $(WORKERS) --dist worksteal
UV := $(shell command -v uv 2>/dev/null)
ifneq ($(UV),)
PIP := $(UV) pip --quiet --python $(BIN)/python
else
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
endif

.PHONY: help install client demo test test-fast bench lint reference

help:
	@echo "make install              the program and its tools in .venv"
	@echo "make demo                 three invented libraries, served on http://localhost:8000 (PORT=8001 make demo)"
	@echo "make client               the web client, where its sources changed"
	@echo "make test                 every check; ALL=1 makes leaving a suite out a failure"
	@echo "make test-fast            the tests without real files and processes"
	@echo "make bench NAME=import    one benchmark of bench/"
	@echo "make lint                 format, style, types, floors"
	@echo "make reference            write the generated pages of docs/reference"

install: $(TOOLS)

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Catalograph needs Python 3.11 or later; name one with make PYTHON=python3.12" >&2; exit 1; }
ifneq ($(UV),)
	test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) $(VENV)
else
	test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade "pip>=25.1"
endif
	$(PIP) install --editable .
	touch $@

client: $(STAMP)
	@$(BIN)/python app/client/build.py || true

$(TOOLS): $(STAMP)
	$(PIP) install --group dev
	touch $@

demo: $(STAMP) client
	$(BIN)/catalograph demo --port $(PORT)

test: lint
	ALL=$(ALL) $(BIN)/python -m pytest $(SHARED) -q

test-fast: $(TOOLS)
	$(BIN)/python -m pytest $(SHARED) -q -m "not slow"

bench: $(STAMP)
	@test -n "$(NAME)" || { echo "which one? NAME= one of: $(patsubst bench/%.py,%,$(wildcard bench/*.py))" >&2; exit 2; }
	@$(BIN)/python bench/$(NAME).py

lint: $(TOOLS)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

reference: $(TOOLS)
	$(BIN)/python -m app.reference
	$(BIN)/python -m schema.write
