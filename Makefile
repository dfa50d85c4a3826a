# `make demo` and `make test` do all the set-up. Re-running either does only what is missing.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
DEMO_HOME := .demo/home
QUESTION ?= Does training help the unemployed find work?

.PHONY: demo test slow lint lock serve clean

$(VENV)/installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(VENV)/installed ## ingest the synthetic sample reports, ask a question, serve the pages
	$(BIN)/almpo samples .demo/reports
	$(BIN)/almpo --home $(DEMO_HOME) ingest .demo/reports
	$(BIN)/almpo --home $(DEMO_HOME) ask "$(QUESTION)"
	$(BIN)/almpo --home $(DEMO_HOME) serve

test: $(VENV)/installed ## all that CI checks
	$(MAKE) lint
	$(BIN)/python -m pytest -n 2 -m "not slow"

slow: $(VENV)/installed ## the tests that take minutes: simulations, bombs, a small language model, whole reports
	$(BIN)/python -m pytest -n 2 -m slow

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lock: ## renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-header --no-annotate \
		--extra dev -o requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) .demo build
