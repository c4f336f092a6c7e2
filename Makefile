# Two commands matter: `make run` and `make test`. Both set up everything that they need, from nothing.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
CODE := kb deflect submit tests

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export NO_MKDOCS_2_WARNING := 1

.PHONY: run dev build check bench bench-manual bench-scale bench-load bench-pages bench-preview bench-engines walk pictures test format lint types contracts unit browser coverage site lock clean

run: $(VENV)/run.stamp ## build what changed, then serve site and service on PORT
	@$(BIN)/palier serve --build --port $(PORT)

dev: $(VENV)/run.stamp ## live preview for authors on PORT
	@$(BIN)/palier dev --port $(PORT)

build: $(VENV)/run.stamp
	$(BIN)/palier build

check: $(VENV)/run.stamp
	$(BIN)/palier check

test: $(VENV)/test.stamp format lint types contracts check unit browser site ## the whole gate

format: $(VENV)/test.stamp
	$(BIN)/ruff format --check $(CODE)

lint: $(VENV)/test.stamp
	$(BIN)/ruff check $(CODE)

types: $(VENV)/test.stamp
	$(BIN)/mypy

contracts: $(VENV)/test.stamp
	$(BIN)/lint-imports

# A file's tests stay together, in one process for each core: what a file sets up is set up once.
SPREAD := --numprocesses auto --dist loadfile

unit: $(VENV)/test.stamp
	$(BIN)/pytest $(SPREAD) --maxprocesses 4 --ignore tests/browser

# Two at a time at most: a browser, its page and the service keep a core busy, and what comes late is a part of the tests.
browser: $(VENV)/test.stamp
	$(BIN)/pytest $(SPREAD) --maxprocesses 2 tests/browser

# Not a part of the gate, whose time it doubles.
coverage: $(VENV)/test.stamp ## the lines and branches that no test reaches
	$(BIN)/pytest $(SPREAD) --maxprocesses 4 --ignore tests/browser --cov --cov-report=
	$(BIN)/pytest $(SPREAD) --maxprocesses 2 tests/browser --cov --cov-append --cov-report=term:skip-covered

# A strict build of the real help centre, thrown away afterwards.
site: $(VENV)/test.stamp
	scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && PALIER_VAR="$$scratch" $(BIN)/palier build

$(VENV)/run.stamp: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Palier needs Python 3.11 or newer; this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@echo "Setting up, about half a minute the first time…"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --no-deps --require-hashes --requirement requirements.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp requirements-dev.lock
	@echo "Setting up what the tests need…"
	@$(BIN)/pip install --quiet --no-deps --require-hashes --requirement requirements-dev.lock
	@touch $@

# The peers stay out of Palier's own environment, and are fetched by nothing else.
BENCH := var/bench/venv

bench: $(BENCH)/peers.stamp ## search quality and speed against other engines, as a table and a picture
	@PYTHONPATH=$(CURDIR) $(BENCH)/bin/python tests/bench/compare.py

bench-manual: $(BENCH)/peers.stamp ## the last results of `make bench`, into the manual in both languages
	@PYTHONPATH=$(CURDIR) $(BENCH)/bin/python tests/bench/manual.py

bench-scale: $(BENCH)/peers.stamp ## what 100,000 pages cost to index, to hold and to ask
	@PYTHONPATH=$(CURDIR) $(BENCH)/bin/python tests/bench/scale.py

$(BENCH)/peers.stamp: requirements.lock tests/bench/requirements.txt tests/bench/install.py
	@echo "Setting up the engines to compare with…"
	@$(PYTHON) -m venv $(BENCH)
	@$(BENCH)/bin/python tests/bench/install.py
	@touch $@

bench-load: $(VENV)/run.stamp ## how soon 50, 200 and 500 people are answered who type at the same time
	$(BIN)/python tests/bench/load.py


bench-pages: $(VENV)/run.stamp ## what 1,000 and 5,000 pages cost to check and build
	$(BIN)/python tests/bench/pages.py

bench-preview: $(VENV)/run.stamp ## how soon an edited word shows, on 500 pages
	$(BIN)/python tests/bench/preview.py

bench-engines: $(VENV)/test.stamp ## Whoosh and PostgreSQL, asked the same questions in one run
	$(BIN)/python tests/bench/engines.py

WALK := $(CURDIR)/var/walk

walk: $(VENV)/test.stamp ## six customers walk through the help centre; what each of them saw, as pictures
	@rm -rf $(WALK)
	@PALIER_WALK=$(WALK) PALIER_REQUIRE_BROWSER=1 $(BIN)/pytest --no-cov --quiet tests/browser/test_six_customers.py
	@echo "What the six customers saw: $(WALK)/index.html, and all at one look: $(WALK)/sheet.png"

pictures: $(VENV)/test.stamp ## the manual's pictures of pages, taken anew
	@$(BIN)/python tests/browser/manual_pictures.py

lock: ## write both locks again from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet --output-file requirements.lock
	uv pip compile pyproject.toml --extra build --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) var build *.egg-info
