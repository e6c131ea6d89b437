# Everything a checkout needs: `make demo`, `make test`, `make bench TOPIC=exam`.
# The environment lies in .venv; a stamp file in it keeps a second call from installing again.

VENV ?= .venv
TOPIC ?= exam
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

# The first Python on the path that is new enough and can make environments (a name alone proves neither).
PROBE = import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
FIND_PYTHON = for p in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14 python; do \
	  if $$p -c '$(PROBE)' >/dev/null 2>&1; then echo $$p; exit 0; fi; done; exit 1
# Wheels only: whoever sets Herodot up has no compiler.
PIP = $(BIN)/python -m pip --disable-pip-version-check install --quiet --only-binary :all:

.PHONY: demo test check axe bench gate format docs browser pictures clean

demo: $(VENV)/.installed
	$(BIN)/herodot demo

# With a Chromium on this machine the story in a real browser too, and with npm axe; what is passed over says why.
test: check axe
	$(BIN)/python -m pytest -rs

check: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed-test $(if $(filter pages,$(TOPIC)),axe)
	$(BIN)/python -m benchmarks $(TOPIC)

gate: $(VENV)/.installed
	$(BIN)/python -m benchmarks gate

format: $(VENV)/.installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.installed
	$(BIN)/python docs/tables.py

# axe-core, as its lock file says; one small package.
axe:
	@test -f tests/browser/node_modules/axe-core/axe.min.js || \
	  npm ci --prefix tests/browser --no-audit --no-fund --silent --fetch-retries 0 --fetch-timeout 20000 || \
	  echo "No axe-core: npm is not here or does not reach its registry. Its checks are left out."

# Only what a real browser is needed for; none is then a failure.
browser: $(VENV)/.installed-test axe
	HERODOT_BROWSER=must $(BIN)/python -m pytest tests/browser -rs

# Every page as a picture, laptop and phone, light and dark, in build/pictures: the sample case, or CASE.
pictures: $(VENV)/.installed-test
	$(BIN)/python -m tests.browser.pictures build/pictures $(CASE)

clean:
	rm -rf $(VENV) build dist benchmarks/results benchmarks/.cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@python=$$($(FIND_PYTHON)) || { echo "Herodot needs Python 3.11 or later with the venv module; none is on the path." \
	  "Install one, or name it: make PYTHON=/path/to/python3"; exit 1; }; \
	echo "Making $(VENV) with $$($$python --version)"; $$python -m venv $(VENV)
	@touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.made
	@echo "Installing Herodot (a minute the first time)"
	@$(PIP) --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml $(VENV)/.made
	@echo "Installing Herodot and what its tests need (a minute the first time)"
	@$(PIP) --editable '.[test]'
	@touch $(VENV)/.installed $@
