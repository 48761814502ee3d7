# Caretrail: `make run` shows the product on the bundled sample, `make test` runs every test, `make env` makes .venv alone.
SHELL := /bin/bash
PYTHON ?= python3
TOOLS := .tools
UV := $(shell command -v uv 2>/dev/null || echo $(TOOLS)/bin/uv)
BIN := .venv/bin
STAMP := .venv/.made-from-lock

.PHONY: run test env check bench fuzz audit sample readme screenshots accuracy lock clean

run: env
	@$(BIN)/caretrail demo

test: env
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

env: $(STAMP)

# Lint, types, import contracts: what CI asks for beside the tests.
check: env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: env
	@$(BIN)/python -m benchmarks $(BENCH_ARGS)

# The long run over every reader of foreign bytes, guided by coverage: MINUTES in all, what is found in build/fuzz.
fuzz: env | $(UV)
	@VIRTUAL_ENV=.venv $(UV) pip install --quiet --group fuzz
	@$(BIN)/python -m tests.fuzz --minutes $(or $(MINUTES),16)

# The pins against the public advisories; says so, and fails with 2, where no database of them can be reached.
audit: | $(UV)
	@told=$$($(UV) tool run --quiet pip-audit --strict --vulnerability-service osv --disable-pip --require-hashes \
	  --requirement requirements.lock 2>&1); code=$$?; \
	if grep -qE "ConnectionError|ServiceError|could not be audited|Failed to (fetch|resolve)" <<<"$$told"; then \
	  echo "audit: not done: no database of advisories (api.osv.dev) could be reached; nothing is known of the packages"; \
	  exit 2; \
	fi; \
	echo "$$told"; exit $$code

# The sample's papers are made from text; run this after changing it.
sample: env
	@$(BIN)/python -m crawler.sample.papers

# The README's table of modules, from the modules' own first sentences.
readme: env
	@$(BIN)/python -m tests.readme_table

# What the README shows of the bundled sample, pictures and answer; and the measured accuracy.
screenshots: env
	@$(BIN)/python -m tests.browser.screenshots

accuracy: env
	@$(BIN)/python -m tests.quality.accuracy

# Pins every package, with hashes and without addresses, so that any index can serve it.
lock: $(UV)
	$(UV) pip compile --quiet --universal --python-version 3.11 --group dev --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url pyproject.toml -o requirements.lock

$(STAMP): requirements.lock pyproject.toml | $(UV)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "caretrail needs Python 3.11 or newer; $(PYTHON) is older. Name another: make PYTHON=python3.12 env"; exit 1; }
	@test -x $(BIN)/python || $(UV) venv --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	@VIRTUAL_ENV=.venv $(UV) pip sync --quiet --require-hashes --compile-bytecode requirements.lock
	@VIRTUAL_ENV=.venv $(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Installed beside the checkout, not into the system: works where the system's Python is managed by its packager.
$(TOOLS)/bin/uv: requirements-uv.lock
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --target $(TOOLS) --require-hashes -r $<
	@touch $@

clean:
	rm -rf .venv $(TOOLS) .benchmarks
