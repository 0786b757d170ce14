# Everything a developer of Touchpoint does. `make` alone lists it.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

CARGO ?= cargo
PYTHON ?= python3
VENV := .venv
SDK_JS := tests/signatures/js
ARGS ?=
export SAM_CLI_TELEMETRY := 0

.PHONY: help run test test-rust test-python lint bench hostile generate build deploy clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 14

run: ## start Touchpoint on this machine (ARGS="--port 8080 --memory …")
	@$(CARGO) run --locked -p touchpoint-local -- $(ARGS)

test: test-rust test-python ## every test: unit, property, hostile, conformance, scenarios, deploy

test-rust:
	$(CARGO) test --locked --workspace --quiet

test-python: $(VENV)/.installed $(SDK_JS)/node_modules/.installed
	$(CARGO) build --locked -p touchpoint-local
	$(VENV)/bin/python -m pytest tests

lint: $(VENV)/.installed ## formatting, clippy, template
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets -- -D warnings
	$(VENV)/bin/sam validate --lint

bench: $(VENV)/.installed ## measure speed, size and cost (DATA=dir with endpoints-20k.json.gz; made up where absent)
	infra/bench/run

hostile: ## more seeds of the hostile test (SEEDS=2000, or SEED=17 to replay one)
	$(CARGO) test --locked -p touchpoint-hostile --test seeds -- --nocapture

generate: ## the wire types, from the API model
	$(CARGO) run --locked -p touchpoint-wire-generator

build: $(VENV)/.installed ## the functions, as they go to AWS (ARCH=arm64 or x86_64)
	infra/build $(ARCH)

deploy: build ## to the AWS account that the environment names (STACK=touchpoint ARCH=arm64)
	infra/deploy $(STACK) $(ARCH)

clean: ## forget what was built and stored
	$(CARGO) clean
	rm -rf $(VENV) $(SDK_JS)/node_modules .touchpoint .aws-sam

STACK ?= touchpoint
ARCH ?= arm64

$(VENV)/.installed: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --requirement requirements.txt
	touch $@

$(SDK_JS)/node_modules/.installed: $(SDK_JS)/package-lock.json
	cd $(SDK_JS) && npm ci --silent
	touch $@
