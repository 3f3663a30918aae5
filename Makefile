# Concord's commands for a newcomer: demo, test, lint, score, bench, lock.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: help install browser postgres demo test test-cluster lint score bench-reading bench-scaling bench-interactive bench-accounts bench-briefings bench-exports bench-ledger bench-corpora bench-anticipate bench-web lock vendor clean

help:  ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(VENV)/.installed  ## set up .venv from the hashed lock

$(VENV)/.installed: requirements-dev.txt pyproject.toml
	@echo "Setting up $(VENV) (once, about a minute) ..."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

browser:  ## install the Chromium that the page tests drive, when there is none
	@sh tools/install-browser.sh

demo: install  ## read the bundled reports, fill a ledger, write the briefing
	@$(BIN)/concord demo --folder demo

postgres:  ## install the PostgreSQL that the ledger's tests start, when there is none
	@sh tools/postgres.sh install

test: install browser postgres lint  ## everything: style, types, layers, tests, browser, quality of reading
	$(BIN)/python -m pytest -n 2
	@$(MAKE) --no-print-directory score

lint: install
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv-cluster/.installed: requirements-cluster.txt pyproject.toml
	@echo "Setting up .venv-cluster (once, about two minutes) ..."
	$(PYTHON) -m venv .venv-cluster
	.venv-cluster/bin/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r $<
	.venv-cluster/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

test-cluster: .venv-cluster/.installed  ## the engines of a cluster: the same bytes from daft, alone and on Ray
	.venv-cluster/bin/python -m pytest -q -c /dev/null --rootdir=. --confcutdir=tests/corpora --import-mode=importlib -p no:cacheprovider tests/corpora/test_corpora_engines.py

score: install  ## quality of reading against its pinned floors, where ../shared is beside the checkout
	@if [ -d $(SHARED)/gold/dev ]; then $(BIN)/python tools/score.py $(SHARED) && \
	  $(BIN)/python tools/score_quotes.py $(SHARED)/data/published_figures.tsv; \
	else echo "No $(SHARED)/gold/dev beside the checkout: the quality of reading is not scored."; fi

bench/.venv-peers/.installed: bench/peers.txt
	$(PYTHON) -m venv bench/.venv-peers
	bench/.venv-peers/bin/python -m pip install -q --disable-pip-version-check --no-deps -r $<
	@touch $@

bench-reading: install bench/.venv-peers/.installed  ## reading beside CQE, quantulum3 and spaCy; writes docs/benchmarks.md
	$(BIN)/python bench/reading.py $(SHARED) --date $$(date +%F)

bench-scaling: install  ## how reading grows with the length of a text; writes docs/benchmarks.md
	$(BIN)/python bench/scaling.py --date $$(date +%F)

bench/.venv-peers-accounts/.installed: bench/peers-accounts.txt
	$(PYTHON) -m venv bench/.venv-peers-accounts
	bench/.venv-peers-accounts/bin/python -m pip install -q --disable-pip-version-check --no-deps --only-binary :all: -r $<
	@touch $@

bench-accounts: install bench/.venv-peers-accounts/.installed  ## the account beside QP fits, cvxpy, z3 and HiGHS; writes docs/benchmarks.md
	$(BIN)/python bench/accounts_compare.py $(SHARED) --date $$(date +%F) --large

bench-interactive: install  ## account, findings and why for 500 claims; writes docs/benchmarks.md
	$(BIN)/python bench/interactive.py --date $$(date +%F)

bench-briefings: install  ## the briefing in four languages as HTML, PDF and DOCX; writes docs/benchmarks.md
	$(BIN)/python bench/briefings.py --date $$(date +%F)

bench-exports: install  ## a million rows in every format; writes docs/benchmarks.md
	$(BIN)/python bench/exports.py --date $$(date +%F)

bench-ledger: install postgres  ## the ledger on a file and on a server; writes docs/benchmarks.md
	@folder=$$(mktemp -d) && address=$$(sh tools/postgres.sh start $$folder) && \
	$(BIN)/python bench/ledger.py --date $$(date +%F) --large 1000000 --server "$$address"; \
	status=$$?; sh tools/postgres.sh stop $$folder; rm -rf $$folder; exit $$status

bench-corpora: install  ## shards of archived pages: workers, growth, memory, prefilter; writes docs/benchmarks.md
	$(BIN)/python bench/corpora.py --date $$(date +%F)

bench/.venv-peers-anticipate/.installed: bench/peers-anticipate.txt
	$(PYTHON) -m venv bench/.venv-peers-anticipate
	bench/.venv-peers-anticipate/bin/python -m pip install -q --disable-pip-version-check -r $<
	@touch $@

bench-anticipate: install bench/.venv-peers-anticipate/.installed  ## days and forecasts beside truth, baselines and packages; writes docs/benchmarks.md
	OMP_NUM_THREADS=1 $(BIN)/python bench/anticipate.py --shared $(SHARED)
	$(BIN)/python bench/anticipate_kept.py --shared $(SHARED)

bench-web: install postgres  ## the pages under load: 20 users, 100,000 figures on PostgreSQL; writes docs/benchmarks.md
	@folder=$$(mktemp -d) && address=$$(sh tools/postgres.sh start $$folder) && \
	$(BIN)/python bench/web_load.py --date $$(date +%F) --server "$$address"; \
	status=$$?; sh tools/postgres.sh stop $$folder; rm -rf $$folder; exit $$status

lock:  ## maintainers: pin again (needs uv on PATH)
	uv pip compile pyproject.toml --extra all --generate-hashes --universal --no-header -o requirements.txt -q
	uv pip compile pyproject.toml --extra all --group dev --generate-hashes --universal --no-header -o requirements-dev.txt -q
	uv pip compile pyproject.toml --extra all --extra cluster --group cluster --generate-hashes --universal --no-header -o requirements-cluster.txt -q

vendor: install  ## maintainers: bring the scripts that draw pictures on pages anew from npm (VERSIONS="vega=6.4.0")
	$(BIN)/python tools/vendor_scripts.py $(VERSIONS)

clean:
	rm -rf $(VENV) .venv-cluster demo build dist
