# make chat: set up, take in the sample papers, serve the page.   make test: set up, run every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/commissioning-assistant
PORT ?= 7860

.PHONY: chat test test-slow ask setup models sample check clean

chat: sample
	$(RUN) chat --port $(PORT)

# The question goes in by the environment: whatever it holds, the shell does not read it.
export Q
ask: models
	@$(RUN) ingest eval/sample/documents >/dev/null
	@printf '%s' "$$Q" | $(RUN) ask -

test: check
	$(BIN)/pytest -m "not slow"

test-slow: setup
	$(BIN)/pytest -m slow

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

models: setup
	@$(RUN) models list >/dev/null

sample: models
	@$(RUN) ingest eval/sample/documents

clean:
	rm -rf $(VENV) .commissioning
