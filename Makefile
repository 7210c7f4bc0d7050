# `make` alone lists what there is. Everything installs into .venv from the lock files in requirements/.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEOPLE ?= 20000
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-17s %s\n", $$1, $$2}'

.PHONY: demo
demo: $(VENV)/demo $(VENV)/assets ## make a rehearsal place of 20,000 people, build it, evaluate its care model, test its contract, and open its application
	@$(BIN)/python scripts/demo.py --people $(PEOPLE)

.PHONY: test
test: $(VENV)/test $(VENV)/assets check ## every test on the default engine (and the checks)
	@sh scripts/prepare_machine.sh
	@$(BIN)/pytest -n 2 --dist loadscope -q

.PHONY: test-spark
test-spark: $(VENV)/spark ## every specification on Apache Spark (needs Java 17)
	@$(BIN)/pytest -m spark -q

# What mypy remembers of Django's models goes stale when one changes: a mistake counts when it is found from nothing too.
.PHONY: check
check: $(VENV)/test ## style, types and the import contracts
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy > $(VENV)/types.txt || (rm -rf .mypy_cache && $(BIN)/mypy)
	@$(BIN)/lint-imports --no-cache > $(VENV)/imports.txt || (cat $(VENV)/imports.txt; exit 1)

.PHONY: ci
ci: test test-spark ## what continuous integration runs

.PHONY: format
format: $(VENV)/test ## put the code in its usual shape
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

.PHONY: docs
docs: $(VENV)/test ## render the reference documentation from the tables and the specifications
	@$(BIN)/python scripts/render_docs.py

.PHONY: bench
bench: $(VENV)/test ## the benchmark table of benchmarks/README.md (long)
	@$(BIN)/python -m benchmarks.run

.PHONY: bench-evaluation
bench-evaluation: $(VENV)/test ## matching and synthetic control beside their yardsticks (three minutes)
	@PYTHONPATH=src $(BIN)/python -m benchmarks.matching && $(BIN)/python -m benchmarks.synthetic_control

.PHONY: bench-money
bench-money: $(VENV)/test ## the stress test of a large contract beside its yardsticks (half a minute)
	@PYTHONPATH=src $(BIN)/python -m benchmarks.stress

.PHONY: screenshots
screenshots: $(VENV)/test $(VENV)/assets ## pictures of the application into docs/screenshots (after `make demo`)
	@$(BIN)/python -m scripts.screenshots

.PHONY: bench-web
bench-web: $(VENV)/test ## pages of the web application at 100,000 people, and 100 people at work on PostgreSQL (ten minutes)
	@PYTHONPATH=src $(BIN)/python -m benchmarks.web_pages $(CURDIR)/demo/web_place && PYTHONPATH=src $(BIN)/python -m benchmarks.web_load $(CURDIR)/demo/web_place

.PHONY: clean
clean: ## remove the virtual environment and the demo
	rm -rf $(VENV) demo

# The style sheets and scripts that the application serves: from npm, as locked, put where it serves them from.
$(VENV)/assets: $(VENV)/demo package.json package-lock.json scripts/collect_assets.py $(wildcard src/joinedup/web/static_source/*)
	@command -v npm >/dev/null || { echo "the web application's style sheets come from npm: install Node.js (on Debian or Ubuntu, apt install npm)" >&2; exit 1; }
	@echo "Fetching the application's style sheets and scripts (once)"
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error > $(VENV)/npm.txt || (cat $(VENV)/npm.txt; exit 1)
	@$(BIN)/python scripts/collect_assets.py
	@touch $@

# Each stamp file says that a lock file's packages are in the environment.
$(VENV)/bin/pip:
	@command -v $(PYTHON) >/dev/null || { echo "joinedup needs Python 3.11 or later: install python3, or say where it is: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "joinedup needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) -V). Say where a later one is: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "python3 cannot make a virtual environment: on Debian or Ubuntu, apt install python3-venv" >&2; exit 1; }

$(VENV)/demo: $(VENV)/bin/pip requirements/demo.lock pyproject.toml
	@echo "Installing joinedup into $(VENV) (once; about a minute)"
	@$(INSTALL) --require-hashes -r requirements/demo.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test: $(VENV)/bin/pip requirements/test.lock pyproject.toml
	@echo "Installing joinedup and its test tools into $(VENV) (once; about a minute)"
	@$(INSTALL) --require-hashes -r requirements/test.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $(VENV)/demo $@

$(VENV)/spark: $(VENV)/bin/pip requirements/spark.lock pyproject.toml
	@command -v java >/dev/null || { echo "Apache Spark needs Java 17: on Debian or Ubuntu, apt install openjdk-17-jre-headless" >&2; exit 1; }
	@echo "Installing Apache Spark into $(VENV) (once; about 900 MB)"
	@$(INSTALL) --require-hashes -r requirements/spark.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $(VENV)/demo $(VENV)/test $@
