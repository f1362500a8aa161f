# Understudy from a checkout: `make run` opens the studio, `make test` runs every check.
# Users of a release need no make; see README.md.

PYTHON ?= python3
JOBS ?= 2

bin := .venv/bin
pip := $(bin)/python -m pip --disable-pip-version-check
pinned := -c constraints.txt
npm := npm --prefix web run --silent

.DEFAULT_GOAL := help
.PHONY: help setup networks page run test lint browser voices bench clean
.NOTPARALLEL:
.DELETE_ON_ERROR:

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):[^#]*## /make \1\t/p' Makefile

setup: .venv/.installed .venv/.keyboard networks page ## install everything into .venv (fast when nothing changed); FULL=1 with the larger landmark networks

run: setup ## open the studio; FOLDER=where to keep projects, PORT=8000
	@exec $(bin)/understudy studio $${FOLDER:+"$$FOLDER"} $${PORT:+--port "$$PORT"}

test: lint browser voices .wheelhouse/.filled ## every check: style, types, tests in parallel, those that need the machine alone, the browser
	$(npm) test
	$(bin)/python -m pytest -n $(JOBS) -m "not serial"
	$(bin)/python -m pytest -m serial --ignore=tests/browser
	$(bin)/python -m pytest -m serial tests/browser

lint: setup ## style and types
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	@$(bin)/python -m convert.node
	$(npm) check

bench: setup ## measure accuracy and speed
	$(bin)/python -m benchmarks.run

clean: ## remove everything that was made here
	rm -rf .venv .wheelhouse .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist run
	rm -rf web/node_modules src/understudy/studio/static
	rm -rf src/understudy/backbones/networks src/understudy/landmarks/networks

# Each looks at what is there, and makes it only if its sources changed.
networks: .venv/.installed
	@$(bin)/python -m convert.networks
	@$(bin)/python -m convert.landmarks $(if $(FULL),full)

page: .venv/.installed
	@$(bin)/python -m convert.page

# Chromium for the tests in tests/browser, where the system's packages can bring it.
browser:
	@for name in "$$UNDERSTUDY_CHROMIUM" chromium chromium-browser google-chrome; do \
	  if command -v "$$name" >/dev/null; then exit 0; fi; \
	done; \
	as_root=; test "$$(id -u)" = 0 || as_root="sudo -n"; \
	if command -v apt-get >/dev/null && $$as_root true 2>/dev/null; then \
	  echo "Installing Chromium for the browser tests."; \
	  $$as_root apt-get update -qq && \
	  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; \
	fi || true; \
	command -v chromium >/dev/null || \
	  echo "The browser tests need Chromium: install it, or say where it is with UNDERSTUDY_CHROMIUM." >&2

# What speaks in the tests, and in `python -m training.words`: three speech synthesisers, and what plays and
# records on Linux. Tests that need one that is not here say so.
voices:
	@if command -v espeak-ng >/dev/null && command -v flite >/dev/null && command -v festival >/dev/null; then exit 0; fi; \
	as_root=; test "$$(id -u)" = 0 || as_root="sudo -n"; \
	if command -v apt-get >/dev/null && $$as_root true 2>/dev/null; then \
	  echo "Installing the speech synthesisers for the tests."; \
	  $$as_root apt-get update -qq && \
	  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    espeak-ng flite festival festvox-kallpc16k festvox-kdlpc16k festvox-us-slt-hts libportaudio2 >/dev/null; \
	fi || true

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
	@echo "Installing what understudy needs into .venv: about 2 GB, in a minute or a few."
	$(pip) install -q $(pinned) "$$(grep '^torch==' constraints.txt)"
	$(pip) install -q $(pinned) --group dev
	$(pip) install -q $(pinned) --no-build-isolation -e ".[studio,camera,microphone,heic,neural]"
	@touch $@

# On Linux one of its requirements has to be compiled, and everything but pressing keys works without.
.venv/.keyboard: .venv/.installed
	@$(pip) install -q $(pinned) --no-build-isolation pynput >.venv/keyboard.log 2>&1 || \
	  echo "Pressing keys is left out: pynput could not be installed (see .venv/keyboard.log)." \
	    "On Linux it needs a C compiler and the headers of Python and of the kernel." >&2
	@touch $@

# The packaging tests install the built wheel into clean environments from here, offline.
.wheelhouse/.filled: .venv/.installed
	$(pip) download -q $(pinned) --no-build-isolation -d .wheelhouse ".[studio]"
	@touch $@
