# Every target sets up what it needs; nothing but Python 3.11+ and make is expected.

PYTHON ?= python3
RAW ?= data/raw/sample
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help

.PHONY: help
help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  RAW=folder names your own dumps: make report RAW=data/raw/mine YEAR=2025"

.PHONY: report
report: $(READY) ## Load the dumps of RAW, run the notebooks, write reports/<name>/report.html
	$(BIN)/workbench report $(RAW) $(if $(YEAR),--year $(YEAR))

.PHONY: test
test: $(READY) ## Run all checks: style, tests, notebooks against their stored outputs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest

.PHONY: lab
lab: $(READY) ## Open JupyterLab on the notebooks
	$(BIN)/workbench load $(RAW) $(if $(YEAR),--year $(YEAR))
	$(BIN)/workbench lab

.PHONY: notebooks
notebooks: $(READY) ## Rerun the notebooks on the sample and store their outputs
	$(BIN)/workbench load data/raw/sample
	$(BIN)/workbench accept notebooks
	$(BIN)/python scripts/readme_picture.py

.PHONY: gallery
gallery: $(READY) ## Draw all charts of the sample and of TABLES="folder ..." into docs/gallery
	$(BIN)/python scripts/gallery.py $(TABLES)

.PHONY: sample
sample: $(READY) ## Write the invented sample collection again
	$(BIN)/python scripts/make_sample.py

.PHONY: lock
lock: $(READY) ## Choose the newest versions that fit pyproject.toml
	$(BIN)/python -m uv pip compile pyproject.toml --extra test --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --upgrade --quiet \
		--custom-compile-command "make lock" --output-file requirements.lock

.PHONY: clean
clean: ## Remove what was made: environment, tables, reports, caches
	rm -rf $(VENV) reports build dist .pytest_cache .ruff_cache .hypothesis
	find data/processed -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# uv installs in seconds; where it cannot be had or cannot reach the packages, pip does it in minutes.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Workbench needs Python 3.11 or newer; name one: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up the environment in $(VENV) (once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv || true
	@$(BIN)/python -m uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock \
		|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
