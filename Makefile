# Everything happens inside this folder: .venv, node_modules, .cache, static/build, instance.
PYTHON ?= python3
PORT ?= 5000
RUN := .venv/bin
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help install demo test lint bench lock clean

##@ Using it

help: ## Show what can be asked for
	@awk 'BEGIN {FS = ":.*## "; print "usage: make TARGET"} \
		/^##@ / {printf "\n%s\n", substr($$0, 5)} \
		/^[a-z]+:.*## / {printf "  %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/installed static/build/portal.css .cache/chromium/unpacked ## Bring all that the other targets need
	@:

demo: install ## Show the portal with fictional families, on http://127.0.0.1:5000 (or PORT=8080)
	@$(RUN)/python .ci/demo.py $(PORT)

##@ Changing it

test: install lint ## Run the checks, then every test
	$(RUN)/python -m pytest -p tests.nothing_skipped --numprocesses $(WORKERS)

lint: install ## Check style and types
	$(RUN)/ruff check
	$(RUN)/ruff format --check
	$(RUN)/mypy

bench: install .cache/rival/installed ## Measure how fast the pages are
	$(RUN)/python -m pytest tests/benchmarks -p no:xdist --capture=no

lock: install ## Choose the newest versions that requirements*.in and package.json allow
	@.ci/lock

clean: ## Remove what these targets made, but no data
	rm -rf .venv node_modules static/build .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find portal tests migrations -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/installed: requirements-dev.txt .ci/check-python
	@.ci/check-python $(PYTHON)
	@echo "Installing the Python packages (about a minute)"
	@$(PYTHON) -m venv .venv
	@$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes --requirement requirements-dev.txt
	@touch $@

node_modules/installed: .venv/installed package.json package-lock.json .npmrc
	@echo "Installing the style sheet's sources and a browser for the tests"
	@.ci/with-node npm ci --loglevel=error
	@touch $@

static/build/portal.css: node_modules/installed $(shell find static/src -type f) .ci/build-assets
	@.ci/with-node .ci/build-assets
	@touch $@

.cache/rival/installed: tests/benchmarks/rival/requirements.txt
	@echo "Installing the other survey application that ours is measured against"
	@$(PYTHON) -m venv .cache/rival
	@.cache/rival/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes --requirement $<
	@touch $@

.cache/chromium/unpacked: node_modules/installed .ci/unpack-chromium
	@.ci/with-node .ci/unpack-chromium
	@mkdir -p $(@D) && touch $@
