# GNU make. `make help` reads the two texts after ## (English | Russian) of each target.
# The work itself is done by small scripts in .ci/, so that it can also be run without make.

PYTHON ?=
ADDR ?= 127.0.0.1:8000
MKDOCS_FLAGS ?=
TESTS ?=
JUDGES ?=
ARGS ?=
UPGRADE ?=
ALL ?=
N ?= 1000
PEERS ?= hugo,plain,zensical,floor
RUNS ?= 3
MINUTES ?= 4.5

# PYTHON empty means: python3, or the first newer one that is found.
export PYTHON UPGRADE
# Material's notice about the next MkDocs says nothing about this build.
export NO_MKDOCS_2_WARNING := 1

# Chromium keeps crash reports and settings in the home directory, unless told otherwise.
BROWSER_HOME := XDG_CONFIG_HOME="$(CURDIR)/build/browser-home" XDG_CACHE_HOME="$(CURDIR)/build/browser-home"

.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules
.PHONY: help site serve test check judge score bench lock sbom notices audit clean env env-dev env-bench

help: ## this list | этот список
	@. .ci/lib.sh; awk -v lang=$$lang ' \
	    /^[a-z]+:.* ## .* \| / { \
	        name = $$1; sub(/:.*/, "", name); \
	        sub(/^.* ## /, ""); cut = index($$0, " | "); \
	        printf "make %-7s %s\n", name, lang == "ru" ? substr($$0, cut + 3) : substr($$0, 1, cut - 1) \
	    }' $(firstword $(MAKEFILE_LIST))

site: env ## build the site into site/ (MKDOCS_FLAGS=...) | собрать сайт в site/ (MKDOCS_FLAGS=...)
	.venv/bin/mkdocs build --strict $(MKDOCS_FLAGS)

serve: env ## show the site while you edit (ADDR=127.0.0.1:8000) | показывать сайт во время правки (ADDR=127.0.0.1:8000)
	.venv/bin/mkdocs serve --dev-addr $(ADDR) $(MKDOCS_FLAGS)

test: env-dev ## run the tests (TESTS=tests/..., ARGS="-n auto") | запустить тесты (TESTS=tests/..., ARGS="-n auto")
	@browser=$$(.ci/browser) && calcurse=$$(.ci/calendar-programs) && set -x && \
	    ARCHIVE_BROWSER="$$browser" ARCHIVE_CALCURSE="$$calcurse" $(BROWSER_HOME) .venv/bin/python -m pytest $(ARGS) $(TESTS)

check: env-dev ## check code, configuration and circulars | проверить код, настройки и циркуляры
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/yamllint --strict mkdocs.yml .github .pre-commit-config.yaml .yamllint.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	.venv/bin/zizmor --offline --quiet .github
	.venv/bin/circulars check
	.venv/bin/circulars fmt --check

judge: ## let outside judges look at the built site (JUDGES=nu,axe) | проверить собранный сайт независимыми программами (JUDGES=nu,axe)
	@$(BROWSER_HOME) .ci/judge $(JUDGES)

score: env-dev ## how well letters are read, by field (ARGS=--faults) | насколько верно читаются письма, по полям (ARGS=--faults)
	@browser=$$(.ci/browser) && ARCHIVE_BROWSER="$$browser" $(BROWSER_HOME) .venv/bin/python -m tests.letters_score $(ARGS)

bench: env-bench ## measure speed beside other generators (N=1000 PEERS=hugo,plain,zensical,floor RUNS=3 MINUTES=4.5 ARGS=--keep) | измерить скорость рядом с другими генераторами (N=1000 PEERS=hugo,plain,zensical,floor RUNS=3 MINUTES=4.5 ARGS=--keep)
	@browser=$$(.ci/browser) || browser=; ARCHIVE_BROWSER="$$browser" $(BROWSER_HOME) .venv/bin/python -m tests.bench \
	    --number $(N) --peers "$(PEERS)" --runs $(RUNS) --minutes $(MINUTES) $(ARGS)

lock: ## write requirements/*.txt anew (UPGRADE=1: newer versions) | обновить requirements/*.txt (UPGRADE=1: новые версии)
	@.ci/lock

sbom: env-dev ## list all that is built with and shipped, as CycloneDX (build/sbom.cdx.json) | перечень всех составных частей в CycloneDX (build/sbom.cdx.json)
	.venv/bin/python -m tests.supply sbom

notices: env-dev ## write the published notices of others' licences anew | обновить публикуемый перечень чужих лицензий
	.venv/bin/python -m tests.supply notices

audit: ## look up the known holes of all packages (needs the network) | проверить все пакеты на известные уязвимости (нужна сеть)
	@.ci/audit

clean: ## remove what was built (ALL=1: and .venv) | удалить собранное (ALL=1: и .venv)
	rm -rf site build .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache $(if $(ALL),.venv)
	find $(wildcard hooks tests) -name __pycache__ -prune -exec rm -rf {} +

env:
	@.ci/setup site

env-dev:
	@.ci/setup dev

env-bench:
	@.ci/setup bench
