# `make` alone lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
T ?= tests

# Node.js packages, locked with hashes: engines that tests put into pages, of which nothing is run
# here, and Lighthouse for the bench.
ENGINES := tests/engines/node_modules/.package-lock.json
LIGHTHOUSE := bench/lighthouse/node_modules/.package-lock.json

.DEFAULT_GOAL := help
.PHONY: help run test attacks fuzz lint check catalogs report accessibility spoken weight bench soak lighthouse bench-packages workbench preview licences lock dependencies sbom wheel packages clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp ## serve the site on http://127.0.0.1:8000
	@$(BIN)/openly run

test: $(VENV)/development.stamp packages ## run every test (one file or folder: make test T=tests/test_pages.py)
	$(BIN)/pytest -n auto --dist worksteal $(T)

attacks: $(VENV)/development.stamp packages ## show every attack of the corpus in a browser, not a sample
	ALL_ATTACKS=1 $(BIN)/pytest tests/test_attacks.py tests/browser/test_attacks.py

fuzz: $(VENV)/development.stamp ## send a million bad requests to the site and 50,000 to gunicorn, in 20 minutes or so
	$(BIN)/python -m tests.fuzz

accessibility: $(VENV)/development.stamp packages ## look at every page type and place in every language, not a sample
	EVERY_LANGUAGE=1 $(BIN)/pytest -n auto --dist worksteal tests/test_conformance.py tests/test_consistency.py tests/test_help_pages.py tests/browser

spoken: $(VENV)/development.stamp packages ## write anew what speech software is told (tests/spoken): read what changed
	WRITE_SPOKEN=1 $(BIN)/pytest -n auto -q tests/browser/test_speech.py

lint: $(VENV)/development.stamp ## check code, types, templates, style sheets
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/pytest -q tests/test_styles.py

check: lint test ## everything that CI checks

catalogs: workbench ## bring messages.pot, all catalogs and docs/languages.md up to date with the text
	$(BIN)/openly translate extract
	$(BIN)/openly translate update
	$(BIN)/openly translate status --write

weight: $(VENV)/development.stamp ## write the weight of the first view in every language (bench/WEIGHT.md)
	@$(BIN)/python -m bench.weight

bench: $(VENV)/bench.stamp $(LIGHTHOUSE) bench-packages ## measure speed beside its peers (bench/RESULTS.md; quickly: make bench QUICK=1)
	@$(BIN)/python -m bench $(if $(QUICK),--quick)

soak: $(VENV)/development.stamp ## ask a million strange things; fail if the site grows or errs
	@$(BIN)/python -m bench.soak

lighthouse: $(VENV)/bench.stamp $(LIGHTHOUSE) bench-packages ## measure Lighthouse's scores anew, for bench/RESULTS.md
	@$(BIN)/python -m bench --only lighthouse $(if $(QUICK),--quick)

report: $(VENV)/run.stamp ## write docs/accessibility-conformance.md anew from the table of criteria
	@$(BIN)/openly conformance --write

workbench: $(VENV)/translate.stamp ## install what translators use: .venv/bin/openly translate …
	@git config merge.openly.driver 'if [ -x $(CURDIR)/$(BIN)/openly ]; then $(CURDIR)/$(BIN)/openly translate merge %O %A %B %P; else git merge-file %A %O %B; fi' 2>/dev/null || true

preview: workbench ## see a translation in the real pages: make preview L=sw
	@$(BIN)/openly translate preview $(L)

licences: $(VENV)/run.stamp ## list the dependencies of a running site with their licences
	@$(BIN)/python -c "import importlib.metadata as m; [print(d.name, d.version, d.metadata.get('License-Expression') or next((c for c in d.metadata.get_all('Classifier') or () if c.startswith('License')), d.metadata.get('License', '?')).split(' :: ')[-1].splitlines()[0], sep='\t') for d in sorted(m.distributions(), key=lambda d: d.name.lower())]"

lock: ## write requirements/*.txt anew from setup.cfg (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra build --extra serve setup.cfg -o requirements/run.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra build --extra translate setup.cfg -o requirements/translate.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra build --extra serve --extra hosts --extra bench setup.cfg -o requirements/bench.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --all-extras setup.cfg -o requirements/development.txt
	@echo "Then: make dependencies; tools/check-locks installs them for every Python and system."

dependencies: $(VENV)/development.stamp ## write the tables of docs/dependencies.md anew from the locks (needs uv)
	uv pip compile -q --universal --no-deps --format pylock.toml requirements/run.txt -o $(VENV)/pylock.run.toml
	$(BIN)/python -m tools.dependencies $(VENV)/pylock.run.toml

sbom: $(VENV)/development.stamp ## write the bill of materials of a running site (CycloneDX, dist/openly.cdx.json)
	@$(BIN)/python -m tools.bill

wheel: $(VENV)/run.stamp ## build a wheel that serves the same pages as the last commit, always of the same bytes
	tools/build-wheel $(BIN)/python dist

clean: ## remove everything that make has made
	rm -rf $(VENV) build dist site/*.egg-info

# Debian's python3 comes without ensurepip; its package python3-venv brings it.
$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Openly needs Python 3.11 or later (try: make run PYTHON=python3.12)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || tools/install-packages python3-venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/%.stamp: requirements/%.txt setup.cfg | $(VENV)/bin/pip
	@echo "Installing what requirements/$*.txt lists …"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r $<
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

%/node_modules/.package-lock.json: %/package-lock.json
	@command -v npm >/dev/null || tools/install-packages nodejs npm
	@echo "Installing what $< lists …"
	@cd $* && npm ci --silent && touch node_modules/.package-lock.json

# What the bench compares with, and what measures.
bench-packages:
	@command -v chromium >/dev/null || tools/install-packages chromium
	@command -v wrk >/dev/null || tools/install-packages wrk
	@command -v nginx >/dev/null || tools/install-packages nginx-light
	@command -v hugo >/dev/null || tools/install-packages hugo

# What the tests use besides Python: a browser, what its driver links to, fonts for all our scripts,
# gettext, the engines, what watches a server, and the hosts and caches that are no Python packages.
packages: $(ENGINES)
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || tools/install-packages chromium
	@/sbin/ldconfig -p | grep -q libatomic.so.1 || tools/install-packages libatomic1
	@command -v msgfmt >/dev/null || tools/install-packages gettext
	@test -n "$$(fc-list :lang=hi 2>/dev/null)" || tools/install-packages fontconfig fonts-noto-core
	@test -n "$$(fc-list :lang=zh-cn 2>/dev/null)" || tools/install-packages fonts-noto-cjk
	@command -v caddy >/dev/null || tools/install-packages caddy
	@test -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so || tools/install-packages nginx-light libnginx-mod-http-brotli-static
	@test -x /usr/sbin/varnishd || tools/install-packages varnish
	@test -e /usr/lib/apache2/modules/mod_wsgi.so || tools/install-packages apache2-bin libapache2-mod-wsgi-py3
	@test -e /usr/lib/apache2/modules/mod_passenger.so || tools/install-packages libapache2-mod-passenger
	@command -v systemd-analyze >/dev/null || tools/install-packages systemd
	@command -v strace >/dev/null || tools/install-packages strace
