# Understudy from a checkout: `make run` sets up and shows it, `make test` runs every check.
# Users of a release need no make; see README.md.

PYTHON ?= python3
JOBS ?= 2

bin := .venv/bin
networks := src/understudy/backbones/networks/manifest.json
recipe := $(wildcard convert/*.py convert/statistics/*) src/understudy/onnx_graph.py \
	$(patsubst %,src/understudy/backbones/%.py,efficientnet_lite0 preprocessing whitening)
pip := $(bin)/python -m pip --disable-pip-version-check
pinned := -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help setup run test lint bench clean
.NOTPARALLEL:
.DELETE_ON_ERROR:

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):[^#]*## /make \1\t/p' Makefile

setup: .venv/.installed $(networks) .wheelhouse/.filled ## install everything into .venv (fast when nothing changed)

run: setup ## teach from PHOTOS=folder (photos/<class>/*.jpg), or from drawn shapes, and show the report
	@if [ -n "$$PHOTOS" ]; then \
	  $(bin)/python examples/first_run.py "$$PHOTOS"; \
	else \
	  echo "No PHOTOS=folder was given, so a small set is drawn: shapes in varied rooms, two takes each."; \
	  $(bin)/python examples/draw_shapes.py run/shapes && $(bin)/python examples/first_run.py run/shapes; \
	fi

test: setup lint ## every check: style, types, tests in parallel, then those that need the machine alone
	$(bin)/python -m pytest -n $(JOBS) -m "not serial"
	$(bin)/python -m pytest -m serial

lint: setup ## style and types
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy

bench: setup ## measure accuracy and speed
	$(bin)/python -m benchmarks.run

clean: ## remove everything that was made here
	rm -rf .venv .wheelhouse .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist run
	rm -rf $(dir $(networks))

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Understudy needs Python 3.11 or newer, but $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
	    "Install a newer one, or name it: make setup PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(pip) install -q $(pinned) --upgrade pip
	@touch $@

# PyTorch goes first and by its exact pin, so that no other build of it is ever considered.
# The build requirements are installed rather than isolated: pinned, and fetched once.
.venv/.installed: .venv/.made constraints.txt pyproject.toml
	@echo "Installing what understudy needs into .venv; the first time takes a few minutes."
	$(pip) install -q $(pinned) "$$(grep '^torch==' constraints.txt)"
	$(pip) install -q $(pinned) --group dev
	$(pip) install -q $(pinned) --no-build-isolation -e ".[studio,heic,neural]"
	@touch $@

$(networks): .venv/.installed $(recipe)
	$(bin)/python -m convert.networks
	@touch $@

# The packaging tests install the built wheel into clean environments from here, offline.
.wheelhouse/.filled: .venv/.installed
	$(pip) download -q $(pinned) --no-build-isolation -d .wheelhouse ".[studio]"
	@touch $@
