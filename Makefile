# GNU make 3.81 is enough, which macOS brings.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3.14 python3; do \
	"$$python" -c 'import sys, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' >/dev/null 2>&1 \
	&& { command -v "$$python"; break; }; done)
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host
PORT ?= 8000

.PHONY: help setup run test check check-pdf bench bench-forms bench-materials screenshots forms-png docs lock browser clean

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## Make the virtual environment and install everything into it

$(STAMP): requirements/run.txt requirements/dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Sahih needs Python 3.11 to 3.14 with venv (Debian: apt-get install python3 python3-venv; macOS: brew install python)." >&2; exit 1; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 --require-hashes -r requirements/run.txt -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

run: $(STAMP) ## Start everything on http://localhost:8000 (another port: make run PORT=8080)
	@exec $(BIN)/sahih run --port $(PORT)

check: $(STAMP) ## Style, types, layers, templates, forgotten migrations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint src
	SAHIH_ENV=test $(BIN)/python -m django makemigrations --check --dry-run --settings sahih.config.testing

test: $(STAMP) browser ## All tests, browser journeys last
	$(BIN)/pytest -n 2 --dist worksteal -m 'not browser and not endurance'
	$(BIN)/pytest -n 2 -m 'browser and not journey and not endurance'
	$(BIN)/pytest -m journey

screenshots: $(STAMP) browser ## Take the pictures of docs/img again, by walking the road
	SAHIH_SCREENSHOTS=docs/img $(BIN)/pytest -q tests/journeys/test_road.py
	SAHIH_SCREENSHOTS=$(CURDIR)/docs/img $(BIN)/pytest -q src/sahih/web/peta/tests/test_look.py

check-pdf: $(STAMP) ## Judge a print of every form, letter and certificate (VERAPDF=program asks veraPDF too)
	@PYTHONPATH=. $(BIN)/python scripts/check_pdf.py

forms-png: $(STAMP) ## Draw docs/forms.png, the first page of every form and letter
	PYTHONPATH=. $(BIN)/python scripts/contact_sheet.py

browser:
	@scripts/find-browser

bench: $(STAMP) ## How long the slow things take
	$(BIN)/python scripts/bench_pdf.py
	PYTHONPATH=. $(BIN)/python scripts/bench_road.py

bench-forms: $(STAMP) ## Weigh FR.IA.01 with 91 KUK: screen and PDF against their floors
	$(BIN)/python scripts/bench_forms.py

bench-materials: $(STAMP) ## Weigh the evidence map of 1,500 KUK and 6,000 items against the bare queries
	PYTHONPATH=. $(BIN)/python scripts/bench_materials.py

endurance: $(STAMP) ## Walk new roads, kill workers and rehearsals at every moment (an hour)
	SAHIH_ROADS=10 $(BIN)/pytest -n 2 --dist worksteal src/sahih/process/tests/machines src/sahih/process/tests/test_machines.py
	SAHIH_ROADS=1 $(BIN)/pytest -n 2 --dist worksteal -m 'hypothesis and not endurance'
	$(BIN)/pytest -m endurance

docs: $(STAMP) ## Draw the diagrams of docs/architecture.md from the code
	$(BIN)/python scripts/docs_diagrams.py

lock: $(STAMP) ## Renew requirements/*.txt from pyproject.toml
	$(LOCK) --output-file requirements/run.txt pyproject.toml
	$(LOCK) --extra dev --all-build-deps --constraint requirements/run.txt --output-file requirements/dev.txt pyproject.toml
	@! grep -nE '(index-url|find-links|https?://)' requirements/*.txt

clean: ## Remove what make has made; the data under var stay
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
