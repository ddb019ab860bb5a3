# Two commands on a fresh machine with python3 (3.11 or newer) and make:
#   make demo                the main job on seeds/ (SEEDS=folder: on pages of your own), into STORE
#   make test                the fast tests
# to run it with a real Prefect server, S3 and two workers, on this machine without containers:
#   make stack, stack-stop   keeps everything in STACK
# and for those who change it: make test-all, check, bench.

PYTHON ?= python3
VENV   ?= .venv
SEEDS  ?= seeds
STORE  ?= data
STACK  ?= .stack
STACK_PORT    ?= 4200
STACK_WORKERS ?= 2

# Every version comes from constraints.txt, those of the build's own environment too.
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_BUILD_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
INSTALL := $(VENV)/bin/python -m pip install --quiet --editable

.PHONY: demo stack stack-stop test test-all check bench clean

demo: $(VENV)/.installed
	$(VENV)/bin/sitrep ingest "$(SEEDS)" --store "$(STORE)"
	$(VENV)/bin/sitrep read events --store "$(STORE)" --format table

stack: $(VENV)/.stack-installed
	@$(VENV)/bin/python -m infra.stack start --folder "$(STACK)" --port $(STACK_PORT) --workers $(STACK_WORKERS)

stack-stop:
	@$(VENV)/bin/python -m infra.stack stop --folder "$(STACK)"

test: $(VENV)/.test-installed
	$(VENV)/bin/python -m pytest

test-all: $(VENV)/.test-installed
	$(VENV)/bin/python -m pytest -m "heavy or not heavy"

check: $(VENV)/.test-installed
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

bench: $(VENV)/.test-installed
	$(VENV)/bin/python -m benchmarks

clean:
	rm -rf $(VENV) build dist *.egg-info

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "sitrep needs Python 3.11 or newer; name one: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "this python3 has no venv; on Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "installing sitrep into $(VENV) (some minutes the first time)"
	$(INSTALL) .
	@touch $@

$(VENV)/.test-installed: $(VENV)/.installed
	$(INSTALL) '.[test]'
	@touch $@

$(VENV)/.stack-installed: $(VENV)/.installed
	$(INSTALL) '.[server]'
	@touch $@
