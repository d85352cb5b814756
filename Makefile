# Every target runs inside .venv, which is made and filled on first use from requirements.lock (exact versions, hashes)
# and again only when the lock, pyproject.toml or the place of this folder changes. Nothing outside the folder is used
# but a Python; name one to choose it: make report PYTHON=python3.12

CANDIDATES := python3.13 python3.12 python3.11 python3
FITS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for name in $(CANDIDATES); do "$$name" -c "$(FITS)" 2>/dev/null && echo "$$name" && break; done)

STAMP := .venv/installed-$(shell { cat requirements.lock pyproject.toml; pwd; } | cksum | tr ' ' '-')
RUN := .venv/bin/python -m

# uv looks for certificates where the system keeps them, as pip does, and never fetches a Python of its own.
export UV_SYSTEM_CERTS := 1
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help report test quick units lint lab notebooks lock venv
help:
	@echo 'make report   compare the two seed articles: reports/seeds/'
	@echo 'make test     lint, check the types, run every test and notebook, measure what they run'
	@echo 'make quick    lint, check the types, run the unit tests: while you work'
	@echo 'make lab      open the explorer in JupyterLab'
	@echo 'make notebooks  run every notebook with its defaults and keep the outputs'
	@echo 'make lock     resolve the newest versions again: requirements.lock'

report: $(STAMP)
	$(RUN) analysis report seeds --out reports/seeds

test: lint
# The notebooks run by themselves: their kernels cannot be measured together with the tests.
	$(RUN) pytest tests analysis --cov
	$(RUN) pytest notebooks

quick: $(STAMP)
	@$(MAKE) --no-print-directory --jobs=2 lint units

units: $(STAMP)
	$(RUN) pytest -q -m "not slow" tests analysis

lint: $(STAMP)
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy

lab: $(STAMP)
	JUPYTER_CONFIG_PATH="$(CURDIR)/.jupyter" $(RUN) jupyterlab --allow-root --ServerApp.root_dir="$(CURDIR)" \
	  --LabApp.default_url=/lab/tree/notebooks/explore.ipynb --KernelManager.transport_encryption=auto

notebooks: $(STAMP)
	$(RUN) analysis.report.refresh

# uv.lock names the address of every file, so it stays out of the repository; the exported file holds hashes only.
lock: $(STAMP)
	.venv/bin/uv lock --quiet --upgrade --python .venv/bin/python
	.venv/bin/uv export --quiet --frozen --all-extras --no-extra benchmark --no-extra train --no-emit-project --no-header --format requirements-txt -o requirements.lock

venv: $(STAMP)

# A .venv whose Python has since been removed is made anew.
ifneq ($(shell test -x .venv/bin/python && echo alive),alive)
.PHONY: $(STAMP)
endif

# uv itself comes from the lock, by hash. Where only pip's own settings know the way to an index, pip installs instead.
$(STAMP):
	@python="$(PYTHON)"; \
	if ! .venv/bin/python -c "$(FITS)" 2>/dev/null; then \
	  if ! "$$python" -c "$(FITS)" 2>/dev/null; then \
	    { set -- "$$python"; test -n "$$python" || set -- $(CANDIDATES); \
	    echo "Samestory needs Python 3.11, 3.12 or 3.13 with its venv module. Found:"; \
	    for name in "$$@"; do echo "  $$name: $$("$$name" --version 2>/dev/null || echo none that runs)"; done; \
	    echo "Install one that fits (Debian: also python3-venv), or name it: make report PYTHON=/path/to/python3.12"; } >&2; \
	    exit 1; \
	  fi; \
	  echo "Making .venv with $$("$$python" --version)"; \
	  "$$python" -m venv --clear .venv; \
	fi
	@rm -f .venv/installed-*
	@awk '/^[^ ]/ { wanted = /^uv==/ } wanted' requirements.lock > .venv/uv.lock
	@$(RUN) pip install --quiet --no-deps --require-hashes -r .venv/uv.lock
	@.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements.lock \
	  || $(RUN) pip install --quiet --require-hashes -r requirements.lock
	@.venv/bin/uv pip install --quiet --python .venv/bin/python --no-build-isolation --no-deps -e . \
	  || $(RUN) pip install --quiet --no-build-isolation --no-deps -e .
	@touch $@
