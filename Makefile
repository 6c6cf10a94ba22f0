# Two commands do everything: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test test-newest versions pythons test-wheel lint platforms install-matrix bench docs docs-site man wheelhouse sbom audit clean

demo: $(VENV)/installed
	$(BIN)/maillon demo --picture maillon-demo.html

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadgroup

# On the newest Neo4j, whose default language is Cypher 25: the store, every question of the library, the import tool.
test-newest: $(VENV)/installed-dev
	MAILLON_NEO4J=newest $(BIN)/python -m pytest --engine neo4j tests/queries/library/test_library.py tests/graph/store/test_neo4j.py tests/exports/test_neo4j_admin.py

# Part of the suite on each engine with each driver that is promised; writes docs/versions.json and the table of it. Needs the network.
versions: $(VENV)/installed-dev
	$(BIN)/python -m tests.packaging.versions
	$(BIN)/python -m docs

# The wheel on every Python that is promised and is here; writes docs/pythons.json and the table of it. Needs the network.
pythons: $(VENV)/installed-dev
	$(BIN)/python -m tests.packaging.pythons
	$(BIN)/python -m docs

# The suite, or TESTS of it, on the package as a wheel installs it.
TESTS ?= tests
test-wheel: $(VENV)/installed-dev
	rm -rf build/wheel
	$(BIN)/python -m hatchling build --target wheel --directory build/wheel
	$(BIN)/uv venv --quiet --python $(BIN)/python build/wheel/venv
	$(BIN)/uv pip install --quiet --python build/wheel/venv/bin/python "$$(echo build/wheel/*.whl)[dev]"
	build/wheel/venv/bin/python -m pytest -p tests.packaging.as_installed $(TESTS)

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy hatch_build.py
	$(BIN)/lint-imports --no-cache

# Where the package can be installed, and how it bears company. Both need the network.
platforms: $(VENV)/installed-dev
	$(BIN)/python -m tests.packaging.platforms

install-matrix: $(VENV)/installed-dev
	$(BIN)/python -m tests.packaging.matrix

bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks

docs: $(VENV)/installed-dev
	$(BIN)/python -m docs

# The pages as a site in build/docs-site, which a browser also opens from there.
docs-site: $(VENV)/installed-dev
	$(BIN)/python -m docs.site build/docs-site

# Manual pages in English and French: `man -M build/man maillon`.
man: $(VENV)/installed-dev
	$(BIN)/python -m docs.man build/man

# One folder from which maillon installs without a network (docs/offline.md).
wheelhouse: $(VENV)/installed-dev
	$(BIN)/python -m tests.packaging.wheelhouse build/wheelhouse

# What the wheel brings with its extras: as a list for others, and what is known against it. Both need the network.
build/shipped/venv: $(VENV)/installed-release
	rm -rf build/shipped
	$(BIN)/python -m hatchling build --target wheel --directory build/shipped
	$(BIN)/uv venv --quiet --python $(BIN)/python build/shipped/venv
	$(BIN)/uv pip install --quiet --python build/shipped/venv/bin/python "$$(echo build/shipped/*.whl)[engine,explore,mcp]"

sbom: build/shipped/venv
	$(BIN)/cyclonedx-py environment --output-reproducible --output-file build/sbom.json build/shipped/venv/bin/python

# A package of which nobody could be asked fails it: nothing known is not the same as nothing asked. maillon itself is on no index yet.
audit: build/shipped/venv
	$(BIN)/uv pip freeze --quiet --python build/shipped/venv/bin/python | grep -v '^maillon @' > build/shipped/requirements.txt
	$(BIN)/pip-audit --strict --no-deps --disable-pip --requirement build/shipped/requirements.txt

$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("maillon needs Python 3.11 or later; this is " + sys.version.split()[0] + " (make PYTHON=python3.12 …)" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[engine]' || { echo 'Is there no embedded engine for this machine? README.md says what to do (Start).'; exit 1; }
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

$(VENV)/installed-release: $(VENV)/installed-dev
	$(BIN)/python -m pip install --quiet --editable '.[release]'
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info
